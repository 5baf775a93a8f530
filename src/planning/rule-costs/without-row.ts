import type { AssemblyInputs } from '../../assembly/ground.js';
import { type NamedRows, problemWithout } from '../../assembly/without-rows.js';
import { type ComparedPlan, type RuleCost, ruleCost } from '../../evaluation/explain/rule-cost.js';
import type { Assignment } from '../../model/assignment.js';
import { InputError, type InputProblem } from '../../model/input-problem.js';
import type { Problem, RowName } from '../../model/problem.js';
import type { Program, Solution, SolveOptions } from '../../solver/model/program.js';
import { programOf } from '../../solver/translate/from-problem.js';
import type { WarmStart } from '../../solver/warm/solve-from.js';
import { makePlan } from '../plan.js';

/** What came of planning without a row. */
export type WithoutRow =
  | { readonly name: NamedRows['name']; readonly cost: RuleCost }
  /** Without the row others make no sense, or there is nothing to plan for. */
  | { readonly name: NamedRows['name']; readonly faults: readonly InputProblem[] };

/** A plan with what it was made from and how. */
export interface Replanning {
  readonly plan: ComparedPlan;
  readonly inputs: AssemblyInputs;
  readonly options: SolveOptions;
  readonly solveFrom: (
    program: Program,
    start: WarmStart,
    options: SolveOptions,
  ) => Promise<Solution>;
  /** Prices to begin with for the problem without a row, by load and group; undefined: none are known. */
  readonly pricesFor: (name: RowName) => PricesByGroup | undefined;
}

/** A price for each group of each load, by `groupKey`. */
export type PricesByGroup = ReadonlyMap<string, number>;

export function groupKey(load: string, group: string): string {
  return `${load}\n${group}`;
}

/**
 * Plans again without a row, from the plan as it is and with its options, and compares. What
 * the search found when it was asked to stop is compared all the same; who
 * asked must not tell it as an answer.
 */
export async function planWithout(again: Replanning, rows: NamedRows): Promise<WithoutRow> {
  const { plan, options } = again;
  const { name } = rows;
  try {
    const problem = problemWithout(again.inputs, plan.problem, rows.gone);
    const start = startFor(problem, plan.evaluation.assignment, again.pricesFor(name));
    const without = await makePlan(problem, options, {
      solve: (program, asked) => again.solveFrom(program, start, asked),
      // How uneven any plan must be is not compared, so it is not asked.
      leastCosts: async () => [],
    });
    return { name, cost: ruleCost(name, plan, without) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { name, faults: error.problems };
  }
}

/** The plan's own places and prices, as far as the problem without the row has them. */
function startFor(
  problem: Problem,
  assignment: Assignment,
  prices: PricesByGroup | undefined,
): WarmStart {
  const { units, namedLoads } = programOf(problem);
  const heads = units.start.subarray(0, -1);
  return {
    placement: Int32Array.from(heads, (head) => assignment[units.accounts[head]]),
    prices:
      prices &&
      Float64Array.from(
        namedLoads.flatMap(({ name, groups }) =>
          groups.map((group) => prices.get(groupKey(name, group)) ?? 0),
        ),
      ),
  };
}
