import { stringify } from 'csv-stringify/sync';
import type { NaiveFiles, NaiveOptions } from './naive-coverage.js';

type Row = Record<string, string>;

/** Files thrown by a seed: with and without each column and file that changes what is counted. */
export function madeBooks(seed: number): {
  readonly files: NaiveFiles;
  readonly options: NaiveOptions;
} {
  const random = mulberry(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const one = <Value>(of: readonly Value[]): Value => of[below(of.length)];
  const often = (chance: number): boolean => random() < chance;
  const blankOr = (chance: number, text: string): string => (often(chance) ? '' : text);
  const asOf = one(['2024-02-29', '2026-06-30', '2025-12-31', '2026-07-01', '2026-11-15']);
  const base = Date.parse(asOf) / 86_400_000;
  const day = (back: number): string =>
    new Date((base - back) * 86_400_000).toISOString().slice(0, 10);
  const with_ = {
    activities: often(0.75),
    opportunities: often(0.75),
    market: often(0.7),
    icp: often(0.4),
    fit: often(0.4),
    tier: often(0.6),
    score: often(0.6),
    attained: often(0.5),
    territory: often(0.5),
    pipeline: often(0.5),
  };
  const repCount = 1 + below(6);
  const reps = Array.from(
    { length: repCount },
    (_, at): Row => ({
      rep_id: `R${at}`,
      rep_name: `Rep ${at}`,
      pool: one(['east', 'west']),
      territory: one(['North', 'South', 'North|South', '']),
      capacity: one(['', '1', '0.5', '2']),
      ramp: one(['', '1', '0.5', '0.25']),
      quota: blankOr(0.2, String(1000 * below(400))),
      status: at === 0 ? 'active' : one(['active', 'active', 'on_leave', 'leaving', 'left', '']),
      ...(with_.attained && { attained: blankOr(0.2, String(1000 * below(300))) }),
    }),
  );
  const count = 5 + below(70);
  const accounts = Array.from(
    { length: count },
    (_, at): Row => ({
      account_id: `A${String(at).padStart(3, '0')}`,
      owner: one([
        '',
        'gone',
        ...reps.map(({ rep_id }) => rep_id),
        ...reps.map(({ rep_id }) => rep_id),
      ]),
      type: one(['Customer', 'Prospect', 'customer - direct', '']),
      arr: one(['', '', '0', '12000.5', '400']),
      potential: one(['', '0', '10', '20.25', '300']),
      segment: one(['SMB', 'Mid', '']),
      industry: one(['Tech', 'Retail', '']),
      region: one(['West', 'East']),
      intent: one(['', '0', '69', '70', '95']),
      signal_date: blankOr(0.6, day(below(70) - 5)),
      parent_id: at > 0 && often(0.3) ? `A${String(below(at)).padStart(3, '0')}` : '',
      last_contacted: blankOr(0.3, day(one([-3, 0, 1, 89, 90, 91, 200, 365, 366]))),
      ...(with_.icp && { icp: one(['yes', 'no', '']) }),
      ...(with_.fit && { fit: one(['', '69', '70', '100']) }),
      ...(with_.tier && { tier: one(['1', '2', '3', '', 'A', 'b', 'Tier 1', 'C']) }),
      ...(with_.score && { score: blankOr(0.2, String(below(101))) }),
      ...(with_.territory && { territory: one(['North', 'South', '']) }),
      ...(with_.pipeline && { open_pipeline: one(['', '0', '5000', '70000']) }),
    }),
  );
  const account = (): string => one(accounts).account_id;
  const activities = Array.from(
    { length: below(200) },
    (): Row => ({
      account_id: often(0.03) ? 'nobody' : account(),
      date: blankOr(0.03, day(one([-5, 0, 30, 89, 90, 91, 180, 364, 365, 366, below(500)]))),
      status: one(['Completed', 'Completed', 'Completed', 'Planned', 'Cancelled', 'Open']),
    }),
  );
  const opportunities = Array.from({ length: below(160) }, (_, at): Row => {
    const stage = one(['Closed Won', 'Closed Won', 'Closed Lost', 'Negotiation', 'Prospecting']);
    const created = below(700);
    const isClosed = stage.startsWith('Closed');
    return {
      opportunity_id: `O${String(at).padStart(3, '0')}`,
      account_id: often(0.03) ? 'nobody' : account(),
      stage,
      amount: one(['1000', '2500.5', '40000', '9000']),
      actual_amount: stage === 'Closed Won' && often(0.3) ? '3333' : '',
      created_date: blankOr(0.05, day(created)),
      close_date: day(isClosed ? below(created + 1) : -below(200)),
    };
  });
  const byWhom = one(['territory', 'rep_id', 'none'] as const);
  const market = Array.from(
    { length: 1 + below(6) },
    (_, at): Row => ({
      segment: one(['SMB', 'Mid', '']),
      industry: one(['Tech', 'Retail', '']),
      region: one(['West', 'East', '']),
      companies: String(10 * (at + 1) + below(10)),
      average_deal: blankOr(0.5, String(100 * (1 + below(90)))),
      ...(byWhom === 'territory' && { territory: one(['North', 'South', 'Nowhere', '']) }),
      ...(byWhom === 'rep_id' && { rep_id: one(['', ...reps.map(({ rep_id }) => rep_id)]) }),
    }),
  );
  const assumptions: Record<string, number> = {};
  if (often(0.3)) assumptions.win_rate = 0.31;
  if (often(0.3)) assumptions.close_rate = 0.12;
  if (often(0.3)) assumptions.creation_rate = 0.4;
  if (often(0.3)) assumptions.deal = 7777;
  if (often(0.5)) assumptions.accounts_per_rep = 4;
  if (often(0.3)) assumptions['stage:Negotiation'] = 0.6;
  const some = (): ReadonlySet<string> =>
    new Set(often(0.4) ? accounts.filter(() => often(0.15)).map((row) => row.account_id) : []);
  const excluded = some();
  const released = new Set([...some()].filter((id) => !excluded.has(id)));
  return {
    files: {
      accounts,
      reps,
      activities:
        with_.activities && activities.some(({ date }) => date !== '') ? activities : undefined,
      opportunities: with_.opportunities && opportunities.length > 0 ? opportunities : undefined,
      market: with_.market ? market : undefined,
      assumptions,
      excluded,
      released,
    },
    options: {
      asOf,
      window: one([90, 90, 30, 0]),
      min: one([0.6, 0.6, 0.25, 1]),
      fiscalStart: one([
        [1, 1],
        [7, 1],
        [2, 1],
        [4, 6],
      ]),
      involve: 2500,
    },
  };
}

/** Rows as a CSV file. */
export function csvOf(rows: readonly Readonly<Record<string, string>>[]): Uint8Array {
  const columns = Object.keys(rows[0] ?? {});
  return Buffer.from(stringify([columns, ...rows.map((row) => columns.map((name) => row[name]))]));
}

/** A generator of numbers from 0 to 1, the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
