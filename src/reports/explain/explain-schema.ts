import { z } from 'zod';

const row = z
  .union([z.int(), z.string()])
  .describe('A row as plan.json names it; `locked` and `max_accounts` are all of a file.');
const rows = z.array(row);
/** JSON has no NaN: null where the distances file lacks the pair. */
const price = z
  .number()
  .nullable()
  .describe('What the objective rises by; null where it is not known.');

const rep = z.object({ rep_id: z.string(), rep_name: z.string() });
const account = z.object({ account_id: z.string(), account_name: z.string() });

const known = z
  .array(
    rep.extend({
      strength: z.number().describe("From 0 to 1: this rep's share of what is known there."),
      won_amount: z.number().optional(),
      open_pipeline: z.number().optional(),
      activities: z.number().optional().describe('Completed within a year.'),
    }),
  )
  .optional()
  .describe(
    'Reps who are known there, the best known first; absent without opportunities, activities or relationships.',
  );

const move = account.extend({
  from: z.string().describe('previous_rep_id'),
  to: z.string().describe('rep_id, empty for nobody'),
  potential: z.number(),
  arr: z.number(),
  reason: z.string(),
});

const overview = z.object({
  explains: z.literal('plan'),
  status: z.enum(['optimal', 'feasible', 'infeasible']),
  objective: z.object({
    value: z.number(),
    bound: z.number().optional(),
    gap: z.number().optional(),
  }),
  terms: z.array(
    z.object({
      name: z.string(),
      value: z.number(),
      weight: z.number(),
      points: z.number().describe('weight × value ÷ Σ weight; these add up to the objective.'),
      share: z.number().describe('points ÷ objective'),
    }),
  ),
  moves: z.array(move).describe('The greatest accounts that leave whoever had them.'),
  more_moves: z.int(),
  reps: z
    .array(rep.extend({ potential_gain: z.number() }))
    .describe('Those whose potential changes most.'),
});

const change = z.enum(['kept', 'moved', 'new', 'orphaned', 'released', 'excluded', 'unassigned']);
const settled = z.enum(['rules', 'assign', 'locked', 'keep', 'family', 'leave']).optional();
const settled_row = z.union([z.int(), z.string().regex(/^overrides\.csv:\d+$/)]).optional();
const alternatives = z.array(rep.extend({ price, breaks: rows }));

/** Who has a role at an account. */
const roleHolder = z.object({
  change,
  rep_id: z.string(),
  previous_rep_id: z.string(),
  reason: z.string(),
  settled,
  settled_row,
  alternatives,
});

export type RoleHolderJson = z.infer<typeof roleHolder>;

const role = z.string().optional().describe('Of a role: in the problem of that role.');

const explainedAccount = account.extend({
  explains: z.literal('account'),
  change,
  rep_id: z.string(),
  previous_rep_id: z.string(),
  reason: z.string(),
  settled: settled.describe(
    'What decided who may have it; absent for accounts that are not planned.',
  ),
  settled_row,
  goes_with: z.array(z.string()).describe('Accounts that must go where it goes.'),
  potential: z.number(),
  workload: z.number(),
  disruption: z.number(),
  arr: z.number().optional(),
  tier: z.string(),
  distance_km: z.number().optional(),
  previous_distance_km: z.number().optional(),
  score: z.number().optional(),
  signals: z.array(
    z.object({
      row: z.union([z.int(), z.string()]),
      metric: z.string(),
      weight: z.number(),
      value: z.number().optional(),
      passes: z.boolean(),
      share: z.number().describe('s: percentile, or 1 or 0; 1 − s for a negative weight.'),
      points: z.number().describe('These add up to the score.'),
      of: z.number(),
    }),
  ),
  known,
  alternatives,
  barred: z
    .array(z.object({ rows, reps: z.array(rep) }))
    .describe('Live reps who may not have it, by the rows that say so.'),
  not_live: z.array(rep).describe('Reps who take no accounts.'),
  roles: z
    .record(z.string(), roleHolder)
    .optional()
    .describe('Who else looks after it, by role; absent where no row gives it one.'),
});

const explainedMove = account.extend({
  explains: z.literal('move'),
  role,
  goes_with: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  possible: z.boolean().describe('Whether it breaks no must rule and the rep takes accounts.'),
  objective: z.object({ before: z.number(), change: price, after: price }),
  terms: z.array(
    z.object({
      name: z.string(),
      weight: z.number(),
      before: z.number(),
      change: price,
      after: price,
    }),
  ),
  deviations: z.array(
    z.object({
      name: z.string(),
      metric: z.string(),
      reps: z.array(
        z.object({
          rep_id: z.string().optional().describe('Absent where a row takes reps together.'),
          who: z.string(),
          before_pct: z.number(),
          after_pct: z.number(),
        }),
      ),
    }),
  ),
  known,
  breaks: z.array(
    z.object({
      row,
      rule: z.string(),
      name: z
        .string()
        .optional()
        .describe('What people call the rule, where they call it something.'),
      detail: z.string(),
    }),
  ),
  bound_by: z.array(z.int()).describe('Rows that bind it to a family which is kept elsewhere.'),
  swap: z.object({
    tried: z.int(),
    feasible: z.int(),
    best: z
      .object({ accounts: z.array(z.string()), price: z.number() })
      .optional()
      .describe('What goes the other way, and the price of both together.'),
  }),
});

const handed = account.extend({
  potential: z.number(),
  arr: z.number(),
  other: z.string().describe('Who hands it over or takes it over; empty for nobody.'),
  why: z.string(),
});

const pieces = z
  .array(z.object({ areas: z.array(z.string()), accounts: z.int() }))
  .describe('Areas that lie side by side are one piece; the greatest first, by accounts.');

const explainedRep = rep.extend({
  explains: z.literal('rep'),
  role,
  kept: z.int(),
  accounts_before: z.number(),
  accounts: z.number(),
  potential_before: z.number(),
  potential: z.number(),
  potential_target: z.number(),
  potential_deviation_before_pct: z.number(),
  potential_deviation_pct: z.number(),
  workload_before: z.number(),
  workload: z.number(),
  workload_target: z.number(),
  workload_deviation_before_pct: z.number(),
  workload_deviation_pct: z.number(),
  arr_before: z.number(),
  arr: z.number(),
  pieces: z
    .array(z.object({ row, by: z.string(), today: pieces, plan: pieces }))
    .optional()
    .describe('By each contiguous row that concerns the rep.'),
  gains: z.array(handed),
  losses: z.array(handed),
});

const explainedRules = z.object({
  explains: z.literal('rules'),
  rows: z.array(
    z.object({
      row,
      rule: z.string(),
      name: z
        .string()
        .optional()
        .describe('What people call the rule, where they call it something.'),
      says: z.string(),
      faults: z.array(z.string()).optional().describe('Why there is no plan without the row.'),
      status: z.enum(['optimal', 'feasible', 'infeasible']).optional(),
      cost: z
        .number()
        .optional()
        .describe('The objective with the row less that without it, over the terms of both.'),
      certain: z.boolean().optional().describe('Whether the proofs leave no room for less.'),
      other_goals: z
        .boolean()
        .optional()
        .describe('Whether weights or targets are others without the row.'),
      figures: z.array(
        z.object({
          figure: z.string(),
          of: z.string().describe('The term or metric it is of; empty for the others.'),
          with: z.number().nullable(),
          without: z.number().nullable(),
          change: z.number().nullable(),
        }),
      ),
    }),
  ),
});

/** What `carve explain --format json` says. */
const explainSchema = z
  .discriminatedUnion('explains', [
    overview,
    explainedAccount,
    explainedMove,
    explainedRep,
    explainedRules,
  ])
  .describe('What carve explain says of a plan.');

export type ExplainJson = z.infer<typeof explainSchema>;

/** The JSON Schema (draft 2020-12) of `carve explain --format json`. */
export function explainJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(explainSchema);
  return { $schema, title: 'carve explain', ...rest };
}
