import { type MoveCause, moveCauses } from '../evaluation/decision.js';
import { type RoleChange, roleChangesOf } from '../evaluation/role-changes.js';
import type { RoleEvaluation } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { type Handover, type HandoverCalendar, type Wave, waveDays } from './handovers.js';
import { workingDay } from './working-days.js';

/** An account that gets another holder of a role. Reps are indices, -1 for nobody; days are day numbers. */
export interface RoleHandover extends RoleChange {
  /** Which of the plan's roles. */
  readonly role: RoleEvaluation;
  /** Whoever had the role there, live or not; -1 for nobody and for holders who are no reps. */
  readonly previous: number;
  /** The same where they still have the role elsewhere. */
  readonly liveHolder: number;
  /** What decided that it left a holder who stays. */
  readonly cause: MoveCause | undefined;
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
    const causeOf = moveCauses(role.problem, role.evaluation.assignment);
    return roleChangesOf(main, role).map((one): RoleHandover => {
      const { account } = one;
      const withRep = withReps.get(account);
      const liveHolder = role.problem.liveOwner[account];
      const wave = withRep?.wave ?? waveOf(account, liveHolder >= 0);
      const from = withRep?.effective ?? effective;
      return {
        ...one,
        role,
        previous: role.problem.owner[account],
        liveHolder,
        cause: causeOf(account),
        withRep,
        wave,
        effective: from,
        due: withRep?.due ?? workingDay(from, waveDays[wave].calls, holidays),
        letterOn: withRep?.letterOn ?? workingDay(from, waveDays[wave].letters, holidays),
      };
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
