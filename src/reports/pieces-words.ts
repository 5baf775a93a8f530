import type { Evaluation } from '../evaluation/types.js';
import { piecesByRep } from '../measures/area.js';
import type { AreaMeasure } from '../model/problem.js';
import { numberWords, percentsApart } from './document/numbers.js';
import { andList, counted } from './document/words.js';
import type { ReportedPlan } from './plan-words.js';
import { ruleName } from './rule-words.js';

/**
 * What contiguous rows brought and what that costs, a sentence: "For 8 pieces by state in place of 14 (row 2):
 * 14 % off fair share on average in potential, else 1.9 %; 15 accounts change hands, else 2."; undefined where
 * nothing was changed for them.
 */
export function piecesWords({ plan, problem }: ReportedPlan): string | undefined {
  const { beforePieces: before, evaluation: after } = plan;
  if (before === undefined) return undefined;
  const gains = problem.areas
    .filter(({ level, weight }) => level === 'should' && weight > 0)
    .flatMap((measure) => {
      const [was, is] = [before, after].map((one) => piecesIn(measure, one));
      if (was === is) return [];
      const called = ruleName(problem, typeof measure.row === 'number' ? measure.row : undefined);
      const row = typeof measure.row === 'number' ? `row ${measure.row}` : '';
      const by = called === '' ? row : `${called}, ${row}`;
      return [
        `${counted(is, 'piece')} by ${measure.metric} in place of ${numberWords(was)} (${by})`,
      ];
    });
  if (gains.length === 0) return undefined;
  const off = [...after.after.evenness].flatMap(([metric, { mean_abs_deviation_pct: is }]) => {
    const was = before.after.evenness.get(metric)?.mean_abs_deviation_pct ?? is;
    const [now, then] = percentsApart([is, was]);
    return now === then ? [] : [`${now} off fair share on average in ${metric}, else ${then}`];
  });
  const [moved, otherwise] = [after, before].map((one) => one.after.accounts_moved);
  const moves =
    moved === otherwise
      ? []
      : [`${counted(moved, 'account')} leave a rep, else ${numberWords(otherwise)}`];
  const price = [...off, ...moves];
  return `For ${andList(gains)}: ${price.length === 0 ? 'at no price in evenness or moves' : price.join('; ')}.`;
}

/** Of all reps whom the row concerns. */
function piecesIn(measure: AreaMeasure, { assignment }: Evaluation): number {
  return piecesByRep(measure, assignment).reduce(
    (sum, pieces, rep) => sum + (measure.groups.of[rep] >= 0 ? pieces : 0),
    0,
  );
}
