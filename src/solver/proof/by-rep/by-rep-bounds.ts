import { type HeldUnit, ReducedCosts } from '../../bound/bound.js';
import { type Layout, multipliersOf } from '../../model/layout.js';
import type { OpenReps } from '../../model/open-reps.js';
import type { PriceProof, RepGrid } from '../../model/program.js';
import type { PriceScale } from '../../prices/price-scale.js';
import type { Shares } from '../branch-choice.js';
import type { CaseBounds, ClimbedCase } from '../case-bounds.js';
import { leastReduced } from './by-rep-bound.js';
import { ByRepDual, type ByRepTables } from './by-rep-dual.js';
import { climbByRep } from './climb-by-rep.js';

/** Steps of dynamic programs that take as long as an entry of a relaxation in one of its steps. */
const stepsPerEntry = 500;

export interface ByRepPlan {
  readonly grids: readonly (RepGrid | undefined)[];
  readonly scale: PriceScale;
  /** By unit, the size of step of its price that matters. */
  readonly unitStep: number;
  /** Prices of slots in grids; they stay. */
  readonly fixed: Float64Array;
  /** Looks at all sets, in each climb. */
  readonly looks: number;
  readonly stop: () => boolean;
}

/** Bounds by prices of units and loads, those of units first. */
export class ByRepBounds implements CaseBounds {
  readonly #layout: Layout;
  readonly #plan: ByRepPlan;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #step: Float64Array;
  readonly choice: Int32Array;
  #dual: ByRepDual;
  #value = -Infinity;
  /** What is proven at the least where a unit is held to a rep, row-major, by the last `ruleOut`. */
  #held = new Float64Array(0);

  constructor(layout: Layout, open: OpenReps, plan: ByRepPlan) {
    const { unitCount, slotCount } = layout;
    this.#layout = layout;
    this.#plan = plan;
    this.choice = new Int32Array(unitCount);
    this.#low = new Float64Array(unitCount + slotCount).fill(-Infinity);
    this.#high = new Float64Array(unitCount + slotCount).fill(Infinity);
    this.#step = new Float64Array(unitCount + slotCount).fill(plan.unitStep);
    this.#low.set(plan.scale.low, unitCount);
    this.#high.set(plan.scale.high, unitCount);
    this.#step.set(plan.scale.step, unitCount);
    for (const grid of plan.grids) if (grid !== undefined) this.#step[unitCount + grid.slot] = 0;
    this.#dual = this.#dualOf(open);
  }

  #dualOf(open: OpenReps): ByRepDual {
    const { grids, fixed, scale } = this.#plan;
    const isPriced = (slot: number): boolean =>
      fixed[slot] !== 0 || scale.low[slot] < 0 || scale.high[slot] > 0;
    return new ByRepDual(this.#layout, open, grids, fixed, isPriced);
  }

  get open(): OpenReps {
    return this.#dual.open;
  }

  restrict(open: OpenReps): void {
    this.#dual = this.#dualOf(open);
  }

  isEmpty(): boolean {
    return this.#dual.isEmpty();
  }

  evaluate(prices: Float64Array): number {
    this.#value = this.#dual.evaluate(prices);
    this.#dual.choose(this.choice);
    return this.#value;
  }

  climb(start: Float64Array, shares: Shares, enough: number): ClimbedCase {
    return this.climbFor(this.#plan.looks, start, shares, enough);
  }

  climbFor(mostLooks: number, start: Float64Array, shares: Shares, enough: number): ClimbedCase {
    const { stop } = this.#plan;
    const limits = { low: this.#low, high: this.#high, step: this.#step };
    const plan = { ...limits, mostLooks, aim: enough, enough, stop };
    const climbed = climbByRep(this.#dual, start, plan, (weight) => {
      const counted = shares.fade(weight);
      this.#dual.eachTaken((unit, rep) => {
        shares.count(unit, rep, counted);
      });
    });
    return { ...climbed, work: ((climbed.looks + 5) * this.#dual.work) / stepsPerEntry };
  }

  ruleOut(prices: Float64Array, gap: number): HeldUnit[] {
    const { repCount } = this.#layout;
    const { reps, start, end } = this.open;
    const excess = this.#dual.excess(prices);
    const ruledOut: HeldUnit[] = [];
    for (let unit = 0; unit < start.length; unit++) {
      const open = [...reps.subarray(start[unit], end[unit])];
      const of = (rep: number): number => excess[unit * repCount + rep];
      // Where none is left, one that is ruled out as well stays, to prove the case with.
      const best = open.reduce((a, b) => (of(b) < of(a) ? b : a));
      const out = open.filter((rep) => rep !== best && of(rep) >= gap);
      if (out.length > 0) ruledOut.push({ unit, reps: out });
    }
    this.#held = excess.map((more) => this.#value + more);
    return ruledOut;
  }

  excess(unit: number, reps: readonly number[]): number {
    const least = Math.min(...reps.map((rep) => this.#held[unit * this.#layout.repCount + rep]));
    return least - this.#value;
  }

  settled(prices: Float64Array): Float64Array {
    return prices;
  }

  /** What sets are made of at such prices. */
  tables(prices: Float64Array): ByRepTables {
    return this.#dual.tables(prices);
  }

  /** The proof that such prices are. */
  proofBy(prices: Float64Array): PriceProof {
    const { unitCount, program } = this.#layout;
    const ofSlots = prices.slice(unitCount);
    const row = new ReducedCosts(this.#layout, this.open, ofSlots);
    const above = prices
      .slice(0, unitCount)
      .map((price, u) => price - leastReduced(this.#layout, row, u));
    return {
      multipliers: multipliersOf(program, ofSlots),
      byRep: { prices: above, grids: this.#plan.grids },
    };
  }
}
