import { AccountState } from '../../model/problem.js';
import { numberWords, percentWords } from '../number-words.js';
import type { SummaryParts } from './parts.js';

/** The plan in one sentence. */
export function verdict(parts: SummaryParts): string {
  const { status, provenInfeasible } = parts.plan;
  const said = `${changeWords(parts)}${furthestWords(parts)}`;
  if (status === 'optimal') return `Optimal plan: ${said}`;
  if (status === 'feasible') return `Feasible plan: ${said}`;
  return provenInfeasible === true
    ? `The must rules cannot all hold. In the closest plan found, ${said}`
    : `No plan found that keeps every must rule. In the closest one, ${said}`;
}

function changeWords({ problem, plan }: SummaryParts): string {
  const planned = problem.state.reduce(
    (count, state) => count + (state === AccountState.planned ? 1 : 0),
    0,
  );
  const { accounts_moved, accounts_orphaned, accounts_new } = plan.evaluation.after;
  const asides: string[] = [];
  if (accounts_orphaned > 0) {
    asides.push(`${numberWords(accounts_orphaned)} had an owner who is gone`);
  }
  if (accounts_new > 0) asides.push(`${numberWords(accounts_new)} had none`);
  const aside = asides.length === 0 ? '' : ` (${asides.join(', ')})`;
  const moved = accounts_moved === 0 ? 'none' : numberWords(accounts_moved);
  const verb = accounts_moved <= 1 ? 'changes' : 'change';
  return `${moved} of ${numberWords(planned)} account${planned === 1 ? '' : 's'} ${verb} owner${aside}`;
}

/** What became of the greatest deviation of the metric that is balanced first. */
function furthestWords({ plan }: SummaryParts): string {
  const { before, after } = plan.evaluation;
  const { evenness } = after;
  const metric = evenness.has('potential') ? 'potential' : [...evenness.keys()][0];
  if (metric === undefined) return '';
  const was = before.evenness.get(metric)?.max_abs_deviation_pct;
  const is = evenness.get(metric)?.max_abs_deviation_pct;
  if (was === undefined || is === undefined) return '';
  const measured = metric === 'potential' ? '' : ` in ${metric}`;
  const [from, to] = [percentWords(was), percentWords(is)];
  return from === to
    ? `; the most uneven rep stays ${to} off target${measured}`
    : `; the most uneven rep goes from ${from} off target${measured} to ${to}`;
}
