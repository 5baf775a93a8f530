import type {
  Block,
  Chart,
  Document,
  Headline,
  Item,
  List,
  Paragraph,
  Section,
  Tone,
} from './blocks.js';
import { percentWords } from './numbers.js';
import { gutter, hung, indent, type Page } from './terminal-page.js';
import { tableLines } from './terminal-table.js';
import { columnWidth, displayWidth, fitted, padEnd, wrapped, wrappedLines } from './text-width.js';
import { visibleText, withoutCommands } from './visible-text.js';

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
