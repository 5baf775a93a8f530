import type { AssemblyInputs } from '../assembly/ground.js';
import type { Problem } from '../model/problem.js';
import type { PlanInputs, PlanJson } from '../reports/plan-json.js';

/** A plan folder as it is found. */
export interface PlanFolder {
  readonly plan: PlanJson;
  /** plan.json, and those of the files it names that are there. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Why the others cannot be looked at, by file; those not told of are not there. */
  readonly missing?: ReadonlyMap<string, string>;
  /** The inputs that are there, by what they are. */
  readonly inputs: ReadonlyMap<
    keyof PlanInputs,
    { readonly name: string; readonly bytes: Uint8Array }
  >;
  /** What the inputs come to under the plan's options; undefined where they cannot be read. */
  readonly read: ReadInputs | undefined;
  /** What could not be looked at, and why. */
  readonly unreadable: readonly string[];
}

export interface ReadInputs {
  readonly problem: Problem;
  /** What it was assembled from, to do so again without some rows. */
  readonly assembled: AssemblyInputs;
  readonly rows: Readonly<Record<keyof PlanInputs, number>>;
  /** Rules that were drafted. */
  readonly drafted: readonly unknown[];
}
