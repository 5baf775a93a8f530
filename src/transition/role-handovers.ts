import { previousRepId } from '../evaluation/changes.js';
import { changedAsFiled } from '../evaluation/moves-of-note.js';
import type { Change, RoleEvaluation } from '../evaluation/types.js';
import { AccountState, type Problem } from '../model/problem.js';
import { recordsAsFiled } from '../model/table.js';
import { type Handover, type HandoverCalendar, type Wave, waveDays } from './handovers.js';
import { workingDay } from './working-days.js';

/** An account that gets another holder of a role. Reps are indices, -1 for nobody; days are day numbers. */
export interface RoleHandover {
  /** Which of the plan's roles. */
  readonly role: RoleEvaluation;
  readonly account: number;
  readonly change: Change;
  /** Whoever had the role there, live or not; -1 for nobody and for holders who are no reps. */
  readonly previous: number;
  /** The same where they still have the role elsewhere. */
  readonly liveHolder: number;
  readonly hadHolder: boolean;
  readonly holder: number;
  /** Where the account's rep changes as well: that handover, with which this one goes. */
  readonly withRep: Handover | undefined;
  readonly wave: Wave;
  readonly effective: number;
  /** When the new holder calls. */
  readonly due: number;
  readonly letterOn: number;
}

/** All accounts whose holder changes, role by role, in the order of the accounts file. */
export function roleHandoversOf(
  main: Problem,
  roles: readonly RoleEvaluation[],
  handovers: readonly Handover[],
  { effective, holidays, waveOf }: HandoverCalendar,
): readonly RoleHandover[] {
  const withReps = new Map(handovers.map((one) => [one.account, one]));
  return roles.flatMap((role) => {
    const { problem, evaluation } = role;
    const changed = new Set(changedAsFiled(problem, evaluation));
    return recordsAsFiled(main.accounts).flatMap((account): RoleHandover[] => {
      // Released accounts have nobody in any role; the role's own problem leaves them out.
      const isReleased = main.state[account] === AccountState.released;
      const hadHolder = previousRepId(problem, account) !== '';
      if (!changed.has(account) && !(isReleased && hadHolder)) return [];
      const withRep = withReps.get(account);
      const liveHolder = problem.liveOwner[account];
      const wave = withRep?.wave ?? waveOf(account, liveHolder >= 0);
      const from = withRep?.effective ?? effective;
      return [
        {
          role,
          account,
          change: isReleased ? 'released' : evaluation.change[account],
          previous: problem.owner[account],
          liveHolder,
          hadHolder,
          holder: isReleased ? -1 : evaluation.assignment[account],
          withRep,
          wave,
          effective: from,
          due: withRep?.due ?? workingDay(from, waveDays[wave].calls, holidays),
          letterOn: withRep?.letterOn ?? workingDay(from, waveDays[wave].letters, holidays),
        },
      ];
    });
  });
}

/** Whoever else looks after an account by the plan, role by role. */
export function holdersAt(
  roles: readonly RoleEvaluation[],
  account: number,
): readonly { readonly role: RoleEvaluation; readonly holder: number }[] {
  return roles.flatMap((role) => {
    const holder = role.role.rowOf[account] < 0 ? -1 : role.evaluation.assignment[account];
    return holder < 0 ? [] : [{ role, holder }];
  });
}
