import { tallyOf } from '../../evaluation/story/tally.js';
import { numberWords } from '../number-words.js';
import type { ToldPlan } from './parts.js';
import { percentShown } from './percents.js';

/** The plan in one sentence. */
export function verdict(parts: ToldPlan): string {
  const { status } = parts.plan;
  const said = `${changeWords(parts)}${furthestWords(parts)}`;
  if (status === 'optimal') return `Optimal plan: ${said}`;
  if (status === 'feasible') return `Feasible plan: ${said}`;
  return provenInfeasible(parts)
    ? `The must rules cannot all hold. In the closest plan found, ${said}`
    : `No plan found that keeps every must rule. In the closest one, ${said}`;
}

/** An account that nobody may take is proof enough. */
function provenInfeasible({ plan, problem }: ToldPlan): boolean {
  return plan.provenInfeasible === true || problem.unplaceable.length > 0;
}

function changeWords({ problem, plan }: ToldPlan): string {
  const tally = tallyOf(problem, plan.evaluation);
  const groups = [
    { count: tally.moved, one: 'changes owner', many: 'change owner' },
    {
      count: tally.orphaned,
      one: 'replaces an owner who is gone',
      many: 'replace an owner who is gone',
    },
    { count: tally.new, one: 'gets its first owner', many: 'get their first owner' },
    { count: tally.nobody, one: 'is left with nobody', many: 'are left with nobody' },
  ].filter(({ count }) => count > 0);
  const all = `${numberWords(tally.planned)} account${tally.planned === 1 ? '' : 's'}`;
  if (groups.length === 0) return `none of ${all} changes owner`;
  return groups
    .map(({ count, one, many }, index) => {
      const whole = index === 0 && count === tally.planned && count > 1;
      const of = index === 0 ? ` of ${all}` : '';
      const who = whole ? `all ${all}` : `${numberWords(count)}${of}`;
      return `${who} ${count === 1 ? one : many}`;
    })
    .join(', ');
}

/** What became of the greatest deviation of the metric that is balanced first. */
function furthestWords({ plan }: ToldPlan): string {
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
