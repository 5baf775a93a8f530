import type { Judged as JudgedMeasures } from '../../measures/breach.js';
import type { SincePlan } from './since-plan.js';
import type { Held, Policy } from './types.js';

/** What every check looks at. */
export interface Judged extends JudgedMeasures {
  readonly held: Held;
  readonly policy: Policy;
  /** Undefined without an adopted plan. */
  readonly since: SincePlan | undefined;
}
