/** What every family of measures is asked beside its formula. */
import { describe, expect, it } from 'vitest';
import { budget } from '../../src/measures/budget.js';
import { overfull, underfull } from '../../src/measures/facts.js';
import { amountsByGroup, hasNegative } from '../../src/measures/group-amounts.js';
import {
  eachMeasure,
  familyOf,
  measureOfRow,
  noMeasures,
  withMeasures,
} from '../../src/measures/index.js';
import { groupName, liveHolders, scaled } from '../../src/measures/loads.js';
import { heldAside } from '../../src/measures/placement.js';
import { wholeUp } from '../../src/measures/remedies.js';
import { greatestFirst, poolOfAccount, poolOfReps } from '../../src/measures/tally.js';
import type { RepGroups } from '../../src/model/problem.js';
import { idle, type Row, teamOf } from './small-team.js';

const oneOfEach: readonly Row[] = [
  { rule: 'balance', metric: 'potential', max: '50%' },
  { rule: 'limit', metric: 'potential', min: '10', max: '50%' },
  { rule: 'budget', metric: 'potential', max: '40' },
  { rule: 'match', accounts: 'segment = Ent', reps: 'rep_id = ann|bo' },
  { rule: 'together' },
  { rule: 'apart', metric: 'rival' },
  { rule: 'contiguous', metric: 'state', level: 'should' },
  { rule: 'prefer', accounts: 'segment = SMB', reps: 'rep_id = cy' },
];

describe('families', () => {
  const team = teamOf(oneOfEach);
  const named = eachMeasure(team.problem, ({ name }, { row }) => [row, name]);

  it('have their measures each, in one order', () => {
    expect(named).toEqual([
      [undefined, 'balance'],
      [2, 'balance'],
      [3, 'limit'],
      [4, 'budget'],
      [5, 'placement'],
      [9, 'placement'],
      [6, 'together'],
      [7, 'apart'],
      [8, 'area'],
    ]);
    expect(measureOfRow(team.problem, 7, ({ name }) => name)).toBe('apart');
    expect(measureOfRow(team.problem, 99, ({ name }) => name)).toBeUndefined();
    expect(familyOf('max_accounts')?.name).toBe('limit');
    expect(familyOf('locked')?.name).toBe('placement');
    expect(familyOf('release')).toBeUndefined();
    expect(Object.values(noMeasures()).every((list) => list.length === 0)).toBe(true);
  });

  it('say what amounts they add up, and whose bounds can be moved', () => {
    const counts = eachMeasure(team.problem, (family, one) => [
      family.name,
      family.amounts(one).length,
      family.bounds?.binds(one),
      family.bounds?.loads(one),
    ]);
    expect(counts).toEqual([
      ['balance', 1, false, ['balance:workload']],
      ['balance', 1, true, ['balance:potential']],
      ['limit', 2, true, ['limit:3', 'limit:3:min', 'limit:3:max']],
      ['budget', 1, true, ['budget:4']],
      ['placement', 0, undefined, undefined],
      ['placement', 1, undefined, undefined],
      ['together', 0, undefined, undefined],
      ['apart', 0, true, ['apart:7:Cola', 'apart:7:Pop']],
      ['area', 0, undefined, undefined],
    ]);
  });

  it('put stand-ins for names and amounts, and leave shares as they are', () => {
    const groups = (is: RepGroups): RepGroups => ({ ...is, names: is.names.map(() => 'X') });
    const masked = withMeasures(team.problem, (family, one) =>
      family.masked(one, { scale: (metric) => (metric === 'potential' ? 2 : 1), groups }),
    );
    const [, balance] = masked.balances;
    expect([...balance.amounts]).toEqual([20, 40, 60, 80, 120, 10]);
    expect([...balance.target]).toEqual([110, 110, 110]);
    expect([...balance.repTarget]).toEqual([110, 110, 110]);
    expect([balance.max, balance.groups.names]).toEqual([0.5, ['X', 'X', 'X']]);
    const [limit] = masked.limits;
    expect([limit.min, limit.max]).toEqual([
      { amount: 20, share: false },
      { amount: 0.5, share: true },
    ]);
    expect([[...limit.counted][4], [...limit.whole][4], limit.nominalWhole[0]]).toEqual([
      120, 120, 110,
    ]);
    expect(limit.groups.names).toEqual(['X', 'X', 'X']);
    const [paid] = masked.budgets;
    expect([[...paid.max], [...paid.amounts][4], paid.groups.names]).toEqual([[80], 120, ['X']]);
    const [apart] = masked.aparts;
    expect([apart.values, apart.groups.names]).toEqual([
      ['Value 1', 'Value 2'],
      ['X', 'X', 'X'],
    ]);
    const [area] = masked.areas;
    expect(area.areas).toEqual(['Area 1', 'Area 2', 'Area 3', 'Area 4', 'Area 5']);
    expect(area.groups.names).toEqual(['X', 'X', 'X']);
    expect(masked.placements).toEqual(team.problem.placements);
    expect(masked.togethers).toEqual(team.problem.togethers);
    // One that is not changed may go.
    expect(withMeasures(team.problem, () => undefined).limits).toEqual([]);
  });

  it('count nothing out where an amount takes from a sum', () => {
    const credit = 'account_id,owner,arr\nA1,ann,-50\nA2,ann,90\nA3,bo,40\n';
    const of = (row: Row) => teamOf([{ ...row, metric: 'arr' }], { accounts: credit });
    const tooMuch = of({ rule: 'limit', max: '10' });
    expect([tooMuch.facts(), tooMuch.contradictions(), idle(tooMuch)]).toEqual([[], [], undefined]);
    const tooLittle = of({ rule: 'limit', min: '100' });
    expect([tooLittle.facts(), tooLittle.contradictions()]).toEqual([[], []]);
    const kept = of({ rule: 'budget', max: '999' });
    expect(idle(kept)).toBeUndefined();
    const gone = teamOf(
      [
        { rule: 'budget', metric: 'arr', max: '1' },
        { rule: 'match', reps: 'rep_id = bo' },
      ],
      { accounts: credit },
    );
    expect([gone.facts(), gone.contradictions()]).toEqual([[], []]);
    expect([Float64Array.of(1, 0), Float64Array.of(1, -1)].map(hasNegative)).toEqual([false, true]);
  });
});

describe('what groups could hold', () => {
  it('is by who may take each account: possible, forced, in all, and confined to the groups', () => {
    const { problem } = teamOf([
      { rule: 'match', accounts: 'segment = Ent', reps: 'rep_id = ann' },
      { rule: 'match', accounts: 'account_id = A3', reps: 'rep_id = ann|bo' },
    ]);
    const three = { of: Int32Array.of(0, 1, 2), names: ['ann', 'bo', 'cy'] };
    const held = amountsByGroup(problem, three, problem.potential);
    // Ent (90) is Ann's, A3 (30) Ann's or Bo's, A4 and A6 (45) anybody's.
    expect([...held.possible]).toEqual([165, 75, 45]);
    expect([...held.forced]).toEqual([90, 0, 0]);
    expect([held.total, held.confined]).toEqual([165, 165]);
    const two = { of: Int32Array.of(0, 0, -1), names: ['both'] };
    const both = amountsByGroup(problem, two, problem.potential);
    expect([[...both.possible], [...both.forced], both.total, both.confined]).toEqual([
      [165],
      [120],
      165,
      120,
    ]);
  });

  it('is told for the groups that are over or under by most', () => {
    const { problem } = teamOf([
      { rule: 'match', accounts: 'account_id = A1|A2', reps: 'rep_id = ann' },
      { rule: 'match', accounts: 'account_id = A4|A5', reps: 'rep_id = bo|cy' },
    ]);
    const groups = { of: Int32Array.of(0, 1, 2), names: ['ann', 'bo', 'cy'] };
    const of = { row: 2, metric: 'potential', amounts: problem.potential, groups };
    // Ann must hold 30 of 10 (3 times), Bo and Cy 100 of 85, and all of them 165 of 95 (1.7 times).
    expect(overfull(problem, { ...of, allowed: Float64Array.of(10, 40, 45) })).toMatchObject([
      { reps: [0], amount: 30, allowed: 10, accounts: [1, 0] },
    ]);
    expect(overfull(problem, { ...of, allowed: Float64Array.of(25, 35, 35) })).toMatchObject([
      { reps: [0, 1, 2], amount: 165, allowed: 95, accounts: [4, 3, 2, 1, 0, 5] },
    ]);
    expect(overfull(problem, { ...of, allowed: Float64Array.of(80, 30, 60) })).toMatchObject([
      { reps: [1, 2], amount: 100, allowed: 90, accounts: [4, 3] },
    ]);
    expect(overfull(problem, { ...of, allowed: Float64Array.of(30, 50, 85) })).toEqual([]);
    // To Ann 65 may come (15 short of 80), to Bo and Cy together 135 (5 short of 140).
    expect(underfull(problem, { ...of, asked: Float64Array.of(80, 70, 70) })).toMatchObject([
      { reps: [0, 1, 2], amount: 165, asked: 220 },
    ]);
    expect(underfull(problem, { ...of, asked: Float64Array.of(80, 0, 0) })).toMatchObject([
      { reps: [0], amount: 65, asked: 80, accounts: [2, 1, 0, 5] },
    ]);
    expect(underfull(problem, { ...of, asked: Float64Array.of(0, 70, 70) })).toMatchObject([
      { reps: [1, 2], amount: 135, asked: 140, accounts: [4, 3, 2, 5] },
    ]);
    expect(underfull(problem, { ...of, asked: Float64Array.of(0, 0, 135) })).toEqual([]);
  });
});

describe('small things that all families share', () => {
  it('round up to whole accounts, but for a hair', () => {
    expect([2, 2.1, 2 + 1e-12, 1e6 + 1e-6].map(wholeUp)).toEqual([2, 3, 2, 1e6]);
  });

  it('name a group by its rep where it is one, else by its value', () => {
    const { problem } = teamOf([]);
    const single = { of: Int32Array.of(0, 1, 2), names: ['ann', 'bo', 'cy'] };
    expect(groupName(problem, single, 1)).toBe('Bo');
    const region = { of: Int32Array.of(0, 1, 1), names: ['East', 'West'] };
    expect(groupName(problem, region, 1)).toBe('West');
    expect(groupName(problem, { of: Int32Array.of(-1, -1, -1), names: ['all'] }, 0)).toBe('all');
  });

  it('scale amounts, the very ones where nothing changes', () => {
    const amounts = Float64Array.of(1, 2);
    expect(scaled(amounts, 1)).toBe(amounts);
    expect([...scaled(amounts, 3)]).toEqual([3, 6]);
  });

  it('leave out accounts that nobody live has', () => {
    const reps = 'rep_id,status\nann,active\nbo,left\n';
    const { problem } = teamOf([{ rule: 'exclude', accounts: 'account_id = A1' }], { reps });
    expect([...liveHolders(problem, Int32Array.of(0, 0, 1, -1, 0, 0))]).toEqual([
      -1, 0, -1, -1, 0, 0,
    ]);
  });

  it('list accounts by amount, equal ones as they stand', () => {
    const amounts = Float64Array.of(5, 9, 5, 1);
    expect(greatestFirst(amounts, (account) => account !== 3)).toEqual([1, 0, 2]);
  });

  it('know the one pool of some reps, or of those who may take an account', () => {
    const reps = 'rep_id,region,pool\nann,East,E\nbo,West,W\ncy,West,W\n';
    const { problem } = teamOf(
      [{ rule: 'match', accounts: 'account_id = A1', reps: 'rep_id = ann' }],
      { reps },
    );
    expect([[1, 2], [0], [0, 1], []].map((some) => poolOfReps(problem, some))).toEqual([
      1, 0, -1, -1,
    ]);
    // A1 may go to Ann alone; A2 to anybody; with Cy it is of Cy's pool.
    expect(poolOfAccount(problem, 0, -1)).toBe(0);
    expect(poolOfAccount(problem, 1, -1)).toBe(-1);
    expect(poolOfAccount(problem, 1, 2)).toBe(1);
  });

  it('count the accounts that a keep row holds against another', () => {
    const { problem } = teamOf([
      { rule: 'avoid', accounts: 'segment = Ent', reps: 'rep_id = ann' },
      { rule: 'keep', accounts: 'account_id = A1' },
      { rule: 'assign', accounts: 'account_id = A2', reps: 'rep_id = ann' },
    ]);
    const [avoid] = problem.placements;
    // A1 and A2 are exempt; A2 by an assign row, which holds nobody where they are.
    expect([...(avoid.exempt ?? [])]).toEqual([1, 1, 0, 0, 0, 0]);
    expect(heldAside(avoid, problem)).toBe(1);
    expect(heldAside({ ...avoid, exempt: undefined }, problem)).toBe(0);
  });

  it('budgets of nobody are no term', () => {
    const unowned = 'account_id,potential\nA1,5\n';
    const team = teamOf([{ rule: 'budget', max: '1', reps: 'rep_id = ann', level: 'should' }], {
      accounts: unowned,
    });
    const [measure] = budget.list(team.problem);
    expect(measure.groups.names.length).toBe(0);
    expect(team.term('a')).toBeUndefined();
    expect(team.judged('a')).toMatchObject({ concerned: 0, broken: 0 });
  });
});
