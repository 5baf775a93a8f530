import type { AssemblyInputs } from '../../assembly/ground.js';
import type { Problem } from '../../model/problem.js';
import { type Conflicts, findConflicts } from './conflict.js';
import type { Asking } from './inquiry.js';
import { type Relaxations, relaxationsFor } from './relaxations.js';

/** Why no plan keeps the must rules, as far as was found out, and what would help. */
export interface Explanation extends Conflicts {
  /** Undefined where none were found, or nothing is in the way. */
  readonly relaxed: Relaxations | undefined;
}

/** Every independent conflict of the must rules, and one set of changes with which all of them hold. */
export async function explainConflicts(
  inputs: AssemblyInputs,
  problem: Problem,
  asking: Asking,
): Promise<Explanation> {
  const found = await findConflicts(inputs, problem, asking);
  const stopped = asking.options.shouldStop?.() === true;
  const nothing = found.settled && found.conflicts.length === 0;
  const relaxed =
    stopped || nothing
      ? undefined
      : await relaxationsFor(inputs, problem, found.conflicts, {
          ...asking,
          near: found.rest ?? asking.near,
        });
  return { ...found, relaxed };
}
