import type { Handover } from '../../transition/handovers.js';
import type { RoleHandover } from '../../transition/role-handovers.js';
import type { Transition } from '../../transition/transition.js';
import type { Names } from './names.js';

/** What playbooks are drawn from. */
export interface PlaybookParts {
  readonly transition: Transition;
  readonly names: Names;
  readonly isAtRisk: (account: number) => boolean;
}

/** A rep's accounts that change hands. */
export interface RepHandovers {
  readonly comes: readonly Handover[];
  readonly goes: readonly Handover[];
  /** Until their reps are ready. */
  readonly looksAfter: readonly Handover[];
  /** In a role, such as SDR. */
  readonly roleComes: readonly RoleHandover[];
  readonly roleGoes: readonly RoleHandover[];
}

/** Whether somebody else looks after an account before its new rep does. */
export function comesLater({ interim, rep }: Handover): boolean {
  return interim >= 0 && interim !== rep;
}
