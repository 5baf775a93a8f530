import { previousRepId } from '../evaluation/changes.js';
import { changedAsFiled } from '../evaluation/moves-of-note.js';
import type { Change, Evaluation } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { type Holidays, workingDay } from './working-days.js';

/** The wave in which customers are called: 1 first. */
export type Wave = 1 | 2 | 3;

/** Working days after the effective date on which each wave's letters go out, and on which it is called. */
export const waveDays: Readonly<
  Record<Wave, { readonly letters: number; readonly calls: number }>
> = {
  1: { letters: 0, calls: 1 },
  2: { letters: 5, calls: 5 },
  3: { letters: 15, calls: 15 },
};

/** What a rebalanced plan says itself of an account that changes hands; days are day numbers. */
export interface PlannedHandover {
  readonly wave: Wave | undefined;
  readonly due: number | undefined;
  readonly effective: number | undefined;
  /** rep_id; empty where there is none. */
  readonly interim: string;
  readonly interimUntil: number | undefined;
}

/** An account that changes hands. Reps are indices, -1 for nobody; days are day numbers. */
export interface Handover {
  readonly account: number;
  readonly change: Change;
  /** Whoever had it, live or not; -1 for nobody and for owners who are no reps. */
  readonly previous: number;
  /** The same where live. */
  readonly liveOwner: number;
  /** Whether somebody had it, rep or not. */
  readonly hadOwner: boolean;
  readonly rep: number;
  readonly interim: number;
  /** Until when the interim owner has it; undefined where that is open. */
  readonly interimUntil: number | undefined;
  readonly wave: Wave;
  readonly effective: number;
  /** When it is called. */
  readonly due: number;
  /** When its letter goes out. */
  readonly letterOn: number;
}

/** What the dates of a handover follow from. */
export interface HandoverCalendar {
  readonly effective: number;
  readonly holidays: Holidays;
  /** @param leavesLive whether whoever has it now is there to close what is late */
  readonly waveOf: (account: number, leavesLive: boolean) => Wave;
  /** What the plan says itself, by account_id. */
  readonly planned: ReadonlyMap<string, PlannedHandover>;
}

/** All accounts that change hands, in the order of the accounts file. */
export function handoversOf(
  problem: Problem,
  evaluation: Evaluation,
  { effective, holidays, waveOf, planned }: HandoverCalendar,
): readonly Handover[] {
  const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
  return changedAsFiled(problem, evaluation).map((account) => {
    const told = planned.get(problem.accountIds[account]);
    const wave = told?.wave ?? waveOf(account, problem.liveOwner[account] >= 0);
    const from = told?.effective ?? effective;
    return {
      account,
      change: evaluation.change[account],
      previous: problem.owner[account],
      liveOwner: problem.liveOwner[account],
      hadOwner: previousRepId(problem, account) !== '',
      rep: evaluation.assignment[account],
      interim: repOf.get(told?.interim ?? '') ?? -1,
      interimUntil: told?.interimUntil,
      wave,
      effective: from,
      due: told?.due ?? workingDay(from, waveDays[wave].calls, holidays),
      letterOn: workingDay(from, waveDays[wave].letters, holidays),
    };
  });
}
