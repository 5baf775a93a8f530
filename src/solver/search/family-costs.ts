import type { Layout } from '../model/layout.js';

/** Up to so many members it is quicker to look at each; and up to so many more where counts of all would fill memory. */
const fewMembers = 8;
const someMembers = 64;
/** Counts of large families, by rep, that are worth their memory. */
const mostCounts = 2 ** 24;

/**
 * What families that are split cost in a placement, and would if it changed.
 * A large family is not gone through at each question: how many of it each rep
 * has is kept as units move.
 */
export class FamilyCosts {
  readonly #layout: Layout;
  readonly #place: Int32Array;
  /** By family: how many members each rep has; undefined where they are few. */
  readonly #held: readonly (Int32Array | undefined)[];

  /** `place` is read whenever something is asked, −1 for what has no place yet; large families are told of changes by `move`. */
  constructor(layout: Layout, place: Int32Array) {
    this.#layout = layout;
    this.#place = place;
    const { families } = layout.program;
    const large = families.filter(({ units }) => units.length > fewMembers).length;
    const few = large * layout.repCount <= mostCounts ? fewMembers : someMembers;
    this.#held = families.map(({ units }) =>
      units.length > few ? new Int32Array(layout.repCount) : undefined,
    );
    this.recount();
  }

  /** Takes the whole placement afresh. */
  recount(): void {
    this.#held.forEach((held, f) => {
      if (held === undefined) return;
      held.fill(0);
      for (const u of this.#layout.program.families[f].units) {
        if (this.#place[u] >= 0) held[this.#place[u]]++;
      }
    });
  }

  /** A unit has gone from one rep to another (−1: none). */
  move(unit: number, from: number, to: number): void {
    const { start, family } = this.#layout.familiesOf;
    for (let e = start[unit]; e < start[unit + 1]; e++) {
      const held = this.#held[family[e]];
      if (held === undefined) continue;
      if (from >= 0) held[from]--;
      if (to >= 0) held[to]++;
    }
  }

  total(): number {
    let sum = 0;
    this.#layout.program.families.forEach((family, f) => {
      if (!this.#isWhole(f)) sum += family.splitCost;
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
      const alsoOther = other >= 0 && this.#isOf(other, f);
      if (!this.#isWhole(f)) delta -= families[f].splitCost;
      if (!this.#wouldBeWhole(f, unit, rep, alsoOther ? other : -1, otherRep)) {
        delta += families[f].splitCost;
      }
    }
    if (other < 0) return delta;
    for (let e = start[other]; e < start[other + 1]; e++) {
      const f = family[e];
      if (this.#isOf(unit, f)) continue;
      if (!this.#isWhole(f)) delta -= families[f].splitCost;
      if (!this.#wouldBeWhole(f, other, otherRep, -1, -1)) delta += families[f].splitCost;
    }
    return delta;
  }

  /** Split costs of the unit's families in which somebody already placed is elsewhere than `rep`. */
  apartFrom(unit: number, rep: number): number {
    const { start, family } = this.#layout.familiesOf;
    let cost = 0;
    for (let e = start[unit]; e < start[unit + 1]; e++) {
      const f = family[e];
      const { units, splitCost } = this.#layout.program.families[f];
      const held = this.#held[f];
      const isApart =
        held === undefined
          ? units.some((other) => this.#place[other] >= 0 && this.#place[other] !== rep)
          : held.some((count, j) => count > 0 && j !== rep);
      if (isApart) cost += splitCost;
    }
    return cost;
  }

  #isOf(unit: number, wanted: number): boolean {
    const { start, family } = this.#layout.familiesOf;
    for (let e = start[unit]; e < start[unit + 1]; e++) if (family[e] === wanted) return true;
    return false;
  }

  /** Whether one rep has the whole family. */
  #isWhole(f: number): boolean {
    const { units } = this.#layout.program.families[f];
    const holder = this.#place[units[0]];
    const held = this.#held[f];
    if (held !== undefined) return holder >= 0 && held[holder] === units.length;
    for (let i = 1; i < units.length; i++) if (this.#place[units[i]] !== holder) return false;
    return true;
  }

  /** Whether it would, were `unit` of it at `rep` and `other` of it (−1: none) at `otherRep`. */
  #wouldBeWhole(f: number, unit: number, rep: number, other: number, otherRep: number): boolean {
    if (other >= 0 && otherRep !== rep) return false;
    const { units } = this.#layout.program.families[f];
    const held = this.#held[f];
    if (held !== undefined) {
      let count = held[rep];
      if (this.#place[unit] !== rep) count++;
      if (other >= 0 && this.#place[other] !== rep) count++;
      return count === units.length;
    }
    for (let i = 0; i < units.length; i++) {
      const u = units[i];
      if (u !== unit && u !== other && this.#place[u] !== rep) return false;
    }
    return true;
  }
}
