import type { Layout } from '../layout.js';

/** What families that are split cost in a placement, and would if it changed. */
export class FamilyCosts {
  readonly #layout: Layout;
  readonly #place: Int32Array;

  /** `place` is read whenever something is asked. */
  constructor(layout: Layout, place: Int32Array) {
    this.#layout = layout;
    this.#place = place;
  }

  total(): number {
    let sum = 0;
    this.#layout.program.families.forEach((family, f) => {
      if (!this.#heldBy(f, -1, -1, -1, -1)) sum += family.splitCost;
    });
    return sum;
  }

  /** What `unit` going to `rep`, and `other` (-1: none) to `otherRep`, would add. */
  delta(unit: number, rep: number, other: number, otherRep: number): number {
    const { start, family } = this.#layout.familiesOf;
    const { families } = this.#layout.program;
    let delta = 0;
    for (let e = start[unit]; e < start[unit + 1]; e++) {
      const f = family[e];
      if (!this.#heldBy(f, -1, -1, -1, -1)) delta -= families[f].splitCost;
      if (!this.#heldBy(f, unit, rep, other, otherRep)) delta += families[f].splitCost;
    }
    if (other < 0) return delta;
    for (let e = start[other]; e < start[other + 1]; e++) {
      const f = family[e];
      if (families[f].units.includes(unit)) continue;
      if (!this.#heldBy(f, -1, -1, -1, -1)) delta -= families[f].splitCost;
      if (!this.#heldBy(f, unit, rep, other, otherRep)) delta += families[f].splitCost;
    }
    return delta;
  }

  /** Whether one rep would have the whole family, were `unit` at `rep` and `other` at `otherRep`. */
  #heldBy(f: number, unit: number, rep: number, other: number, otherRep: number): boolean {
    const { units } = this.#layout.program.families[f];
    let holder = -1;
    for (let i = 0; i < units.length; i++) {
      const u = units[i];
      const at = u === unit ? rep : u === other ? otherRep : this.#place[u];
      if (i > 0 && at !== holder) return false;
      holder = at;
    }
    return true;
  }
}
