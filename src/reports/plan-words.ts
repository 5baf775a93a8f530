import type { CostsAtMost } from '../evaluation/cost-at-most.js';
import { customersOf } from '../evaluation/customers.js';
import { changedAccounts } from '../evaluation/moves-of-note.js';
import type { PlanStatus } from '../evaluation/proven.js';
import { accountCounts } from '../evaluation/story/account-counts.js';
import { pieceCounts } from '../evaluation/story/pieces.js';
import { type RepGain, repGains } from '../evaluation/story/winners.js';
import type { Evaluation, Evenness, Proven } from '../evaluation/types.js';
import { usedUp } from '../measures/budget.js';
import type { BudgetMeasure, Problem, RoleGround } from '../model/problem.js';
import type { RuleText } from '../model/rule.js';
import { type Money, moneyOf } from './currency.js';
import type { Headline } from './document/blocks.js';
import { percentShown } from './document/figures.js';
import { numberWords, signedCompact } from './document/numbers.js';
import { andList, counted, plural, sentence } from './document/words.js';
import { ruleTitle } from './rule-words.js';
import { couldBeBetter } from './score-words.js';

/** A plan as it is told to people, wherever that is. */
export interface ReportedPlan {
  readonly plan: {
    readonly status: PlanStatus;
    readonly evaluation: Evaluation;
    /** The plan that contiguous rows changed; undefined where they changed nothing, or it was not worked out now. */
    readonly beforePieces?: Evaluation | undefined;
    /** Undefined where nothing is proven. */
    readonly proven: Proven | undefined;
    /** Whether the search was cut short, by a time limit or by hand. */
    readonly solution?: { readonly interrupted: boolean };
    /** Mean absolute deviation by metric, in percent, that no plan can remove. */
    readonly unavoidable?: ReadonlyMap<string, number>;
    /** What must rows can cost at most, as far as it was worked out. */
    readonly costsAtMost?: CostsAtMost | undefined;
    /** Whether it is proven that no plan keeps all must rules. */
    readonly provenInfeasible?: boolean;
    /** Who else looks after the accounts; absent where no row gives a role. */
    readonly roles?: readonly ReportedRole[];
  };
  readonly problem: Problem;
  /** Rows that carve drafted. */
  readonly drafted: readonly RuleText[];
}

/** A role as it is told: a plan of its own. */
export interface ReportedRole {
  readonly role: RoleGround;
  readonly problem: Problem;
  readonly plan: ReportedPlan['plan'];
}

/** The plan in one sentence: what changes hands, and how it comes to that. */
export function verdict(parts: ReportedPlan): string {
  const { split, others } = changeWords(parts);
  const told = split === '' ? verdictTitle(parts) : `${verdictTitle(parts)}: ${split}`;
  return others === '' ? told : `${told}; ${others}`;
}

/** What changes hands alone, for where what is said first stands by itself. */
export function verdictTitle(parts: ReportedPlan): string {
  const { changes } = changeWords(parts);
  if (parts.plan.status !== 'infeasible') return sentence(changes);
  return provenInfeasible(parts)
    ? `The must rules cannot all hold. In the closest plan found, ${changes}`
    : `No plan found that keeps every must rule. In the closest one, ${changes}`;
}

/** How what changes hands comes about, and how even it was and is: below such a title, where a picture shows who gains and loses. */
export function verdictBelowTitle(parts: ReportedPlan): string {
  const { split, others } = changeWords(parts);
  const how = [split, others].filter((one) => one !== '').join('; ');
  const even = nobodyHadAny(parts) ? fairnessWords(parts) : evennessWords(parts);
  return [how, ...pieceChanges(parts), even]
    .filter((one) => one !== '')
    .map((one) => `${sentence(one)}.`)
    .join(' ');
}

/** "territories by state go from 7 pieces to 5": what each contiguous row came to, in the order of the rows. */
export function pieceChanges(
  parts: Pick<ReportedPlan, 'problem'> & {
    readonly plan: Pick<ReportedPlan['plan'], 'evaluation'>;
  },
): readonly string[] {
  return pieceCounts(parts.problem, parts.plan.evaluation.assignment).map(
    ({ metric, today, plan }) => {
      const territories = `territories by ${metric}`;
      if (today === plan) return `${territories} stay in ${counted(plan, 'piece')}`;
      return today === 0
        ? `${territories} come to ${counted(plan, 'piece')}`
        : `${territories} go from ${counted(today, 'piece')} to ${numberWords(plan)}`;
    },
  );
}

/** What comes next: who gains and who loses, how even it was and is. */
export function verdictDetail(parts: ReportedPlan): string {
  // Against books that nobody had, everybody gains all they get.
  const told = nobodyHadAny(parts)
    ? [fairnessWords(parts)]
    : [gainWords(parts), evennessWords(parts), farOffWords(parts)];
  return told
    .filter((described) => described !== '')
    .map((described) => `${sentence(described)}.`)
    .join(' ');
}

/** Both, as they open a page; coloured where the plan does not keep its rules. */
export function verdictHeadline(parts: ReportedPlan): Headline {
  const detail = verdictDetail(parts);
  const text = detail === '' ? verdict(parts) : `${verdict(parts)}. ${detail}`;
  return parts.plan.status === 'infeasible' ? { text, tone: 'bad', toneOf: 'whole' } : { text };
}

/** An account that nobody may take is proof enough. */
function provenInfeasible({ plan, problem }: ReportedPlan): boolean {
  return plan.provenInfeasible === true || problem.unplaceable.length > 0;
}

/** What is said of accounts that change hands, in pieces; '' where there is nothing to say. */
interface ChangeWords {
  readonly changes: string;
  readonly split: string;
  /** What is new, or left with nobody, besides. */
  readonly others: string;
}

/**
 * "128 of 503 accounts change hands, 61 of them customers, with 2.84M in ARR: 62 leave a rep who
 * stays, 66 had an owner who is gone; 46 more get their first owner".
 */
function changeWords({ problem, plan }: ReportedPlan): ChangeWords {
  const { evaluation } = plan;
  const { total, moved, orphaned } = evaluation.changingHands;
  const tally = accountCounts(problem, evaluation);
  const all = counted(tally.planned + tally.released, 'account');
  const others = otherWords(tally, total.accounts);
  if (total.accounts === 0) {
    if (tally.new === tally.planned && tally.new > 1)
      return { changes: `all ${all} get their first owner`, split: '', others: '' };
    return { changes: `none of ${all} changes hands`, split: '', others };
  }
  const parts = [
    { count: moved.accounts, one: 'leaves a rep who stays', many: 'leave a rep who stays' },
    {
      count: orphaned.accounts,
      one: 'had an owner who is gone',
      many: 'had an owner who is gone',
    },
    { count: tally.released, one: 'goes to the house pool', many: 'go to the house pool' },
  ].filter(({ count }) => count > 0);
  const whole = total.accounts === tally.planned + tally.released && total.accounts > 1;
  const who = whole ? `all ${all}` : `${numberWords(total.accounts)} of ${all}`;
  const counts = parts.map(
    ({ count, one, many }) => `${numberWords(count)} ${plural(count, one, many)}`,
  );
  const verb = plural(total.accounts, 'changes', 'change');
  return {
    changes: `${who} ${verb} hands${worthWords(problem, evaluation)}`,
    split: counts.length < 2 ? '' : counts.join(', '),
    others,
  };
}

/** What does not change hands but is new, or left with nobody. */
function otherWords(tally: ReturnType<typeof accountCounts>, changing: number): string {
  const more = changing > 0 ? ' more' : '';
  return [
    { count: tally.new, one: 'gets its first owner', many: 'get their first owner' },
    { count: tally.nobody, one: 'is left with nobody', many: 'are left with nobody' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, one, many }, index) => {
      const beside = index === 0 && tally.nobody !== count ? more : '';
      return `${numberWords(count)}${beside} ${plural(count, one, many)}`;
    })
    .join(', ');
}

/** ", 61 of them customers, with 2.84M in ARR, 1.5M in open pipeline and 12 renewals within 90 days". */
function worthWords(problem: Problem, evaluation: Evaluation): string {
  const { total } = evaluation.changingHands;
  const isCustomer = customersOf(problem);
  const customers =
    isCustomer === undefined
      ? 0
      : changedAccounts(problem, evaluation).filter(
          (account) => evaluation.change[account] !== 'new' && isCustomer(account),
        ).length;
  const worth = [
    ...moneyPart(problem, 'arr', total.arr, 'ARR'),
    ...moneyPart(problem, 'open_pipeline', total.open_pipeline, 'open pipeline'),
    ...(total.arr === null ? moneyPart(problem, 'won_amount', total.won_amount, 'past wins') : []),
    ...(total.renewals_90d !== null && total.renewals_90d > 0
      ? [`${counted(total.renewals_90d, 'renewal')} within 90 days`]
      : []),
  ];
  const who =
    customers === 0
      ? ''
      : `, ${numberWords(customers)} of them ${plural(customers, 'a customer', 'customers')}`;
  return `${who}${worth.length === 0 ? '' : `${who === '' ? '' : ','} with ${andList(worth)}`}`;
}

function moneyPart(
  problem: Problem,
  column: Money,
  value: number | null,
  name: string,
): readonly string[] {
  if (value === null || value === 0) return [];
  return [`${moneyOf(problem, column, value)} in ${name}`];
}

/** "Hannah Vogel gains most (30 → 60 accounts, +7.10k potential), Travis Boone loses most (…)"; leavers lose nothing. */
function gainWords({ plan }: ReportedPlan): string {
  const gains = repGains(plan.evaluation).filter(({ territory }) => territory.live);
  const most = gains.find(({ side }) => side === 'gains');
  const least = gains.findLast(({ side }) => side === 'loses');
  const said = ({ territory, accounts, potential }: RepGain, verb: string): string => {
    const change = signedCompact(potential);
    const books = `${numberWords(territory.accounts_before)} → ${numberWords(territory.accounts)} accounts`;
    const and = change === '0' || change === signedCompact(accounts) ? '' : `, ${change} potential`;
    return `${territory.name} ${verb} most (${books}${and})`;
  };
  return [most && said(most, 'gains'), least && said(least, 'loses')]
    .filter((one) => one !== undefined)
    .join(', ');
}

/** "potential is 0.7 % from fair shares on average, before 31 %; the rep furthest off 2.4 %, before 98 %". */
function evennessWords({ plan }: ReportedPlan): string {
  const { before, after } = plan.evaluation;
  const metric = after.evenness.has('potential') ? 'potential' : [...after.evenness.keys()][0];
  if (metric === undefined) return '';
  const [was, is] = [before, after].map(({ evenness }) => evenness.get(metric));
  if (was === undefined || is === undefined) return '';
  const all = [was, is].flatMap((one) => [one.mean_abs_deviation_pct, one.max_abs_deviation_pct]);
  // What is as even as can be has no distances to tell.
  if (all.every((pct) => pct < 1e-9)) return `every rep stays at a fair share of ${metric}`;
  const pair = (of: (one: Evenness) => number): string => {
    const [from, to] = [percentShown(of(was)), percentShown(of(is))];
    return from === to ? `stays at ${to}` : `goes from ${from} to ${to}`;
  };
  return `the mean distance from a fair share of ${metric} ${pair((one) => one.mean_abs_deviation_pct)}, the greatest ${pair((one) => one.max_abs_deviation_pct)}`;
}

/** Beyond this a rep is told of whom a budget leaves with too much. */
export const farOffPct = 50;

/**
 * "Darcel Schlecht stays 704 % above a fair share of potential, 7 others more than 50 %: Few accounts
 * change owner (row 4) lets no more accounts leave their owners"; '' where nobody is, or no budget is why.
 */
function farOffWords({ plan, problem }: ReportedPlan): string {
  if (!plan.evaluation.after.evenness.has('potential')) return '';
  const far = plan.evaluation.territories
    .filter(({ live, potential_deviation_pct: off }) => live && off > farOffPct)
    .sort((a, b) => b.potential_deviation_pct - a.potential_deviation_pct || a.rep - b.rep);
  const [first, ...others] = far;
  const budget = budgetWords({ plan, problem });
  if (first === undefined || budget === '') return '';
  const more =
    others.length === 0 ? '' : ` and ${counted(others.length, 'other')} more than ${farOffPct} %`;
  return `${first.name} stays ${percentShown(first.potential_deviation_pct)} above a fair share of potential${more}; ${budget}`;
}

/** "Few accounts change owner (row 4) lets no more accounts leave their owners: raise its max to even out more"; '' where none is used up. */
export function budgetWords({ plan, problem }: Pick<ReportedPlan, 'plan' | 'problem'>): string {
  const budget = usedUp(problem, plan.evaluation.assignment)[0];
  if (budget === undefined) return '';
  const what =
    budget.metric === 'accounts'
      ? 'accounts leave their owners'
      : `${budget.metric} leaves its owner`;
  return `${budgetTitle(problem, budget)} lets no more ${what}: raise its max to even out more`;
}

function budgetTitle(problem: Problem, { row }: BudgetMeasure): string {
  return row === undefined ? 'the budget of moves' : ruleTitle(problem, row);
}

/** How even a plan is that has nothing to be compared with. */
function fairnessWords({ plan }: ReportedPlan): string {
  const { evenness } = plan.evaluation.after;
  const metric = evenness.has('potential') ? 'potential' : [...evenness.keys()][0];
  const is = evenness.get(metric);
  if (is === undefined) return '';
  return `the mean distance from a fair share of ${metric} is ${percentShown(is.mean_abs_deviation_pct)}, the greatest ${percentShown(is.max_abs_deviation_pct)}`;
}

/** Whether no account of the plan has an owner today. */
export function nobodyHadAny({ plan }: Pick<ReportedPlan, 'plan'>): boolean {
  return plan.evaluation.territories.every(({ accounts_before: had }) => had === 0);
}

/** How good the plan is, in words. */
export function quality({ plan }: ReportedPlan): string {
  const described = [provenWords(plan), brokenRolesWords(plan), unavoidableWords(plan)]
    .filter((one) => one !== '')
    .join(' ');
  if (plan.solution?.interrupted !== true) return described;
  return `The search was cut short; this is the best plan found until then. ${described}`;
}

/** The roles whose own must rules are not all kept. */
export function brokenRoles({
  roles = [],
}: Pick<ReportedPlan['plan'], 'roles'>): readonly string[] {
  return roles.filter(({ plan }) => plan.status === 'infeasible').map(({ role }) => role.name);
}

/** "The must rules of SDR are not all kept."; '' where those of every role are. */
export function brokenRolesWords(plan: Pick<ReportedPlan['plan'], 'roles'>): string {
  const broken = brokenRoles(plan);
  return broken.length === 0 ? '' : `The must rules of ${andList(broken)} are not all kept.`;
}

function provenWords({ status, proven, evaluation }: ReportedPlan['plan']): string {
  if (status === 'infeasible') {
    const rows = evaluation.outcomes
      .filter((outcome) => outcome.level === 'must' && outcome.status === 'broken')
      .map(({ row }) => String(row));
    const broken = rows.length === 0 ? '' : ` Broken: ${rowList(rows)}.`;
    return `Some must rules could not all be kept.${broken}`;
  }
  if (status === 'optimal') return 'Nothing better exists under these rules: that is proven.';
  return couldBeBetter({ evaluation, proven });
}

/** "Under these rules reps are on average at least 0.2 % off in potential (here 0.9 %), whatever the plan." */
function unavoidableWords({ unavoidable, evaluation }: ReportedPlan['plan']): string {
  const parts: string[] = [];
  for (const [metric, floor] of unavoidable ?? []) {
    const now = evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0;
    // A hair of slack, so that 20 is not made 19.9 by the last bit.
    const down = Math.floor(floor * 10 + 1e-6) / 10;
    if (down >= 0.1 && now > 0) {
      parts.push(`${numberWords(down, 1)} % off in ${metric} (here ${numberWords(now, 1)} %)`);
    }
  }
  if (parts.length === 0) return '';
  return `Under these rules reps are on average at least ${andList(parts)}, whatever the plan.`;
}

/** "rows 2, 7 and reps.csv:5". */
function rowList(rows: readonly string[]): string {
  const listed = andList(rows, rows.length > 10 ? 9 : rows.length);
  return /^\d/.test(rows[0]) ? `${plural(rows.length, 'row', 'rows')} ${listed}` : listed;
}
