import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckOptions, check } from '../../src/library/check.js';
import type { CheckJson } from '../../src/reports/check/check-json.js';

const folder = join(import.meta.dirname, '../../fixtures/backtest');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const source = (content: string) => Buffer.from(content);
type Backtest = NonNullable<CheckJson['backtest']>;
type Figures = NonNullable<Backtest['figures']>;

async function backtestOf(options: Partial<CheckOptions>): Promise<Backtest> {
  const { backtest } = await check({
    accounts: source(text('accounts.csv')),
    reps: source(text('reps.csv')),
    opportunities: source(text('opportunities.csv')),
    at: '2026-01-01',
    bare: true,
    ...options,
  });
  if (backtest === undefined) throw new Error('no backtest');
  return backtest;
}

function figuresOf({ figures }: Backtest): Figures {
  if (figures === null) throw new Error('no figures');
  return figures;
}

describe('the backtest of the fixture, worked out by hand', () => {
  it('counts what was won in the quarter, its first and last day included', async () => {
    const { wins, won, wins_elsewhere, won_elsewhere, wins_undated, until, opportunities_then } =
      await backtestOf({});
    expect({ wins, won, until }).toEqual({ wins: 22, won: 600, until: '2026-03-31' });
    expect([wins_elsewhere, won_elsewhere, wins_undated]).toEqual([1, 444, 1]);
    // O01, O03 … O19 of 2025-11-05; O23–O27, O31 and O32.
    expect(opportunities_then).toBe(10 + 7);
  });

  it('correlates ranks with ties in the middle', async () => {
    const figures = figuresOf(await backtestOf({}));
    // Won 20 20 40 40 60 60 60 80 80 140: squares of rank differences add up to 3.5, ties take 3.5 of 82.5.
    expect(figures.rank_correlation_potential).toBeCloseTo(Math.sqrt(79 / 82.5), 12);
    expect(figures.top_tenth_accounts).toBe(1);
    expect(figures.top_tenth_pct).toBeCloseTo((100 * 140) / 600, 12);
  });

  it('holds what each rep won against the share of potential', async () => {
    const { as_it_was: was, judged } = figuresOf(
      await backtestOf({ assignments: source(text('assignments.csv')) }),
    );
    // Ann had 150 of 550 and won 180 of 600, Bo 400 and 420: 1.1 and 0.9625.
    expect(was.reps.map((one) => one.won)).toEqual([180, 420]);
    expect(was.reps[0].won_to_expected).toBeCloseTo(1.1, 12);
    expect(was.reps[1].won_to_expected).toBeCloseTo(0.9625, 12);
    expect(was.cv).toBeCloseTo(1 / 15, 12);
    // Under the file 270 and 280 of 550; 280 and 320 of 600.
    expect(judged.reps.map((one) => one.won)).toEqual([280, 320]);
    const ratios = [(280 * 550) / (600 * 270), (320 * 550) / (600 * 280)];
    const mean = (ratios[0] + ratios[1]) / 2;
    expect(judged.cv).toBeCloseTo((ratios[1] - ratios[0]) / 2 / mean, 12);
  });

  it('does not call one fairer that luck may have made so', async () => {
    const { says } = await backtestOf({ assignments: source(text('assignments.csv')) });
    expect(says.join(' ')).toContain('Which of the two is fairer cannot be told from these deals');
  });
});

interface Account {
  readonly id: string;
  readonly owner: string;
  readonly potential: number;
  readonly arr: number;
  readonly judged: string;
}
interface Deal {
  readonly account: string;
  readonly state: string;
  readonly amount: number;
  readonly created: string;
  readonly closed: string;
}

/** Rank among the values: how many are less, and half of those alike. */
const rankIn = (values: readonly number[]) => (value: number) =>
  values.filter((other) => other < value).length +
  (values.filter((other) => other === value).length + 1) / 2;

/** Spearman's: Pearson's of the ranks, by sums of products. */
function spearman(a: readonly number[], b: readonly number[]): number | null {
  if (new Set(a).size < 2 || new Set(b).size < 2) return null;
  const [x, y] = [a.map(rankIn(a)), b.map(rankIn(b))];
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const n = a.length;
  const [sx, sy] = [sum(x), sum(y)];
  const sxy = sum(x.map((one, at) => one * y[at]));
  const spread = (v: readonly number[], s: number) => n * sum(v.map((one) => one * one)) - s * s;
  return (n * sxy - sx * sy) / Math.sqrt(spread(x, sx) * spread(y, sy));
}

function side(accounts: readonly Account[], won: ReadonlyMap<string, number>, of: keyof Account) {
  const total = [...won.values()].reduce((all, one) => all + one, 0);
  const potential = accounts.reduce((all, one) => all + one.potential, 0);
  const ratios = ['R1', 'R2', 'R3'].flatMap((rep) => {
    const book = accounts.filter((one) => one[of] === rep);
    const share = book.reduce((all, one) => all + one.potential, 0) / potential;
    const theirs = book.reduce((all, one) => all + (won.get(one.id) ?? 0), 0);
    return share > 0 ? [{ rep, won: theirs, ratio: theirs / (total * share) }] : [];
  });
  const mean = ratios.reduce((all, { ratio }) => all + ratio, 0) / ratios.length;
  const variance = ratios.reduce((all, { ratio }) => all + (ratio - mean) ** 2, 0) / ratios.length;
  return { ratios, cv: ratios.length < 2 || mean <= 0 ? null : Math.sqrt(variance) / mean };
}

const account = fc.record({
  owner: fc.constantFrom('R1', 'R2', 'R3', 'Gone', ''),
  potential: fc.integer({ min: 1, max: 6 }),
  arr: fc.integer({ min: 0, max: 3 }),
  judged: fc.constantFrom('R1', 'R2', 'R3', ''),
});
const day = fc.constantFrom(
  '2025-01-30',
  '2025-01-31',
  '2025-02-01',
  '2025-04-29',
  '2025-04-30',
  '',
);
const deal = fc.record({
  account: fc.integer({ min: 0, max: 12 }).map((at) => `A${at}`),
  state: fc.constantFrom('Closed Won', 'Closed Won', 'Closed Won', 'Closed Lost', 'Prospecting'),
  amount: fc.integer({ min: 1, max: 9 }),
  created: day,
  closed: fc.oneof(fc.constantFrom('2025-01-31', '2025-03-05', '2025-04-29'), day),
});

describe('the backtest of random files', () => {
  it('is what a plain reading of the contract gives', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(account, { minLength: 2, maxLength: 12 }),
        fc.array(deal, { minLength: 60, maxLength: 130 }),
        async (drawn, deals) => {
          const accounts = drawn.map((one, at) => ({ id: `A${at}`, ...one }));
          const known = new Set(accounts.map(({ id }) => id));
          const found = await backtestOf({
            accounts: source(
              stringify([
                ['account_id', 'owner', 'potential', 'arr'],
                ...accounts.map((one) => [one.id, one.owner, one.potential, one.arr]),
              ]),
            ),
            reps: source('rep_id\nR3\nR1\nR2\n'),
            opportunities: source(fileOf(deals)),
            assignments: source(
              stringify([
                ['account_id', 'rep_id'],
                ...accounts.map(({ id, judged }) => [id, judged]),
              ]),
            ),
            // The quarter ends with the day before 30 April: 31 April is none.
            at: '2025-01-31',
          });
          const quarter = deals.filter(
            ({ state, closed }) =>
              state === 'Closed Won' && closed >= '2025-01-31' && closed < '2025-04-30',
          );
          const here = quarter.filter((one) => known.has(one.account));
          expect(found.until).toBe('2025-04-29');
          expect([found.wins, found.wins_elsewhere]).toEqual([
            here.length,
            quarter.length - here.length,
          ]);
          if (here.length < 20) {
            expect(found.figures).toBe(null);
            return;
          }
          told++;
          const won = new Map<string, number>();
          for (const one of here) {
            won.set(one.account, (won.get(one.account) ?? 0) + one.amount);
          }
          const total = here.reduce((all, { amount }) => all + amount, 0);
          const figures = figuresOf(found);
          const wonOf = accounts.map(({ id }) => won.get(id) ?? 0);
          const close = (got: number | null, wanted: number | null): void => {
            if (got === null || wanted === null) expect(got).toBe(wanted);
            else expect(got).toBeCloseTo(wanted, 9);
          };
          close(
            figures.rank_correlation_potential,
            spearman(
              wonOf,
              accounts.map(({ potential }) => potential),
            ),
          );
          close(
            figures.rank_correlation_arr,
            accounts.every(({ arr }) => arr === 0)
              ? null
              : spearman(
                  wonOf,
                  accounts.map(({ arr }) => arr),
                ),
          );
          close(figures.top_tenth_pct, (100 * topShare(accounts, wonOf)) / total);
          for (const [got, of] of [
            [figures.as_it_was, 'owner'],
            [figures.judged, 'judged'],
          ] as const) {
            const wanted = side(accounts, won, of);
            close(got.cv, wanted.cv);
            expect(Object.fromEntries(got.reps.map((one) => [one.rep_id, one.won]))).toEqual(
              Object.fromEntries(wanted.ratios.map((one) => [one.rep, one.won])),
            );
            for (const one of wanted.ratios) {
              const rep = got.reps.find(({ rep_id }) => rep_id === one.rep);
              close(rep?.won_to_expected ?? null, one.ratio);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(told).toBeGreaterThan(10);
  });
});

/** What the tenth of greatest potential won, on average over all orders of those alike. */
function topShare(accounts: readonly Account[], won: readonly number[]): number {
  const size = Math.ceil(accounts.length / 10);
  let left = size;
  let sum = 0;
  for (const level of [6, 5, 4, 3, 2, 1]) {
    const those = won.filter((_, at) => accounts[at].potential === level);
    const taken = Math.min(left, those.length);
    if (those.length > 0) sum += (those.reduce((all, one) => all + one, 0) * taken) / those.length;
    left -= taken;
  }
  return sum;
}

function fileOf(deals: readonly Deal[]): string {
  return stringify([
    ['account_id', 'stage', 'amount', 'created_date', 'close_date'],
    ...deals.map((one) => [one.account, one.state, one.amount, one.created, one.closed]),
  ]);
}

describe('what the data cannot tell', () => {
  const deals = (count: number, more: Partial<Deal> = {}): Deal[] =>
    Array.from({ length: count }, (_, at) => ({
      account: `A${String((at % 10) + 1).padStart(2, '0')}`,
      state: 'Closed Won',
      amount: 10,
      created: '2025-12-01',
      closed: '2026-02-01',
      ...more,
    }));
  const told = async (rows: readonly Deal[], options: Partial<CheckOptions> = {}) => {
    const found = await backtestOf({ opportunities: source(fileOf(rows)), ...options });
    return { ...found, says: found.says.join(' ') };
  };

  it('fewer than twenty wins: said, and no figure', async () => {
    const few = await told(deals(19));
    expect(few.figures).toBe(null);
    expect(few.says).toContain('no figures below 20 wins');
    expect((await told(deals(20))).figures).not.toBe(null);
    expect((await told(deals(30, { state: 'Closed Lost' }))).says).toContain(
      '0 deals worth 0 were',
    );
  });

  it('wins that brought in nothing', async () => {
    const nothing = await told(deals(25, { amount: 0 }));
    expect(nothing.figures).toBe(null);
    expect(nothing.says).toContain('brought in nothing');
  });

  it('one giant deal', async () => {
    const { says } = await told([...deals(24), ...deals(1, { amount: 10_000 })]);
    expect(says).toContain('One deal is 98 % of the amount');
  });

  it('a day before all deals, and one to come', async () => {
    const before = await told(deals(30), { at: '2019-01-01' });
    expect(before.says).toContain('No deal of the file was there on 2019-01-01');
    expect(before.figures).toBe(null);
    const toCome = await told(deals(30), { at: '2031-01-01' });
    expect(toCome.says).toContain('closed on 2026-02-01, before that time');
    expect(toCome.figures).toBe(null);
  });

  it('no created dates: what was won is known all the same', async () => {
    const found = await told(deals(30, { created: '' }));
    expect(found.wins).toBe(30);
    expect(found.opportunities_then).toBe(0);
  });

  it('all won alike: whether potential predicts cannot be told', async () => {
    const { says, figures } = await told(deals(30));
    expect(figures?.rank_correlation_potential).toBe(null);
    expect(says).toContain('cannot be told: all accounts are alike');
  });

  it('nobody has an account', async () => {
    const accounts = source(
      text('accounts.csv')
        .split('\n')
        .map((line) => line.replace(/,R[12],/, ',,'))
        .join('\n'),
    );
    const { figures, says } = await told([...deals(30), ...deals(5)], { accounts });
    expect(figures?.as_it_was.reps).toEqual([]);
    expect(says).toContain('100 % of the amount is at accounts that no rep has');
  });

  it('says the same whatever the order of the rows', async () => {
    const rows = text('opportunities.csv').trimEnd().split('\n');
    const turned = source([rows[0], ...rows.slice(1).reverse()].join('\n'));
    expect(await backtestOf({ opportunities: turned })).toEqual(await backtestOf({}));
  });

  it('a day without opportunities, or quarters that are none, are refused', async () => {
    const files = { accounts: source(text('accounts.csv')), reps: source(text('reps.csv')) };
    await expect(check({ ...files, at: '2026-01-01' })).rejects.toThrow(/at/);
    await expect(backtestOf({ quarters: 0 })).rejects.toThrow(/quarters/);
  });
});
