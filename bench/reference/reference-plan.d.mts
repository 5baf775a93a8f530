import type { Problem } from '../../src/model/problem.js';

/** The plain plan that no plan of carve's may be worse than. */
export declare function referencePlan(problem: Problem): {
  /** A rep by account, -1 for nobody. */
  readonly assignment: Int32Array;
  readonly objective: number;
  /** 0 where all must rules are kept. */
  readonly violation: number;
};
