import { describe, expect, it, test } from 'vitest';
import { readReps } from '../../../src/inputs/csv/accounts-and-reps.js';
import { parseMappings } from '../../../src/inputs/csv/mapping.js';
import { cellText } from '../../../src/model/table.js';
import { csv } from './csv-text.js';

function read(...lines: string[]) {
  const reading = readReps('reps.csv', csv(...lines));
  const { table } = reading;
  const column = (name: string): string[] =>
    Array.from({ length: table.size }, (_, row) => cellText(table.columns.get(name), row));
  return { ...reading, column };
}

describe('reps', () => {
  it('become typed columns', () => {
    const { column, problems } = read(
      'rep_id,capacity,ramp,quota,max_accounts,start_date,status',
      'r1,0.8,50%,"$1,500,000.00 ",40,2024-02-29, Active ',
      'r2,,0.25,,,,LEAVING',
    );
    expect(problems).toEqual([]);
    expect(column('ramp')).toEqual(['0.5', '0.25']);
    expect(column('quota')).toEqual(['1500000', '']);
    expect(column('status')).toEqual(['active', 'leaving']);
    expect(column('start_date')).toEqual(['2024-02-29', '']);
  });

  it('are active or not by a column Active, also where a mapping names it as the status', () => {
    const rows = ['rep_id,Active', 'r1,1', 'r2,0', 'r3,TRUE', 'r4,no'];
    for (const texts of [[], ['status=Active']]) {
      const { mappings } = parseMappings(texts);
      const { table, problems } = readReps('reps.csv', csv(...rows), { mappings });
      expect(problems).toEqual([]);
      const status = table.columns.get('status');
      expect([0, 1, 2, 3].map((row) => cellText(status, row))).toEqual(['', 'left', '', 'left']);
    }
  });

  it('join a name in two columns, which stay columns of their own', () => {
    const { column, choices, table } = read(
      'User ID,First Name,Last Name,Role,Profile',
      'u1,Ann,Lee,AE,Standard',
      'u2,Bo,,AE,Standard',
    );
    expect(column('rep_name')).toEqual(['Ann Lee', 'Bo']);
    expect(choices).toContainEqual({
      file: 'reps.csv',
      column: 'rep_name',
      header: 'First Name + Last Name',
      by: 'spelling',
    });
    expect(column('first name')).toEqual(['Ann', 'Bo']);
    expect(table.columns.get('role')?.header).toBe('Role');
    expect(table.columns.get('profile')?.header).toBe('Profile');
  });

  it('prefer a whole name to its parts, and the parts to a generic word', () => {
    expect(read('Id,Full Name,First Name,Last Name', '1,A B,C,D').column('rep_name')).toEqual([
      'A B',
    ]);
    expect(read('Id,Name,First Name,Last Name', '1,A B,C,D').column('rep_name')).toEqual(['C D']);
  });

  it.each([
    [['email,rep_name', 'a@x,Ann', 'b@x,Ann'], 'email', ['a@x', 'b@x']],
    [['email,rep_name', 'a@x,Ann', 'a@x,Bo'], 'rep_name', ['Ann', 'Bo']],
    [['email,rep_name', 'a@x,Ann', ',Bo'], 'rep_name', ['Ann', 'Bo']],
    [['rep_id,sales_agent', ',Ann', ',Bo'], 'sales_agent', ['Ann', 'Bo']],
  ])('without an id are told apart by what is filled and unique: %j', (lines, header, ids) => {
    const { column, notes, problems } = read(...lines);
    expect(problems).toEqual([]);
    expect(column('rep_id')).toEqual(ids);
    expect(notes[0]?.text).toContain(`"${header}"`);
  });

  it('without anything unique have problems', () => {
    expect(read('email,quota', 'a@x,1', 'a@x,2').problems).toMatchObject([
      { row: 3, column: 'email', what: expect.stringContaining('same as in row 2') },
    ]);
    expect(read('quota,pool', '1,a').problems).toMatchObject([
      { what: 'has no column rep_id or email or rep_name with values in it' },
    ]);
  });
});

test.each([
  ['capacity', '-1', 'is below 0'],
  ['ramp', '50', 'is above 1'],
  ['ramp', '150%', 'is above 1'],
  ['quota', 'high', expect.stringContaining('is no number')],
  ['max_accounts', '-5', 'is below 0'],
  ['tenure_months', 'two', expect.stringContaining('is no number')],
  ['start_date', '2026-02-30', 'is no date: there is no such day'],
  ['status', 'retired', 'is no status'],
  ['latitude', '-91', 'is below -90'],
])('a wrong %s, %j, is told with its place', (column, value, what) => {
  expect(read(`rep_id,${column}`, 'r1,', `r2,${value}`).problems).toEqual([
    { file: 'reps.csv', row: 3, column, what, value, remedy: expect.any(String) },
  ]);
});
