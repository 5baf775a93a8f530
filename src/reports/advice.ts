import { pieceCounts } from '../evaluation/story/pieces.js';
import type { ReportedRule } from '../evaluation/story/rules.js';
import type { PlanSummary } from '../evaluation/story/story.js';
import type { HandsFigures } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { moneyOf } from './currency.js';
import { percentShown } from './document/figures.js';
import { numberWords, signedCompact } from './document/numbers.js';
import { andList, counted, plural, sentence } from './document/words.js';
import {
  brokenRolesWords,
  budgetWords,
  farOffPct,
  pieceChanges,
  quality,
  type ReportedPlan,
} from './plan-words.js';
import { ruleTitle } from './rule-words.js';

/** Whether one would put one's name to a plan, as its own figures tell. */
export interface Advice {
  readonly verdict: 'recommended' | 'with reservations' | 'not recommended';
  /** Why, a sentence each. */
  readonly because: readonly string[];
  /** What it costs, a sentence each. */
  readonly costs: readonly string[];
  /** What could be better, a sentence each. */
  readonly better: readonly string[];
}

export const adviceWords: Readonly<Record<Advice['verdict'], string>> = {
  recommended: 'Yes',
  'with reservations': 'Yes, with reservations',
  'not recommended': 'Not as it stands',
};

/** Rules that are named at most. */
const namedAtMost = 2;

/** Reps without an account that are named at most. */
const emptyNamedAtMost = 3;

interface Advised extends ReportedPlan {
  readonly planSummary: PlanSummary;
}

/**
 * A plan that breaks a must rule, of a role too, is not recommended; one that leaves a rep far
 * from a fair share or without any account, was cut short, or moves accounts without coming nearer to
 * fair shares has reservations; every other is recommended.
 */
export function adviceOf(parts: Advised): Advice {
  const better = [...budgetSentences(parts), ...preferenceWords(parts), quality(parts)];
  const costs = costWords(parts);
  if (parts.plan.status === 'infeasible') {
    return { verdict: 'not recommended', because: brokenWords(parts), costs, better };
  }
  const ofRoles = brokenRolesWords(parts.plan);
  if (ofRoles !== '') return { verdict: 'not recommended', because: [ofRoles], costs, better };
  const reservations = [
    ...farWords(parts),
    ...emptyHandedWords(parts),
    ...evennessDoubt(parts),
    ...cutShort(parts),
  ];
  return reservations.length > 0
    ? {
        verdict: 'with reservations',
        because: [...reservations, ...pieceSentences(parts)],
        costs,
        better,
      }
    : { verdict: 'recommended', because: goodWords(parts), costs, better };
}

function brokenWords({ planSummary, problem }: Advised): string[] {
  const broken = planSummary.rules.filter(
    ({ level, status }) => level === 'must' && status === 'broken',
  );
  if (broken.length === 0) return ['Accounts are left that nobody may take.'];
  return [
    `${sentence(titles(problem, broken))} ${plural(broken.length, 'is a must and is', 'are musts and are')} broken.`,
  ];
}

function titles(problem: Problem, rules: readonly ReportedRule[]): string {
  return andList(
    rules.map(({ name }) => ruleTitle(problem, name)),
    namedAtMost,
  );
}

/** Live reps beyond what is called far, the furthest first. */
function farWords({ planSummary }: Advised): string[] {
  const [even] = planSummary.evenness;
  if (even === undefined || (even.metric !== 'potential' && even.metric !== 'workload')) return [];
  const key = `${even.metric}_deviation_pct` as const;
  const far = planSummary.reps
    .map(({ territory }) => territory)
    .filter((one) => one.live && Math.abs(one[key]) > farOffPct)
    .sort((a, b) => Math.abs(b[key]) - Math.abs(a[key]) || a.rep - b.rep);
  const [first, ...others] = far;
  if (first === undefined) return [];
  const side = first[key] > 0 ? 'above' : 'below';
  const more =
    others.length === 0
      ? ''
      : `, and ${counted(others.length, 'other rep')} ${plural(others.length, 'is', 'are')} more than ${farOffPct} % off`;
  return [
    `${first.name} is ${percentShown(Math.abs(first[key]))} ${side} a fair share of ${even.metric}${more}.`,
  ];
}

/** Live reps whom the plan leaves without any account. */
function emptyHandedWords({ planSummary }: Advised): string[] {
  const live = planSummary.reps.map(({ territory }) => territory).filter((one) => one.live);
  const empty = live.filter(({ accounts }) => accounts === 0).sort((a, b) => a.rep - b.rep);
  if (empty.length === 0) return [];
  const names = andList(
    empty.map(({ name }) => name),
    emptyNamedAtMost,
  );
  return [
    `${numberWords(empty.length)} of ${counted(live.length, 'rep')} ${plural(empty.length, 'has', 'have')} no account: ${names}.`,
  ];
}

/** Where reps were as even as can be, or moves brought territories into fewer pieces, no moves are in vain that leave them as even. */
function evennessDoubt({ planSummary, plan, problem }: Advised): string[] {
  const [even] = planSummary.evenness;
  const moved = plan.evaluation.changingHands.moved.accounts;
  if (even?.before === undefined || moved === 0) return [];
  const lost = even.after.mean_abs_deviation_pct - even.before.mean_abs_deviation_pct;
  const isEven = even.after.mean_abs_deviation_pct < 1e-9;
  const fewer = pieceCounts(problem, plan.evaluation.assignment).some(
    (row) => row.plan < row.today,
  );
  if (isEven || (fewer && lost < 1e-9)) return [];
  return lost >= 0 ? [`${sentence(even.metric)} is no nearer to fair shares than today.`] : [];
}

function cutShort({ plan }: Advised): string[] {
  return plan.solution?.interrupted === true ? ['The search was cut short.'] : [];
}

function goodWords(parts: Advised): string[] {
  const { planSummary } = parts;
  const { mustMet } = planSummary.ruleCount;
  const [even] = planSummary.evenness;
  const rules =
    mustMet === 0
      ? []
      : [`${mustMet === 1 ? 'The must rule holds' : `All ${mustMet} must rules hold`}.`];
  const off =
    even === undefined
      ? []
      : even.after.max_abs_deviation_pct < 1e-9
        ? [`Every rep has a fair share of ${even.metric}.`]
        : [
            `Nobody is more than ${percentShown(even.after.max_abs_deviation_pct)} off a fair share of ${even.metric}.`,
          ];
  return [...rules, ...pieceSentences(parts), ...off];
}

/** What contiguous rows came to, which is what their moves are for. */
function pieceSentences(parts: Advised): string[] {
  return pieceChanges(parts).map((one) => `${sentence(one)}.`);
}

/** What leaves reps who stay, what had an owner who is gone, and who gives up most. */
function costWords({ plan, planSummary, problem }: Advised): string[] {
  const { moved, orphaned } = plan.evaluation.changingHands;
  const gone = (who: string): string[] =>
    orphaned.accounts === 0
      ? []
      : [`${who} had an owner who is gone${worthOf(problem, orphaned)}.`];
  if (moved.accounts === 0) {
    return ['No account leaves a rep who stays.', ...gone(counted(orphaned.accounts, 'account'))];
  }
  const loser = planSummary.reps.findLast(
    ({ side, territory }) => side === 'loses' && territory.live,
  );
  return [
    `${counted(moved.accounts, 'account')} ${plural(moved.accounts, 'leaves', 'leave')} a rep who stays${worthOf(problem, moved)}.`,
    ...gone(`${numberWords(orphaned.accounts)} more`),
    ...(loser === undefined
      ? []
      : [
          `${loser.territory.name} gives up most: ${signedCompact(loser.potential)} potential, ${numberWords(loser.territory.accounts_before)} → ${numberWords(loser.territory.accounts)} accounts.`,
        ]),
  ];
}

/** ", with 241k in ARR and 7 renewals within 90 days"; '' of what has neither. */
function worthOf(problem: Problem, { arr, renewals_90d: renewals }: HandsFigures): string {
  const worth = [
    ...(arr === null || arr === 0 ? [] : [`${moneyOf(problem, 'arr', arr)} in ARR`]),
    ...(renewals === null || renewals === 0
      ? []
      : [`${counted(renewals, 'renewal')} within 90 days`]),
  ];
  return worth.length === 0 ? '' : `, with ${andList(worth)}`;
}

function budgetSentences(parts: Advised): string[] {
  const told = budgetWords(parts);
  return told === '' ? [] : [`${sentence(told)}.`];
}

function preferenceWords({ planSummary, problem }: Advised): string[] {
  const broken = planSummary.rules.filter(
    ({ level, status }) => level !== 'must' && status === 'broken',
  );
  if (broken.length === 0) return [];
  return [`Kept only in part: ${titles(problem, broken)}.`];
}
