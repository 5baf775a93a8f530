import Table from 'cli-table3';
import type { Page } from './page.js';
import { indent } from './page.js';
import { displayWidth, padStart } from './text-width.js';

export type Align = 'left' | 'right';

/** Columns between two columns. */
export const gutter = 2;

/** A table without borders: a dim header line, then the rows. Cells must fit, none is cut. */
export function table(
  page: Page,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  aligns: readonly Align[],
): string[] {
  const sheet = new Table({
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: indent,
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: ' '.repeat(gutter),
    },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: [...aligns],
  });
  sheet.push(header.map((cell) => page.ink.dim(cell)));
  for (const row of rows) sheet.push([...row]);
  return sheet
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** Pairs as "before → after", padded so that the arrows of a column stand below each other. */
export function arrows(pairs: readonly (readonly [string, string])[]): string[] {
  const widths = [0, 1].map((side) =>
    Math.max(0, ...pairs.map((pair) => displayWidth(pair[side] ?? ''))),
  );
  return pairs.map(
    ([before, after]) => `${padStart(before, widths[0])} → ${padStart(after, widths[1])}`,
  );
}

/** The widest of a column's cells. */
export function columnWidth(cells: readonly string[]): number {
  return Math.max(0, ...cells.map(displayWidth));
}
