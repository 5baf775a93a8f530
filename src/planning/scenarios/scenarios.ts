import { withMostMoves } from '../../assembly/default-rows.js';
import type { AssemblyInputs } from '../../assembly/ground.js';
import type { Ladder } from '../../evaluation/ladder.js';
import type { Problem } from '../../model/problem.js';
import type { Rule, RuleText } from '../../model/rule.js';
import { definitions } from '../../rules/kinds/index.js';
import type { SolveOptions } from '../../solver/model/program.js';
import { solve } from '../../solver/solve.js';
import { makePlan, type Solver } from '../plan.js';
import { withRolePlans } from '../role-plans.js';
import { planWithCosts } from '../rule-costs/plan-with-costs.js';
import { type FrontierPoint, traceFrontier } from './frontier.js';
import { climbLadder } from './ladder.js';
import {
  balanced,
  continuity,
  evenness,
  knowsSomebody,
  standardRecipes,
  today,
} from './recipes.js';
import { planScenario, type Scenario, whereNothingMoves } from './scenario.js';

/** An option of the user's own. */
export interface OwnScenario {
  readonly name: string;
  readonly note: string;
  /** Undefined: the rules of the others. */
  readonly rows: readonly RuleText[] | undefined;
  /** By term; undefined: as given on the command line. */
  readonly weights: ReadonlyMap<string, number> | undefined;
  /** In place of what the command line shares by. */
  readonly shareBy?: string | undefined;
}

export interface ScenarioAsk {
  readonly problem: Problem;
  readonly assembled: AssemblyInputs;
  readonly own: readonly OwnScenario[];
  /** Points of the frontier; undefined: none is traced. */
  readonly frontier: number | undefined;
  /** A must budget of moves, for options with rules of their own: `assembled` has it already. */
  readonly maxMoves?: number | undefined;
}

export interface Scenarios {
  readonly options: readonly Scenario[];
  /** From the fewest moves to the most even; empty where none was asked for, or no plan keeps the must rules. */
  readonly frontier: readonly FrontierPoint[];
  /** What no, a few and all moves buy; undefined with a time limit, or where there is nothing to climb. */
  readonly ladder: Ladder | undefined;
}

/**
 * Plans the options people ask for and the user's own, then the frontier.
 *
 * @param begin told before each option is planned, by its name
 * @throws InputError where the rules or weights of an option do not fit the files.
 */
export async function planScenarios(
  { problem, assembled, own, frontier, maxMoves }: ScenarioAsk,
  options: SolveOptions,
  solver?: Solver,
  begin: (name: string) => void = () => {},
): Promise<Scenarios> {
  const stopped = (): boolean => options.shouldStop?.() === true;
  begin(balanced.name);
  const byTheRules = await planWithCosts(problem, assembled, options, solver);
  const weights = assembled.options.weights;
  const planned: Scenario[] = [];
  for (const recipe of standardRecipes(problem)) {
    const { name, note } = recipe;
    if (recipe === today) {
      const plan = whereNothingMoves(byTheRules);
      planned.push({ name, note, plan, rulesText: undefined, weights });
    } else if (recipe === balanced) {
      planned.push({ name, note, plan: byTheRules, rulesText: undefined, weights });
    } else if (recipe.rules !== undefined && !stopped()) {
      begin(name);
      const rows = withRoles(
        assembled,
        (own) => recipe.rules?.(own, knowsSomebody(assembled)) ?? [],
      );
      planned.push(await planScenario(assembled, { ...recipe, rows }, options, solver));
    }
  }
  for (const one of own) {
    if (stopped()) break;
    begin(one.name);
    const rows =
      one.rows !== undefined && maxMoves !== undefined
        ? withMostMoves(one.rows, maxMoves)
        : one.rows;
    planned.push(await planOwn(assembled, { ...one, rows }, options, solver));
  }
  const from = planned.find(({ name }) => name === continuity.name);
  const to = planned.find(({ name }) => name === evenness.name);
  const isTraced = frontier !== undefined && from?.plan.proven !== undefined && !stopped();
  const ladder =
    options.timeLimit === undefined && !stopped()
      ? await climbLadder(byTheRules, { ...options, onProgress: () => {} }, solver?.solve ?? solve)
      : undefined;
  if (!isTraced || to?.plan.proven === undefined) return { options: planned, frontier: [], ladder };
  begin('frontier');
  const ask = { points: frontier, from, to };
  const traced = await traceFrontier(assembled, ask, options, solver);
  return { options: planned, frontier: traced, ladder };
}

/** The same with who has each role planned around it; where nothing moves, no role does. */
export async function withScenarioRoles(
  scenario: Scenario,
  assembled: AssemblyInputs,
  options: SolveOptions,
): Promise<Scenario> {
  const { onProgress: _, ...quietly } = options;
  const plan = await withRolePlans(scenario.plan, assembled, async (role) => {
    const planned = await makePlan(role.problem, quietly);
    return scenario.name === today.name ? whereNothingMoves(planned) : planned;
  });
  return { ...scenario, plan };
}

function planOwn(
  assembled: AssemblyInputs,
  { name, note, rows, weights, shareBy }: OwnScenario,
  options: SolveOptions,
  solver: Solver | undefined,
): Promise<Scenario> {
  const changed = {
    ...(weights !== undefined && { weights }),
    ...(shareBy !== undefined && { shareBy }),
  };
  const base: AssemblyInputs = { ...assembled, options: { ...assembled.options, ...changed } };
  const recipe = { name, note, keepsWeights: true };
  const own = rows ?? assembled.rules.map(({ text }) => text);
  return planScenario(base, { ...recipe, rows: own }, options, solver);
}

/** What becomes of the rows of the main assignment; those that give roles, and those of the roles, stay. */
function withRoles(
  { rules }: AssemblyInputs,
  change: (own: readonly Rule[]) => readonly RuleText[],
): readonly RuleText[] {
  const isOfRoles = ({ kind, role }: Rule): boolean =>
    role !== undefined || definitions[kind].givesRole === true;
  if (!rules.some(isOfRoles)) return change(rules);
  const kept = rules.filter(isOfRoles).map(({ text }) => text);
  // Rows that a recipe adds have numbers beyond those of the main assignment's, which may be a role's.
  const changed = change(rules.filter((rule) => !isOfRoles(rule)));
  const taken = new Set(kept.map(({ row }) => row));
  let last = Math.max(0, ...rules.map(({ row }) => row));
  const apart = changed.map((text) => (taken.has(text.row) ? { ...text, row: ++last } : text));
  return [...apart, ...kept].sort((a, b) => a.row - b.row);
}
