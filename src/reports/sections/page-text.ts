import { indent, type Page, paragraph } from '../terminal/page.js';
import { columnWidth, gutter, table } from '../terminal/table.js';
import { fitted } from '../terminal/text-width.js';
import { visibleText } from '../visible-text.js';
import type { Section, SectionColumn } from './section.js';

/** A verdict and sections as text for a terminal. */
export function pageText(page: Page, verdict: string, sections: readonly Section[]): string {
  const blocks = [
    paragraph(page, verdict).map((line) => page.ink.bold(line)),
    ...sections.map((section) => sectionLines(page, section)),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function sectionLines(
  page: Page,
  { title, columns, rows, items, drawing, more }: Section,
): string[] {
  return [
    page.ink.bold(title),
    ...(columns !== undefined && rows !== undefined && rows.length > 0
      ? tableLines(page, columns, rows)
      : []),
    ...(items ?? []).flatMap(({ text, details }) => [
      ...hanging(page, text, indent),
      ...details.flatMap((detail) => hanging(page, detail, indent.repeat(2))),
    ]),
    ...(drawing?.(page) ?? []),
    ...(more === undefined ? [] : [page.ink.dim(`${indent}${more}`)]),
  ];
}

/** Lines below the first are set in further. */
function hanging(page: Page, text: string, first: string): string[] {
  const [head, ...rest] = paragraph(page, text, first + indent);
  return [first + head.slice(first.length + indent.length), ...rest];
}

/** A table whose flexible columns are cut to what the others leave them. */
function tableLines(
  page: Page,
  columns: readonly SectionColumn[],
  rows: readonly (readonly string[])[],
): string[] {
  const visible = rows.map((row) => row.map(visibleText));
  const natural = columns.map(({ title }, at) =>
    columnWidth([title, ...visible.map((row) => row[at])]),
  );
  const gutters = gutter * (columns.length - 1);
  let room = page.columns - indent.length - gutters;
  columns.forEach(({ flexible }, at) => {
    if (flexible !== true) room -= natural[at];
  });
  if (room < narrowest * 2 && columns.some(({ dispensable }) => dispensable === true)) {
    const kept = columns.map(({ dispensable }) => dispensable !== true);
    const left = <Cell>(cells: readonly Cell[]): Cell[] => cells.filter((_, at) => kept[at]);
    return tableLines(page, left(columns), rows.map(left));
  }
  const widths = shared(
    natural.filter((_, at) => columns[at].flexible === true),
    room,
  );
  let next = 0;
  const widthOf = columns.map(({ flexible }, at) =>
    flexible === true ? widths[next++] : natural[at],
  );
  const cells = visible.map((row) =>
    row.map((cell, at) => (columns[at].flexible === true ? fitted(cell, widthOf[at]) : cell)),
  );
  const titles = columns.map(({ title }) => title);
  return table(
    page,
    titles,
    cells,
    columns.map(({ align }) => align),
  );
}

const narrowest = 6;

/** Widths for columns that want `wanted`: who wants less than a fair share gets it, the others share the rest. */
function shared(wanted: readonly number[], room: number): number[] {
  const order = [...wanted.keys()].sort((x, y) => wanted[x] - wanted[y]);
  const widths = [...wanted];
  let left = room;
  order.forEach((at, rank) => {
    const share = Math.max(narrowest, Math.floor(left / (order.length - rank)));
    widths[at] = Math.min(wanted[at], share);
    left -= widths[at];
  });
  return widths;
}
