import {
  type CellStyle,
  type CellValue,
  colToLetter,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx';
import { visibleText } from '../../visible-text.js';
import type { CellFormat, Sheet, SheetCell } from './sheet.js';
import { sheetNames } from './sheet-names.js';

/** What no cell can hold more of. */
const longestText = 32_767;
/** Day 0 of 1970 as spreadsheets count. */
const firstDay = 25_569;
/** Files say when they were made; the same plan gives the same bytes. */
const madeAt = new Date(Date.UTC(1980, 0, 1));

const numberFormats: Readonly<Record<CellFormat, string>> = {
  // Text stays text when it is edited: 007 keeps its zeros.
  text: '@',
  count: '#,##0',
  amount: '#,##0.00',
  percent: '+0.0%;-0.0%;0.0%',
  date: 'yyyy-mm-dd',
};

const header: Partial<CellStyle> = { font: { bold: true } };

/**
 * A workbook's bytes. Text is written as text, so that nothing in it is taken
 * for a formula or a number.
 */
export async function workbookBytes(title: string, sheets: readonly Sheet[]): Promise<Uint8Array> {
  const names = sheetNames(sheets.map(({ name }) => name));
  return writeXlsx({
    properties: { title, creator: 'carve', created: madeAt, modified: madeAt },
    sheets: sheets.map((sheet, index) => written(sheet, names[index])),
  });
}

function written({ columns, rows, isTable }: Sheet, name: string): WriteSheet {
  const cells = rows.map((row) => row.map((cell, at) => writtenCell(cell, columns[at].format)));
  const titles = columns.map(({ title }) => title);
  const range = `A1:${colToLetter(Math.max(0, columns.length - 1))}${rows.length + 1}`;
  const bold = { style: header };
  return {
    name,
    columns: columns.map(({ width, format }, at) => {
      const isWhole = format === 'amount' && rows.every((row) => Number.isInteger(row[at] ?? 0));
      return { width, numFmt: numberFormats[isWhole ? 'count' : format] };
    }),
    rows: isTable ? [titles, ...cells] : cells,
    ...(isTable && {
      freezePane: { rows: 1 },
      autoFilter: { range },
      cells: new Map(titles.map((_, at) => [`0,${at}`, bold])),
    }),
  };
}

function writtenCell(cell: SheetCell, format: CellFormat): CellValue {
  if (cell === undefined || cell === '') return null;
  if (typeof cell === 'string') return visibleText(cell).slice(0, longestText);
  if (!Number.isFinite(cell)) return null;
  return format === 'date' ? cell + firstDay : cell;
}
