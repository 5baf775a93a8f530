import { Chalk, type ChalkInstance } from 'chalk';
import Grid from 'cli-table3';
import {
  type Block,
  type Chart,
  type Column,
  type Document,
  type Headline,
  type Item,
  isRight,
  type List,
  type Paragraph,
  type Section,
  type Table,
  type Tone,
  type Value,
} from './blocks.js';
import { cellTexts, isPair } from './figures.js';
import { percentWords } from './numbers.js';
import { columnWidth, displayWidth, fitted, padEnd, wrapped, wrappedLines } from './text-width.js';
import { visibleText, withoutCommands } from './visible-text.js';

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
const indent = '  ';
/** Columns between two columns of a table. */
const gutter = 2;
const arrow = ' → ';

/**
 * A document as text for a terminal. Every text in it is made visible here, so
 * that no cell of anybody's file can move the cursor, colour or break a line;
 * the only escapes are the colours that the renderer adds.
 */
export function terminalText(page: Page, { headline, sections }: Document): string {
  const blocks = [
    headline === undefined ? [] : headlineLines(page, headline),
    ...sections.map((section) => sectionLines(page, section)),
  ];
  return withoutCommands(
    `${blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`,
  );
}

/**
 * Sentences for a log or stderr, each whole on a line where no width is known
 * or it fits; further lines are set in by `hang`. What begins with spaces keeps them.
 */
export function logText(
  texts: readonly string[],
  columns: number | undefined,
  hang: number,
): string {
  return texts
    .flatMap((text) => logLines(text, columns, hang))
    .map((line) => `${line}\n`)
    .join('');
}

/** One of them as lines. */
export function logLines(text: string, columns: number | undefined, hang: number): string[] {
  return wrappedLines(visibleText(text), columns, hang);
}

function painted({ ink }: Page, tone: Tone | undefined, text: string): string {
  switch (tone) {
    case 'strong':
      return ink.bold(text);
    case 'good':
      return ink.green(text);
    case 'bad':
      return ink.red(text);
    case 'warn':
      return ink.yellow(text);
    case 'quiet':
      return ink.dim(text);
    default:
      return text;
  }
}

function headlineLines(page: Page, { text, tone, toneOf }: Headline): string[] {
  const lead = toneOf === 'lead' ? /^[^:]*:/ : /.*/;
  return wrapped(text, page.columns).map((line, index) =>
    page.ink.bold(
      toneOf === 'lead' && index > 0
        ? line
        : line.replace(lead, (found) => painted(page, tone, found)),
    ),
  );
}

function sectionLines(page: Page, { title, aside, cut, blocks }: Section): string[] {
  if (title === undefined) return blocks.flatMap((block) => blockLines(page, block));
  const heading = cut === true ? fitted(title, page.columns) : visibleText(title);
  const beside = aside === undefined ? '' : `  ${visibleText(aside)}`;
  return [
    `${page.ink.bold(heading)}${beside}`,
    ...blocks.flatMap((block) => blockLines(page, block)),
  ];
}

function blockLines(page: Page, block: Block): string[] {
  switch (block.is) {
    case 'paragraph':
      return paragraphLines(page, block);
    case 'list':
      return listLines(page, block);
    case 'table':
      return tableLines(page, block);
    case 'note':
      return [page.ink.dim(`${indent.repeat(block.depth ?? 1)}${visibleText(block.text)}`)];
    case 'chart':
      return chartLines(page, block);
  }
}

function paragraphLines(page: Page, block: Paragraph): string[] {
  const { text, tone, mark, depth = 1, hangs = false } = block;
  const start = `${indent.repeat(depth)}${mark === undefined ? '' : `${mark} `}`;
  return hung(page, start, text, hangs).map((line) => painted(page, tone, line));
}

/** Text wrapped to the page behind its start, the further lines below the text or set in once more. */
function hung(page: Page, start: string, text: string, hangs = false): string[] {
  const hang = ' '.repeat(displayWidth(start)) + (hangs ? indent : '');
  return wrapped(text, page.columns - hang.length).map(
    (line, index) => (index === 0 ? start : hang) + line,
  );
}

function listLines(page: Page, block: List): string[] {
  const labels = block.items.flatMap(({ label }) =>
    label === undefined ? [] : [visibleText(label)],
  );
  const width = columnWidth(labels);
  return block.items.flatMap((item) => itemLines(page, block, item, width));
}

function itemLines(page: Page, list: List, item: Item, labelWidth: number): string[] {
  const { text, tone, mark, markTone, label, tail, details = [] } = item;
  const below = details.flatMap((detail) => hung(page, indent.repeat(2), detail, true));
  if (mark === undefined && label === undefined) {
    return [...hung(page, indent, text, true).map((line) => painted(page, tone, line)), ...below];
  }
  const gap = ' '.repeat(list.gap ?? gutter);
  const shown = visibleText(label ?? '');
  const plain = `${indent}${mark === undefined ? '' : `${mark} `}`;
  const first = `${indent}${mark === undefined ? '' : `${painted(page, markTone, mark)} `}`;
  const named = label === undefined ? '' : `${padEnd(shown, labelWidth)}${gap}`;
  if (list.overflow === 'past the edge') {
    return [`${first}${named}${painted(page, tone, visibleText(text))}`.trimEnd(), ...below];
  }
  const isLong = displayWidth(`${plain}${named}${visibleText(text)}`) > page.columns;
  if (isLong && list.overflow === 'below label') {
    return [`${first}${shown}`, ...hung(page, indent.repeat(2), text), ...below];
  }
  if (isLong && list.overflow === 'whole below label') {
    return [`${first}${shown}`, `${indent.repeat(2)}${visibleText(text)}`, ...below];
  }
  const start = plain + named;
  const lines = hung(page, start, text).map((line, index) =>
    index === 0 ? first + named + painted(page, tone, line.slice(start.length)) : line,
  );
  return [...withTail(page, item, lines, ' '.repeat(displayWidth(start)), tail), ...below];
}

/** How it came out, behind the text where both fit on a line, else below it. */
function withTail(
  page: Page,
  { text, tailTone }: Item,
  lines: string[],
  hang: string,
  tail: string | undefined,
): string[] {
  if (tail === undefined || tail === '') return lines;
  const room = page.columns - hang.length;
  const paint = (part: string): string => painted(page, tailTone, part);
  const both = `${visibleText(text)}: ${visibleText(tail)}`;
  if (lines.length === 1 && displayWidth(both) <= room) {
    return [`${lines[0]}${paint(`: ${visibleText(tail)}`)}`];
  }
  return [...lines, ...wrapped(tail, room).map((line) => hang + paint(line))];
}

/** A column with its cells as they are read. */
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
function tableLines(page: Page, block: Table): string[] {
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

/** From the most below target to the most above it; the fourth is on target. */
const blockSigns = '▁▂▃▄▅▆▇█';
const onTarget = 4;
/** Deviations are drawn against the greatest of them, within these. */
const narrowestScale = 20;
const widestScale = 100;
const fewestBars = 8;
const rounding = 1e-9;

/** A bar each before and after, where the page is wide enough for some. */
function chartLines(page: Page, { rows, band, things: [things, thing] }: Chart): string[] {
  const { bars } = page;
  const labels = columnWidth(rows.map(({ label }) => label));
  const room = Math.floor((page.columns - indent.length - labels - 2 - 3) / 2);
  if (bars === undefined || rows.length === 0 || room < fewestBars) return [];
  const sizes = rows.flatMap(({ points }) => points.flat().map(Math.abs));
  const greatest = sizes.reduce((most, size) => Math.max(most, size), narrowestScale);
  const scale = Math.min(widestScale, greatest);
  const sign = (percent: number): string => {
    if (bars === 'ascii')
      return Math.abs(percent) <= band + rounding * Math.max(1, band)
        ? '-'
        : percent > 0
          ? '^'
          : 'v';
    const share = Math.max(-1, Math.min(1, percent / scale));
    const steps = share > 0 ? blockSigns.length - onTarget : onTarget - 1;
    return blockSigns[onTarget - 1 + Math.round(share * steps)];
  };
  const count = rows[0].points.length;
  const signs =
    bars === 'blocks'
      ? `▄ at fair share, ▁ and █ ${percentWords(scale)} off`
      : `- within ${percentWords(band)} of fair share, v below, ^ above`;
  const which = count <= room ? `a bar a ${thing}` : `${room} of ${count} ${things}`;
  return [
    ...rows.map(({ label, points }) => {
      const shown = spread(points, room);
      const [before, after] = [0, 1].map((side) => shown.map((pair) => sign(pair[side])).join(''));
      return `${indent}${padEnd(label, labels)}  ${page.ink.dim(before)} → ${page.ink.bold(after)}`;
    }),
    ...hung(page, indent, `${which}, most below fair share first: ${signs}`).map((line) =>
      page.ink.dim(line),
    ),
  ];
}

/** At most so many, evenly spread over all, the first and the last among them. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from(
    { length: most },
    (_, index) => all[Math.round((index * (all.length - 1)) / (most - 1))],
  );
}
