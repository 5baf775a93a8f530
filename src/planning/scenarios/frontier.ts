import type { AssemblyInputs } from '../../assembly/ground.js';
import { unevenness } from '../../evaluation/leading-metrics.js';
import type { SolveOptions } from '../../solver/model/program.js';
import type { Solver } from '../plan.js';
import { evennessWithin, knowsSomebody } from './recipes.js';
import { planScenario, type Scenario, withAssignment } from './scenario.js';

/** One point between least disruption and most evenness. */
export interface FrontierPoint {
  /** The most moves allowed. */
  readonly moves: number;
  /** How uneven potential and workload are, by the evenness option's weights. */
  readonly unevenness: number;
  readonly scenario: Scenario;
}

export interface FrontierAsk {
  readonly points: number;
  /** The plan with the fewest moves, where the frontier begins. */
  readonly from: Scenario;
  /** The most even plan, where it ends. */
  readonly to: Scenario;
}

/**
 * The most even plans with at most so many moves, from the fewest to as many
 * as the most even plan makes, closer together where the first moves buy most.
 * A plan with fewer moves is also one of at most more, so no point is less
 * even than the one before. `to` is the last point, whatever is found before it.
 */
export async function traceFrontier(
  base: AssemblyInputs,
  { points, from, to }: FrontierAsk,
  options: SolveOptions,
  solver?: Solver,
): Promise<readonly FrontierPoint[]> {
  const fewest = from.plan.evaluation.after.accounts_moved;
  const most = Math.max(fewest, to.plan.evaluation.after.accounts_moved);
  const traced: FrontierPoint[] = [];
  for (const moves of steps(fewest, most, points)) {
    if (options.shouldStop?.() === true) break;
    const recipe = evennessWithin(moves);
    const found =
      moves === most && to.plan.evaluation.after.accounts_moved === most
        ? to
        : await planScenario(
            base,
            { ...recipe, rows: recipe.rules?.(base.rules, knowsSomebody(base)) ?? [] },
            options,
            solver,
          );
    traced.push(noWorseThan(traced.at(-1), { moves, found, fallback: from }));
  }
  return traced;
}

/** Whole numbers from … to, the steps growing as squares; each once. */
export function steps(from: number, to: number, count: number): number[] {
  if (count < 2) return [from];
  const all = Array.from({ length: count }, (_, i) =>
    Math.round(from + (to - from) * (i / (count - 1)) ** 2),
  );
  return [...new Set(all)];
}

function noWorseThan(
  before: FrontierPoint | undefined,
  point: { readonly moves: number; readonly found: Scenario; readonly fallback: Scenario },
): FrontierPoint {
  const { moves, found, fallback } = point;
  const uneven = unevenness(found.plan.evaluation);
  const isFeasible = found.plan.status !== 'infeasible';
  if (isFeasible && (before === undefined || uneven <= before.unevenness)) {
    return { moves, unevenness: uneven, scenario: found };
  }
  const known = before?.scenario ?? fallback;
  const plan = withAssignment(found.plan, known.plan.evaluation.assignment);
  return { moves, unevenness: unevenness(plan.evaluation), scenario: { ...found, plan } };
}
