import type { UnitSample } from '../../model/unit-sample.js';
import type { WorkerPool } from '../../threads/worker-pool.js';
import type { Relaxation } from '../relaxation/relaxation.js';
import { SmoothDual } from './smooth-dual.js';

/** A smooth dual, and how far it is climbed. */
export interface Level {
  readonly softness: number;
  /** A step that promises less than this share of what is at stake ends the level. */
  readonly enough: number;
}

export interface ClimbPlan {
  /** From soft to sharp: each is climbed from where the last left off. */
  readonly levels: readonly Level[];
  /**
   * Units that stand for all in second derivatives, so that steps cost less, down
   * to a softness below which few units are shared and each of them tells.
   */
  readonly some?: { readonly units: UnitSample; readonly downTo: number };
  readonly stop: () => boolean;
}

export interface Climbed {
  /** By slot. */
  readonly prices: Float64Array;
  /** By entry of the relaxation: soft, but for most units all at one rep. */
  readonly share: Float64Array;
}

const mostStepsPerLevel = 25;

/** Steps are damped as little as where the last ones were good allows. */
const damping = { first: 1e-4, least: 1e-12, most: 1e3, change: 10 };
/** A step goes further while the slope along it stays this much of what it was. */
const stillSteep = 0.5;
const longestStep = 100;

/** Damped Newton on the smooth dual, from soft to sharp. */
export function climb(
  lp: Relaxation,
  prices: Float64Array,
  plan: ClimbPlan,
  workers: WorkerPool,
): Climbed {
  const dual = new SmoothDual(lp, workers, plan.some?.units);
  const limit = lp.dear.map((dear) => 0.95 * dear);
  const at = (price: number, s: number) => Math.max(-limit[s], Math.min(limit[s], price));
  const price = prices.map((value, s) => at(value / lp.priceScale[s], s));
  const trial = new Float64Array(lp.rowCount);
  const step = new Float64Array(lp.rowCount);
  const trialAt = (part: number): Float64Array => {
    for (let s = 0; s < trial.length; s++) trial[s] = at(price[s] + part * step[s], s);
    return trial;
  };
  let damped = damping.first;
  for (const { softness, enough } of plan.levels) {
    const least = enough * dual.size;
    const which = softness >= (plan.some?.downTo ?? Infinity) ? 'some' : 'all';
    let value = dual.evaluate(price, softness);
    damped = Math.max(damping.first, damped / damping.change);
    for (let k = 0; k < mostStepsPerLevel && !plan.stop(); k++) {
      const promise = dual.step(damped, step, which, plan.stop);
      if (promise / 2 < least) break;
      const { length, reached } = search(dual, { softness, value, promise, step, trialAt });
      if (length === 0) {
        if (damped > damping.most) break;
        damped *= damping.change;
        value = dual.evaluate(price, softness);
        continue;
      }
      if (length >= 1) damped = Math.max(damping.least, damped / damping.change);
      else if (length < 0.3) damped *= damping.change;
      price.set(trial);
      value = reached;
    }
    if (plan.stop()) break;
  }
  dual.evaluate(price, plan.levels[plan.levels.length - 1].softness);
  dual.leave();
  return { prices: price.map((value, s) => value * lp.priceScale[s]), share: dual.share };
}

interface LineSearch {
  readonly softness: number;
  /** The dual's value before the step. */
  readonly value: number;
  /** What the step would gain, were its slope to last. */
  readonly promise: number;
  readonly step: Float64Array;
  /** The prices after so much of the step. */
  readonly trialAt: (part: number) => Float64Array;
}

/**
 * How much of the step to take: all of it unless the slope there is steeply
 * down; then where the slope would be level, were it straight. Where it is
 * still steeply up, what damping or a barrier held back, more than all of it.
 * 0: nothing gains. The last trial, and what the dual was evaluated at last, are the answer's.
 */
function search(
  dual: SmoothDual,
  { softness, value, promise, step, trialAt }: LineSearch,
): { length: number; reached: number } {
  const slopeNow = (): number => {
    let slope = 0;
    for (let s = 0; s < step.length; s++) slope += dual.gradient[s] * step[s];
    return slope;
  };
  let length = 1;
  for (let tries = 0; tries < 8; tries++) {
    const reached = dual.evaluate(trialAt(length), softness);
    const slope = slopeNow();
    if (reached >= value + 0.05 * length * promise && slope > -promise) {
      if (length < 1 || slope < stillSteep * promise) return { length, reached };
      return goOn(reached);
    }
    length *= Math.min(0.7, Math.max(0.15, promise / (promise - slope)));
  }
  return { length: 0, reached: value };

  function goOn(reached: number): { length: number; reached: number } {
    let best = { length: 1, reached };
    while (best.length < longestStep && slopeNow() >= stillSteep * promise) {
      const longer = 3 * best.length;
      const there = dual.evaluate(trialAt(longer), softness);
      if (!(there > best.reached)) {
        dual.evaluate(trialAt(best.length), softness);
        break;
      }
      best = { length: longer, reached: there };
    }
    return best;
  }
}
