import { AccountState, type Problem, SettledBy } from '../../model/problem.js';
import type { AccountIndex, RepIndex } from '../../model/units.js';
import { type BarringRows, barringRows } from '../barring-rows.js';
import { previousRepId } from '../changes.js';
import { knownThere } from '../known-there.js';
import type { Evaluation, Territory } from '../types.js';
import { type Units, unitsOf } from './overview.js';

/**
 * Why a rep gains or loses an account, told by this rep's own figures and the
 * rules alone, so that nothing is given away of the others.
 */
export type RepReason =
  | { readonly kind: 'unowned' | 'owner gone' | 'takes none' | 'family' | 'exchange' | 'nobody' }
  /** The rep is known there better than anyone who may have it, and this in words. */
  | { readonly kind: 'known'; readonly words: string }
  | { readonly kind: 'assigned' | 'released'; readonly row: number }
  /** The must match and avoid rows that keep the former owner from it. */
  | { readonly kind: 'rules'; readonly rows: readonly number[] }
  /** Evens out a measure of which the rep held too little (gain) or too much (loss). */
  | { readonly kind: 'balance'; readonly metric: 'potential' | 'workload' };

/** An account that comes to a rep or goes from them. */
export interface RepAccount {
  readonly account: AccountIndex;
  /** Who hands it over, or takes it over: an index in reps.csv, -1 for nobody or someone who is no rep. */
  readonly other: number;
  /** The same as text, by id; '' for nobody. */
  readonly otherId: string;
  readonly why: RepReason;
}

/** What a plan means for one rep. */
export interface RepExplanation {
  readonly rep: RepIndex;
  readonly territory: Territory;
  /** Greatest potential first. */
  readonly gains: readonly RepAccount[];
  readonly losses: readonly RepAccount[];
  /** Accounts of today that stay. */
  readonly kept: number;
}

/** What a rep gains and loses, and why. */
export function explainRep(
  problem: Problem,
  evaluation: Evaluation,
  rep: RepIndex,
): RepExplanation {
  return explainReps(problem, evaluation, [rep])[0];
}

/** The same of several reps, in the order in which they are asked for: one pass over the accounts serves them all. */
export function explainReps(
  problem: Problem,
  { assignment, territories }: Pick<Evaluation, 'assignment' | 'territories'>,
  reps: readonly number[] = [...problem.repIds.keys()],
): readonly RepExplanation[] {
  const shared = { problem, barring: barringRows(problem), units: unitsOf(problem) };
  const books = new Map(
    reps.map((rep) => [
      rep,
      { known: { ...shared, territory: territories[rep] }, ...noAccounts() },
    ]),
  );
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.state[account] === AccountState.excluded) continue;
    const [had, has] = [problem.owner[account], assignment[account]];
    const [giver, taker] = [books.get(had), books.get(has)];
    if (had === has) {
      if (taker !== undefined) taker.kept++;
      continue;
    }
    if (taker !== undefined) {
      const otherId = previousRepId(problem, account);
      const why = gainReason(taker.known, account);
      taker.gains.push({ account, other: had, otherId, why });
    }
    if (giver !== undefined) {
      const otherId = has < 0 ? '' : problem.repIds[has];
      const why = lossReason(giver.known, account, has);
      giver.losses.push({ account, other: has, otherId, why });
    }
  }
  const greatestFirst = (a: RepAccount, b: RepAccount): number =>
    problem.potential[b.account] - problem.potential[a.account] || a.account - b.account;
  return reps.map((rep) => {
    const { gains, losses, kept } = books.get(rep) ?? noAccounts();
    gains.sort(greatestFirst);
    losses.sort(greatestFirst);
    return { rep, territory: territories[rep], gains, losses, kept };
  });
}

function noAccounts(): { gains: RepAccount[]; losses: RepAccount[]; kept: number } {
  return { gains: [], losses: [], kept: 0 };
}

interface Known {
  readonly problem: Problem;
  readonly territory: Territory;
  readonly barring: BarringRows;
  readonly units: Units;
}

/** A difference that shows in the figures as they are told. */
function clearlyMore([from, to]: readonly [number, number]): boolean {
  return from - to >= 1;
}

function gainReason(known: Known, account: AccountIndex): RepReason {
  const { problem } = known;
  const bound = settledReason(problem, account);
  if (bound !== undefined) return bound;
  if (previousRepId(problem, account) === '') return { kind: 'unowned' };
  if (problem.liveOwner[account] < 0) return { kind: 'owner gone' };
  const open = openReason(known, account, ([before, after]) => clearlyMore([after, before]));
  if (open.kind !== 'exchange') return open;
  const words = knownThere(problem, account, known.territory.rep, -1);
  return words === undefined ? open : { kind: 'known', words };
}

function lossReason(known: Known, account: AccountIndex, to: RepIndex): RepReason {
  const { problem } = known;
  if (problem.state[account] === AccountState.released) {
    return { kind: 'released', row: problem.stateRow[account] };
  }
  if (problem.liveOwner[account] < 0) return { kind: 'takes none' };
  if (to < 0) return { kind: 'nobody' };
  return settledReason(problem, account) ?? openReason(known, account, clearlyMore);
}

function settledReason(problem: Problem, account: AccountIndex): RepReason | undefined {
  return problem.settled[account] === SettledBy.assign
    ? { kind: 'assigned', row: problem.settledRow[account] }
    : undefined;
}

/**
 * Among accounts that several may have: a rule against the former owner, the
 * family, or what is evened out where the rep's own deviation was on that side.
 */
function openReason(
  { problem, territory, barring, units }: Known,
  account: AccountIndex,
  isOnSide: (deviationAgainstNone: readonly [number, number]) => boolean,
): RepReason {
  const owner = problem.liveOwner[account];
  const eligible = problem.repSets[problem.eligible[account]];
  if (eligible.mask[owner] === 0) {
    const rows = barring.against(account, owner);
    return rows.length === 0 ? { kind: 'family' } : { kind: 'rules', rows };
  }
  if (isOnSide([territory.potential_deviation_before_pct, 0])) {
    return { kind: 'balance', metric: 'potential' };
  }
  if (isOnSide([territory.workload_deviation_before_pct, 0])) {
    return { kind: 'balance', metric: 'workload' };
  }
  return { kind: units.of(account).length > 1 ? 'family' : 'exchange' };
}
