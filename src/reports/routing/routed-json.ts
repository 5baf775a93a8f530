import { z } from 'zod';
import { routeSteps } from '../../model/routing.js';
import { type RoutingParts, routedRows } from './routing-tables.js';

/** A row of routed.csv; what a CSV leaves empty is null. */
const routedRow = z
  .object({
    account_id: z.string(),
    rep_id: z.string().describe('Who has the account.'),
    step: z
      .enum([...routeSteps, 'claim'])
      .describe('The step that decided; `claim`: a dispute did.'),
    reason: z.string().describe('Why, in words.'),
    next_rep_id: z
      .string()
      .nullable()
      .describe('The allowed rep with the least objective besides; null where there is none.'),
    next_cost: z
      .number()
      .nullable()
      .describe(
        "By how much the plan's objective would be greater with them; below 0 where a step other than `fair` decided.",
      ),
    potential_deviation_after_pct: z
      .number()
      .nullable()
      .describe('How far from fair share of potential the rep ends, all new accounts given out.'),
    named_as: z
      .string()
      .optional()
      .describe(
        'The account of the plan that has the same name, perhaps the same company: then its rep should have it. Absent where there is none.',
      ),
  })
  .strict();

/** What `carve route --format json` prints. */
const routedSchema = z
  .array(routedRow)
  .describe('The new accounts that found a rep, in the order in which they were given in.');

/** The rows of routed.csv as JSON. */
export function routedJson(
  parts: RoutingParts,
  namedAs: ReadonlyMap<string, string> = new Map(),
): string {
  const rows = routedRows(parts).map(
    (row): z.infer<typeof routedRow> => ({
      ...row,
      next_rep_id: row.next_rep_id ?? null,
      next_cost: row.next_cost ?? null,
      potential_deviation_after_pct: row.potential_deviation_after_pct ?? null,
      ...(namedAs.has(row.account_id) && { named_as: namedAs.get(row.account_id) }),
    }),
  );
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

/** The JSON Schema (draft 2020-12) of what `carve route --format json` prints. */
export function routedJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(routedSchema);
  return { $schema, title: 'carve route --format json', ...rest };
}
