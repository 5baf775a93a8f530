import { AccountState, type Problem, SettledBy } from '../../model/problem.js';
import type { AccountIndex, RepIndex } from '../../model/units.js';
import { previousRepId } from '../changes.js';
import { type KnownRep, knownAt } from '../known-there.js';
import type { Change, Evaluation } from '../types.js';
import { type Alternatives, alternativesFor } from './alternatives.js';
import type { Ledger } from './ledger.js';
import type { Units } from './overview.js';
import { type SignalPart, signalParts } from './score-signals.js';

/** Who decided where an account is: a rule that comes first, or the search among those who may have it. */
export type SettledWord = 'rules' | 'assign' | 'locked' | 'keep' | 'family' | 'leave';

/** Why an account is where it is, and what else could be done with it. */
export interface AccountExplanation {
  readonly account: AccountIndex;
  readonly change: Change;
  /** -1: nobody. */
  readonly rep: RepIndex;
  /** As in assignments.csv. */
  readonly previous: string;
  /** The owner's index in reps.csv, live or not; -1 for none. */
  readonly owner: number;
  readonly reason: string;
  /** Undefined for accounts that are not planned. */
  readonly settled: SettledWord | undefined;
  /** The row that settled, excluded or released it. */
  readonly settledRow: number | undefined;
  /** What goes with it, itself included. */
  readonly accounts: readonly number[];
  /** km to the rep and to the owner; undefined where one has no place. */
  readonly km: number | undefined;
  readonly kmBefore: number | undefined;
  readonly signals: readonly SignalPart[];
  /** Reps who are known there, the best known first. */
  readonly known: readonly KnownRep[];
  /** Undefined for accounts that are not planned. */
  readonly alternatives: Alternatives | undefined;
}

const settledWords = new Map<number, SettledWord>([
  [SettledBy.rules, 'rules'],
  [SettledBy.assign, 'assign'],
  [SettledBy.locked, 'locked'],
  [SettledBy.keep, 'keep'],
  [SettledBy.family, 'family'],
  [SettledBy.leave, 'leave'],
]);

export function explainAccount(
  problem: Problem,
  evaluation: Evaluation,
  tools: { readonly ledger: Ledger; readonly units: Units },
  account: AccountIndex,
): AccountExplanation {
  const planned = problem.state[account] === AccountState.planned;
  const rep = evaluation.assignment[account];
  const row = planned ? problem.settledRow[account] : problem.stateRow[account];
  const accounts = planned ? tools.units.of(account) : [account];
  return {
    account,
    change: evaluation.change[account],
    rep,
    previous: previousRepId(problem, account),
    owner: problem.owner[account],
    reason: evaluation.reasonOf(account),
    settled: planned ? settledWords.get(problem.settled[account]) : undefined,
    settledRow: row < 0 ? undefined : row,
    accounts,
    km: kmOf(problem, account, rep),
    kmBefore: kmOf(problem, account, problem.owner[account]),
    signals: signalParts(problem, account),
    known: knownAt(problem, account),
    alternatives: planned ? alternativesFor(tools.ledger, accounts, account) : undefined,
  };
}

function kmOf({ distance }: Problem, account: AccountIndex, rep: RepIndex): number | undefined {
  return rep >= 0 && distance?.hasKm(account, rep) ? distance.km(account, rep) : undefined;
}
