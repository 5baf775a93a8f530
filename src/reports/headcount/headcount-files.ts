import { z } from 'zod';
import type { Headcount, Headcounts } from '../../analytics/headcounts.js';
import { writeCsv } from '../../inputs/csv/write.js';

const count = z.int().min(0);

/** The shape of headcount.json. */
export const headcountSchema = z
  .object({
    carve: z.string(),
    as_of: z.string(),
    reps_now: count.describe('Reps who may be given accounts today.'),
    accounts_per_rep: z.number().describe('What one full-time rep can work.'),
    least: count.nullable().describe('The least number of reps that works; null where none does.'),
    headcounts: z.array(
      z.object({
        reps: count,
        works: z.boolean(),
        must_rules_kept: z.boolean(),
        accounts: count,
        accounts_unserved: count,
        fullest_pct: z.number().describe('The greatest accounts ÷ what that rep can work.'),
        reps_over: count.describe('Reps with more accounts than they can work.'),
        expected: z.number().nullable(),
        quota_left: z.number().nullable(),
        cover: z.number().nullable().describe('expected ÷ quota left; null where nothing tells.'),
        hired: z
          .array(z.object({ rep_id: z.string(), like: z.string() }))
          .describe('Who is to be hired, and whose territory each shares.'),
        without: z.array(z.string()).describe('Who is left out.'),
        file: z.string().describe('The rep file to plan with.'),
      }),
    ),
  })
  .describe('How many reps work (carve scenarios --reps).');

/** The JSON Schema of headcount.json, as it ships with the package. */
export function headcountJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(headcountSchema);
  return { $schema, title: 'carve headcount.json', ...rest };
}

/** The rep file of a number of reps. */
export function teamFileName(reps: number): string {
  return `reps-${reps}.csv`;
}

/** The files of the folder, headcount.json last. */
export function headcountFiles(
  found: Headcounts,
  run: { readonly version: string; readonly asOf: string },
): ReadonlyMap<string, string> {
  const json: z.infer<typeof headcountSchema> = {
    carve: run.version,
    as_of: run.asOf,
    reps_now: found.now,
    accounts_per_rep: found.accountsPerRep,
    least: found.least ?? null,
    headcounts: found.counts.map((one) => ({
      reps: one.reps,
      works: one.works,
      must_rules_kept: one.isFeasible,
      accounts: one.accounts,
      accounts_unserved: one.unserved,
      fullest_pct: 100 * one.fullest,
      reps_over: one.over,
      expected: one.cover?.expected ?? null,
      quota_left: one.cover?.quotaLeft ?? null,
      cover: coverOf(one) ?? null,
      hired: one.hired.map(({ id, like }) => ({ rep_id: id, like })),
      without: [...one.without],
      file: teamFileName(one.reps),
    })),
  };
  return new Map([
    ...found.counts.map(({ reps, file }) => [teamFileName(reps), file] as const),
    [
      'headcount.csv',
      writeCsv(
        [
          ...['reps', 'works', 'must_rules_kept', 'accounts', 'accounts_unserved', 'fullest_pct'],
          ...['reps_over', 'expected', 'quota_left', 'cover', 'hired', 'left_out'],
        ],
        found.counts.map((one) => [
          one.reps,
          one.works ? 'yes' : 'no',
          one.isFeasible ? 'yes' : 'no',
          one.accounts,
          one.unserved,
          100 * one.fullest,
          one.over,
          one.cover?.expected,
          one.cover?.quotaLeft,
          coverOf(one),
          one.hired.map(({ id }) => id).join('|'),
          one.without.join('|'),
        ]),
      ),
    ],
    ['headcount.json', `${JSON.stringify(json, undefined, 2)}\n`],
  ]);
}

/** expected ÷ quota left of all; undefined where nothing tells, or all of it is made. */
export function coverOf({ cover }: Headcount): number | undefined {
  return cover === undefined || cover.quotaLeft === 0
    ? undefined
    : cover.expected / cover.quotaLeft;
}
