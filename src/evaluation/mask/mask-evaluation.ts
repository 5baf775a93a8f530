import type { Problem } from '../../model/problem.js';
import { evaluate } from '../evaluate.js';
import type { Evaluation, RuleOutcome } from '../types.js';

/**
 * The evaluation of a masked problem: scores, states and counts are those of the
 * plan, for scaling may move a bound's last digit; names and amounts are masked.
 */
export function maskEvaluation(masked: Problem, evaluation: Evaluation): Evaluation {
  const again = evaluate(masked, evaluation.assignment);
  const outcomes = evaluation.outcomes.map(
    (outcome, index): RuleOutcome => ({ ...outcome, worst: again.outcomes[index]?.worst }),
  );
  const { objective, terms, feasible } = evaluation;
  return { ...again, objective, terms, feasible, outcomes };
}
