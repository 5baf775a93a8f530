import { z } from 'zod';
import { inputFiles, problemOptions, ruleOutcome, state } from '../plan-json.js';
import { backtest } from './backtest-json.js';

const grade = z
  .enum(['failure', 'warning', 'note'])
  .describe('What it comes to if broken: a failure exits 1; a note binds nobody.');

const status = z
  .enum(['met', 'broken', 'not_judged'])
  .describe(
    'not_judged: rows about accounts that stay with or leave their owner, without baseline and assignments; balance rows without max.',
  );

const row = z.int().describe('A row of the accounts file; the header is 1.');

const check = z.object({
  id: z.string().describe('The same from run to run: balance-row-9, max-deviation-potential.'),
  label: z.string(),
  name: z.string().optional().describe('What people call the row, where they call it something.'),
  note: z.string().optional().describe('What people wrote beside the row.'),
  row: z.int().optional().describe('Its row in the rules file.'),
  asks: z.string().describe('What it asks, in words.'),
  grade,
  status,
  outcome: z.string().describe('How it came out, in words; empty where its finding says it all.'),
  not_judged: z
    .int()
    .optional()
    .describe('Accounts outside it that a keep row or a lock holds where they are: not judged.'),
  pools: z.array(
    z.object({
      pool: z.string().optional().describe('Absent where there is one pool, or all are meant.'),
      concerned: z.int(),
      broken: z.int(),
    }),
  ),
});

const standing = z.object({
  deviation_pct: z.number(),
  target: z.number(),
});

const finding = z.object({
  check: z.string().describe('The id of the check it breaks.'),
  grade,
  pool: z.string().optional(),
  message: z.string().describe('One plain phrase: who, by how much, what is allowed.'),
  reps: z.array(z.string()).optional().describe('rep_id of those it is about.'),
  metric: z.string().optional(),
  value: z
    .number()
    .optional()
    .describe('A deviation or a coverage is in percent, a cover in times; else the amount.'),
  bound: z.number().optional().describe('In the unit of the value.'),
  cause: z
    .enum(['inactivity', 'prioritisation', 'bandwidth'])
    .optional()
    .describe('Of coverage: why it is below what is asked.'),
  account_count: z.int().describe('How many accounts are behind it.'),
  accounts: z.array(z.string()).describe('account_id of the greatest of them, 100 at most.'),
  rows: z.array(row).describe('The rows of these accounts.'),
  owner: z
    .string()
    .optional()
    .describe(
      'Of an account without a live rep: its owner as the file has it, where that is not on the roster.',
    ),
  may_go_to: z
    .array(z.string())
    .optional()
    .describe('rep_id of those whom all must rows let have it, and the row that is broken.'),
  plan_had: z.string().optional().describe('Whom the plan gave it to; empty for nobody.'),
  remedy: z
    .object({
      what: z.enum(['shed', 'gain', 'return']),
      amount: z.number().describe('The least that would do, in the metric.'),
      accounts: z.array(z.string()).describe('account_id of those the rules let go that way.'),
    })
    .optional()
    .describe('What would bring the rep within the bound.'),
  was: standing.optional().describe('Drift: where the rep stood when the plan was made.'),
  now: standing.optional(),
  drivers: z
    .array(
      z.object({
        account_id: z.string(),
        cause: z.enum(['came', 'left', 'changed', 'new', 'gone']),
        other: z.string().describe('Whom it came from or went to; empty for nobody.'),
        amount: z.number().describe("Change of the rep's load."),
      }),
    )
    .optional()
    .describe('What drove it since the plan, the greatest first, 100 at most.'),
});

const drifted = z.object({
  account_id: z.string(),
  account_name: z.string(),
  change: z.enum(['moved', 'new', 'gone']),
  from: z.string().describe('Whom the plan gave it to; empty for nobody.'),
  to: z.string().describe('Who has it; empty for nobody.'),
  row: row.optional(),
  arr: z.number().optional(),
  potential: z.number(),
});

const rep = z.object({
  rep_id: z.string(),
  rep_name: z.string(),
  pool: z.string(),
  accounts: z.int(),
  potential: z.number(),
  potential_target: z.number(),
  potential_deviation_pct: z.number(),
  workload: z.number(),
  workload_target: z.number(),
  workload_deviation_pct: z.number(),
  potential_vs_median_pct: z.number(),
});

/** What is found of the main assignment, or of a role. */
const found = {
  figures: state.describe(
    "Headline figures: of today's owners as a plan's `before`, of a file, and since a baseline, as its `after`.",
  ),
  unowned: z
    .object({
      planned: z.int(),
      accounts: z.int(),
      without_owner: z.int(),
      departed_owner: z.int(),
      owner_not_live: z.int(),
    })
    .describe('Planned accounts without a live rep.'),
  reps: z.array(rep).describe('Live reps, in the order of reps.csv.'),
  rules: z.array(
    ruleOutcome.extend({
      row: z
        .union([z.int(), z.string()])
        .describe('A row of the rules, or FILE:ROW (locked, max_accounts).'),
      status,
    }),
  ),
  checks: z.array(check),
  findings: z.array(finding),
};

/** The shape of what `carve check --format json` prints. */
export const checkSchema = z
  .object({
    carve: z.string().describe('The version of carve that checked.'),
    passed: z.boolean(),
    verdict: z.string(),
    checked: z.enum(['owners', 'assignments']).describe("Today's owners, or an assignments file."),
    since: z
      .enum(['plan', 'owners', 'nothing'])
      .describe(
        "Whom rows about leaving an owner mean by the owner: the adopted plan's rep, today's owner, or nobody else than the holder.",
      ),
    inputs: z.object({
      ...inputFiles,
      assignments: z.string().optional(),
      baseline: z.string().optional(),
    }),
    options: problemOptions,
    thresholds: z.object({
      max_deviation_pct: z.number().nullable(),
      against: z.enum(['target', 'median', 'mean']),
      max_gini: z.number().nullable(),
      min_coverage_pct: z
        .number()
        .optional()
        .describe('The least share of ICP accounts touched; absent where it was not asked.'),
      min_cover: z
        .number()
        .optional()
        .describe('How often pipeline is to cover quota left; absent where it was not asked.'),
      max_unowned: z.number().nullable().describe('A number of accounts.'),
      max_unowned_pct: z.number().nullable().describe('Percent of the planned accounts.'),
      noise_pct: z.number().nullable().describe('How wrong potentials were taken to be.'),
      fail_under_pct: z
        .number()
        .nullable()
        .describe('The least share of draws in which all are to be within the band.'),
      strict: z.boolean(),
    }),
    noise: z
      .object({
        noise_pct: z.number(),
        draws: z.int(),
        seed: z.int(),
        band_pct: z.number(),
        all_within_pct: z.number().describe('Of the draws: those in which all are in the band.'),
        worst_deviation_median_pct: z.number(),
        worst_deviation_p90_pct: z.number().describe('By nearest rank.'),
        reps: z.array(
          z.object({ rep_id: z.string(), within_pct: z.number().describe('Of the draws.') }),
        ),
      })
      .optional()
      .describe('With --noise: how even it stays where potentials are wrong.'),
    backtest: backtest
      .optional()
      .describe('With --at: what was won in the quarters that begin with that day.'),
    ...found,
    roles: z
      .record(
        z.string(),
        z.object({ passed: z.boolean(), ...found, warnings: z.array(z.string()) }),
      )
      .optional()
      .describe('By role, its holders held against its own rows; absent where no row gives one.'),
    drift: z
      .object({
        moved: z.int(),
        added: z.int(),
        gone: z.int(),
        accounts: z.array(drifted),
      })
      .optional()
      .describe('Accounts that are not where the adopted plan put them.'),
    assumptions: z.array(z.string()),
    warnings: z.array(z.string()),
  })
  .describe('What carve check found.');

export type CheckJson = z.infer<typeof checkSchema>;

/** The JSON Schema (draft 2020-12) of a check's JSON. */
export function checkJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(checkSchema);
  return { $schema, title: 'carve check', ...rest };
}
