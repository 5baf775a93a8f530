import { once, type Step } from '../../measures/tracked.js';
import { AccountState, type Problem, SettledBy } from '../../model/problem.js';
import type { AccountIndex, RepIndex } from '../../model/units.js';
import { previousRepId } from '../changes.js';
import { type Decision, decisionOf } from '../decision.js';
import { type PiecesHeld, piecesByRow, type RowPieces } from '../story/pieces.js';
import type { Evaluation, Territory } from '../types.js';
import { Ledger } from './ledger.js';

/** Why a rep gains or loses an account: as facts, for its words say nothing of how others stand. */
export type RepReason =
  | { readonly kind: 'unowned' | 'owner gone' | 'takes none' | 'nobody' }
  | { readonly kind: 'assigned' | 'released'; readonly row: number }
  /** What decided between the former owner and whoever gets it, as moves.csv has it. */
  | { readonly kind: 'decided'; readonly decision: Decision; readonly step: Step };

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
  /** Their pieces by each contiguous row that concerns them. */
  readonly pieces: readonly (PiecesHeld & Pick<RowPieces, 'measure'>)[];
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
  const known: Known = { problem, ledger: once(() => new Ledger(problem, assignment)) };
  const books = new Map(reps.map((rep) => [rep, noAccounts()]));
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
      const why = gainReason(known, account, has);
      taker.gains.push({ account, other: had, otherId, why });
    }
    if (giver !== undefined) {
      const otherId = has < 0 ? '' : problem.repIds[has];
      const why = lossReason(known, account, has);
      giver.losses.push({ account, other: has, otherId, why });
    }
  }
  const greatestFirst = (a: RepAccount, b: RepAccount): number =>
    problem.potential[b.account] - problem.potential[a.account] || a.account - b.account;
  const rows = piecesByRow(problem, assignment);
  return reps.map((rep) => {
    const { gains, losses, kept } = books.get(rep) ?? noAccounts();
    gains.sort(greatestFirst);
    losses.sort(greatestFirst);
    const pieces = rows
      .filter((row) => row.reps.includes(rep))
      .map(({ measure, of }) => ({ measure, ...of([rep]) }));
    return { rep, territory: territories[rep], gains, losses, kept, pieces };
  });
}

function noAccounts(): { gains: RepAccount[]; losses: RepAccount[]; kept: number } {
  return { gains: [], losses: [], kept: 0 };
}

interface Known {
  readonly problem: Problem;
  readonly ledger: () => Ledger;
}

function gainReason(known: Known, account: AccountIndex, rep: RepIndex): RepReason {
  const { problem } = known;
  if (previousRepId(problem, account) === '')
    return settledReason(problem, account) ?? { kind: 'unowned' };
  if (problem.liveOwner[account] < 0)
    return settledReason(problem, account) ?? { kind: 'owner gone' };
  return decided(known, account, rep);
}

function lossReason(known: Known, account: AccountIndex, to: RepIndex): RepReason {
  const { problem } = known;
  if (problem.state[account] === AccountState.released) {
    return { kind: 'released', row: problem.stateRow[account] };
  }
  if (problem.liveOwner[account] < 0) return { kind: 'takes none' };
  return to < 0 ? { kind: 'nobody' } : decided(known, account, to);
}

function settledReason(problem: Problem, account: AccountIndex): RepReason | undefined {
  return problem.settled[account] === SettledBy.assign
    ? { kind: 'assigned', row: problem.settledRow[account] }
    : undefined;
}

function decided({ problem, ledger }: Known, account: AccountIndex, rep: RepIndex): RepReason {
  const assigned = settledReason(problem, account);
  if (assigned !== undefined) return assigned;
  const step = { account, from: rep, to: problem.liveOwner[account] };
  return { kind: 'decided', decision: decisionOf(problem, ledger(), step), step };
}
