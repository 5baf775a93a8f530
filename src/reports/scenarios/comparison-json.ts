import { z } from 'zod';
import type { OptionFigures, RoleFigures } from '../../evaluation/option-figures.js';
import { stateAfter } from '../plan-json.js';
import { stateAfterOf } from '../plan-parts.js';
import { brokenRows, evennessBought, type ScenarioParts, unserved } from './parts.js';

const range = z.object({ low: z.number(), likely: z.number(), high: z.number() });

const role = z.object({
  status: z.enum(['optimal', 'feasible', 'infeasible']),
  figures: stateAfter,
  accounts_unserved: z.int(),
  must_rules_broken: z.int(),
  should_rules_broken: z.int(),
  score: z.number().describe("The role's own objective."),
  own_gap: z.number().optional(),
});

const option = z.object({
  name: z.string(),
  note: z.string(),
  folder: z.string().describe("The option's plan folder, relative to this file."),
  figures: stateAfter,
  accounts_unserved: z.int().describe('Planned accounts that nobody has.'),
  must_rules_broken: z.int(),
  should_rules_broken: z.int(),
  score: z.number().describe('The objective under the rules and weights of the command line.'),
  own_gap: z
    .number()
    .optional()
    .describe(
      'How far above its proven bound the option is at what it is for; absent if it breaks a must rule.',
    ),
  pipeline: z
    .object({
      reps_covered: z.int().describe('Reps whose quota is made, or covered by what is expected.'),
      reps: z.int().describe('Reps with a quota who are not on leave.'),
      expected: z.number(),
      quota_left: z.number(),
    })
    .optional()
    .describe('Pipeline against quota; with opportunities and quotas.'),
  roles: z
    .record(z.string(), role)
    .optional()
    .describe('By role, its own plan in this option; where rows give roles.'),
  revenue: z
    .object({
      potential: z.number(),
      workload_per_rep: z.number(),
      worked_potential: z.number(),
      new_hands_potential: z.number(),
      moved_arr: z.number(),
      pipeline: range,
      loss: range,
      net: range.nullable().describe('null unless potential is declared to be money.'),
    })
    .describe('An estimate, with the sums it is made of (docs/scenarios.md).'),
});

/** The shape of scenarios.json. */
export const scenariosSchema = z
  .object({
    carve: z.string(),
    assumptions: z.object({
      pipeline_per_potential: range,
      potential_is_money: z
        .boolean()
        .describe('Whether the assumptions file says what a unit of potential yields.'),
      loss_on_moved_arr: range,
      ramp_months: range,
      workload_per_rep: z.number().nullable().describe('null: planned workload ÷ full-time reps.'),
    }),
    scenarios: z.array(option),
    frontier: z.array(
      option.extend({
        most_moves: z.int().describe('The most moves allowed.'),
        evenness_bought_pct: z
          .number()
          .describe('Of the evenness between the first and the last point.'),
      }),
    ),
  })
  .describe('Several plans side by side, all judged by the same rules.');

export type ScenariosJson = z.infer<typeof scenariosSchema>;

/** The JSON Schema of scenarios.json, as it ships with the package. */
export function scenariosJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(scenariosSchema);
  return { $schema, title: 'carve scenarios.json', ...rest };
}

/** scenarios.json as text. */
export function comparisonJson(parts: ScenarioParts, version: string): string {
  const { workload_per_rep, ...assumptions } = parts.assumptions;
  const json: ScenariosJson = {
    carve: version,
    assumptions: { ...assumptions, workload_per_rep: workload_per_rep ?? null },
    scenarios: parts.options.map((one) => optionJson(one)),
    frontier: parts.frontier.map((point) => ({
      ...optionJson(point),
      most_moves: point.moves,
      evenness_bought_pct: 100 * evennessBought(parts.frontier, point),
    })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function optionJson(figures: OptionFigures): z.infer<typeof option> {
  const { name, note, revenue, cover } = figures;
  return {
    name,
    note,
    folder: name,
    ...judgedJson(figures),
    ...(cover !== undefined && {
      pipeline: {
        reps_covered: cover.covered,
        reps: cover.reps,
        expected: cover.expected,
        quota_left: cover.quotaLeft,
      },
    }),
    ...(figures.roles.length > 0 && {
      roles: Object.fromEntries(figures.roles.map((one) => [one.name, roleJson(one)])),
    }),
    revenue,
  };
}

function roleJson(figures: RoleFigures): z.infer<typeof role> {
  return { status: figures.status, ...judgedJson(figures) };
}

/** How an option, or a role in one, came out. */
function judgedJson(figures: OptionFigures | RoleFigures) {
  const { evaluation, proven } = figures;
  const { must, should } = brokenRows(figures);
  return {
    figures: stateAfterOf(evaluation),
    accounts_unserved: unserved(figures),
    must_rules_broken: must,
    should_rules_broken: should,
    score: evaluation.objective,
    ...(proven !== undefined && { own_gap: proven.gap }),
  };
}
