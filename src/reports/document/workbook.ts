import { type CellValue, colToLetter, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { FigureKind, Table, Value } from './blocks.js';
import { isPair } from './figures.js';
import {
  aroundZero,
  arrow,
  filled,
  fittingWidth,
  formats,
  header,
  lineHeight,
  paints,
  printed,
  type Side,
  sides,
  textFormat,
  withPrefix,
  wordColours,
} from './sheet-looks.js';
import { type SheetPage, writtenPage } from './sheet-page.js';
import { displayWidth } from './text-width.js';
import { visibleText } from './visible-text.js';

/** One tab of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly table: Table;
  /** A table has a header that stays in sight and can be filtered; else rows stand as they are. */
  readonly isTable: boolean;
  /** What is filled in by whoever gets it; all else is protected then. */
  readonly form?: SheetForm;
  /** Colours of cells that hold a word, by the title of their column. */
  readonly colours?: ReadonlyMap<string, ReadonlyMap<string, 'good' | 'warn' | 'bad'>>;
  /** Columns that stay in sight when one goes to the right. */
  readonly frozen?: number;
}

/** A table to be filled in. */
export interface SheetForm {
  /** The columns that are filled in, by title, each with the words to choose from; none: any text. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** Rows below the table for what is added, and the columns that are filled in there besides. */
  readonly added: { readonly rows: number; readonly columns: readonly string[] };
}

/** What no cell can hold more of. */
const longestText = 32_767;
/** Day 0 of 1970 as spreadsheets count. */
const firstDay = 25_569;
/** Of a table with more rows the last column is not wrapped: its lines stay on one. */
const wrappedAtMost = 300;
/** Files say when they were made; the same plan gives the same bytes. */
const madeAt = new Date(Date.UTC(1980, 0, 1));
/**
 * A workbook's bytes. Text is written as text, so that nothing in it is taken
 * for a formula or a number; what was and what is stand in columns of their own.
 */
export async function workbookBytes(
  title: string,
  sheets: readonly (Sheet | SheetPage)[],
): Promise<Uint8Array> {
  const lists = sheets.flatMap((sheet) =>
    'table' in sheet
      ? [...(sheet.form?.columns.values() ?? [])].filter((words) => words.length > 0)
      : [],
  );
  const names = sheetNames([...sheets.map(({ name }) => name), listsName]);
  const listsSheet = names[sheets.length];
  return writeXlsx({
    properties: { title, creator: 'carve', created: madeAt, modified: madeAt },
    sheets: [
      ...sheets.map((sheet, index) =>
        'table' in sheet
          ? filledIn(sheet, written(sheet, names[index]), lists, listsSheet)
          : { ...writtenPage(sheet), name: names[index] },
      ),
      ...(lists.length === 0 ? [] : [listsOf(lists, listsSheet)]),
    ],
  });
}

const listsName = 'Choices';

/** What drop-downs choose from, a column each: written into the cells' rules, 255 characters would be all. */
function listsOf(lists: readonly (readonly string[])[], name: string): WriteSheet {
  const most = Math.max(...lists.map(({ length }) => length));
  const rows = Array.from({ length: most }, (_, row) =>
    lists.map((words) => writtenCell(words[row], undefined)),
  );
  return { name, hidden: true, columns: lists.map(() => ({ numFmt: textFormat })), rows };
}

/** Cells of a form that may be filled in, with what there is to choose from; all others are locked, against accidents alone. */
function filledIn(
  { table, form }: Sheet,
  locked: WriteSheet,
  lists: readonly (readonly string[])[],
  listsSheet: string,
): WriteSheet {
  if (form === undefined) return locked;
  const { columns, added } = form;
  const cells: NonNullable<WriteSheet['cells']> = new Map(locked.cells);
  const last = table.rows.length + added.rows;
  const open = {
    style: {
      protection: { locked: false },
      numFmt: textFormat,
      alignment: { vertical: 'top' as const, wrapText: true },
      ...filled(paints.form),
    },
  };
  table.columns.forEach(({ title }, at) => {
    const first = columns.has(title)
      ? 1
      : added.columns.includes(title)
        ? table.rows.length + 1
        : last + 1;
    for (let row = first; row <= last; row++) cells.set(`${row},${at}`, open);
  });
  const dataValidations = table.columns.flatMap(({ title }, at) => {
    const words = columns.get(title);
    const list = words === undefined ? -1 : lists.indexOf(words);
    if (words === undefined || list < 0) return [];
    const [here, there] = [colToLetter(at), colToLetter(list)];
    return [
      {
        type: 'list' as const,
        formula1: `'${listsSheet}'!$${there}$1:$${there}$${words.length}`,
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: title,
        errorMessage: 'Choose one from the list, or leave the cell empty.',
        range: `${here}2:${here}${last + 1}`,
      },
    ];
  });
  const protection = {
    sheet: true,
    formatColumns: true,
    formatRows: true,
    sort: true,
    autoFilter: true,
  };
  return { ...locked, cells, dataValidations, protection };
}

function written(sheet: Sheet, name: string): WriteSheet {
  const { table, isTable, form, frozen = 0 } = sheet;
  const columns = table.columns.flatMap((column, at) => {
    const { title, kind, width, numberFormat, prefix } = column;
    const one = (head: string, side: 0 | 1) => ({
      title: head,
      width,
      kind,
      numberFormat,
      prefix,
      cells: table.rows.map((row) => writtenCell(sideOf(row[at], side), kind)),
    });
    return column.isPair === true ? [one(`${title} before`, 0), one(title, 1)] : [one(title, 1)];
  });
  const titles = columns.map(({ title }) => title);
  // Of rows that are no table, only what is there is written.
  const cells = table.rows.map((given, row) =>
    columns.slice(0, isTable ? columns.length : given.length).map((column) => column.cells[row]),
  );
  const range = `A1:${colToLetter(Math.max(0, columns.length - 1))}${cells.length + 1}`;
  const sized = columns.map(({ title, width: given, kind, cells: all }) => {
    // What is to be written freely has room for it.
    const isFree = form?.columns.get(title)?.length === 0;
    const width = isFree && given !== undefined ? given : fittingWidth(title, all, kind, given);
    const isLong = all.some((cell) => typeof cell === 'string' && displayWidth(cell) > width);
    return { width, isLong };
  });
  // Text runs over empty cells beside it, and behind the last column is room; of few rows all is seen.
  const wraps = sized.map(
    ({ isLong }, at) => isLong && (at + 1 < sized.length || cells.length <= wrappedAtMost),
  );
  const sideOfColumn = columns.map(({ kind }, at): Side => {
    if (kind !== undefined) return kind === 'date' ? 'left' : 'right';
    // Text does not touch the figures before it.
    return columns[at - 1]?.kind === undefined ? 'left' : 'indented';
  });
  const alignmentOf = (at: number) => ({
    ...(wraps.includes(true) && { vertical: 'top' as const }),
    ...(wraps[at] && { wrapText: true }),
    ...(sideOfColumn[at] === 'indented' && sides.indented),
  });
  return {
    name,
    pageSetup: { ...printed, ...(isTable && { printTitlesRow: '$1:$1' }) },
    columns: columns.map(({ kind, numberFormat, prefix, cells: all }, at) => {
      const { width } = sized[at];
      const style = { style: { alignment: alignmentOf(at) } };
      if (numberFormat !== undefined) return { width, ...style, numFmt: numberFormat };
      const isWhole = kind === 'amount' && all.every((cell) => Number.isInteger(cell ?? 0));
      if (kind === undefined) return { width, ...style, numFmt: textFormat };
      const numFmt = withPrefix(formats[isWhole ? 'count' : kind], prefix);
      return { width, ...style, numFmt };
    }),
    rows: isTable ? [titles, ...cells] : cells,
    ...(isTable && {
      freezePane: frozen > 0 ? { rows: 1, columns: frozen } : { rows: 1 },
      autoFilter: { range },
      conditionalRules: coloured(sheet, columns, cells.length),
      cells: new Map(sideOfColumn.map((side, at) => [`0,${at}`, { style: header(side) }])),
      rowDefs: heights([
        // A head of two lines is not cut.
        Math.max(
          ...titles.map((title, at) => (displayWidth(title) + arrow > sized[at].width ? 2 : 1)),
        ),
        ...cells.map((row) =>
          Math.max(1, ...row.map((cell, at) => (wraps[at] ? linesOf(cell, sized[at].width) : 1))),
        ),
      ]),
    }),
  };
}

/** Colours of deviations, and of words that mean something. */
function coloured(
  { colours, form }: Sheet,
  columns: readonly { readonly title: string; readonly kind: FigureKind | undefined }[],
  rows: number,
): NonNullable<WriteSheet['conditionalRules']> {
  const rules: NonNullable<WriteSheet['conditionalRules']> = [];
  const last = 1 + rows + (form?.added.rows ?? 0);
  if (last < 2) return rules;
  columns.forEach(({ title, kind }, at) => {
    const letter = colToLetter(at);
    const range = `${letter}2:${letter}${last}`;
    if (kind === 'deviation') rules.push(aroundZero(range, rules.length + 1));
    const words = colours?.get(title);
    if (words !== undefined) rules.push(...wordColours(range, words, rules.length + 1));
  });
  return rules;
}

function sideOf(value: Value, side: 0 | 1): string | number | undefined {
  return isPair(value) ? value[side] : value;
}

function writtenCell(cell: string | number | undefined, kind: FigureKind | undefined): CellValue {
  if (cell === undefined || cell === '') return null;
  if (typeof cell === 'string') return visibleText(cell).slice(0, longestText);
  if (!Number.isFinite(cell)) return null;
  if (kind === 'date') return cell + firstDay;
  return kind === 'percent' || kind === 'deviation' ? cell / 100 : cell;
}

/** Lines that a wrapped text takes: most letters are narrower than the figures that widths count. */
function linesOf(cell: CellValue, width: number): number {
  return typeof cell === 'string' ? Math.ceil(displayWidth(cell) / (1.05 * width)) : 1;
}

/** The heights of rows with more than a line: programs do not all work them out. */
function heights(lines: readonly number[]): NonNullable<WriteSheet['rowDefs']> {
  return new Map(
    lines.flatMap((count, row) => (count > 1 ? [[row, { height: count * lineHeight }]] : [])),
  );
}

const longestName = 31;

/** What no name of a tab may hold. */
const forbidden = /[:*?/\\[\]\p{Cc}]/gu;

/**
 * Names that a workbook can have for its tabs, in the order in which they are
 * wanted: cut to 31 characters, without what is forbidden, no two alike whatever
 * the case.
 */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set(['history']);
  return wanted.map((text) => {
    const plain = cleaned(text);
    let name = cut(plain, longestName);
    for (let number = 2; taken.has(name.toLowerCase()); number++) {
      const mark = ` (${number})`;
      name = `${cut(plain, longestName - mark.length)}${mark}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

/** An apostrophe at either end is forbidden too. */
function cleaned(text: string): string {
  const plain = text
    .replace(forbidden, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^['\s]+|['\s]+$/g, '');
  return plain === '' ? 'Sheet' : plain;
}

/** No character is cut in half. */
function cut(text: string, most: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > most) break;
    kept += character;
  }
  return kept.replace(/['\s]+$/, '');
}
