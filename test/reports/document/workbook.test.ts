import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import {
  type FigureKind,
  figures,
  pairs,
  table,
  words,
} from '../../../src/reports/document/blocks.js';
import { workbookBytes } from '../../../src/reports/document/workbook.js';
import { rawColumns } from './sheet-cells.js';

const rows = [
  { name: '=1+1\n|', n: [3, 5], off: -12.5, day: 20_468 },
  { name: '', n: [1, 2.5], off: undefined, day: 0 },
] as const;
type Row = (typeof rows)[number];

const sheet = {
  name: 'A/B',
  isTable: true,
  table: table<Row>(rows, [
    words('Name', ({ name }) => name),
    pairs('Held', 'amount', ({ n }) => n),
    figures('Off', 'deviation', ({ off }) => off),
    figures('Day', 'date', ({ day }) => day),
  ]),
};

describe('a document as a workbook', () => {
  it('has what was and what is in columns of their own, shares and days as spreadsheets count them', async () => {
    const { sheets } = await readXlsx(await workbookBytes('t', [sheet]));
    expect(sheets[0].name).toBe('A B');
    expect(sheets[0].rows[0]).toEqual(['Name', 'Held before', 'Held', 'Off', 'Day']);
    expect(sheets[0].rows[1].slice(0, 4)).toEqual(['=1+1\\n|', 3, 5, -0.125]);
    expect(sheets[0].rows[2].slice(0, 4)).toEqual([null, 1, 2.5, null]);
  });

  it.each<readonly [FigureKind, number, string, string]>([
    ['count', 12, '12', '#,##0'],
    ['amount', 12.5, '12.5', '#,##0.00'],
    ['amount', 1200, '1200', '#,##0'],
    ['change', -12.5, '-12.5', '#,##0.00'],
    // Spreadsheets hold 12.5 % as 0.125; a cell of 12.5 would be shown as 1,250.0%.
    ['percent', 12.5, '0.125', '0.0%'],
    ['deviation', -12.5, '-0.125', '+0.0%;-0.0%;0.0%'],
    // 2026-01-15 is day 20468 since 1970 and day 46037 since 1900.
    ['date', 20_468, '46037', 'yyyy-mm-dd'],
  ])('holds a figure of kind %s, %d, as %s shown by %s', async (kind, value, held, format) => {
    const column = figures<number>('Figure', kind, (figure) => figure);
    const one = { name: 'A', isTable: true, table: table([value], [column]) };
    const cells = rawColumns(await workbookBytes('t', [one]), 'A').get('Figure');
    expect(cells).toEqual([{ value: held, format }]);
  });

  it('holds text as text, whatever it looks like', async () => {
    const cells = rawColumns(await workbookBytes('t', [sheet]), 'A B').get('Name');
    expect(cells).toEqual([{ value: '=1+1\\n|', format: '@' }, undefined]);
  });

  it('wraps a text that would run over the cells beside it, in a row as high as its lines', async () => {
    const long = 'word '.repeat(30).trim();
    const columns = [
      words<string>('Why', (text) => text, { width: 20 }),
      words<string>('By', () => ''),
    ];
    const two = { name: 'A', isTable: true, table: table([long, 'short'], columns) };
    const { sheets } = await readXlsx(await workbookBytes('t', [two]), { readStyles: true });
    expect(sheets[0].cells?.get('1,0')?.style?.alignment).toMatchObject({ wrapText: true });
    // 149 letters, 21 of them in a line of 20 figures: 8 lines of 15.5 points.
    expect(sheets[0].rowDefs?.get(1)?.height).toBe(124);
    expect(sheets[0].rowDefs?.get(2)?.height).toBeUndefined();
  });

  it('is printed with whole lines, under its heads', async () => {
    const { sheets } = await readXlsx(await workbookBytes('t', [sheet]));
    expect(sheets[0].pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
    });
  });

  it('is the same bytes each time', async () => {
    expect(await workbookBytes('t', [sheet])).toEqual(await workbookBytes('t', [sheet]));
  });
});
