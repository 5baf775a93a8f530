import { couldBeBetter } from '../closeness-words.js';
import { numberWords } from '../number-words.js';
import type { ToldPlan } from './parts.js';

/** How good the plan is, in words. */
export function quality({ plan, timeIsUp }: ToldPlan): string {
  const said = [provenWords(plan), unavoidableWords(plan)].filter((one) => one !== '').join(' ');
  if (plan.solution?.interrupted !== true) return said;
  const ended = timeIsUp === true ? 'The time limit was reached' : 'The search was interrupted';
  return `${ended}; this is the best plan found until then. ${said}`;
}

function provenWords({ status, proven, evaluation }: ToldPlan['plan']): string {
  if (status === 'infeasible') {
    const rows = evaluation.outcomes
      .filter((outcome) => outcome.level === 'must' && outcome.status === 'broken')
      .map(({ row }) => String(row));
    const broken = rows.length === 0 ? '' : ` Broken: ${rowList(rows)}.`;
    return `Some must rules could not all be kept.${broken}`;
  }
  if (status === 'optimal') return 'Proven optimal: no plan under these rules scores better.';
  return couldBeBetter({ evaluation, proven });
}

/** "Off target on average, at least 0.2 of the 0.9 % in potential cannot be removed by any plan under these rules." */
function unavoidableWords({ unavoidable, evaluation }: ToldPlan['plan']): string {
  const parts: string[] = [];
  for (const [metric, floor] of unavoidable ?? []) {
    const now = evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0;
    // A hair of slack, so that 20 is not made 19.9 by the last bit.
    const down = Math.floor(floor * 10 + 1e-6) / 10;
    if (down >= 0.1 && now > 0) {
      parts.push(`at least ${numberWords(down, 1)} of the ${numberWords(now, 1)} % in ${metric}`);
    }
  }
  if (parts.length === 0) return '';
  return `Off target on average, ${parts.join(' and ')} cannot be removed by any plan under these rules.`;
}

/** "rows 2, 7 and reps.csv:5". */
function rowList(rows: readonly string[]): string {
  const shown = rows.length > 10 ? [...rows.slice(0, 9), `${rows.length - 9} more`] : rows;
  const last = shown[shown.length - 1];
  const listed = shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${last}` : last;
  return /^\d/.test(shown[0]) ? `row${rows.length === 1 ? '' : 's'} ${listed}` : listed;
}
