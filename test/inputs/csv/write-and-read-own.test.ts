import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readAssignments } from '../../../src/inputs/csv/assignments.js';
import { readOwn } from '../../../src/inputs/csv/read-own.js';
import { writeCsv } from '../../../src/inputs/csv/write.js';
import { csv } from './csv-text.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('writing', () => {
  it('guards text, leaves numbers bare and quotes what needs it', () => {
    const rows = [
      ['=1+1', -5, 'a,b', undefined],
      ["'=x", -0, 'say "hi"', Number.NaN],
      ["'plain", 1e21, 'two\nlines', 0.1],
      ['\tx', 1e-7, 'lone\rCR', 12],
      ['-5', 5, '@a', 1.5],
    ] as const;
    expect(writeCsv(['id', 'n', '+text', 'm'], rows)).toBe(
      [
        "id,n,'+text,m",
        `'=1+1,-5,"a,b",`,
        `''=x,0,"say ""hi""",`,
        `'plain,1e+21,"two\nlines",0.1`,
        `'\tx,1e-7,"lone\rCR",12`,
        `'-5,5,'@a,1.5`,
        '',
      ].join('\n'),
    );
  });

  it('gives the same text however the rows come', () => {
    const rows = Array.from({ length: 12_345 }, (_, row) => [`a${row}`, row]);
    const text = writeCsv(['id', 'n'], rows);
    expect(text.split('\n')).toHaveLength(12_347);
    expect(writeCsv(['id', 'n'], new Set(rows))).toBe(text);
  });
});

test('what is written is read back the same', () => {
  const starts = fc.constantFrom(
    '',
    "'",
    "''",
    '=',
    "'=",
    '-',
    '+',
    '@',
    '\t',
    '\r',
    '"',
    '#',
    "'\t",
  );
  const text = fc
    .tuple(starts, fc.string({ unit: 'binary' }))
    .map(([start, rest]) => `${start}${rest}`)
    // NUL is refused in any file; outer spaces are no part of a cell, but a leading tab or CR is guarded.
    .filter((cell) => !cell.includes('\0') && cell.trimEnd() === cell)
    .filter((cell) => cell.trimStart() === cell || /^[\t\r]/.test(cell));
  const row = fc.tuple(text, text, fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const numbered = rows.map((cells, index) => [`id${index}`, ...cells]);
      const written = writeCsv(['id', 'one', 'two', 'number'], numbered);
      const { own, problems } = readOwn('own.csv', bytes(written), ['id']);
      expect(problems).toEqual([]);
      expect(own.columns.get('one')).toEqual(rows.map(([one]) => one));
      expect(own.columns.get('two')).toEqual(rows.map(([, two]) => two));
      const numbers = own.columns.get('number')?.map(Number);
      expect(numbers).toEqual(rows.map(([, , number]) => (number === 0 ? 0 : number)));
      expect(own.rowNumbers).toEqual(rows.map((_, index) => index + 2));
    }),
    { numRuns: 500 },
  );
});

describe('assignments', () => {
  it('are read from a hand-edited file', () => {
    const { own, problems } = readAssignments(
      'mine.csv',
      bytes('\ufeffRep ID;Account ID;Note\r\nr1;007;x\r\n\r\n;008;\r\n'),
    );
    expect(problems).toEqual([]);
    expect(own.columns.get('account_id')).toEqual(['007', '008']);
    expect(own.columns.get('rep_id')).toEqual(['r1', '']);
    expect(own.columns.get('Note')).toEqual(['x', '']);
    expect(own.rowNumbers).toEqual([2, 4]);
  });

  it('tell missing columns, and accounts that are empty or there twice', () => {
    expect(readAssignments('a.csv', csv('account_id,owner', 'a,r')).problems).toMatchObject([
      { row: 1, what: 'has no column "rep_id"' },
    ]);
    expect(
      readAssignments('a.csv', csv('account_id,rep_id', 'a,r', ',r', 'a,s')).problems,
    ).toMatchObject([
      { row: 3, column: 'account_id', what: 'is empty' },
      { row: 4, column: 'account_id', what: 'is the same as in row 2', value: 'a' },
    ]);
  });
});
