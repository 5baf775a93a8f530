import { describe, expect, it, test } from 'vitest';
import { readAccounts } from '../../../src/inputs/csv/accounts-and-reps.js';
import { type Column, cellText } from '../../../src/model/table.js';
import { csv } from './csv-text.js';

const read = (...lines: string[]) => readAccounts('accounts.csv', csv(...lines));

function cells(column: Column | undefined, size: number): string[] {
  return Array.from({ length: size }, (_, row) => cellText(column, row));
}

describe('accounts', () => {
  it('become typed columns', () => {
    const { table, problems, choices, notes } = read(
      'account_id,potential,fit,latitude,locked,renewal_date,segment,health,since',
      '007,"$1,234.50 ",85%,-33.9,yes,2026-06-09, SMB ,3,2024-01-01',
      '7,1.2M,12.5,,N,,,,',
    );
    expect({ problems, choices, notes }).toEqual({ problems: [], choices: [], notes: [] });
    expect([...table.rowNumbers]).toEqual([2, 3]);
    const kinds = [...table.columns].map(([name, column]) => `${name} ${column.kind}`);
    expect(kinds).toEqual([
      'account_id text',
      'potential number',
      'fit number',
      'latitude number',
      'locked flag',
      'renewal_date date',
      'segment text',
      'health text',
      'since text',
    ]);
    expect(cells(table.columns.get('account_id'), 2)).toEqual(['007', '7']);
    expect(cells(table.columns.get('potential'), 2)).toEqual(['1234.5', '1200000']);
    expect(cells(table.columns.get('fit'), 2)).toEqual(['85', '12.5']);
    expect(cells(table.columns.get('latitude'), 2)).toEqual(['-33.9', '']);
    expect(cells(table.columns.get('locked'), 2)).toEqual(['yes', 'no']);
    expect(cells(table.columns.get('renewal_date'), 2)).toEqual(['2026-06-09', '']);
    expect(cells(table.columns.get('segment'), 2)).toEqual(['SMB', '']);
  });

  it('measure the words of text columns where every one is a number or a date', () => {
    const { table } = read(
      'account_id,health,since,tier,mixed,none,owner',
      '1,3,2024-01-01,1,1,,17',
      '2,,2024-01-02,2,x,,18',
      '3,12%,,-,,,',
    );
    const health = table.columns.get('health');
    expect(health).toMatchObject({ words: ['', '3', '12%'], filled: 2 });
    expect(health).toHaveProperty('wordNumbers', Float64Array.of(Number.NaN, 3, 0.12));
    expect(table.columns.get('since')).toHaveProperty(
      'wordDays',
      Float64Array.of(Number.NaN, 19_723, 19_724),
    );
    expect(table.columns.get('tier')).toHaveProperty('wordNumbers');
    for (const name of ['mixed', 'none', 'owner', 'account_id']) {
      expect(table.columns.get(name)).not.toHaveProperty('wordNumbers');
      expect(table.columns.get(name)).not.toHaveProperty('wordDays');
    }
  });

  it('read words for nothing as empty in number and date cells, and say so', () => {
    const { table, notes, problems } = read(
      'account_id,arr,Renewal Date,segment,health,ParentId',
      '1,-,\\N,-,-,000000000000000AAA',
      '2,not available,2026-01-01,x,4,1',
      '3,5,,,-,',
    );
    expect(problems).toEqual([]);
    expect(cells(table.columns.get('arr'), 3)).toEqual(['', '', '5']);
    expect(cells(table.columns.get('segment'), 3)).toEqual(['-', 'x', '']);
    expect(cells(table.columns.get('health'), 3)).toEqual(['', '4', '']);
    expect(cells(table.columns.get('parent_id'), 3)).toEqual(['', '1', '']);
    expect(table.columns.get('arr')?.filled).toBe(1);
    expect(notes.map((note) => [note.column, note.text.slice(-3)])).toEqual([
      ['arr', '(2)'],
      ['Renewal Date', '(1)'],
      ['health', '(2)'],
      ['ParentId', '(1)'],
    ]);
  });

  it('keep ids and headers with hostile names', () => {
    const { table, problems } = read('account_id,__proto__,constructor', '__proto__,1,x', 'é,2,y');
    expect(problems).toEqual([]);
    expect(cells(table.columns.get('account_id'), 2)).toEqual(['__proto__', 'é']);
    expect(table.columns.get('__proto__')?.header).toBe('__proto__');
  });

  it('tell ids apart exactly', () => {
    expect(read('account_id', 'a', 'A', '01', '1', 'e\u0301', '\u00e9').problems).toEqual([]);
  });

  it('take carve\u2019s own mark off only where asked', () => {
    const bytes = csv('account_id,note', "'=1+1,''-x", "'a,'");
    const plain = readAccounts('a.csv', bytes).table.columns;
    expect(cells(plain.get('account_id'), 2)).toEqual(["'=1+1", "'a"]);
    const own = readAccounts('a.csv', bytes, { unescape: () => true }).table.columns;
    expect(cells(own.get('account_id'), 2)).toEqual(['=1+1', "'a"]);
    expect(cells(own.get('note'), 2)).toEqual(["'-x", "'"]);
  });
});

describe('without an id column', () => {
  it('the name is the identity, and a note says so', () => {
    const { table, notes, problems } = read('Account Name,owner', 'Acme,r1', 'Beta,r2');
    expect(problems).toEqual([]);
    expect(cells(table.columns.get('account_id'), 2)).toEqual(['Acme', 'Beta']);
    expect(table.columns.get('account_id')).toMatchObject({
      name: 'account_id',
      header: 'Account Name',
    });
    expect(notes).toEqual([
      {
        file: 'accounts.csv',
        text: 'no account_id column: the accounts are told apart by "Account Name"',
      },
    ]);
  });

  it('an id column without any value counts as missing', () => {
    const { table } = read('account_id,account_name', ',Acme', ',Beta');
    expect(cells(table.columns.get('account_id'), 2)).toEqual(['Acme', 'Beta']);
  });

  it('a name that is empty or there twice is a problem', () => {
    const { problems } = read('Account Name,owner', 'Acme,r1', ',r2', 'Acme,r3');
    expect(problems).toMatchObject([
      { row: 3, column: 'Account Name', what: 'is empty while there is no account_id column' },
      { row: 4, column: 'Account Name', what: expect.stringContaining('same as in row 2') },
    ]);
  });

  it('and without a name there is nothing to tell rows apart by', () => {
    expect(read('owner,segment', 'r1,x').problems).toMatchObject([
      { what: 'has no column account_id or account_name with values in it' },
    ]);
  });

  it('a first row of values is told as a missing header', () => {
    expect(read('17,Acme,2024-01-01', '18,Beta,2024-01-02').problems).toMatchObject([
      { what: expect.stringContaining('no header'), value: '17' },
    ]);
  });
});

describe('cells that are wrong', () => {
  test.each([
    ['potential', 'lots', 'is no number: it holds no digits'],
    ['potential', '-1', 'is below 0'],
    ['workload', '(5)', 'is below 0'],
    ['disruption', '1,23', expect.stringContaining('decimal comma')],
    ['employees', '$1-$1k', expect.stringContaining('is no number')],
    ['arr', 'Infinity', expect.stringContaining('is no number')],
    ['annual_revenue', '-0.01', 'is below 0'],
    ['fit', '101', 'is above 100'],
    ['intent', '120%', 'is above 100'],
    ['latitude', '90.5', 'is above 90'],
    ['longitude', '-180.1', 'is below -180'],
    ['icp', 'maybe', 'is neither yes nor no'],
    ['locked', '2', 'is neither yes nor no'],
    ['renewal_date', '2026-02-30', 'is no date: there is no such day'],
    ['last_contacted', '3/4/2024', 'is no date: it could be 4 March or 3 April'],
    ['owner_since', 'soon', expect.stringContaining('is no date')],
  ])('%s %j', (column, value, what) => {
    const { problems } = read(`account_id,${column}`, '1,', `2,"${value}"`, '3,');
    expect(problems).toEqual([
      { file: 'accounts.csv', row: 3, column, what, value, remedy: expect.any(String) },
    ]);
  });

  it('ids that are empty or there twice name both rows', () => {
    expect(read('account_id,x', 'a,1', ',2', 'b,3', ' a ,4', 'a,5').problems).toMatchObject([
      { row: 3, column: 'account_id', what: 'is empty' },
      { row: 5, column: 'account_id', what: 'is the same as in row 2', value: 'a' },
      { row: 6, column: 'account_id', what: 'is the same as in row 2', value: 'a' },
    ]);
  });

  it('are all collected, in row order, under the header as the file spells it', () => {
    const { problems } = read(
      'Account ID,Number of Employees,potential',
      '1,many,-5',
      '2,3',
      '1,4,5',
      '3,x,1',
    );
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [2, 'Number of Employees'],
      [2, 'potential'],
      [3, undefined],
      [4, 'Account ID'],
      [5, 'Number of Employees'],
    ]);
  });

  it('are shortened where they are long', () => {
    const { problems } = read('account_id,arr', `1,${'x'.repeat(1_000_000)}`);
    expect(problems[0]?.value).toHaveLength(80);
    expect(problems[0]?.value?.endsWith('…')).toBe(true);
  });
});
