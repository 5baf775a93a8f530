import { assemble } from '../../assembly/assemble.js';
import type { AssemblyInputs } from '../../assembly/ground.js';
import { today as todaysOwners } from '../../evaluation/changes.js';
import { evaluate } from '../../evaluation/evaluate.js';
import { provenBy, statusOf } from '../../evaluation/proven.js';
import { readRules } from '../../inputs/csv/rules.js';
import type { Assignment } from '../../model/assignment.js';
import { InputError } from '../../model/input-problem.js';
import type { RuleText } from '../../model/rule.js';
import { rulesFileText } from '../../reports/plan-tables.js';
import { parseRules } from '../../rules/parse.js';
import type { SolveOptions } from '../../solver/model/program.js';
import type { Plan, Solver } from '../plan.js';
import { planWithCosts } from '../rule-costs/plan-with-costs.js';
import type { Recipe } from './recipes.js';

/** One option, planned. */
export interface Scenario {
  readonly name: string;
  readonly note: string;
  readonly plan: Plan;
  /** The rules file that makes this plan again; undefined where it has the rules of the command line. */
  readonly rulesText: string | undefined;
  /** Weights given beside the rules. */
  readonly weights: ReadonlyMap<string, number>;
  /** What territories are shared by, where it is not what the command line says. */
  readonly shareBy?: string | undefined;
}

/** The rules file of an option, as every option's folder holds it. */
export const scenarioRulesFile = 'rules-used.csv';

/**
 * Plans one option: its rules are written as a file and read back, so that its
 * folder's rules file makes the very same plan.
 *
 * @throws InputError where its rules or weights do not fit the files.
 */
export async function planScenario(
  base: AssemblyInputs,
  recipe: Pick<Recipe, 'name' | 'note' | 'keepsWeights'> & {
    readonly rows: readonly RuleText[];
  },
  options: SolveOptions,
  solver?: Solver,
): Promise<Scenario> {
  const rulesText = rulesFileText(recipe.rows);
  const reading = readRules(scenarioRulesFile, Buffer.from(rulesText), { mayBeEmpty: true });
  const parsed = parseRules(scenarioRulesFile, reading.rules);
  const problems = [...reading.problems, ...parsed.problems];
  if (problems.length > 0) throw new InputError(problems);
  const weights = recipe.keepsWeights ? base.options.weights : new Map<string, number>();
  const assembled = {
    ...base,
    rules: parsed.rules,
    rulesFile: scenarioRulesFile,
    options: { ...base.options, weights },
  };
  const problem = assemble(assembled);
  const plan = await planWithCosts(problem, assembled, options, solver);
  const { shareBy } = base.options;
  return { name: recipe.name, note: recipe.note, plan, rulesText, weights, shareBy };
}

/** The same plan with another assignment: judged anew, and held against the same bound. */
export function withAssignment(plan: Plan, assignment: Assignment): Plan {
  const evaluation = evaluate(plan.problem, assignment);
  const { bound } = plan.solution;
  const proven =
    evaluation.feasible && bound < Number.POSITIVE_INFINITY
      ? provenBy(bound, evaluation.objective)
      : undefined;
  const floors = proven === undefined ? { unavoidable: new Map(), floorProofs: new Map() } : {};
  return {
    ...plan,
    evaluation,
    proven,
    status: statusOf(proven),
    provenInfeasible: proven === undefined && plan.provenInfeasible,
    rowBounds: undefined,
    ...floors,
  };
}

/** Where nothing moves: today's owners under the rules of a plan. */
export function whereNothingMoves(plan: Plan): Plan {
  return withAssignment(plan, todaysOwners(plan.problem));
}
