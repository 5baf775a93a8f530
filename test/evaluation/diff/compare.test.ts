import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compare, differs } from '../../../src/evaluation/diff/compare.js';
import type { HeldAccount, RuleState, Side } from '../../../src/evaluation/diff/types.js';
import { readOwn } from '../../../src/inputs/csv/read-own.js';
import { diffCsv } from '../../../src/reports/diff/csv.js';
import { bytesOf, type Owned, ownedOf, randomOwned, readOwned } from './random-holdings.js';

/** The rows of `--format csv` applied to A, as its documentation says. */
function applied(a: Owned, csv: string): Owned {
  const { own, problems } = readOwn('diff.csv', bytesOf(csv), ['account_id', 'to_rep_id', 'kind']);
  expect(problems).toEqual([]);
  const cell = (column: string, row: number): string => own.columns.get(column)?.[row] ?? '';
  const result = new Map(a);
  own.rowNumbers.forEach((_, row) => {
    const account = cell('account_id', row);
    if (cell('kind', row) === 'vanished') result.delete(account);
    else result.set(account, cell('to_rep_id', row));
  });
  return result;
}

test('the rows of a comparison applied to A give B', () => {
  fc.assert(
    fc.property(randomOwned, randomOwned, (a, b) => {
      const [one, other] = [readOwned(a), readOwned(b)];
      expect([...one.problems, ...other.problems]).toEqual([]);
      const comparison = compare(one.side, other.side);
      const named = (side: Side) => ({ name: 'x', side });
      const csv = diffCsv({ a: named(one.side), b: named(other.side), comparison }, 'account');
      expect(applied(a, csv)).toEqual(b);
      expect(differs(comparison)).toBe(
        a.size !== b.size || [...a].some(([account, rep]) => b.get(account) !== rep),
      );
    }),
    { numRuns: Number(process.env.CARVE_SEEDS ?? 300) },
  );
});

test('a side does not differ from itself, in whatever order it is', () => {
  fc.assert(
    fc.property(randomOwned, (a) => {
      const { side } = readOwned(a);
      const turned = readOwned(new Map([...a].reverse())).side;
      expect(ownedOf(side.holdings)).toEqual(a);
      expect(differs(compare(side, side))).toBe(false);
      expect(differs(compare(side, turned))).toBe(false);
    }),
  );
});

const held = (rep: string, potential: number, more: Partial<HeldAccount> = {}): HeldAccount => ({
  name: '',
  rep,
  potential,
  arr: undefined,
  excluded: false,
  ...more,
});

const side = (accounts: Readonly<Record<string, HeldAccount>>): Side => ({
  holdings: { accounts: new Map(Object.entries(accounts)), repNames: new Map() },
  plan: undefined,
});

describe('two sides by hand', () => {
  const a = side({
    a1: held('R1', 10, { arr: 100 }),
    a2: held('R1', 20),
    a3: held('', 30),
    a4: held('R2', 40),
    a5: held('R2', 50),
    a6: held('R3', 60),
  });
  const b = side({
    a1: held('R2', 11),
    a2: held('R2', 20),
    a3: held('R1', 30),
    a4: held('', 40),
    a6: held('R3', 60, { excluded: true }),
    a7: held('', 70),
  });
  const { accounts, changes, moved, flows, reps } = compare(a, b);

  it('names what became of each account, with the figures of whichever side has them', () => {
    expect(accounts).toBe(7);
    expect(changes.map(({ account, kind }) => `${account} ${kind}`)).toEqual([
      'a1 moved',
      'a2 moved',
      'a3 assigned',
      'a4 unassigned',
      'a5 vanished',
      'a6 excluded',
      'a7 appeared',
    ]);
    expect(changes[0]).toMatchObject({ from: 'R1', to: 'R2', potential: 11, arr: 100 });
    expect(changes[4]).toMatchObject({ from: 'R2', to: '', potential: 50, arr: undefined });
  });

  it('adds up what goes from hand to hand, the most potential first', () => {
    expect(moved).toEqual({ accounts: 4, potential: 101, arr: 100 });
    expect(flows).toEqual([
      { from: 'R2', to: '', accounts: 1, potential: 40, arr: undefined },
      { from: 'R1', to: 'R2', accounts: 2, potential: 31, arr: 100 },
      { from: '', to: 'R1', accounts: 1, potential: 30, arr: undefined },
    ]);
  });

  it('says what each rep holds, gains and loses; excluded accounts count nowhere', () => {
    expect(reps.map(({ rep, accounts: held, potential }) => [rep, held, potential])).toEqual([
      ['R1', [2, 1], [30, 30]],
      ['R2', [2, 2], [90, 31]],
      ['R3', [1, 0], [60, undefined]],
    ]);
    expect(reps[1].in).toEqual({ accounts: 2, potential: 31, arr: 100 });
    expect(reps[1].out).toEqual({ accounts: 2, potential: 90, arr: undefined });
  });
});

describe('rules', () => {
  const rule = (row: number, text: string, status: 'met' | 'broken', detail = ''): RuleState => ({
    row,
    rule: 'limit',
    level: 'must',
    status,
    detail,
    text,
  });
  const plan = (...rules: readonly RuleState[]): Side => ({
    ...side({}),
    plan: {
      figures: new Map([['objective.value', 0.1 + 0.2]]),
      rules,
      inputs: new Map(),
      options: new Map(),
      deviations: new Map(),
    },
  });
  const found = (a: Side, b: Side) =>
    compare(a, b).plans?.rules.map(({ kind, a: was, b: is }) => [kind, was?.row, is?.row]);

  it('are the same wherever they stand, and edited where another stands in their row', () => {
    const a = plan(rule(2, 'x', 'met'), rule(3, 'y', 'met'), rule(4, 'z', 'met', 'old'));
    expect(
      found(a, plan(rule(3, 'x', 'met'), rule(4, 'y', 'broken'), rule(5, 'w', 'met'))),
    ).toEqual([
      ['broken', 3, 4],
      ['removed', 4, undefined],
      ['added', undefined, 5],
    ]);
    expect(found(a, plan(rule(2, 'x', 'met'), rule(3, 'v', 'met'), rule(4, 'z', 'met')))).toEqual([
      ['edited', 3, 3],
      ['figures', 4, 4],
    ]);
  });

  it('written twice are told apart by their rows', () => {
    const twice = plan(rule(2, 'x', 'met'), rule(3, 'x', 'broken'));
    expect(found(twice, twice)).toEqual([]);
  });
});

test('figures that differ by rounding alone do not differ', () => {
  const at = (value: number): Side => ({
    ...side({}),
    plan: {
      figures: new Map([['objective.value', value]]),
      rules: [],
      inputs: new Map(),
      options: new Map(),
      deviations: new Map(),
    },
  });
  expect(differs(compare(at(0.1 + 0.2), at(0.3)))).toBe(false);
  expect(differs(compare(at(0.3), at(0.301)))).toBe(true);
});
