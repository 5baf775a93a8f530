import type { Change } from '../../evaluation/types.js';
import { AccountState } from '../../model/problem.js';
import { numberWords } from '../number-words.js';
import type { SummaryParts } from './parts.js';
import { percentShown } from './percents.js';

/** The plan in one sentence. */
export function verdict(parts: SummaryParts): string {
  const { status } = parts.plan;
  const said = `${changeWords(parts)}${furthestWords(parts)}`;
  if (status === 'optimal') return `Optimal plan: ${said}`;
  if (status === 'feasible') return `Feasible plan: ${said}`;
  return provenInfeasible(parts)
    ? `The must rules cannot all hold. In the closest plan found, ${said}`
    : `No plan found that keeps every must rule. In the closest one, ${said}`;
}

/** An account that nobody may take is proof enough. */
function provenInfeasible({ plan, problem }: SummaryParts): boolean {
  return plan.provenInfeasible === true || problem.unplaceable.length > 0;
}

function changeWords({ problem, plan }: SummaryParts): string {
  const planned = problem.state.reduce(
    (count, state) => count + (state === AccountState.planned ? 1 : 0),
    0,
  );
  const { assignment, change, after } = plan.evaluation;
  const served = (what: Change): number =>
    change.reduce((count, one, at) => count + (one === what && assignment[at] >= 0 ? 1 : 0), 0);
  const left = problem.state.reduce(
    (count, state, at) => count + (state === AccountState.planned && assignment[at] < 0 ? 1 : 0),
    0,
  );
  const groups = [
    { count: after.accounts_moved, one: 'changes owner', many: 'change owner' },
    {
      count: served('orphaned'),
      one: 'replaces an owner who is gone',
      many: 'replace an owner who is gone',
    },
    { count: served('new'), one: 'gets its first owner', many: 'get their first owner' },
    { count: left, one: 'is left with nobody', many: 'are left with nobody' },
  ].filter(({ count }) => count > 0);
  const all = `${numberWords(planned)} account${planned === 1 ? '' : 's'}`;
  if (groups.length === 0) return `none of ${all} changes owner`;
  return groups
    .map(({ count, one, many }, index) => {
      const whole = index === 0 && count === planned && count > 1;
      const of = index === 0 ? ` of ${all}` : '';
      const who = whole ? `all ${all}` : `${numberWords(count)}${of}`;
      return `${who} ${count === 1 ? one : many}`;
    })
    .join(', ');
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
  const [from, to] = [percentShown(was), percentShown(is)];
  return from === to
    ? `; the most uneven rep stays ${to} off target${measured}`
    : `; the most uneven rep goes from ${from} off target${measured} to ${to}`;
}
