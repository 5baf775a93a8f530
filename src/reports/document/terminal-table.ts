import Grid from 'cli-table3';
import { type Column, isRight, type Table, type Value } from './blocks.js';
import { cellTexts, isPair } from './figures.js';
import { arrow, gutter, hung, indent, type Page } from './terminal-page.js';
import { columnWidth, displayWidth, fitted } from './text-width.js';
import { visibleText } from './visible-text.js';

interface TextColumn extends Column {
  readonly cells: readonly string[];
  /** Whether something goes from one end of a cell to the other. */
  readonly isRoute: boolean;
}

/** All columns, or, where there is no room for them, without the last that can be done without. */
function columnsThatFit(page: Page, all: readonly TextColumn[]): readonly TextColumn[] {
  const least = all.reduce(
    (sum, column) => (column.flexible === true ? sum + (column.least ?? leastWidth) : sum),
    0,
  );
  let columns = all;
  while (roomIn(page, columns) < Math.max(least, leastWidth * 2)) {
    const last = columns.findLast(({ dispensable }) => dispensable === true);
    if (last === undefined) break;
    columns = columns.filter((column) => column !== last);
  }
  return columns;
}

/** A table whose flexible columns are cut to what the others leave them. */
export function tableLines(page: Page, block: Table): string[] {
  if (block.rows.length === 0 && block.isOpen !== true) return [];
  const all = block.columns.map((column, at) =>
    textColumn(
      column,
      block.rows.map((row) => row[at]),
    ),
  );
  const columns = columnsThatFit(page, all);
  const widths = shared(
    columns.filter(({ flexible }) => flexible === true),
    roomIn(page, columns),
  );
  const cells = columns.map((column) => {
    const width = widths.get(column);
    return width === undefined
      ? column.cells
      : column.cells.map((cell) => (column.isRoute ? cutRoute(cell, width) : fitted(cell, width)));
  });
  const rows = block.rows.map((_, row) => cells.map((column) => column[row]));
  const { gap, remarks, depth = 1 } = block;
  if (gap !== undefined) {
    const left = fitted(gap.text, Math.max(leastWidth, roomIn(page, columns)));
    rows.splice(gap.at, 0, [page.ink.dim(left), ...columns.slice(1).map(() => '')]);
  }
  const aligns = columns.map((column) => (isRight(column) ? 'right' : 'left'));
  const header = remarks === undefined ? [columns.map(({ title }) => page.ink.dim(title))] : [];
  const drawn = grid([...header, ...rows], aligns).map((line) => indent.repeat(depth - 1) + line);
  return remarks === undefined
    ? drawn
    : drawn.flatMap((line, row) => [
        line,
        ...hung(page, indent.repeat(2), remarks[row]).map((one) => page.ink.dim(one)),
      ]);
}

function textColumn(column: Column, values: readonly Value[]): TextColumn {
  const title = fitted(column.title, column.mostTitle ?? Number.POSITIVE_INFINITY);
  const cells = cellTexts(column, values).map(visibleText);
  const { most } = column;
  return {
    ...column,
    title,
    isRoute: column.kind === undefined && values.some(isPair),
    cells: most === undefined ? cells : cells.map((cell) => fitted(cell, most)),
  };
}

/** What the columns that keep their width leave the others. */
function roomIn(page: Page, columns: readonly TextColumn[]): number {
  const taken = columns.map((column) => (column.flexible === true ? 0 : widthOf(column)));
  const gutters = gutter * (columns.length - 1);
  return page.columns - indent.length - gutters - taken.reduce((sum, width) => sum + width, 0);
}

/** What goes from somewhere to somewhere: each side cut to half of the room where both are long. */
function cutRoute(cell: string, width: number): string {
  const [from, to = ''] = cell.split(arrow);
  if (displayWidth(cell) <= width) return cell;
  const room = width - arrow.length;
  const end = fitted(to, Math.max(Math.floor(room / 2), room - displayWidth(from)));
  return `${fitted(from, room - displayWidth(end))}${arrow}${end}`;
}

function widthOf({ title, cells }: TextColumn): number {
  return columnWidth([title, ...cells]);
}

/** No flexible column gets less than this. */
const leastWidth = 6;

/** Widths for flexible columns: who wants less than a fair share gets it, the others share the rest. */
function shared(columns: readonly TextColumn[], room: number): ReadonlyMap<TextColumn, number> {
  const widths = new Map<TextColumn, number>();
  let left = room;
  [...columns]
    .sort((a, b) => widthOf(a) - widthOf(b))
    .forEach((column, rank) => {
      const share = Math.max(
        column.least ?? leastWidth,
        Math.floor(left / (columns.length - rank)),
      );
      const width = Math.min(widthOf(column), share);
      widths.set(column, width);
      left -= width;
    });
  return widths;
}

/** As many columns beside the first as the page is wide, and the others below in tables of their own. */
export function tablesBeside(page: Page, block: Table): readonly Table[] {
  const [first, ...others] = block.columns.map((column, at) => ({
    at,
    width: widthOf(
      textColumn(
        column,
        block.rows.map((row) => row[at]),
      ),
    ),
  }));
  const tables: Table[] = [];
  for (let from = 0; from < others.length; ) {
    let room = page.columns - indent.length - first.width;
    let to = from;
    while (to < others.length) {
      room -= gutter + others[to].width;
      if (room < 0 && to > from) break;
      to++;
    }
    const kept = [first, ...others.slice(from, to)].map(({ at }) => at);
    tables.push({
      ...block,
      columns: kept.map((at) => block.columns[at]),
      rows: block.rows.map((row) => kept.map((at) => row[at])),
    });
    from = to;
  }
  return tables;
}

/** Rows without borders, set in once. */
function grid(
  rows: readonly (readonly string[])[],
  aligns: readonly ('left' | 'right')[],
): string[] {
  const none = Object.fromEntries(
    ['top', 'bottom', 'left', 'mid', 'right'].flatMap((side) =>
      ['', '-mid', '-left', '-right'].map((part) => [`${side}${part}`, '']),
    ),
  );
  const sheet = new Grid({
    chars: { ...none, left: indent, middle: ' '.repeat(gutter) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: [...aligns],
  });
  for (const row of rows) sheet.push([...row]);
  return sheet
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
