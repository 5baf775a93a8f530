import { z } from 'zod';
import type { Capacity, CapacityAssumptions } from '../../analytics/capacity.js';
import { monthText } from '../../analytics/fiscal-months.js';
import { writeCsv } from '../../inputs/csv/write.js';
import { isoDate } from '../../model/table.js';

/** What `carve capacity` found, and what it rests on. */
export interface CapacityParts {
  readonly version: string;
  readonly capacity: Capacity;
  readonly assumptions: CapacityAssumptions;
  /** Planned accounts and how many a rep can look after; undefined where it was not asked. */
  readonly accounts: { readonly count: number; readonly perRep: number } | undefined;
  /** The column that groups are of. */
  readonly by: string | undefined;
  /** Reps whose title says that they carry no quota. */
  readonly noSellers: readonly string[];
}

export const capacityFileNames = [
  'capacity.csv',
  'hires.csv',
  'capacity.html',
  'capacity.json',
] as const;

/** The files of a capacity folder, capacity.json last. */
export function capacityFiles(parts: CapacityParts): ReadonlyMap<string, string> {
  const { months, hires } = parts.capacity;
  return new Map([
    [
      'capacity.csv',
      writeCsv(
        ['month', 'heads', 'productive', 'bookings', 'cumulative', 'goal'],
        months.map((one) => [
          monthText(one.month),
          one.heads,
          one.productive,
          one.bookings,
          one.cumulative,
          one.goal,
        ]),
      ),
    ],
    [
      'hires.csv',
      writeCsv(
        ['month', 'needed', 'adds_each', 'covers'],
        hires.map(({ month, needed, addsEach, covers }) => [
          monthText(month),
          needed,
          addsEach,
          needed === undefined ? undefined : covers,
        ]),
      ),
    ],
    ['capacity.json', capacityJson(parts)],
  ]);
}

const month = z.string().regex(/^\d{4}-\d{2}$/);
const amount = z.number().min(0);

/** The shape of capacity.json. */
export const capacitySchema = z.object({
  carve: z.string().describe('The version of carve that made the file.'),
  as_of: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  assumptions: z.object({
    goal: amount,
    quota: amount.describe('Annual quota of reps who have none of their own.'),
    quota_given: z.boolean().describe('False: the median of those who are there.'),
    attainment: amount,
    attrition: z.number().min(0).max(1).describe('Share of the team that leaves in a year.'),
    vacancy_months: z.int().min(0),
    ramp: z.array(z.number().min(0).max(1)).describe('By month since the start.'),
    season: z.array(z.number().min(0)).describe("Each fiscal quarter's share of the year."),
    fiscal_start_month: z.int().min(1).max(12),
  }),
  bookings: amount.describe('Of the fiscal year, as modelled.'),
  attained: z.number().nullable().describe('Σ of the reps’ column attained.'),
  shortfall: amount.describe('Goal less bookings, 0 where these reach it.'),
  reaches_goal: z.boolean(),
  street_quota: amount.describe('Σ quota of those who are there in the as-of month.'),
  street_quota_per_goal: amount.nullable(),
  ramp_cost: z.number().describe('Bookings lost to reps who are not ramped yet.'),
  attrition_cost: z.number().describe('Bookings lost to unannounced leavers.'),
  accounts: z
    .object({ accounts: z.int().min(0), per_rep: z.int().min(1), reps: z.int().min(0) })
    .nullable(),
  months: z.array(
    z.object({
      month,
      heads: z.number(),
      productive: amount,
      bookings: amount,
      cumulative: amount,
      goal: amount,
    }),
  ),
  hires: z.array(
    z.object({
      month,
      needed: z.int().min(0).nullable(),
      adds_each: amount,
      covers: amount.nullable(),
    }),
  ),
  groups: z.array(
    z.object({
      name: z.string().nullable().describe('null: people who are yet to be hired.'),
      heads: z.number(),
      productive: amount,
      bookings: amount,
    }),
  ),
  by: z.string().nullable(),
});

/** The JSON Schema (draft 2020-12) of capacity.json. */
export function capacityJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(capacitySchema);
  return { $schema, title: 'capacity.json of carve capacity', ...rest };
}

/** capacity.json; also `--format json`. */
function capacityJson(parts: CapacityParts): string {
  const { capacity, assumptions, accounts, by, version } = parts;
  const json: z.infer<typeof capacitySchema> = {
    carve: version,
    as_of: isoDate(assumptions.asOf),
    assumptions: {
      goal: assumptions.goal,
      quota: capacity.standardQuota,
      quota_given: assumptions.quota !== undefined,
      attainment: assumptions.attainment,
      attrition: assumptions.attrition,
      vacancy_months: assumptions.vacancy,
      ramp: [...assumptions.ramp],
      season: [...assumptions.season],
      fiscal_start_month: assumptions.fiscalStart,
    },
    bookings: capacity.bookings,
    attained: capacity.attained ?? null,
    shortfall: capacity.shortfall,
    reaches_goal: capacity.shortfall === 0,
    street_quota: capacity.streetQuota,
    street_quota_per_goal: assumptions.goal > 0 ? capacity.streetQuota / assumptions.goal : null,
    ramp_cost: capacity.rampCost,
    attrition_cost: capacity.attritionCost,
    accounts:
      accounts === undefined
        ? null
        : {
            accounts: accounts.count,
            per_rep: accounts.perRep,
            reps: Math.ceil(accounts.count / accounts.perRep),
          },
    months: capacity.months.map((one) => ({ ...one, month: monthText(one.month) })),
    hires: capacity.hires.map(({ month: at, needed, addsEach, covers }) => ({
      month: monthText(at),
      needed: needed ?? null,
      adds_each: addsEach,
      covers: needed === undefined ? null : covers,
    })),
    groups:
      by === undefined ? [] : capacity.groups.map((one) => ({ ...one, name: one.name ?? null })),
    by: by ?? null,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}
