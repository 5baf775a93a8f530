import type { Assignment } from '../../model/assignment.js';
import type { Problem } from '../../model/problem.js';
import type { SincePlan } from './since-plan.js';
import type { Held, Policy } from './types.js';

/** What every check looks at. */
export interface Judged {
  readonly problem: Problem;
  /** Live reps of the planned accounts; -1 for nobody. */
  readonly assignment: Assignment;
  readonly held: Held;
  readonly policy: Policy;
  /** Undefined without an adopted plan. */
  readonly since: SincePlan | undefined;
}
