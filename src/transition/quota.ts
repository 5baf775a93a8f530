import { type FiscalStart, type FiscalYear, fiscalYearOf } from '../analytics/fiscal.js';
import { AccountState, type Problem } from '../model/problem.js';
import { filledColumn, filledNumbers, numbersOf, type Table } from '../model/table.js';
import { dayNumber } from '../model/units.js';
import { compareIds } from '../scoring/rank.js';
import type { Handover } from './handovers.js';

/** How quotas follow accounts: by the part of the year that is left, whole, or not at all. */
export const quotaModes = ['prorate', 'whole', 'keep'] as const;
export type QuotaMode = (typeof quotaModes)[number];

/** From so much of change on, in percent, a quota is shown to its rep, and adjusted. */
const [showFrom, adjustFrom] = [5, 10];

/** What a quota becomes. */
export interface RepQuota {
  readonly rep: number;
  /** Undefined where the rep has none. */
  readonly before: number | undefined;
  readonly out: number;
  readonly in: number;
  readonly after: number;
  readonly changePct: number | undefined;
  readonly flag: '' | 'show' | 'adjust';
  /** Quota credit for the greatest accounts that the rep loses. */
  readonly credit: number;
}

/** Quota credit for one of a rep's greatest customers that leave. */
export interface Credit {
  readonly account: number;
  readonly rep: number;
  readonly amount: number;
  /** The part of the year's pace that the rep has made, at most 1. */
  readonly factor: number;
  /** What the rep has attained, and what was due by the as-of day; undefined where it is not known. */
  readonly pace: { readonly made: number; readonly due: number } | undefined;
}

/** All quotas, with what goes to nobody, and what they are worked out from. */
export interface Quotas {
  readonly mode: QuotaMode;
  readonly year: FiscalYear;
  /** Days of the fiscal year. */
  readonly days: number;
  /** By account: what of its owner's annual quota it carries. */
  readonly ofAccount: Float64Array;
  /** The part of an account's quota that goes along with it. */
  readonly share: (handover: Handover) => number;
  /** Days of its fiscal year from the day it changes hands on, and of that whole year. */
  readonly daysLeft: (handover: Handover) => { readonly left: number; readonly of: number };
  /** By rep, in the order of the problem's. */
  readonly reps: readonly RepQuota[];
  /** What goes to nobody. */
  readonly unassigned: number;
  /** Days of guarantee; 0 for none. */
  readonly guaranteeDays: number;
  readonly credits: readonly Credit[];
}

export interface QuotaOptions {
  readonly mode: QuotaMode;
  readonly asOf: number;
  readonly effective: number;
  readonly fiscalStart: FiscalStart;
  readonly guaranteeDays: number;
}

/** Quotas after the accounts have changed hands. What leaves one rep comes to another, or to nobody. */
export function quotasOf(
  problem: Problem,
  handovers: readonly Handover[],
  options: QuotaOptions,
): Quotas {
  const { mode, effective, fiscalStart, guaranteeDays } = options;
  const quota = filledNumbers(problem.reps, 'quota');
  const quotaOf = (rep: number): number | undefined => filledAt(quota, rep);
  const ofAccount = accountQuotas(problem, quotaOf);
  const share = ({ effective: from }: Handover): number =>
    mode === 'keep' ? 0 : mode === 'whole' ? 1 : fiscalYearOf(dayNumber(from), fiscalStart).left;
  const daysLeft: Quotas['daysLeft'] = ({ effective: from }) => {
    const { start, end } = fiscalYearOf(dayNumber(from), fiscalStart);
    return { left: end - from, of: end - start };
  };
  const out = new Float64Array(problem.repCount);
  const into = new Float64Array(problem.repCount);
  let unassigned = 0;
  for (const handover of handovers) {
    const moved = share(handover) * ofAccount[handover.account];
    if (handover.previous >= 0) out[handover.previous] += moved;
    if (handover.rep >= 0) into[handover.rep] += moved;
    else unassigned += moved;
  }
  const year = fiscalYearOf(dayNumber(effective), fiscalStart);
  const credits = creditsOf(problem, handovers, { ...options, quotaOf, ofAccount });
  return {
    mode,
    year,
    days: year.end - year.start,
    ofAccount,
    share,
    daysLeft,
    reps: problem.repIds.map((_, rep): RepQuota => {
      const before = quotaOf(rep);
      const after = (before ?? 0) - out[rep] + into[rep];
      const changePct =
        before === undefined || before === 0 ? undefined : (after / before - 1) * 100;
      const credit = credits.reduce((sum, one) => sum + (one.rep === rep ? one.amount : 0), 0);
      const flag = flagOf(changePct, into[rep]);
      return { rep, before, out: out[rep], in: into[rep], after, changePct, flag, credit };
    }),
    unassigned,
    guaranteeDays,
    credits,
  };
}

/** A change that is a limit but for rounding counts as the limit. */
function flagOf(changePct: number | undefined, added: number): RepQuota['flag'] {
  if (changePct === undefined) return added > 0 ? 'adjust' : '';
  const size = Math.abs(changePct) + 1e-9;
  return size >= adjustFrom ? 'adjust' : size >= showFrom ? 'show' : '';
}

/** What each account carries of its owner's quota: its own figure, else by its potential. */
function accountQuotas(
  problem: Problem,
  quotaOf: (rep: number) => number | undefined,
): Float64Array {
  const { owner, state, potential } = problem;
  const own = quotaColumn(problem.accounts);
  const held = new Float64Array(problem.repCount);
  const counts = (account: number): boolean =>
    owner[account] >= 0 && state[account] !== AccountState.excluded;
  for (const account of owner.keys())
    if (counts(account)) held[owner[account]] += potential[account];
  return Float64Array.from(owner, (rep, account) => {
    const whole = quotaOf(rep);
    if (!counts(account) || whole === undefined) return 0;
    if (own !== undefined) return filledAt(own, account) ?? 0;
    return held[rep] > 0 ? (whole * potential[account]) / held[rep] : 0;
  });
}

/** A column of the user's own. */
function quotaColumn(accounts: Table): Float64Array | undefined {
  const column = filledColumn(accounts, 'quota');
  return column && numbersOf(column, accounts.size);
}

/** How many of the accounts that a rep loses are made up for. */
const guaranteed = 3;

/** Credit for each live rep's greatest customers that leave, by how far the rep has come this year. */
function creditsOf(
  problem: Problem,
  handovers: readonly Handover[],
  {
    asOf,
    effective,
    fiscalStart,
    guaranteeDays,
    quotaOf,
    ofAccount,
  }: QuotaOptions & {
    readonly quotaOf: (rep: number) => number | undefined;
    readonly ofAccount: Float64Array;
  },
): Credit[] {
  if (guaranteeDays === 0) return [];
  const { arr, accountIds, reps } = problem;
  const attained = filledNumbers(reps, 'attained');
  const now = fiscalYearOf(dayNumber(asOf), fiscalStart);
  const elapsed = (asOf - now.start) / (now.end - now.start);
  const { start, end } = fiscalYearOf(dayNumber(effective), fiscalStart);
  return problem.repIds.flatMap((_, rep) => {
    if (problem.live[rep] === 0) return [];
    const made = filledAt(attained, rep);
    const due = (quotaOf(rep) ?? 0) * elapsed;
    const factor = made === undefined || due === 0 ? 1 : Math.min(1, made / due);
    return handovers
      .filter(({ account, liveOwner }) => liveOwner === rep && arr[account] > 0)
      .map(({ account }) => account)
      .sort((a, b) => arr[b] - arr[a] || compareIds(accountIds[a], accountIds[b]))
      .slice(0, guaranteed)
      .map((account) => ({
        account,
        rep,
        factor,
        pace: made === undefined || due === 0 ? undefined : { made, due },
        amount: (factor * ofAccount[account] * guaranteeDays) / (end - start),
      }));
  });
}

function filledAt(values: Float64Array | undefined, at: number): number | undefined {
  const value = values?.[at] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}
