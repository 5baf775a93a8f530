import { z } from 'zod';
import { byRole, optionalRoles } from '../inputs/csv/file-roles.js';
import { routeSteps } from '../model/routing.js';
import { keptOfPlan, keptOfProblem, shapeOf } from './kept-options.js';

const evenness = z
  .object({
    mean_abs_deviation_pct: z.number().describe('Mean of |load ÷ target − 1|, in percent.'),
    max_abs_deviation_pct: z.number().describe('Greatest |load ÷ target − 1|, in percent.'),
    cv: z.number().describe('Population standard deviation ÷ mean of load ÷ target.'),
    gini: z.number().describe('Gini coefficient of load ÷ target.'),
  })
  .describe('How even a balanced metric is over the reps who take part.');

const hands = z
  .object({
    accounts: z.int().min(0),
    arr: z.number().nullable(),
    open_pipeline: z.number().nullable(),
    won_amount: z.number().nullable().describe('What was ever won there.'),
    renewals_90d: z.int().min(0).nullable().describe('Renewals due within 90 days of `as_of`.'),
    renewals_90d_arr: z.number().nullable(),
  })
  .describe('What these accounts come to; null where the files have no such column.');

const changingHands = z
  .object({
    moved: hands.describe('Accounts that leave a live owner for another rep.'),
    orphaned: hands.describe('Accounts whose owner is departed or not live.'),
    new: hands.describe('Accounts that had no owner.'),
    released: hands.describe('Accounts released to the house pool.'),
    total: hands.describe(
      'Moved, orphaned, and those released or left with nobody that had an owner; without new.',
    ),
  })
  .describe('All that changes hands. Headlines quote the total.');

/** The headline figures of one state of affairs. */
export const state = z
  .object({
    accounts_moved: z.int().describe('Planned accounts that leave a live owner for another rep.'),
    accounts_new: z.int().describe('Planned accounts that had no owner.'),
    accounts_orphaned: z.int().describe('Planned accounts whose owner is departed or not live.'),
    potential_moved_pct: z
      .number()
      .describe('Percent of planned potential that leaves a live owner.'),
    arr_moved: z.number().describe('ARR of the accounts that leave a live owner.'),
    mean_distance_km: z
      .number()
      .optional()
      .describe('Mean over accounts where account and rep have a place; absent where none has.'),
    relationship: z
      .object({
        known: z.int().describe('Planned accounts where a rep who may have them is known.'),
        kept: z
          .int()
          .describe(
            'Of those, with their owner of today or a rep than whom nobody is known better.',
          ),
        won_moved: z
          .number()
          .describe(
            'Amount won of planned accounts that get another rep, where another owner of records has won more than that rep.',
          ),
      })
      .optional()
      .describe(
        'What becomes of who is known where; in `before`, and without opportunities, activities or relationships, absent.',
      ),
  })
  .catchall(evenness)
  .describe('Headline figures; every further key is an unfiltered balanced metric.');

/** The same of a plan, with all that changes hands under it. */
export const stateAfter = state
  .extend({ changing_hands: changingHands })
  .describe(
    'Headline figures of the plan; every further key but `changing_hands` is an unfiltered balanced metric.',
  );

const checksum = z.string().regex(/^[0-9a-f]{64}$/);

export const inputFile = z.object({
  path: z
    .string()
    .describe('Relative to the plan folder (a check: to where it ran), with forward slashes.'),
  sha256: checksum,
  rows: z.int().min(0).describe('Records, the header not counted.'),
});

/** The files of a problem. */
export const inputFiles = {
  accounts: inputFile,
  reps: inputFile,
  ...byRole(optionalRoles, () => inputFile.optional()),
};

/** The plan that another one was made from. */
const planSource = z.object({
  path: z.string().describe('A plan folder, or an assignments.csv; relative to the plan folder.'),
  sha256: checksum.describe('Of a folder, `sha256` in its plan.json; of a file, of its bytes.'),
});

/** What a rebalance proves of itself. */
const leastChange = z
  .object({
    disruption: z
      .number()
      .describe('Σ disruption of the planned accounts that leave a live owner.'),
    bound: z
      .number()
      .describe('No plan with no more broken must rules and no more excess has less disruption.'),
    gap: z.number().describe('(disruption − bound) ÷ max(disruption, 1e-9).'),
    moves: z.int().min(0).describe('Planned accounts that leave a live owner.'),
    must_move: z.int().min(0).describe('Planned accounts without a live owner.'),
  })
  .describe('Of a rebalance: how little was changed, and how little could be.');

/** How a rebalance was asked for, and what of it shaped the problem. */
const rebalance = z
  .object({
    effective: z.string().describe('The day on which owners change.'),
    within: z.number().nullable().describe('`--within`, as a share; null where it was not given.'),
    max_moves: z.int().min(0).nullable(),
    uneven: z.boolean(),
    frozen: z.array(z.string()).describe('Accounts that are locked because of `--freeze`.'),
    statuses: z
      .record(z.string(), z.string())
      .describe('Reps whose status is another than in reps.csv, because `--events` says so.'),
    files: z
      .object({
        events: inputFile.optional(),
        freeze: inputFile.optional(),
        holidays: inputFile.optional(),
      })
      .describe('What was read besides.'),
  })
  .describe('Of a rebalance: how it was asked for.');

export type LeastChange = z.infer<typeof leastChange>;

/** How accounts were given out besides those of the plan before. */
const route = z
  .object({
    steps: z.array(z.enum(routeSteps)).describe('The steps that were taken, in this order.'),
    routed: z.int().min(0).describe('New accounts that found a rep (routed.csv).'),
    unrouted: z.int().min(0).describe('New accounts that found none (unrouted.csv).'),
    files: z
      .object({ claims: inputFile.optional(), order: inputFile.optional() })
      .describe('What was read besides.'),
  })
  .describe('Of a plan that carve route made.');

export type RouteJson = z.infer<typeof route>;

/** What a managers' round came to. */
const review = z
  .object({
    taken: z.int().min(0).describe('Accounts whose rep was decided by a reject or a move.'),
    open: z.int().min(0).describe('Accounts that nobody decided.'),
    conflicts: z.int().min(0).describe('Rows of conflicts.csv; what they are about was not taken.'),
    by_hand: z.number().min(0).describe("taken ÷ rows of the reviewed plan's moves.csv."),
    price: z.number().describe("All taken together: the objective less the reviewed plan's."),
  })
  .describe("Of a managers' round (overrides.csv): what was decided.");

export type ReviewFigures = z.infer<typeof review>;

/** What territories are expected to bring against what is left of the quotas. */
const pipeline = z
  .object({
    reps_covered_before: z.int().min(0).describe('Reps whose quota is made or covered today.'),
    reps_covered: z.int().min(0).describe('The same with these territories.'),
    quota_left: z.number().min(0),
    expected_before: z.number(),
    expected: z.number(),
    reps: z
      .array(
        z.object({
          rep_id: z.string(),
          quota_left: z.number().describe('0 where it is made.'),
          expected_before: z.number(),
          expected: z.number().describe('From open deals and accounts that can be worked.'),
          cover_before: z.number().nullable().describe('null where the quota is made.'),
          cover: z.number().nullable(),
        }),
      )
      .describe('Live reps with a quota who are not on leave, in the order of reps.csv.'),
  })
  .describe(
    "Pipeline against quota in what is left of the fiscal year, with today's owners and with these (carve coverage); with opportunities and quotas.",
  );

export type PipelineJson = z.infer<typeof pipeline>;

const as_of = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What shapes a problem besides its input files, whatever is done with it. */
export const problemOptions = z.object({ as_of, ...shapeOf(keptOfProblem) });

const options = z
  .object({ as_of, ...shapeOf(keptOfPlan) })
  .describe('All that shaped the plan besides its input files.');

/** How one rule row came out. */
export const ruleOutcome = z.object({
  row: z
    .union([z.int(), z.string().regex(/^(accounts|reps|overrides)\.csv:\d+$/)])
    .describe(
      'A row of rules-used.csv, or accounts.csv:ROW (locked), reps.csv:ROW (max_accounts), overrides.csv:ROW.',
    ),
  name: z
    .string()
    .optional()
    .describe('What people call the rule; absent where they call it nothing.'),
  rule: z.string(),
  level: z.enum(['must', 'should']),
  status: z.enum(['met', 'broken']),
  detail: z.string().describe('One plain phrase with the numbers.'),
});

const objective = z.object({
  value: z.number().describe('Σ weight · value ÷ Σ weight over the terms; lower is better.'),
  bound: z
    .number()
    .nullable()
    .optional()
    .describe('No plan that keeps the must rules lies below; null where nothing is claimed.'),
  gap: z.number().nullable().optional().describe('(value − bound) ÷ max(value, 1e-9).'),
  slack: z.number().nullable().optional().describe('value − bound; null where there is no bound.'),
  terms: z.array(z.object({ name: z.string(), value: z.number(), weight: z.number() })),
});

const status = z.enum(['optimal', 'feasible', 'infeasible']);

const unavoidable = z
  .record(z.string(), z.object({ mean_abs_deviation_pct: z.number() }))
  .optional()
  .describe('By metric, what no plan under the must rules can go below; proven.');

const rules = z.array(
  ruleOutcome.extend({
    cost_at_most: z
      .number()
      .min(0)
      .optional()
      .describe(
        'Of a must row: this plan judged by the rules without it, less their proven bound, ÷ objective.value. Absent where it was not worked out.',
      ),
  }),
);

const costsTogether = z
  .array(
    z.object({
      rows: z.enum(['locked', 'max_accounts']),
      count: z.int().min(1),
      cost_at_most: z.number().min(0),
    }),
  )
  .optional()
  .describe(
    'What the rows of a file cost at most if all are left out, where there are too many to leave out one by one.',
  );

/** A role: a problem of its own, planned after the main assignment. */
const role = z
  .object({
    status,
    interrupted: z.literal(true).optional(),
    accounts: z.int().min(0).describe('Planned accounts that have somebody in the role.'),
    reps: z.int().min(0).describe('Reps who may be given accounts in the role.'),
    objective,
    before: state,
    after: stateAfter,
    unavoidable,
    rules: rules.describe("The role's own rows, the row that gives it first."),
    costs_together: costsTogether,
    assumptions: z.array(z.string()),
    warnings: z.array(z.string()),
  })
  .describe('Who has the role where: figures as those of the plan, of its own holders and rows.');

/** The shape of plan.json (contract 6). */
export const planSchema = z
  .object({
    carve: z.string().describe('The version of carve that made the plan.'),
    status,
    interrupted: z.literal(true).optional().describe('Present when the search was cut short.'),
    inputs: z.object(inputFiles),
    from: planSource
      .optional()
      .describe('The plan that this one goes on from; absent where it begins anew.'),
    options,
    objective,
    before: state,
    after: stateAfter,
    least_change: leastChange.optional(),
    rebalance: rebalance.optional(),
    route: route.optional(),
    events: z
      .record(z.string(), z.int().min(1))
      .optional()
      .describe('Of a rebalance: how many events of each kind there were (events.csv).'),
    review: review.optional(),
    pipeline: pipeline.optional(),
    unavoidable,
    rules,
    costs_together: costsTogether,
    roles: z
      .record(z.string(), role)
      .optional()
      .describe('By role; absent where no row gives one.'),
    assumptions: z.array(z.string()),
    warnings: z.array(z.string()),
    files: z
      .record(z.string().regex(/^[A-Za-z0-9][\w.-]*$/), checksum)
      .describe(
        'SHA-256 of every other file of the folder. A guard against accidents, not a signature.',
      ),
    sha256: checksum.describe('SHA-256 of this file with this value left empty.'),
  })
  .describe('A territory plan made by carve.');

export type PlanJson = z.infer<typeof planSchema>;
/** plan.json but for the checksums, which are known when all files are. */
export type PlanFigures = Omit<PlanJson, 'files' | 'sha256'>;
export type RebalanceJson = z.infer<typeof rebalance>;
export type PlanSource = z.infer<typeof planSource>;
export type PlanInputs = PlanJson['inputs'];
export type ProblemOptionsJson = z.infer<typeof problemOptions>;

/** The JSON Schema (draft 2020-12) of plan.json. */
export function planJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(planSchema);
  return { $schema, title: 'carve plan.json', ...rest };
}
