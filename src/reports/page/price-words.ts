import type { RuleCost } from '../../evaluation/explain/rule-cost.js';
import { compactNumber } from '../compact-number.js';
import { scoreWords, shareWords } from '../explain/score-words.js';
import { numberWords } from '../number-words.js';

/** What a row costs, in a sentence without its full stop. */
export function priceWords({ cost, objective, certain, with: plan, without }: RuleCost): string {
  if (plan.status === 'infeasible' && without.status !== 'infeasible') {
    return 'without it, every other must rule can be kept';
  }
  if (Math.abs(cost) < 5e-10) return 'costs nothing: without it the plan scores the same';
  const share =
    shareWords(Math.abs(cost), objective.with).replace('+', '') ||
    `a score of ${scoreWords(Math.abs(cost))}`;
  const score = `without it the plan could score ${share} ${cost > 0 ? 'better' : 'worse'}`;
  const moves = without.evaluation.after.accounts_moved - plan.evaluation.after.accounts_moved;
  const arr = without.evaluation.after.arr_moved - plan.evaluation.after.arr_moved;
  const also = [
    moves !== 0 && `${numberWords(Math.abs(moves))} ${moves > 0 ? 'more' : 'fewer'} would move`,
    arr !== 0 && `${compactNumber(Math.abs(arr))} ${arr > 0 ? 'more' : 'less'} ARR would`,
  ].filter((one) => one !== false);
  const doubt = certain
    ? ''
    : '; it may be nothing: the proofs of the two plans leave as much open';
  return `${[score, ...also].join(', ')}${doubt}`;
}
