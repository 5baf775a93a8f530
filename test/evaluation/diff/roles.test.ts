/** Who has a role, in a comparison and in a merge: files in, file out. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compare } from '../../../src/evaluation/diff/compare.js';
import { type MergeSide, merge, openConflicts } from '../../../src/evaluation/diff/merge.js';
import type { Side } from '../../../src/evaluation/diff/types.js';
import { writeCsv } from '../../../src/inputs/csv/write.js';
import { readOperand } from '../../../src/planning/diff/operand.js';
import { diffCsv, mergeTable, threeWayCsv } from '../../../src/reports/diff/csv.js';
import { bytesOf } from './random-holdings.js';

type Row = Readonly<Record<string, string>>;

/** By account, "rep sdr csm"; `-` is nobody. */
type Held = Readonly<Record<string, string>>;

const columns = ['account_id', 'rep_id', 'sdr_id', 'sdr_previous_id', 'csm_id', 'csm_previous_id'];

function sideOf(held: Held, names = columns): Side {
  const rows = Object.entries(held).map(([account, text]) => {
    const [rep, sdr, csm] = text.split(' ').map((one) => (one === '-' ? '' : one));
    const cells: Row = {
      ...{ account_id: account, rep_id: rep, sdr_id: sdr, csm_id: csm },
      ...{ sdr_previous_id: 'S0', csm_previous_id: '' },
    };
    return names.map((name) => cells[name]);
  });
  const file = { name: 'side.csv', bytes: bytesOf(writeCsv(names, rows)) };
  const { side, problems } = readOperand(
    { name: file.name, assignments: file },
    { mappings: [], reps: undefined },
  );
  expect(problems).toEqual([]);
  return side;
}

const heldIn = (rows: readonly Row[]): Held =>
  Object.fromEntries(
    rows.map((row) => [
      row.account_id,
      [row.rep_id, row.sdr_id, row.csm_id].map((one) => one || '-').join(' '),
    ]),
  );

/** What the merge's file says, and its column `conflict` where it says something. */
function merged(base: Side, mine: Side, theirs: Side, prefer?: MergeSide) {
  const all = merge({ base: base.holdings, mine: mine.holdings, theirs: theirs.holdings }, prefer);
  const table = mergeTable(all);
  const rows: Row[] = parse(writeCsv(table.columns, table.rows()), { columns: true });
  const conflicts = rows.filter(({ conflict }) => conflict !== '');
  return {
    all,
    rows,
    held: heldIn(rows),
    conflicts: conflicts.map((row) => `${row.account_id}: ${row.conflict}`),
  };
}

describe('two sides with roles', () => {
  const a = sideOf({ a: 'R1 S1 C1', b: 'R1 S1 C1', c: 'R1 S1 -', d: 'R1 S1 C1' });
  const b = sideOf({ a: 'R1 S2 C1', b: 'R2 S1 C2', c: 'R1 S1 -', e: 'R2 S2 -' });
  const csv = (x: Side, y: Side): string =>
    diffCsv(
      { a: { name: 'a', side: x }, b: { name: 'b', side: y }, comparison: compare(x, y) },
      'account',
    );

  it('have a row for an account of which only a holder differs, and the holders of every row', () => {
    const rows: Row[] = parse(csv(a, b), { columns: true });
    expect(
      rows.map((row) =>
        [row.account_id, row.from_rep_id, row.to_rep_id, row.kind]
          .concat(row.sdr_from_id, row.sdr_to_id, row.csm_from_id, row.csm_to_id)
          .join(' '),
      ),
    ).toEqual([
      'a R1 R1 roles S1 S2 C1 C1',
      'b R1 R2 moved S1 S1 C1 C2',
      'd R1  vanished S1  C1 ',
      'e  R2 appeared  S2  ',
    ]);
  });

  it('are compared by the roles that both tell of', () => {
    const bare = sideOf({ a: 'R1', b: 'R2' }, ['account_id', 'rep_id']);
    expect(csv(a, bare).split('\n')[0]).not.toContain('sdr');
    const sdrOnly = sideOf({ a: 'R1 S2' }, columns.slice(0, 4));
    expect(csv(a, sdrOnly).split('\n')[0]).toMatch(/kind,sdr_from_id,sdr_to_id\r?$/);
  });
});

describe('a merge with roles, by hand', () => {
  const base = sideOf({ a: 'R1 S1 C1', b: 'R1 S1 C1', c: 'R1 S1 C1', d: 'R1 S1 C1' });

  it('takes what one side alone changed, of the rep and of each role by itself', () => {
    const mine = sideOf({ a: 'R2 S1 C1', b: 'R1 S2 C1', c: 'R1 S1 -', d: 'R1 S1 C1' });
    const theirs = sideOf({ a: 'R1 S2 C1', b: 'R1 S2 C2', c: 'R1 S1 C1', d: 'R1 S3 C1' });
    const { held, conflicts, rows } = merged(base, mine, theirs);
    expect(held).toEqual({ a: 'R2 S2 C1', b: 'R1 S2 C2', c: 'R1 S1 -', d: 'R1 S3 C1' });
    expect(conflicts).toEqual([]);
    expect(rows[0].sdr_previous_id).toBe('S0');
  });

  it('names every conflict of an account, and keeps the holder of the base in it', () => {
    const mine = sideOf({ a: 'R2 S2 C1', b: 'R1 S2 -', c: 'R1 S1 C1', d: 'R1 S1 C1' });
    const theirs = sideOf({ a: 'R3 S3 C1', b: 'R1 S1 C2', c: 'R1 S1 C1', d: 'R1 S1 C1' });
    const open = merged(base, mine, theirs);
    expect(open.held).toEqual({ a: 'R1 S1 C1', b: 'R1 S2 C1', c: 'R1 S1 C1', d: 'R1 S1 C1' });
    expect(open.conflicts).toEqual([
      'a: mine: R2, theirs: R3; sdr mine: S2, theirs: S3',
      'b: csm mine: nobody, theirs: C2',
    ]);
    expect(openConflicts(open.all)).toBe(3);
    const settled = merged(base, mine, theirs, 'theirs');
    expect(settled.held).toEqual({ a: 'R3 S3 C1', b: 'R1 S2 C2', c: 'R1 S1 C1', d: 'R1 S1 C1' });
    expect(openConflicts(settled.all)).toBe(0);
    const rows: Row[] = parse(threeWayCsv(open.all), { columns: true });
    expect(rows.map((row) => [row.account_id, row.kind, row.sdr_kind, row.csm_kind])).toEqual([
      ['a', 'conflict', 'conflict', 'same'],
      ['b', 'same', 'mine', 'conflict'],
    ]);
    expect([rows[1].csm_base_id, rows[1].csm_mine_id, rows[1].csm_theirs_id]).toEqual([
      ...['C1', '', 'C2'],
    ]);
    expect(rows[1].csm_merged_id).toBe('');
  });

  it('does not drop in silence an account of which the other side changed who has a role', () => {
    const mine = sideOf({ a: 'R1 S2 C1', b: 'R1 S1 C1', c: 'R1 S1 C1' });
    const theirs = sideOf({ b: 'R1 S1 C1', c: 'R1 S1 C1', d: 'R1 S1 C1' });
    const open = merged(base, mine, theirs);
    expect(open.conflicts).toEqual(['a: mine: R1, theirs: gone']);
    expect(open.held.a).toBe('R1 S1 C1');
    // Mine dropped d, of which theirs changed nothing.
    expect(open.held.d).toBeUndefined();
    expect(merged(base, mine, theirs, 'mine').held.a).toBe('R1 S2 C1');
    expect(merged(base, mine, theirs, 'theirs').held.a).toBeUndefined();
  });

  it('takes a side that tells of no role to have changed none', () => {
    const mine = sideOf({ a: 'R2', b: 'R1', c: 'R1', d: 'R1' }, ['account_id', 'rep_id']);
    const theirs = sideOf({ a: 'R1 S2 C1', b: 'R1 S1 C1', c: 'R1 S1 C1', d: 'R1 S1 C1' });
    expect(merged(base, mine, theirs).held.a).toBe('R2 S2 C1');
  });
});

const random: fc.Arbitrary<Held> = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc
    .tuple(
      fc.constantFrom('-', 'R1', 'R2'),
      fc.constantFrom('-', 'S1', 'S2'),
      fc.constantFrom('-', 'C1'),
    )
    .map((cells) => cells.join(' ')),
  { minKeys: 1 },
);

test('what one side alone changed is taken, of reps and of roles, and both ways alike', () => {
  fc.assert(
    fc.property(random, random, random, (first, second, third) => {
      const [base, x, y] = [first, second, third].map((one) => sideOf(one));
      expect(merged(base, x, base)).toMatchObject({ held: second, conflicts: [] });
      expect(merged(base, base, x)).toMatchObject({ held: second, conflicts: [] });
      expect(merged(base, x, x)).toMatchObject({ held: second, conflicts: [] });
      const [one, other] = [merged(base, x, y), merged(base, y, x)];
      expect(one.held).toEqual(other.held);
      expect(one.conflicts.length).toBe(other.conflicts.length);
      const settled = merged(base, x, y, 'mine');
      expect(settled.conflicts).toEqual([]);
      expect(settled.held).toEqual(merged(base, y, x, 'theirs').held);
    }),
    { numRuns: 100 },
  );
});

test('the rows of a comparison, applied to A, give B with all its roles', () => {
  fc.assert(
    fc.property(random, random, (first, second) => {
      const [a, b] = [first, second].map((one) => sideOf(one));
      const named = { a: { name: 'a', side: a }, b: { name: 'b', side: b } };
      const rows: Row[] = parse(diffCsv({ ...named, comparison: compare(a, b) }, 'account'), {
        columns: true,
      });
      const held = new Map(Object.entries(first));
      for (const row of rows) {
        if (row.kind === 'vanished') held.delete(row.account_id);
        else {
          const cells = [row.to_rep_id, row.sdr_to_id, row.csm_to_id];
          held.set(row.account_id, cells.map((one) => one || '-').join(' '));
        }
      }
      expect(Object.fromEntries(held)).toEqual({ ...second });
    }),
    { numRuns: 100 },
  );
});
