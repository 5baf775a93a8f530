import { entryAmounts } from '../relaxation/entry-amounts.js';
import type { Relaxation } from '../relaxation/relaxation.js';
import { transferCount } from '../relaxation/transfers.js';
import { NewtonSystem, type Wanted } from './newton.js';
import { centralPoint, emptyPoint, type Point, piecesOf } from './point.js';

export interface InteriorPlan {
  /** Stop when the duality gap is this share of the cost. */
  readonly gap: number;
  readonly mostSteps: number;
  readonly stop: () => boolean;
}

export interface InteriorPoint {
  /** By slot. */
  readonly prices: Float64Array;
  /** By entry of the relaxation. */
  readonly share: Float64Array;
  /** By transfer of the relaxation. */
  readonly carried: Float64Array;
  readonly steps: number;
  /** Entries times steps; where it takes longer to multiply what they bring, thousands of products. */
  readonly work: number;
  /** What is left of the duality gap, as a share of the cost. */
  readonly gap: number;
}

/** How much of the way to where something reaches 0 a step goes. */
const nearly = 0.995;
/** Centrality corrections tried with one factorization. */
const mostCorrections = 3;
/** Products beyond these multiples of the aim are what corrections mend. */
const leastRatio = 0.1;
const mostRatio = 10;
/** How much further a correction tries to come, and the part of that which makes it worth keeping. */
const stretch = 0.3;
const worth = 0.1;

/**
 * Solves the linear relaxation from given prices, by Mehrotra's predictor and
 * corrector (1992) with Gondzio's centrality corrections (1996).
 */
export function solveRelaxation(
  lp: Relaxation,
  prices: Float64Array,
  plan: InteriorPlan,
): InteriorPoint {
  const pieces = piecesOf(lp);
  const amounts = entryAmounts(lp);
  const system = new NewtonSystem(lp, pieces, amounts);
  const point = centralPoint(lp, amounts, pieces, prices, 1);
  let step = emptyPoint(lp, pieces);
  let other = emptyPoint(lp, pieces);
  let wanted = emptyWanted(point);
  let more = emptyWanted(point);
  const productCount = lp.rep.length + pieces.count + pieces.ending;
  let gap = Infinity;
  let steps = 0;
  let work = 0;
  for (; steps < plan.mostSteps && !plan.stop(); steps++) {
    const { products, cost } = system.take(point);
    gap = products / Math.max(Math.abs(cost), 1e-9);
    if (gap < plan.gap) break;
    if (!system.factor(plan.stop)) break;
    predict(point, wanted);
    system.step(point, wanted, step);
    let reach = reachOf(point, step);
    const left = productsAfter(point, step, reach) / products;
    const aim = (Math.min(1, Math.max(0, left)) ** 3 * products) / productCount;
    correct(point, step, wanted, aim);
    system.step(point, wanted, step);
    reach = reachOf(point, step);
    for (let k = 0; k < mostCorrections && reach.primal + reach.dual < 1.8; k++) {
      centre({ point, step, reach }, wanted, more, aim);
      system.step(point, more, other);
      const further = reachOf(point, other);
      const gained = further.primal + further.dual - reach.primal - reach.dual;
      if (gained < worth * stretch) break;
      [step, other] = [other, step];
      [wanted, more] = [more, wanted];
      reach = further;
    }
    if (!(reach.primal > 1e-8 && reach.dual > 1e-8)) break;
    go(point, step, Math.min(1, nearly * reach.primal), Math.min(1, nearly * reach.dual));
    work += Math.max(lp.rep.length, system.products / 1000);
  }
  return {
    prices: point.price.map((price, s) => price * lp.priceScale[s]),
    share: point.share,
    carried: point.piece.slice(pieces.count - transferCount(lp.transfers)),
    steps,
    work,
    gap,
  };
}

interface Reach {
  readonly primal: number;
  readonly dual: number;
}

/** The pairs whose products are to vanish, with the variable that is of the primal side first. */
function pairs(point: Point): readonly [Float64Array, Float64Array][] {
  return [
    [point.share, point.slack],
    [point.piece, point.pieceSlack],
    [point.room, point.roomSlack],
  ];
}

function parts(wanted: Wanted): readonly Float64Array[] {
  return [wanted.share, wanted.piece, wanted.room];
}

function emptyWanted(point: Point): Wanted {
  return {
    share: new Float64Array(point.share.length),
    piece: new Float64Array(point.piece.length),
    room: new Float64Array(point.room.length),
  };
}

/** All products to 0. */
function predict(point: Point, wanted: Wanted): void {
  pairs(point).forEach(([primal, dual], k) => {
    const out = parts(wanted)[k];
    for (let i = 0; i < out.length; i++) out[i] = -primal[i] * dual[i];
  });
}

/** All products to `aim`, less what the predicted step itself would add. */
function correct(point: Point, step: Point, wanted: Wanted, aim: number): void {
  const changes = pairs(step);
  pairs(point).forEach(([primal, dual], k) => {
    const out = parts(wanted)[k];
    const [primalStep, dualStep] = changes[k];
    for (let i = 0; i < out.length; i++) {
      out[i] = aim - primal[i] * dual[i] - primalStep[i] * dualStep[i];
    }
  });
}

/** In `more`, what is wanted and what brings far-off products of a longer step back. */
function centre(
  { point, step, reach }: { point: Point; step: Point; reach: Reach },
  wanted: Wanted,
  more: Wanted,
  aim: number,
): void {
  const primalReach = Math.min(1, reach.primal + stretch);
  const dualReach = Math.min(1, reach.dual + stretch);
  const changes = pairs(step);
  pairs(point).forEach(([primal, dual], k) => {
    const before = parts(wanted)[k];
    const out = parts(more)[k];
    const [primalStep, dualStep] = changes[k];
    for (let i = 0; i < out.length; i++) {
      const product =
        (primal[i] + primalReach * primalStep[i]) * (dual[i] + dualReach * dualStep[i]);
      let change = 0;
      if (product < leastRatio * aim) change = leastRatio * aim - product;
      else if (product > mostRatio * aim) {
        change = Math.max(mostRatio * aim - product, -mostRatio * aim);
      }
      out[i] = before[i] + change;
    }
  });
}

/** How much of the step each side can take until something reaches 0. */
function reachOf(point: Point, step: Point): Reach {
  let primal = 1;
  let dual = 1;
  const changes = pairs(step);
  pairs(point).forEach(([first, second], k) => {
    const [firstStep, secondStep] = changes[k];
    for (let i = 0; i < first.length; i++) {
      if (first[i] + primal * firstStep[i] < 0) primal = -first[i] / firstStep[i];
      if (second[i] + dual * secondStep[i] < 0) dual = -second[i] / secondStep[i];
    }
  });
  return { primal, dual };
}

function productsAfter(point: Point, step: Point, { primal, dual }: Reach): number {
  let sum = 0;
  const changes = pairs(step);
  pairs(point).forEach(([first, second], k) => {
    const [firstStep, secondStep] = changes[k];
    for (let i = 0; i < first.length; i++) {
      sum += (first[i] + primal * firstStep[i]) * (second[i] + dual * secondStep[i]);
    }
  });
  return sum;
}

function go(point: Point, step: Point, primal: number, dual: number): void {
  const changes = pairs(step);
  pairs(point).forEach(([first, second], k) => {
    const [firstStep, secondStep] = changes[k];
    for (let i = 0; i < first.length; i++) {
      first[i] += primal * firstStep[i];
      second[i] += dual * secondStep[i];
    }
  });
  for (let s = 0; s < point.price.length; s++) point.price[s] += dual * step.price[s];
  for (let n = 0; n < point.value.length; n++) point.value[n] += dual * step.value[n];
}
