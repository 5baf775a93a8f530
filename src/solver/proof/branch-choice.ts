import type { OpenReps } from '../model/open-reps.js';

/**
 * How often each unit was at each rep over the ascent, the newest counting
 * most: an approximate solution of the linear relaxation, which tells where
 * branching parts what is really divided.
 */
export class Shares {
  readonly #repCount: number;
  readonly #share: Float64Array;
  /** Instead of shrinking every share, each newer one weighs more. */
  #weight = 1;

  constructor(unitCount: number, repCount: number) {
    this.#repCount = repCount;
    this.#share = new Float64Array(unitCount * repCount);
  }

  clear(): void {
    this.#share.fill(0);
    this.#weight = 1;
  }

  add(choice: Int32Array, weight: number): void {
    const counted = this.fade(weight);
    for (let u = 0; u < choice.length; u++) this.count(u, choice[u], counted);
  }

  /** What follows counts with this weight, and all before the less. */
  fade(weight: number): number {
    if (weight < 1) this.#weight /= 1 - weight;
    if (this.#weight > 1e100) this.#rescale();
    return this.#weight * weight;
  }

  /** @param counted as `fade` answered */
  count(unit: number, rep: number, counted: number): void {
    this.#share[unit * this.#repCount + rep] += counted;
  }

  set(unit: number, rep: number, share: number): void {
    this.#share[unit * this.#repCount + rep] = share;
  }

  of(unit: number, rep: number): number {
    return this.#share[unit * this.#repCount + rep];
  }

  #rescale(): void {
    for (let i = 0; i < this.#share.length; i++) this.#share[i] /= this.#weight;
    this.#weight = 1;
  }
}

export interface BranchChoice {
  readonly unit: number;
  /** Parts of the unit's open reps: the likeliest alone, the others together. */
  readonly parts: readonly (readonly number[])[];
}

/**
 * The unit to branch on: the one whose being divided hides most, that is the
 * part of it away from its main rep (a fifth is plenty) times what it weighs at usual prices.
 * Undefined when every unit has one rep left.
 */
export function chooseBranch(
  open: OpenReps,
  shares: Shares,
  unitWeight: Float64Array,
): BranchChoice | undefined {
  const { reps, start, end } = open;
  let bestScore = -1;
  let unit = -1;
  for (let u = 0; u < unitWeight.length; u++) {
    if (end[u] - start[u] < 2) continue;
    let sum = 0;
    let most = 0;
    for (let i = start[u]; i < end[u]; i++) {
      const share = shares.of(u, reps[i]);
      sum += share;
      if (share > most) most = share;
    }
    const divided = sum > 0 ? 1 - most / sum : 0;
    const score = Math.min(divided + 1e-3, 0.2) * unitWeight[u];
    if (score > bestScore) {
      bestScore = score;
      unit = u;
    }
  }
  return unit < 0 ? undefined : { unit, parts: partsOf(open, shares, unit) };
}

function partsOf({ reps, start, end }: OpenReps, shares: Shares, unit: number): number[][] {
  const own = [...reps.subarray(start[unit], end[unit])];
  if (own.length <= 3) return own.map((rep) => [rep]);
  const ranked = own.sort((a, b) => shares.of(unit, b) - shares.of(unit, a) || a - b);
  return [[ranked[0]], [ranked[1]], ranked.slice(2).sort((a, b) => a - b)];
}
