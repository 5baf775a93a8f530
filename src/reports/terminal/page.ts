import { Chalk, type ChalkInstance } from 'chalk';
import { wrapped } from './text-width.js';

/** What a terminal can draw bars with. */
export type BarSigns = 'blocks' | 'ascii';

/** The terminal that a summary is laid out for. */
export interface Page {
  readonly columns: number;
  /** Level 0 where no colour is wanted: then it adds nothing to any text. */
  readonly ink: ChalkInstance;
  /** What bars are drawn with; undefined where none are wanted. */
  readonly bars?: BarSigns | undefined;
}

const standardColumns = 80;
const fewestColumns = 60;
/** Beyond this, lines are harder to read than breaks. */
const mostColumns = 100;

/** The page for a terminal of some width: 60 to 100 columns of it are used, 80 unless told. */
export function pageOf(terminal: {
  readonly columns?: number | undefined;
  readonly colour: boolean;
  readonly bars?: BarSigns | undefined;
}): Page {
  const columns = terminal.columns ?? standardColumns;
  return {
    columns: Math.min(mostColumns, Math.max(fewestColumns, columns)),
    ink: new Chalk({ level: terminal.colour ? 1 : 0 }),
    bars: terminal.bars,
  };
}

/** Sections of lines with a blank line between them; empty ones are left out. */
export function pageText(sections: readonly (readonly string[])[]): string {
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
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
