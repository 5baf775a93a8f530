import type { Problem } from '../../model/problem.js';
import type { RuleCost } from '../explain/rule-cost.js';
import type { Evaluation } from '../types.js';
import { maskEvaluation } from './mask-evaluation.js';
import { maskProblem } from './mask-problem.js';
import { scalesOf } from './scales.js';
import { standInsOf } from './stand-ins.js';

/** A plan to be masked, with what its rules cost. */
export interface Maskable {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  readonly prices: readonly RuleCost[];
}

/**
 * A plan with stand-ins for all names and amounts, so that it can be shown
 * outside: whatever is told of it afterwards, in any format, is told of these.
 */
export function masked({ problem, evaluation, prices }: Maskable): Maskable {
  const [standIns, scales] = [standInsOf(problem), scalesOf(problem)];
  const hide = <Plan extends Pick<Maskable, 'problem' | 'evaluation'>>(plan: Plan): Plan => {
    const hidden = maskProblem(plan.problem, standIns, scales);
    return { ...plan, problem: hidden, evaluation: maskEvaluation(hidden, plan.evaluation) };
  };
  const shown = hide({ problem, evaluation });
  return {
    ...shown,
    prices: prices.map((price) => ({
      ...price,
      with: { ...price.with, ...shown },
      without: hide(price.without),
    })),
  };
}
