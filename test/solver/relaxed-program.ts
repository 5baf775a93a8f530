import { Random } from '../../src/model/random.js';
import { DualFunction } from '../../src/solver/bound/dual-function.js';
import { relaxedModel } from '../../src/solver/lp/models.js';
import { layOut } from '../../src/solver/model/layout.js';
import { allEligible } from '../../src/solver/model/open-reps.js';
import type { LoadCost, Program } from '../../src/solver/model/program.js';
import { allUnits } from '../../src/solver/model/unit-sample.js';
import { type Relaxation, relax } from '../../src/solver/prices/relaxation/relaxation.js';
import { listAll } from '../../src/solver/prices/unit-lists.js';
import { solveByHighs } from './highs.js';
import { randomProgram, type Sizes } from './random-program.js';

/** A random program whose relaxation says all: no families. */
export function unrelated(seed: number, most?: Sizes): Program {
  return { ...randomProgram(seed, most), families: [] };
}

/** One of at least half as many units and reps as may be; the first such at or after the seed. */
export function largeUnrelated(seed: number, most: Sizes): Program {
  for (let next = seed; ; next++) {
    const program = unrelated(next, most);
    const isLarge = program.unitCount * 2 >= most.units && program.repCount * 2 >= most.reps;
    if (isLarge && program.repLoads.length > 0) return program;
  }
}

export function dualOf(program: Program): DualFunction {
  return new DualFunction(layOut(program), allEligible(program));
}

export function relaxWhole(dual: DualFunction, idle?: Uint8Array): Relaxation {
  return relax(dual, listAll(dual), allUnits(dual.layout), { idle });
}

/** The optimum of the linear relaxation by HiGHS; undefined where nothing keeps the must bounds. */
export async function highsValue(dual: DualFunction): Promise<number | undefined> {
  const { model } = relaxedModel(dual);
  const answer = await solveByHighs(model);
  if (answer === undefined) return undefined;
  const scaled = model.columns.reduce((sum, { cost }, at) => sum + cost * answer.values[at], 0);
  // The model counts in thousandths.
  return dual.layout.program.constant + scaled / 1000;
}

/** Prices by row, of any sign, about as large as those that matter and within what `dear` allows. */
export function randomRowPrices(lp: Relaxation, seed: number): Float64Array {
  const random = new Random(seed, 9);
  return Float64Array.from(lp.dear, (dear, s) => {
    let steepest = 0;
    for (let p = lp.pieceStart[s]; p < lp.pieceStart[s + 1]; p++) {
      steepest = Math.max(steepest, Math.abs(lp.slope[p]));
    }
    const usual = steepest > 0 ? steepest : lp.usualPrice[s];
    const price = 2 * usual * (random.fraction() - 0.5);
    return Math.max(-0.9 * dear, Math.min(0.9 * dear, price));
  });
}

/** What the units of a program do not change: what lies below the relaxation's own values. */
export function restOf({ layout, ranges }: DualFunction): number {
  return ranges.low.reduce(
    (sum, low, s) => sum + layout.curves.at(s, low),
    layout.program.constant,
  );
}

/** A bare program of units that any rep may take, for cases at the edge. */
export function bareProgram(
  unitCount: number,
  repCount: number,
  loads: readonly { readonly amount: readonly number[]; readonly cost: LoadCost }[],
): Program {
  const nothing = new Int32Array(unitCount + 1);
  return {
    unitCount,
    repCount,
    constant: 0,
    setOf: new Int32Array(unitCount),
    sets: [Int32Array.from({ length: repCount }, (_, j) => j)],
    homes: { start: nothing, rep: new Int32Array(0), leavingCost: new Float64Array(0) },
    penalties: {
      start: nothing,
      set: new Int32Array(0),
      cost: new Float64Array(0),
      accepted: [],
    },
    distance: undefined,
    repLoads: loads.map(({ amount, cost }, l) => ({
      name: `load:${l}`,
      amount: Float64Array.from(amount),
      groupOf: Int32Array.from({ length: repCount }, (_, j) => j),
      costs: Array.from({ length: repCount }, () => cost),
    })),
    leavingLoads: [],
    families: [],
  };
}

/** |load − target|, within must bounds. */
export function apartFrom(target: number, low = -Infinity, high = Infinity): LoadCost {
  return {
    knots: Float64Array.of(target),
    slopes: Float64Array.of(-1, 1),
    valueAtFirstKnot: 0,
    low,
    high,
    tolerance: 1e-9,
    violationScale: 1,
  };
}
