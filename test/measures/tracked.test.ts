/** What a few steps change, against judging everything before and after them. */
import { describe, expect, it } from 'vitest';
import type { MeasureFamily } from '../../src/measures/family.js';
import { measureOfRow } from '../../src/measures/index.js';
import { groupLoads } from '../../src/measures/loads.js';
import type { Step, Tracking } from '../../src/measures/tracked.js';
import type { MeasureBase } from '../../src/model/problem.js';
import { dice } from '../evaluation/explain/dice.js';
import { type Row, teamOf } from './small-team.js';

const rows: readonly Row[] = [
  { rule: 'balance', metric: 'potential', max: '40%' },
  { rule: 'balance', metric: 'potential', by: 'region', max: '40%' },
  { rule: 'balance', metric: 'potential', reps: 'rep_id = bo|cy', max: '60%' },
  { rule: 'limit', metric: 'potential', min: '30', max: '70' },
  { rule: 'limit', accounts: 'segment = Ent', metric: 'potential', min: '20%', max: '60%' },
  { rule: 'limit', by: 'region', max: '4' },
  { rule: 'limit', reps: 'rep_id = bo', min: '1', max: '2' },
  { rule: 'budget', metric: 'potential', max: '60' },
  { rule: 'budget', metric: 'potential', max: '50%', reps: 'region = East|West' },
  { rule: 'budget', max: '1', reps: 'rep_id = bo' },
  { rule: 'match', accounts: 'region = East|West', metric: 'region' },
  { rule: 'avoid', accounts: 'segment = Ent', reps: 'rep_id = cy' },
  { rule: 'keep', accounts: 'segment = SMB' },
  { rule: 'together' },
  { rule: 'apart', metric: 'rival' },
  { rule: 'apart', metric: 'rival', max: '2' },
];

/** Rows that say must or should, and those that know should alone. */
const cases: readonly Row[] = [
  ...rows.flatMap((row) => ['must', 'should'].map((level) => ({ ...row, level }))),
  { rule: 'contiguous', metric: 'state', level: 'should' },
  { rule: 'contiguous', metric: 'state', reps: 'rep_id = bo', level: 'should' },
  { rule: 'prefer', accounts: 'segment = Ent', reps: 'rep_id = cy' },
];

describe.each(cases.map((row) => [JSON.stringify(row), row] as const))('%s', (_, row) => {
  const { problem, judged, term } = teamOf([row]);
  const throwing = dice(3);
  const letters = (): string => Array.from({ length: 6 }, () => 'abc-'[throwing.below(4)]).join('');
  const tracked = (from: string) => {
    const assignment = Int32Array.from(from, (one) => 'abc'.indexOf(one));
    const tracking: Tracking = {
      problem,
      assignment,
      loads: (amounts, groups) => groupLoads(amounts, groups, assignment),
    };
    return measureOfRow(problem, 2, <M extends MeasureBase>(family: MeasureFamily<M>, one: M) =>
      family.tracked(one, tracking),
    );
  };

  it('changes by one account or two as judging both says, and is broken where it was kept', () => {
    for (let round = 0; round < 60; round++) {
      const before = letters();
      const is = tracked(before);
      const moves: Step[] = [];
      let after = before;
      for (let steps = 0; steps < 1 + (round % 2); steps++) {
        const account = (throwing.below(3) + 3 * steps) % 6;
        const to = 'abc-'[throwing.below(4)];
        moves.push({
          account,
          from: 'abc'.indexOf(before[account]),
          to: 'abc'.indexOf(to),
        });
        after = after.slice(0, account) + to + after.slice(account + 1);
      }
      const label = `${before} to ${after}`;
      const [was, then] = [term(before), term(after)];
      if (was !== undefined && then !== undefined) {
        expect(is?.change(moves), label).toBeCloseTo(then - was, 10);
      }
      const [kept, broken] = [judged(before)?.broken, judged(after)?.broken];
      if (row.level !== 'must') expect(is?.breaks(moves), label).toEqual([]);
      else if (kept === 0) expect(is?.breaks(moves), label).toEqual(broken === 0 ? [] : [2]);
    }
  });
});

describe('a row that is broken already', () => {
  const breaks = (row: Row, before: string, account: number, to: string) => {
    const { problem, held } = teamOf([row]);
    const assignment = held(before);
    const tracking: Tracking = {
      problem,
      assignment,
      loads: (amounts, groups) => groupLoads(amounts, groups, assignment),
    };
    const step = { account: account - 1, from: assignment[account - 1], to: 'abc'.indexOf(to) };
    return measureOfRow(problem, 2, (family, one) => family.tracked(one, tracking).breaks([step]));
  };

  it('is broken further, not by what leaves it as it is or mends it', () => {
    const limit = { rule: 'limit', max: '2', level: 'must' };
    expect(breaks(limit, 'aaab--', 5, 'a')).toEqual([2]);
    expect(breaks(limit, 'aaab--', 5, 'b')).toEqual([]);
    expect(breaks(limit, 'aaab--', 1, 'b')).toEqual([]);
    const balance = { rule: 'balance', metric: 'potential', max: '10%', level: 'must' };
    // Ann has 60 of 55, Bo 100, Cy 5: A6 (5) from Cy to Bo breaks it further, A4 (40) from Bo to Cy mends it.
    expect(breaks(balance, 'aaabbc', 6, 'b')).toEqual([2]);
    expect(breaks(balance, 'aaabbc', 4, 'c')).toEqual([]);
    const apart = { rule: 'apart', metric: 'rival', level: 'must' };
    expect(breaks(apart, 'aabccc', 3, 'a')).toEqual([2]);
    expect(breaks(apart, 'aaaccc', 3, 'b')).toEqual([]);
  });
});
