import type { HeldUnit } from '../bound/bound.js';
import { DualFunction } from '../bound/dual-function.js';
import type { Layout } from '../model/layout.js';
import type { OpenReps } from '../model/open-reps.js';
import { allUnits } from '../model/unit-sample.js';
import { type AscentPlan, ascend } from '../prices/ascent.js';
import { solveRelaxation } from '../prices/interior/interior-point.js';
import type { PriceScale } from '../prices/price-scale.js';
import { relax } from '../prices/relaxation/relaxation.js';
import { listAll } from '../prices/unit-lists.js';
import { ownArrays } from '../threads/shared-arrays.js';
import type { Shares } from './branch-choice.js';
import { caseGap } from './strengthen.js';

/** Prices found for a case, what they prove, and how much work that was. */
export interface ClimbedCase {
  readonly prices: Float64Array;
  readonly value: number;
  readonly work: number;
}

/** How the cases of a proof are bounded: by what kind of prices, and how these are found. */
export interface CaseBounds {
  readonly open: OpenReps;
  /** Where each unit is at the prices evaluated last: a placement once every unit has one open rep. */
  readonly choice: Int32Array;
  /** Looks at other open reps from now on. */
  restrict(open: OpenReps): void;
  /** True when some load cannot keep its must bounds whatever is chosen. */
  isEmpty(): boolean;
  evaluate(prices: Float64Array): number;
  /** Better prices than those to start from, if any; `shares` is told how they share units between reps. */
  climb(start: Float64Array, shares: Shares, enough: number): ClimbedCase;
  /** Reps that lift the bound by `gap` or more if a unit is held to one of them, at prices evaluated last. */
  ruleOut(prices: Float64Array, gap: number): HeldUnit[];
  /** By how much the bound rises at least if a unit is held to these reps, at prices evaluated last. */
  excess(unit: number, reps: readonly number[], prices: Float64Array): number;
  /** Prices that value a case with everything decided, if not the same. */
  settled(prices: Float64Array): Float64Array;
}

/** How prices of loads are found in each case. */
export type CaseClimb = Pick<
  AscentPlan,
  'resilientSteps' | 'volumeSteps' | 'firstLength' | 'leastReach' | 'stop'
> & { readonly scale: PriceScale };

/** Bounds by prices of loads and cuts. */
export class LoadPriceBounds implements CaseBounds {
  readonly #dual: DualFunction;
  readonly #layout: Layout;
  readonly #climb: CaseClimb;
  readonly #row: Float64Array;

  /** @param climb without volume steps, the relaxation is solved in each case; else prices climb a little */
  constructor(layout: Layout, open: OpenReps, climb: CaseClimb) {
    this.#dual = new DualFunction(layout, open);
    this.#layout = layout;
    this.#climb = climb;
    this.#row = new Float64Array(layout.repCount);
  }

  get open(): OpenReps {
    return this.#dual.open;
  }

  get choice(): Int32Array {
    return this.#dual.choice;
  }

  restrict(open: OpenReps): void {
    this.#dual.restrict(open);
  }

  isEmpty(): boolean {
    return this.#dual.isEmpty();
  }

  evaluate(prices: Float64Array): number {
    return this.#dual.evaluate(prices);
  }

  climb(start: Float64Array, shares: Shares, enough: number): ClimbedCase {
    if (this.#climb.volumeSteps === 0) return this.#solve(start, shares);
    const { scale } = this.#climb;
    const climbed = ascend(
      this.#dual,
      scale,
      start,
      { ...this.#climb, enough },
      (choice, weight) => {
        shares.add(choice, weight);
      },
    );
    return { ...climbed, work: 0 };
  }

  /** The prices of the relaxation within the case, or its parent's where those prove more; with what it shares. */
  #solve(start: Float64Array, shares: Shares): ClimbedCase {
    const layout = this.#layout;
    const dual = this.#dual;
    const lists = listAll(dual);
    const lp = relax(dual, lists, allUnits(layout), { arrays: ownArrays });
    const { stop } = this.#climb;
    const solved = solveRelaxation(lp, start, { gap: caseGap, mostSteps: 40, stop });
    const first = layout.cuts?.first ?? layout.slotCount;
    const prices = solved.prices.map((price, s) => (s < first ? price : Math.max(0, price)));
    for (let u = 0; u < layout.unitCount; u++) {
      const from = lists.open.start[u];
      for (let i = from; i < lists.open.end[u]; i++) {
        shares.set(u, lists.open.reps[i], solved.share[i]);
      }
    }
    const value = dual.evaluate(prices);
    const before = dual.evaluate(start);
    const { work } = solved;
    return value > before ? { prices, value, work } : { prices: start, value: before, work };
  }

  ruleOut(prices: Float64Array, gap: number): HeldUnit[] {
    return ruleOut(this.#dual, prices, gap, this.#row);
  }

  excess(unit: number, reps: readonly number[], prices: Float64Array): number {
    const dual = this.#dual;
    if (dual.ties.isTied[unit] === 1) return 0;
    dual.reducedCosts(unit, prices, this.#row);
    return Math.min(...reps.map((rep) => this.#row[rep])) - dual.minimumOf(unit);
  }

  /** Prices of loads alone value it exactly. */
  settled(prices: Float64Array): Float64Array {
    const { cuts } = this.#layout;
    if (cuts === undefined) return prices;
    return prices.map((price, s) => (s < cuts.first ? price : 0));
  }
}

/** Every rep whose excess alone closes the gap can be left out, except in families, where units do not add up. */
export function ruleOut(
  dual: DualFunction,
  prices: Float64Array,
  gap: number,
  row: Float64Array,
): HeldUnit[] {
  const { reps, start, end } = dual.open;
  const ruledOut: HeldUnit[] = [];
  for (let unit = 0; unit < start.length; unit++) {
    if (end[unit] - start[unit] < 2 || dual.ties.isTied[unit] === 1) continue;
    dual.reducedCosts(unit, prices, row);
    const limit = dual.minimumOf(unit) + gap;
    const open = [...reps.subarray(start[unit], end[unit])];
    const out = open.filter((rep) => row[rep] >= limit);
    if (out.length > 0) ruledOut.push({ unit, reps: out });
  }
  return ruledOut;
}
