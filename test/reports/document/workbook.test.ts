import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { figures, pairs, table, words } from '../../../src/reports/document/blocks.js';
import { workbookBytes } from '../../../src/reports/document/workbook.js';

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

  it('is the same bytes each time', async () => {
    expect(await workbookBytes('t', [sheet])).toEqual(await workbookBytes('t', [sheet]));
  });
});
