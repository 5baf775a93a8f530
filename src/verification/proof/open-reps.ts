import type { Problem } from '../../model/problem.js';
import type { Units } from './units.js';

/** The reps that a case of a proof leaves to each unit: E_i, and less for some units. */
export class OpenReps {
  readonly #problem: Problem;
  readonly #units: Units;
  readonly #narrowed: ReadonlyMap<number, Int32Array>;

  constructor(
    problem: Problem,
    units: Units,
    narrowed: ReadonlyMap<number, Int32Array> = new Map(),
  ) {
    this.#problem = problem;
    this.#units = units;
    this.#narrowed = narrowed;
  }

  /** Ascending. Units with the same E_i share one array, unless narrowed. */
  of(unit: number): Int32Array {
    return this.#narrowed.get(unit) ?? this.#problem.repSets[this.#units.repSet[unit]].reps;
  }

  /** E_i, whatever the case leaves of it. */
  all(unit: number): Int32Array {
    return this.#problem.repSets[this.#units.repSet[unit]].reps;
  }

  /** The same with other reps open to some units. */
  with(changed: ReadonlyMap<number, Int32Array>): OpenReps {
    return new OpenReps(this.#problem, this.#units, new Map([...this.#narrowed, ...changed]));
  }
}
