import type { RepSet } from '../model/problem.js';

/** Keeps one copy of each distinct set of reps, so that a million accounts share a few. */
export class RepSetStore {
  readonly sets: RepSet[] = [];
  private readonly byKey = new Map<string, number>();
  /** The set of each rep alone, -1 where it is not known yet. */
  private ofOne = new Int32Array(0);
  private readonly meets = new Map<number, number>();

  /** The index of the set of reps marked 1. */
  intern(mask: Uint8Array): number {
    const key = String.fromCharCode(...packed(mask));
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const reps: number[] = [];
    for (let rep = 0; rep < mask.length; rep++) if (mask[rep] === 1) reps.push(rep);
    const index = this.sets.length;
    this.sets.push({ reps: Int32Array.from(reps), mask: Uint8Array.from(mask) });
    this.byKey.set(key, index);
    return index;
  }

  /** The index of the set of one rep among so many. */
  internOne(rep: number, repCount: number): number {
    if (this.ofOne.length === 0) this.ofOne = new Int32Array(repCount).fill(-1);
    if (this.ofOne[rep] < 0) {
      const mask = new Uint8Array(repCount);
      mask[rep] = 1;
      this.ofOne[rep] = this.intern(mask);
    }
    return this.ofOne[rep];
  }

  /** The index of the reps that both sets hold. */
  intersect(a: number, b: number): number {
    if (a === b) return a;
    const key = Math.min(a, b) * 4_294_967_296 + Math.max(a, b);
    const known = this.meets.get(key);
    if (known !== undefined) return known;
    const second = this.sets[b].mask;
    const index = this.intern(this.sets[a].mask.map((marked, rep) => marked & second[rep]));
    this.meets.set(key, index);
    return index;
  }
}

/** A mask as 15-bit numbers, small enough to make a map key of. */
function packed(mask: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let start = 0; start < mask.length; start += 15) {
    const end = Math.min(start + 15, mask.length);
    let bits = 0;
    for (let rep = start; rep < end; rep++) bits |= mask[rep] << (rep - start);
    numbers.push(bits);
  }
  return numbers;
}
