import type { CostsAtMost } from '../evaluation/cost-at-most.js';
import type { PlanStatus } from '../evaluation/proven.js';
import { accountCounts } from '../evaluation/story/account-counts.js';
import type { Evaluation, Proven } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import type { RuleText } from '../model/rule.js';
import type { Headline } from './document/blocks.js';
import { percentShown } from './document/figures.js';
import { numberWords } from './document/numbers.js';
import { andList, counted, plural } from './document/words.js';
import { couldBeBetter } from './score-words.js';

/** A plan as it is told to people, wherever that is. */
export interface ReportedPlan {
  readonly plan: {
    readonly status: PlanStatus;
    readonly evaluation: Evaluation;
    /** Undefined where nothing is proven. */
    readonly proven: Proven | undefined;
    readonly solution?: { readonly interrupted: boolean };
    /** Mean absolute deviation by metric, in percent, that no plan can remove. */
    readonly unavoidable?: ReadonlyMap<string, number>;
    /** What must rows can cost at most, as far as it was worked out. */
    readonly costsAtMost?: CostsAtMost | undefined;
    /** Whether it is proven that no plan keeps all must rules. */
    readonly provenInfeasible?: boolean;
  };
  readonly problem: Problem;
  /** Whether it was the time limit that ended the search. */
  readonly timeIsUp?: boolean;
  /** Rows that carve drafted. */
  readonly drafted: readonly RuleText[];
}

/** The plan in one sentence. */
export function verdict(parts: ReportedPlan): string {
  const { status } = parts.plan;
  const described = `${changeWords(parts)}${furthestWords(parts)}`;
  if (status === 'optimal') return `Optimal plan: ${described}`;
  if (status === 'feasible') return `Feasible plan: ${described}`;
  return provenInfeasible(parts)
    ? `The must rules cannot all hold. In the closest plan found, ${described}`
    : `No plan found that keeps every must rule. In the closest one, ${described}`;
}

/** The same as it opens a page, coloured by how the plan came out. */
export function verdictHeadline(parts: ReportedPlan): Headline {
  const text = verdict(parts);
  return parts.plan.status === 'infeasible'
    ? { text, tone: 'bad', toneOf: 'whole' }
    : { text, tone: 'good', toneOf: 'lead' };
}

/** An account that nobody may take is proof enough. */
function provenInfeasible({ plan, problem }: ReportedPlan): boolean {
  return plan.provenInfeasible === true || problem.unplaceable.length > 0;
}

function changeWords({ problem, plan }: ReportedPlan): string {
  const tally = accountCounts(problem, plan.evaluation);
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
  const all = counted(tally.planned, 'account');
  if (groups.length === 0) return `none of ${all} changes owner`;
  return groups
    .map(({ count, one, many }, index) => {
      const whole = index === 0 && count === tally.planned && count > 1;
      const of = index === 0 ? ` of ${all}` : '';
      const who = whole ? `all ${all}` : `${numberWords(count)}${of}`;
      return `${who} ${plural(count, one, many)}`;
    })
    .join(', ');
}

/** What became of the greatest deviation of the metric that is balanced first. */
function furthestWords({ plan }: ReportedPlan): string {
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

/** How good the plan is, in words. */
export function quality({ plan, timeIsUp }: ReportedPlan): string {
  const described = [provenWords(plan), unavoidableWords(plan)]
    .filter((one) => one !== '')
    .join(' ');
  if (plan.solution?.interrupted !== true) return described;
  const ended = timeIsUp === true ? 'The time limit was reached' : 'The search was interrupted';
  return `${ended}; this is the best plan found until then. ${described}`;
}

function provenWords({ status, proven, evaluation }: ReportedPlan['plan']): string {
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
function unavoidableWords({ unavoidable, evaluation }: ReportedPlan['plan']): string {
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
  const listed = andList(rows, rows.length > 10 ? 9 : rows.length);
  return /^\d/.test(rows[0]) ? `${plural(rows.length, 'row', 'rows')} ${listed}` : listed;
}
