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
