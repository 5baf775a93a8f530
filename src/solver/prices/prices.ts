import { DualFunction } from '../bound/dual-function.js';
import type { UnitLists } from '../model/open-reps.js';
import { repClasses } from '../model/rep-classes.js';
import { allUnits, sampleUnits, type UnitSample } from '../model/unit-sample.js';
import type { WorkerPool } from '../threads/worker-pool.js';
import { costlessSlots, freeSlots, idleSlots } from './idle-slots.js';
import { solveRelaxation } from './interior/interior-point.js';
import type { PriceBudget } from './price-rounds.js';
import { relaxByClass } from './relaxation/by-class.js';
import { relax } from './relaxation/relaxation.js';
import { shareOut } from './relaxation/share-out.js';
import { climb } from './smooth/climb.js';
import { type Earlier, listAll } from './unit-lists.js';

/** Prices, what they prove, and how the relaxation shares units between reps at them. */
export interface Priced {
  readonly prices: Float64Array;
  readonly value: number;
  readonly lists: UnitLists;
  /** By entry of the lists; units not listed have none. */
  readonly share: Float64Array;
  /** Where further rounds go on from; undefined: there is nothing further to climb. */
  readonly further: Further | undefined;
}

interface Further {
  readonly roundsDone: number;
  readonly prices: Float64Array;
  readonly earlier: Earlier | undefined;
  readonly idle: Uint8Array;
}

/**
 * The best prices found for the whole program: those of the linear relaxation
 * where it is small enough to solve it whole, or where reps are so alike that
 * it is by classes; else by rounds over short lists
 * of reps, first for a sample of the units. After each round one look at all
 * reps of its units tells what its prices really prove.
 *
 * @param from what a lesser effort found, whose rounds are not gone through again
 */
export function findPrices(
  dual: DualFunction,
  budget: PriceBudget,
  workers: WorkerPool,
  stop: () => boolean,
  from?: Priced,
): Priced {
  if (from !== undefined) {
    const { further } = from;
    const isDone = further === undefined || further.roundsDone >= budget.rounds.length || stop();
    return isDone ? from : climbRounds({ dual, budget, workers, stop }, further, from);
  }
  const { layout } = dual;
  const zero = new Float64Array(layout.slotCount);
  const free = { prices: zero, value: dual.evaluate(zero) };
  const whole = budget.exactly ? solveWhole(dual, budget, stop) : solveByClass(dual, budget, stop);
  if (whole !== undefined) return bestOf(whole, free);
  // Bounds that cost nothing until they are met are left for the rounds that know which are.
  const further = {
    roundsDone: 0,
    prices: zero,
    earlier: undefined,
    idle: costlessSlots(layout),
  };
  return bestOf(climbRounds({ dual, budget, workers, stop }, further), free);
}

/** Prices to be found, and how. */
interface PriceTask {
  readonly dual: DualFunction;
  readonly budget: PriceBudget;
  readonly workers: WorkerPool;
  readonly stop: () => boolean;
}

/** The rounds still to do; the first of all is done whatever is left of the time. */
function climbRounds(task: PriceTask, further: Further, before?: Priced): Priced {
  const { dual, workers, stop } = task;
  const { rounds } = task.budget;
  const { layout } = dual;
  let { prices, earlier, idle } = further;
  let best = before;
  for (let done = further.roundsDone; done < rounds.length; done++) {
    const round = rounds[done];
    if (best !== undefined && stop()) {
      return done === further.roundsDone ? best : { ...best, value: dual.evaluate(best.prices) };
    }
    const sample = sampleUnits(layout, round.units);
    const { units } = sample;
    const lists = workers.list(dual, { prices, units, plan: round.lists, earlier });
    const lp = relax(dual, lists, sample, { idle });
    const plan = { levels: round.levels, stop };
    const climbed = climb(
      lp,
      prices,
      round.some === undefined
        ? plan
        : { ...plan, some: { ...round.some, units: sampleUnits(layout, round.some.units) } },
      workers,
    );
    const isLast = done === rounds.length - 1;
    const isWhole = isLast || sample.units.length === layout.unitCount;
    const judge = isWhole ? dual : sampled(dual, sample);
    const start = { prices, value: judge.evaluate(prices) };
    const reached = alongTheWay(judge, start, climbed.prices);
    prices = reached.prices;
    earlier = { lists, share: climbed.share, prices: climbed.prices };
    idle = idleSlots(layout, lists, climbed.share, sample);
    const next = { roundsDone: done + 1, prices, earlier, idle };
    best = { ...reached, lists, share: climbed.share, further: next };
  }
  if (best === undefined) throw new Error('there is a round');
  return best;
}

/** Prices of 0 stay where nothing beats them clearly, since they alone prove an optimum of exactly 0. */
function bestOf(best: Priced, free: PricedPoint): Priced {
  return best.value > free.value + 1e-12 ? best : { ...best, ...free };
}

/** The dual of a sample of the units, with all their reps: what is proven, about, at a part of the price. */
function sampled({ layout, open, ranges }: DualFunction, sample: UnitSample): DualFunction {
  return new DualFunction(layout, open, { sample, ranges });
}

interface PricedPoint {
  readonly prices: Float64Array;
  readonly value: number;
}

/**
 * The best of a few points from `start` to where the lists led. What they do
 * not hold may have pulled prices too far; the dual is concave, so if the end
 * is no good the way there is a hill.
 */
function alongTheWay(dual: DualFunction, start: PricedPoint, end: Float64Array): PricedPoint {
  const at = (part: number): PricedPoint => {
    const prices = end.map((price, s) => start.prices[s] + part * (price - start.prices[s]));
    return { prices, value: dual.evaluate(prices) };
  };
  const whole = at(1);
  if (whole.value > start.value) return whole;
  const half = at(0.5);
  // The vertex of the parabola through the three.
  const bend = whole.value - 2 * half.value + start.value;
  const slope = 2 * half.value - 0.5 * whole.value - 1.5 * start.value;
  const vertex = bend < 0 ? Math.min(1.2, Math.max(0.1, -slope / (2 * bend))) : 1;
  const third = at(vertex);
  return [half, third].reduce((a, b) => (b.value > a.value ? b : a), start);
}

/** Where reps are alike, by classes of them; else undefined. */
function solveByClass(
  dual: DualFunction,
  budget: PriceBudget,
  stop: () => boolean,
): Priced | undefined {
  const { layout } = dual;
  const classes = repClasses(layout.program);
  if (classes === undefined) return undefined;
  const sample = sampleUnits(layout, mostByClass);
  const relaxed = relaxByClass(dual, classes, sample);
  if (relaxed === undefined) return undefined;
  const solved = solveRelaxation(relaxed.lp, relaxed.start, {
    gap: budget.gap,
    mostSteps: 80,
    stop,
  });
  const prices = solved.prices.slice(0, layout.slotCount);
  const value = dual.evaluate(prices);
  return { prices, value, ...shareOut(dual, classes, relaxed, solved), further: undefined };
}

/** An interior point over so many units takes some ten seconds. */
const mostByClass = 200_000;

function solveWhole(dual: DualFunction, budget: PriceBudget, stop: () => boolean): Priced {
  const lists = listAll(dual);
  const everyone: UnitSample = allUnits(dual.layout);
  const zero = new Float64Array(dual.layout.slotCount);
  const lp = relax(dual, lists, everyone, { idle: freeSlots(dual.layout) });
  const { prices, share } = solveRelaxation(lp, zero, {
    gap: budget.gap,
    mostSteps: 80,
    stop,
  });
  return { prices, value: dual.evaluate(prices), lists, share, further: undefined };
}
