import { z } from 'zod';
import type { CoverageAnalysis } from '../../analytics/analysis.js';
import { groupings } from '../../analytics/analysis.js';
import type { EarlierCoverage } from '../../analytics/changes.js';
import type { Tally, Worked } from '../../analytics/coverage.js';
import type { Rate } from '../../analytics/rates.js';
import type { HolderCoverage } from '../../analytics/role-coverage.js';
import { isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import { holderCells, repCells } from './tables.js';
import { icpWords } from './words.js';

const count = z.int().min(0);
const figure = z.number().nullable();
const share = z.number().nullable().describe('From 0 to 1; null where nothing tells.');
const rateSources = ['assumed', 'file', 'default', 'win rate', 'none'] as const;

const rep = z.object({
  rep_id: z.string(),
  rep_name: z.string(),
  manager: z.string(),
  on_leave: z.boolean(),
  below_min: z.boolean(),
  icp: count,
  touched: count,
  coverage_pct: figure,
  potential_coverage_pct: figure,
  tier1: count.nullable(),
  tier1_this_quarter: count.nullable(),
  idle: count,
  real_now: count,
  verdict: z.enum(['short', 'ok', '']),
  cause: z.enum(['inactivity', 'prioritisation', 'bandwidth', '']),
  open_pipeline: figure,
  workable: z.number(),
  expected: z.number(),
  quota_left: figure,
  cover: figure,
  pipeline_verdict: z.enum(['short', 'ok', '']),
  tam: figure,
  attainment_pct: figure,
  activities: count,
  win_rate: share,
});

const tally = {
  accounts: count,
  icp: count,
  touched: count,
  coverage_pct: figure,
  idle: count,
  real_now: count,
  activities: count,
};

const orUnknown = count.nullable().describe('null where nothing tells who did what.');

const holderTally = {
  accounts: count,
  accounts_touched: count,
  icp: count,
  touched: count.describe('Of the ICP accounts, by whoever.'),
  coverage_pct: figure,
  potential_coverage_pct: figure,
  tier1: count.nullable(),
  tier1_this_quarter: count.nullable(),
  idle: count,
  real_now: count,
  activities: count,
};

const holder = z.object({
  rep_id: z.string(),
  rep_name: z.string(),
  on_leave: z.boolean(),
  ...holderTally,
  accounts_by_holder: orUnknown,
  touched_by_holder: orUnknown,
  by_holder_pct: figure,
  activities_by_holder: orUnknown,
});

/** The shape of coverage.json. */
export const coverageSchema = z
  .object({
    carve: z.string(),
    as_of: z.string(),
    window: count,
    min_pct: z.number(),
    fiscal_year: z.object({
      start: z.string(),
      end: z.string().describe('The first day of the next one.'),
      quarter: z.string().describe('The first day of the quarter.'),
      left: z.number().describe('The share that is left, the as-of day included.'),
    }),
    contact: z.enum(['activities', 'last_contacted']),
    owners: z.enum(['today', 'plan']),
    icp: z.string().describe('What counts as ICP.'),
    inputs: z.record(
      z.string(),
      z.object({ path: z.string(), sha256: z.string(), rows: count.optional() }),
    ),
    rates: z.array(
      z.object({
        name: z.string(),
        segment: z.string().nullable().describe('null: of all.'),
        value: figure,
        from: z.enum(rateSources),
        of: count.nullable().describe('What there was to count.'),
      }),
    ),
    totals: z.object({ held: z.object(tally), nobodys: z.object(tally) }),
    reps: z.array(rep),
    by: z.enum(groupings),
    groups: z.array(z.object({ name: z.string(), ...tally, expected: figure, quota_left: figure })),
    idle: z
      .record(z.string(), z.array(z.string()))
      .describe('Idle accounts by rep_id, the first of the book first.'),
    whitespace: z.object({ accounts: count, untouched: count }),
    winning: z.array(
      z.object({ segment: z.string(), industry: z.string(), win_rate: share, closed: count }),
    ),
    market: z
      .object({
        tam: z.number(),
        untapped: z.number(),
        unshared: z.number().describe("What is in no rep's part."),
        customers: count,
        companies: z.number(),
      })
      .nullable(),
    family_deals: count.nullable(),
    changes: z
      .object({
        since: z.string(),
        reps: z.array(
          z.object({
            rep_id: z.string(),
            before_pct: figure,
            now_pct: figure,
            is: z.enum(['fell below', 'still below', 'recovered', 'as before', 'new']),
            picked_up: z.array(z.string()),
            went_idle: z.array(z.string()),
          }),
        ),
        gone: z.array(z.string()),
      })
      .nullable()
      .describe('Since --baseline.'),
    roles: z
      .array(
        z.object({
          role: z.string(),
          holders: z.array(holder),
          nobodys: z.object(holderTally).nullable().describe('Accounts that are to have somebody.'),
        }),
      )
      .optional()
      .describe('Who else looks after the accounts, where rules give roles.'),
  })
  .describe('How the books of the reps are worked.');

export type CoverageJson = z.infer<typeof coverageSchema>;

/** The JSON Schema of coverage.json, as it ships with the package. */
export function coverageJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(coverageSchema);
  return { $schema, title: 'carve coverage.json', ...rest };
}

/** What an analysis was made from besides the accounts. */
export interface CoverageContext {
  readonly version: string;
  readonly inputs: CoverageJson['inputs'];
  readonly owners: 'today' | 'plan';
  /** The filter of `--icp`. */
  readonly filter: string | undefined;
}

/** coverage.json as a value. */
export function coverageJson(analysis: CoverageAnalysis, context: CoverageContext): CoverageJson {
  const { books, reps, market, whitespace, segments, changes, familyDeals } = analysis;
  const { problem, year } = books;
  const cells = repCells(analysis);
  const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;
  const managers = problem.reps.columns.get('manager');
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
  return {
    carve: context.version,
    as_of: isoDate(books.asOf),
    window: books.window,
    min_pct: 100 * analysis.least,
    fiscal_year: {
      start: isoDate(year.start),
      end: isoDate(year.end),
      quarter: isoDate(year.quarter),
      left: year.left,
    },
    contact: books.contacts.from,
    owners: context.owners,
    icp: icpWords(books.icpFrom, context.filter),
    inputs: context.inputs,
    rates: ratesJson(analysis),
    totals: { held: tallyJson(analysis.held), nobodys: tallyJson(analysis.unheld) },
    reps: reps.map((one) => ({
      rep_id: cells.rep_id(one),
      rep_name: problem.repNames[one.rep],
      manager: managers?.kind === 'text' ? managers.words[managers.codes[one.rep]] : '',
      on_leave: one.onLeave,
      below_min: one.isBelow,
      ...workedJson(cells, one),
      verdict: one.onLeave ? '' : one.isShortNow ? 'short' : 'ok',
      cause: one.cause ?? '',
      open_pipeline: orNull(one.open),
      workable: one.workable,
      expected: one.expected,
      quota_left: orNull(one.quotaLeft),
      cover: orNull(one.cover),
      pipeline_verdict:
        one.onLeave || one.quotaLeft === undefined ? '' : one.isShort ? 'short' : 'ok',
      tam: orNull(cells.tam(one)),
      attainment_pct: orNull(cells.attainment_pct(one)),
      activities: one.activities,
      win_rate: orNull(one.winRate),
    })),
    by: analysis.by,
    groups: analysis.groups.map((group) => ({
      name: group.name,
      ...tallyJson(group),
      expected: orNull(group.pipeline?.expected),
      quota_left: orNull(group.pipeline?.quotaLeft),
    })),
    idle: Object.fromEntries(
      [...analysis.idle].map(([one, accounts]) => [
        problem.repIds[one],
        accounts.map((account) => problem.accountIds[account]),
      ]),
    ),
    whitespace: {
      accounts: whitespace.length,
      untouched: whitespace.filter(({ account }) => books.touched[account] === 0).length,
    },
    winning: segments
      .filter(({ isWinning }) => isWinning)
      .map(({ segment, industry, winRate, closed }) => ({
        segment,
        industry,
        win_rate: orNull(winRate),
        closed,
      })),
    market:
      market === undefined
        ? null
        : {
            tam: sum(market.cells.map(({ tam }) => tam)),
            untapped: sum(market.cells.map(({ untapped }) => untapped)),
            unshared: market.unshared,
            customers: sum(market.cells.map(({ customers }) => customers)),
            companies: sum(market.cells.map(({ companies }) => companies)),
          },
    family_deals: orNull(familyDeals?.length),
    changes:
      changes === undefined
        ? null
        : {
            since: isoDate(changes.since),
            reps: changes.reps.map((one) => ({
              rep_id: problem.repIds[one.rep],
              before_pct: one.before === undefined ? null : 100 * one.before,
              now_pct: one.now === undefined ? null : 100 * one.now,
              is: one.is,
              picked_up: one.pickedUp.map((account) => problem.accountIds[account]),
              went_idle: one.wentIdle.map((account) => problem.accountIds[account]),
            })),
            gone: [...changes.gone],
          },
    ...(analysis.roles.length > 0 && { roles: rolesJson(analysis) }),
  };
}

function rolesJson(analysis: CoverageAnalysis): NonNullable<CoverageJson['roles']> {
  const cells = holderCells(analysis);
  const orNull = (value: number | undefined): number | null => value ?? null;
  const tallyOf = (one: HolderCoverage) => ({
    accounts: one.accounts,
    accounts_touched: one.anyTouched,
    ...workedJson(cells, one),
    activities: one.activities,
  });
  return analysis.roles.map(({ name, holders, unheld }) => ({
    role: name,
    holders: holders.map((one) => ({
      rep_id: cells.rep_id(one),
      rep_name: cells.rep_name(one),
      on_leave: one.onLeave,
      ...tallyOf(one),
      accounts_by_holder: orNull(cells.accounts_by_holder(one)),
      touched_by_holder: orNull(cells.touched_by_holder(one)),
      by_holder_pct: orNull(cells.by_holder_pct(one)),
      activities_by_holder: orNull(cells.activities_by_holder(one)),
    })),
    nobodys: unheld === undefined ? null : tallyOf(unheld),
  }));
}

/** How accounts were worked, a rep's or a holder's. */
function workedJson(
  cells: Pick<
    ReturnType<typeof holderCells>,
    'coverage_pct' | 'potential_coverage_pct' | 'tier1' | 'tier1_this_quarter'
  >,
  one: Worked,
) {
  return {
    icp: one.icp,
    touched: one.touched,
    coverage_pct: cells.coverage_pct(one) ?? null,
    potential_coverage_pct: cells.potential_coverage_pct(one) ?? null,
    tier1: cells.tier1(one) ?? null,
    tier1_this_quarter: cells.tier1_this_quarter(one) ?? null,
    idle: one.idle,
    real_now: one.realNow,
  };
}

function tallyJson({ accounts, icp, touched, idle, realNow, activities }: Tally) {
  return {
    accounts,
    icp,
    touched,
    coverage_pct: icp === 0 ? null : (100 * touched) / icp,
    idle,
    real_now: realNow,
    activities,
  };
}

function ratesJson({ rates }: CoverageAnalysis): CoverageJson['rates'] {
  const one = (name: string, rate: Rate, segment: string | null = null) => ({
    name,
    segment,
    value: Number.isNaN(rate.value) ? null : rate.value,
    from: rate.from,
    of: rate.of ?? null,
  });
  return [
    one('accounts_per_rep', rates.accountsPerRep),
    one('close_rate', rates.closeRate),
    one('creation_rate', rates.creationRate),
    one('win_rate', rates.winRate),
    one('deal', rates.deal),
    ...rates.segments.flatMap(({ segment, winRate, deal }) => [
      ...(winRate === undefined ? [] : [one('win_rate', winRate, segment)]),
      ...(deal === undefined ? [] : [one('deal', deal, segment)]),
    ]),
    ...rates.stages.map(({ stage, share: value }) =>
      one(`stage:${stage}`, { value, from: 'assumed' }),
    ),
  ];
}

/** An earlier coverage.json as what changes are told from. */
export function earlierOf(json: CoverageJson): EarlierCoverage {
  return {
    asOf: dayNumber(Date.parse(json.as_of) / 86_400_000),
    reps: new Map(
      json.reps.map(({ rep_id, coverage_pct, below_min }) => [
        rep_id,
        { coverage: coverage_pct === null ? undefined : coverage_pct / 100, isBelow: below_min },
      ]),
    ),
    idle: new Set(Object.values(json.idle).flat()),
  };
}
