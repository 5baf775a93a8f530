import { lagrangianBound } from '../bound/bound.js';
import { type Layout, layOut, multipliersOf } from '../model/layout.js';
import { Curves } from '../model/load-cost.js';
import { allEligible, type OpenReps } from '../model/open-reps.js';
import type { LeastCost, LoadCost, Program } from '../model/program.js';
import { climbFrom } from './climb-from.js';

/** How much work a bound may take. */
export interface WarmWork {
  /** A bound by the prices it begins with that reaches this is good enough: better ones are not sought. */
  readonly enough: number;
}

/** A bound, and whether better prices were sought for it. */
export interface WarmBound extends LeastCost {
  readonly climbed: boolean;
}

/** What a program with these prices to begin with costs at least, by prices alone. */
export function warmBound(
  program: Program,
  prices: Float64Array,
  work: WarmWork,
  stop: () => boolean,
): WarmBound {
  const layout = layOut(program);
  return boundOf(layout, allEligible(program), prices, work, stop);
}

/** Bounds of one program without some of its loads. */
export class FreedBounds {
  readonly #layout: Layout;
  readonly #open: OpenReps;
  readonly #prices: Float64Array;

  /** `prices` of the whole program, by slot. */
  constructor(program: Program, prices: Float64Array) {
    this.#layout = layOut(program);
    this.#open = allEligible(program);
    this.#prices = prices;
  }

  /** What plans cost at least that need not keep anything in these slots; their prices are 0. */
  without(slots: readonly number[], work: WarmWork, stop: () => boolean): WarmBound {
    const slotCosts = [...this.#layout.slotCosts];
    const prices = Float64Array.from(this.#prices);
    for (const slot of slots) {
      slotCosts[slot] = free;
      prices[slot] = 0;
    }
    const layout = { ...this.#layout, slotCosts, curves: new Curves(slotCosts) };
    return boundOf(layout, this.#open, prices, work, stop);
  }
}

const free: LoadCost = {
  knots: new Float64Array(1),
  slopes: new Float64Array(2),
  valueAtFirstKnot: 0,
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  tolerance: 0,
  violationScale: 1,
};

function boundOf(
  layout: Layout,
  open: OpenReps,
  start: Float64Array,
  { enough }: WarmWork,
  stop: () => boolean,
): WarmBound {
  const bound = lagrangianBound(layout, open, start);
  const first = { bound, multipliers: multipliersOf(layout.program, start) };
  if (bound >= enough) return { ...first, climbed: false };
  const climbed = climbFrom(layout, open, start, stop);
  const better = lagrangianBound(layout, open, climbed);
  return better > bound
    ? { bound: better, multipliers: multipliersOf(layout.program, climbed), climbed: true }
    : { ...first, climbed: true };
}
