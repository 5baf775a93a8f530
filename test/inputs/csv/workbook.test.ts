import { type Cell, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../src/inputs/csv/workbook.js';
import { latin1 } from './csv-text.js';

async function opened(sheets: WriteSheet[], form = {}) {
  const { sheet, problems } = await openWorkbook('b.xlsx', await writeXlsx({ sheets }), form);
  return { lines: sheet?.csv.toString().split('\n') ?? [], name: sheet?.name, problems };
}

const styled = (numFmt: string, value: number) => ({
  value,
  type: 'number' as const,
  style: { numFmt },
});

describe('a sheet of a workbook', () => {
  it('keeps texts, rows, exact numbers, dates, percentages and padded zeros', async () => {
    const { lines, problems } = await opened([
      {
        name: 'Accounts',
        rows: [
          ['Account ID', 'a;b', 'ZIP', 'Fit', 'Renewal', 'Seen', 'ICP', 'ARR'],
          [],
          ['001', 'x,y', null, null, new Date('2027-01-31'), null, true, 0.1],
          [
            '002',
            null,
            null,
            null,
            null,
            new Date('2026-05-20T07:42:00Z'),
            false,
            1234567890123456,
          ],
        ],
        cells: new Map<string, Partial<Cell>>([
          ['2,2', styled('00000', 2203)],
          ['2,3', styled('0%', 0.07)],
          ['3,7', { value: 12, type: 'formula', formula: '6*2', formulaResult: 12 }],
        ]),
      },
    ]);
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      '"Account ID","a;b","ZIP","Fit","Renewal","Seen","ICP","ARR"',
      ',,,,,,,',
      '001,"x,y",02203,7%,2027-01-31,,TRUE,0.1',
      '002,,,,,2026-05-20 07:42:00,FALSE,12',
      '',
    ]);
  });

  it('writes numbers with the decimal mark that its texts have', async () => {
    const rows = [
      ['id', 'arr'],
      ['A1', 1234.5],
      ['A2', '2.000,5'],
    ];
    const { lines } = await opened([{ name: 'A', rows }], { decimal: ',' });
    expect(lines.slice(1, 3)).toEqual(['A1,"1234,5"', 'A2,"2.000,5"']);
  });

  it('tells errors and formulas without a value by row and column', async () => {
    const { problems } = await opened([
      {
        name: 'A',
        rows: [['id', 'arr'], ['A1'], ['A2']],
        cells: new Map([
          ['1,1', { value: '#REF!', type: 'error' }],
          ['2,2', { value: '#DIV/0!', type: 'error' }],
        ]),
      },
    ]);
    expect(problems).toMatchObject([
      { file: 'b.xlsx (sheet A)', row: 2, column: 'arr', value: '#REF!' },
      { file: 'b.xlsx (sheet A)', row: 3, column: 'column C', value: '#DIV/0!' },
    ]);
  });

  it('is the named one, else the only one that holds anything and is not hidden', async () => {
    const rows = [['id'], ['A1']];
    const one = [
      { name: 'A', rows },
      { name: 'Empty', rows: [] },
      { name: 'H', rows, hidden: true },
    ];
    expect(await opened(one)).toMatchObject({ name: 'A', problems: [] });
    expect(await opened(one, { sheet: 'H' })).toMatchObject({ name: 'H', problems: [] });
    expect((await opened([...one, { name: 'B', rows }])).problems).toMatchObject([
      { what: expect.stringContaining('several sheets'), remedy: expect.stringContaining('"B"') },
    ]);
    expect((await opened(one, { sheet: 'C' })).problems).toMatchObject([{ value: 'C' }]);
  });

  it('is refused where the archive is damaged, another, or a bomb', async () => {
    const faults = async (bytes: Uint8Array) => (await openWorkbook('b.xlsx', bytes, {})).problems;
    expect(await faults(latin1('PK\x03\x04....'))).toMatchObject([
      { what: expect.stringContaining('damaged') },
    ]);
    const [first] = await faults(
      (await writeXlsx({ sheets: [{ name: 'A', rows: [['id']] }] })).subarray(0, 900),
    );
    expect(first.what).toMatch(/damaged|cannot be read/);
    const { zipSync } = await import('fflate');
    expect(await faults(zipSync({ 'a.csv': latin1('id\n') }))).toMatchObject([
      { what: expect.stringContaining('no .xlsx workbook') },
    ]);
    const bomb = zipSync({
      '[Content_Types].xml': latin1('<Types/>'),
      'xl/workbook.xml': latin1('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(80 << 20),
    });
    expect(await faults(bomb)).toMatchObject([{ what: expect.stringContaining('200 times') }]);
  });
});
