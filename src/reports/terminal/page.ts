import type { ChalkInstance } from 'chalk';
import { wrapped } from './text-width.js';

/** The terminal that a summary is laid out for. */
export interface Page {
  readonly columns: number;
  /** Level 0 where no colour is wanted: then it adds nothing to any text. */
  readonly ink: ChalkInstance;
}

/** How far everything under a title is set in. */
export const indent = '  ';

/** Text wrapped to the page: `first` before its first line, as many spaces before the others. */
export function paragraph(page: Page, text: string, first = ''): string[] {
  const hang = ' '.repeat(first.length);
  return wrapped(text, page.columns - hang.length).map(
    (line, index) => (index === 0 ? first : hang) + line,
  );
}

const standardColumns = 80;
const fewestColumns = 60;
/** Beyond this, lines are harder to read than breaks. */
const mostColumns = 100;

/** The page for a terminal of this width; 80 columns unless told. */
export function pageOf(columns: number | undefined, ink: ChalkInstance): Page {
  return {
    columns: Math.min(mostColumns, Math.max(fewestColumns, columns ?? standardColumns)),
    ink,
  };
}
