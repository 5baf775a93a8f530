import { indent, type Page } from '../terminal/page.js';
import { type Align, columnWidth, gutter, table } from '../terminal/table.js';
import { fitted } from '../terminal/text-width.js';

const narrowest = 8;

/** One column of a table; those after the first are never cut. */
export interface SheetColumn {
  readonly title: string;
  readonly cells: readonly string[];
  readonly align?: Align;
}

/** A table whose first column takes what room the others leave, and is cut to it. */
export function sheet(page: Page, first: SheetColumn, others: readonly SheetColumn[]): string[] {
  const taken = others.reduce(
    (sum, { title, cells }) => sum + gutter + columnWidth([title, ...cells]),
    indent.length,
  );
  const room = Math.max(narrowest, page.columns - taken);
  const rows = first.cells.map((cell, row) => [
    fitted(cell, room),
    ...others.map(({ cells }) => cells[row]),
  ]);
  return table(page, [first.title, ...others.map(({ title }) => title)], rows, [
    'left',
    ...others.map(({ align }) => align ?? 'right'),
  ]);
}

/** The first rows of a list, and what to say of the others. */
export function cutTo<T>(
  all: readonly T[],
  most: number,
): { readonly shown: readonly T[]; readonly rest: number } {
  // One more line is no longer than a line that says that there is one more.
  const shown = all.length <= most + 1 ? all : all.slice(0, most);
  return { shown, rest: all.length - shown.length };
}
