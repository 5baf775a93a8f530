import { Chalk, type ChalkInstance } from 'chalk';
import { displayWidth, wrapped } from './text-width.js';

/** What a terminal can draw bars with. */
export type BarSigns = 'blocks' | 'ascii';

/** The terminal that a document is laid out for. */
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
  readonly colour?: boolean;
  readonly bars?: BarSigns | undefined;
}): Page {
  const columns = terminal.columns ?? standardColumns;
  return {
    columns: Math.min(mostColumns, Math.max(fewestColumns, columns)),
    ink: new Chalk({ level: terminal.colour === true ? 1 : 0 }),
    bars: terminal.bars,
  };
}

/** How far everything under a title is set in. */
export const indent = '  ';
/** Columns between two columns of a table. */
export const gutter = 2;
export const arrow = ' → ';

/** Text wrapped to the page behind its start, the further lines below the text or set in once more. */
export function hung(page: Page, start: string, text: string, hangs = false): string[] {
  const hang = ' '.repeat(displayWidth(start)) + (hangs ? indent : '');
  return wrapped(text, page.columns - hang.length).map(
    (line, index) => (index === 0 ? start : hang) + line,
  );
}
