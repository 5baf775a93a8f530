import type { RepSet } from '../model/problem.js';

/** Keeps one copy of each distinct set of reps, so that a million accounts share a few. */
export class RepSetStore {
  readonly sets: RepSet[] = [];
  private readonly byKey = new Map<string, number>();
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
  const numbers = new Array<number>(Math.ceil(mask.length / 15)).fill(0);
  for (let rep = 0; rep < mask.length; rep++) {
    if (mask[rep] === 1) numbers[Math.floor(rep / 15)] |= 1 << (rep % 15);
  }
  return numbers;
}
