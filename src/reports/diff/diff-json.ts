import { z } from 'zod';
import { changeKinds } from '../../evaluation/diff/types.js';

const amount = z.number().nullable().describe('null where neither side tells.');
const amounts = {
  accounts: z.int(),
  potential: amount,
  arr: amount,
};
const rep = z.string().describe('A rep_id, or an owner as given; empty for nobody.');
const repName = z.string().describe('Empty where none is known.');

const change = z.object({
  account_id: z.string(),
  account_name: z.string(),
  from_rep_id: rep,
  from_rep_name: repName,
  to_rep_id: rep,
  to_rep_name: repName,
  potential: amount.describe("B's figure, else A's; null where neither tells."),
  arr: amount,
  kind: z.enum(changeKinds).describe('appeared: only in B; vanished: only in A.'),
});

const repChange = z.object({
  rep_id: z.string(),
  rep_name: repName,
  accounts_a: z.int(),
  accounts_b: z.int(),
  potential_a: amount,
  potential_b: amount,
  in: z.object(amounts),
  out: z.object(amounts),
  potential_deviation_pct_a: z.number().nullable(),
  potential_deviation_pct_b: z.number().nullable(),
});

const ruleState = z
  .object({
    row: z.union([z.int(), z.string()]),
    level: z.enum(['must', 'should']),
    status: z.enum(['met', 'broken']),
    detail: z.string(),
  })
  .nullable();

const pair = <Value extends z.ZodType>(value: Value) =>
  z.object({ name: z.string(), a: value.nullable(), b: value.nullable() });

const comparison = {
  accounts: z.int().describe('Accounts on either side.'),
  moved: z.object(amounts).describe('All that goes from hand to hand.'),
  changes: z.array(change).describe('Every account that differs, in the order of A, then of B.'),
  roles: z
    .array(
      z.object({
        account_id: z.string(),
        account_name: z.string(),
        role: z.string().describe("The role's column, such as sdr."),
        from_rep_id: rep,
        to_rep_id: rep,
      }),
    )
    .optional()
    .describe('Accounts whose holder of a role differs; absent where none does.'),
  flows: z
    .array(
      z.object({
        from_rep_id: rep,
        from_rep_name: repName,
        to_rep_id: rep,
        to_rep_name: repName,
        ...amounts,
      }),
    )
    .describe('From whom to whom, by potential.'),
  reps: z.array(repChange),
  plans: z
    .object({
      figures: z
        .array(pair(z.union([z.number(), z.string()])))
        .describe('By their place in plan.json.'),
      rules: z.array(
        z.object({
          kind: z
            .enum(['broken', 'met', 'edited', 'added', 'removed', 'figures'])
            .describe('What became of it: broken and met where its status changed.'),
          rule: z.string(),
          a: ruleState,
          b: ruleState,
        }),
      ),
      inputs: z.array(pair(z.string())).describe('SHA-256.'),
      options: z.array(pair(z.string())).describe('Values as JSON.'),
    })
    .nullable()
    .describe('Headline figures, rules and settings that differ; null unless both are plans.'),
};

const holder = z.string().nullable().describe('Empty for nobody; null: no such account.');

const mergeKind = z.enum(['same', 'mine', 'theirs', 'both', 'conflict']);

const twoWay = z.object({
  comparison: z.literal('two-way'),
  carve: z.string().describe('The version of carve that compared.'),
  differ: z.boolean(),
  a: z.string().describe('As the user named it.'),
  b: z.string(),
  ...comparison,
});

const threeWay = z.object({
  comparison: z.literal('three-way'),
  carve: z.string(),
  differ: z.boolean().describe('Whether either side changed anything.'),
  base: z.string(),
  mine: z.string(),
  theirs: z.string(),
  prefer: z.enum(['mine', 'theirs']).nullable(),
  open_conflicts: z.int(),
  merge: z
    .array(
      z.object({
        account_id: z.string(),
        account_name: z.string(),
        base_rep_id: holder,
        mine_rep_id: holder,
        theirs_rep_id: holder,
        merged_rep_id: holder.describe("What the merge says; of an open conflict the base's."),
        potential: amount,
        arr: amount,
        kind: mergeKind.describe('Who changed its rep; same: holders of roles alone.'),
        open: z.boolean().describe('A conflict that nobody has decided.'),
        roles: z
          .array(
            z.object({
              role: z.string().describe("The role's column, such as sdr."),
              base_id: holder,
              mine_id: holder,
              theirs_id: holder,
              merged_id: holder,
              kind: mergeKind,
              open: z.boolean(),
            }),
          )
          .optional()
          .describe('Roles there whose holder either side changed; absent where none did.'),
      }),
    )
    .describe('Every account that either side changed.'),
  mine_changes: z.object(comparison).describe('A is the base, B is mine.'),
  theirs_changes: z.object(comparison),
});

/** The shape of what `carve diff --format json` prints. */
export const diffSchema = z
  .discriminatedUnion('comparison', [twoWay, threeWay])
  .describe('What differs between plan folders, assignment files or CRM exports.');

export type DiffJson = z.infer<typeof diffSchema>;
export type TwoWayJson = z.infer<typeof twoWay>;
export type ThreeWayJson = z.infer<typeof threeWay>;

/** The JSON Schema (draft 2020-12) of `carve diff --format json`. */
export function diffJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(diffSchema);
  return { $schema, title: 'carve diff', ...rest };
}
