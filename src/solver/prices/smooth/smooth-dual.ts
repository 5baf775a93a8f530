import type { UnitSample } from '../../model/unit-sample.js';
import { sharedFloats, toShared } from '../../threads/shared-arrays.js';
import type { RunningPool, WorkerPool } from '../../threads/worker-pool.js';
import { shorterPart } from '../relaxation/barrier.js';
import { solveNearby } from '../relaxation/conjugate-gradients.js';
import type { Relaxation } from '../relaxation/relaxation.js';
import { byPlace, orderRows } from '../relaxation/row-order.js';
import { Skyline } from '../relaxation/skyline.js';
import { partCount, type SoftUnits } from './soft-units.js';

/** Pieces' barriers, as a multiple of the softness squared: their kinks are few, and softening them costs more. */
const pieceSoftness = 5;

/** A matrix of up to so many rows is factored at every step. */
const fewRows = 300;
/** Conjugate gradients that take less time than to factor, and how near their answer has to be. */
const mostGradients = 30;
const nearEnough = 0.01;

/**
 * The dual of a relaxation made smooth: instead of its cheapest entry each
 * unit takes a soft minimum, −σ ln Σ exp(−reduced cost ÷ σ), with σ = softness
 * × what the unit's costs usually differ by; and pieces end at a logarithmic
 * barrier instead of a wall. Concave; the softer, the flatter its second
 * derivative, and at 0 it is the dual itself.
 */
export class SmoothDual {
  readonly lp: Relaxation;
  /** By row: what units bring less what pieces take up. */
  readonly gradient: Float64Array;
  readonly #units: SoftUnits;
  readonly #workers: RunningPool;
  readonly #slopeScale: Float64Array;
  /** By row: the second derivative that pieces give, negated. */
  readonly #curvature: Float64Array;
  readonly #matrix: Skyline;
  readonly #factor: Skyline;
  #isFactored = false;
  readonly #right: Float64Array;
  /** Row sizes by place in the matrix. */
  readonly #size: Float64Array;
  #softness = 1;

  /**
   * @param some units of the relaxation that may stand for all in second derivatives
   */
  constructor(lp: Relaxation, workers: WorkerPool, some?: UnitSample) {
    this.lp = lp;
    this.gradient = new Float64Array(lp.rowCount);
    this.#curvature = new Float64Array(lp.rowCount);
    this.#right = new Float64Array(lp.rowCount);
    this.#slopeScale = slopeScales(lp);
    const { place, first } = orderRows(lp);
    this.#matrix = new Skyline(first);
    this.#factor = new Skyline(first);
    const all = toSharedSample(everyUnit(lp));
    this.#units = {
      start: lp.start,
      rep: lp.rep,
      cost: lp.cost,
      loadStart: lp.loadStart,
      load: lp.load,
      amount: lp.amount,
      loadCount: lp.loadCount,
      rowOf: lp.rowOf,
      moreStart: lp.moreStart,
      moreEntry: lp.moreEntry,
      moreRow: lp.moreRow,
      moreAmount: lp.moreAmount,
      scale: unitScales(lp, this.#slopeScale),
      sharpness: sharedFloats(lp.units.length),
      price: sharedFloats(lp.rowCount),
      repPrice: sharedFloats(lp.rowOf.length),
      share: sharedFloats(lp.rep.length),
      some: some === undefined ? all : toSharedSample(some),
      all,
      place: toShared(place),
      origin: toShared(this.#matrix.origin),
      value: sharedFloats(partCount),
      brought: sharedFloats(partCount * lp.rowCount),
      matrix: sharedFloats(partCount * this.#matrix.values.length),
    };
    this.#size = byPlace(place, lp.rowSize);
    this.#workers = workers.begin(this.#units);
  }

  /** Share of each entry at the prices evaluated last. */
  get share(): Float64Array {
    return this.#units.share;
  }

  /** What everything costs that prices can tell apart: the measure of what still matters. */
  get size(): number {
    return this.#units.scale.reduce((sum, scale) => sum + scale, 0);
  }

  /** No more will be asked. */
  leave(): void {
    this.#workers.leave();
  }

  evaluate(price: Float64Array, softness: number): number {
    this.#softness = softness;
    const { lp, gradient } = this;
    const { value: partValue, brought, price: plain, repPrice } = this.#units;
    for (let s = 0; s < lp.rowCount; s++) plain[s] = price[s] / lp.rowSize[s];
    for (let i = 0; i < repPrice.length; i++) {
      repPrice[i] = lp.rowOf[i] < 0 ? 0 : plain[lp.rowOf[i]];
    }
    this.#workers.softMinima(softness);
    let value = 0;
    for (let part = 0; part < partCount; part++) value += partValue[part];
    for (let s = 0; s < lp.rowCount; s++) {
      let sum = 0;
      for (let part = 0; part < partCount; part++) sum += brought[part * lp.rowCount + s];
      gradient[s] = sum / lp.rowSize[s] - lp.target[s];
      value += this.#pieces(s, price[s]) - price[s] * lp.target[s];
    }
    return value;
  }

  /** Each piece holds the load at which its barrier and its reduced slope balance. */
  #pieces(s: number, price: number): number {
    const { pieceStart, slope, width, dear } = this.lp;
    const barrier = this.#softness * this.#softness * this.#slopeScale[s] * pieceSoftness;
    let value = 0;
    let load = 0;
    let curvature = 0;
    for (let p = pieceStart[s]; p < pieceStart[s + 1]; p++) {
      const reduced = slope[p] - price;
      const shorter = shorterPart(width[p], Math.abs(reduced), barrier);
      const piece = reduced > 0 ? shorter : width[p] - shorter;
      const room = reduced > 0 ? width[p] - shorter : shorter;
      value += reduced * piece - barrier * Math.log((piece / width[p]) * (room / width[p]));
      load += piece;
      curvature += 1 / (barrier / (piece * piece) + barrier / (room * room));
    }
    const over = dear[s] - price;
    const under = dear[s] + price;
    value += barrier * Math.log((over / dear[s]) * (under / dear[s]));
    this.gradient[s] -= load + barrier / over - barrier / under;
    this.#curvature[s] = curvature + barrier / (over * over) + barrier / (under * under);
    return value;
  }

  /**
   * Newton's step at the prices evaluated last, with the diagonal raised by
   * the share `damping`; returns the gain it promises, doubled. Second
   * derivatives may be those of some units that stand for all. 0 where it was told to stop.
   */
  step(
    damping: number,
    into: Float64Array,
    which: 'some' | 'all' = 'all',
    stop: () => boolean = () => false,
  ): number {
    const right = this.#right;
    const { place } = this.#units;
    this.#workers.covariances(which);
    this.#assemble(damping);
    for (let s = 0; s < right.length; s++) right[place[s]] = this.gradient[s];
    if (!this.#solve(right, stop)) return 0;
    let promise = 0;
    for (let s = 0; s < right.length; s++) {
      into[s] = right[place[s]];
      promise += into[s] * this.gradient[s];
    }
    return promise;
  }

  #assemble(damping: number): void {
    const { rowCount } = this.lp;
    const { matrix: parts, place } = this.#units;
    const { values, origin } = this.#matrix;
    this.#matrix.clear();
    for (let part = 0; part < partCount; part++) {
      const from = part * values.length;
      for (let i = 0; i < values.length; i++) values[i] += parts[from + i];
    }
    this.#matrix.divideBy(this.#size);
    let mean = 0;
    for (let s = 0; s < rowCount; s++) {
      const diagonal = origin[place[s]] + place[s];
      values[diagonal] += this.#curvature[s];
      mean += values[diagonal] / rowCount;
    }
    for (let at = 0; at < rowCount; at++) {
      const diagonal = origin[at] + at;
      values[diagonal] += damping * values[diagonal] + 1e-13 * mean;
    }
  }

  /** By the last factor and a few conjugate gradients if these suffice, else by a new factor. */
  #solve(right: Float64Array, stop: () => boolean): boolean {
    const isLarge = right.length > fewRows;
    if (isLarge && this.#isFactored) {
      if (solveNearby(this.#matrix, this.#factor, right, nearEnough, mostGradients)) return true;
    }
    this.#factor.values.set(this.#matrix.values);
    this.#isFactored = this.#factor.factor(stop);
    if (this.#isFactored) this.#factor.solve(right);
    return this.#isFactored;
  }
}

function toSharedSample({ units, weight }: UnitSample): UnitSample {
  const shared = sharedFloats(weight.length);
  shared.set(weight);
  return { units: toShared(units), weight: shared };
}

function everyUnit({ units }: Relaxation): UnitSample {
  return {
    units: Int32Array.from(units, (_, n) => n),
    weight: new Float64Array(units.length).fill(1),
  };
}

/** By row, what prices usually are: its steepest slope, or a tenth of what would set off a usual difference in cost. */
function slopeScales(lp: Relaxation): Float64Array {
  return Float64Array.from({ length: lp.rowCount }, (_, s) => {
    let steepest = 0;
    for (let p = lp.pieceStart[s]; p < lp.pieceStart[s + 1]; p++) {
      steepest = Math.max(steepest, Math.abs(lp.slope[p]));
    }
    return steepest > 0 ? steepest : 0.1 * lp.usualPrice[s];
  });
}

/** By unit, how much dearer than its cheapest entry the others are in the mean, and a little of what its loads are worth. */
function unitScales(lp: Relaxation, slopeScale: Float64Array): Float64Array {
  const scale = sharedFloats(lp.units.length);
  for (let n = 0; n < lp.units.length; n++) {
    const from = lp.start[n];
    const to = lp.start[n + 1];
    let least = Infinity;
    let sum = 0;
    for (let e = from; e < to; e++) {
      least = Math.min(least, lp.cost[e]);
      sum += lp.cost[e];
    }
    let worth = 0;
    const worthOf = (row: number, amount: number): number =>
      row < 0 ? 0 : (Math.abs(amount) / lp.rowSize[row]) * slopeScale[row];
    for (let e = from; e < to; e++) {
      let own = 0;
      for (let i = lp.loadStart[n]; i < lp.loadStart[n + 1]; i++) {
        own += worthOf(lp.rowOf[lp.rep[e] * lp.loadCount + lp.load[i]], lp.amount[i]);
      }
      worth = Math.max(worth, own);
    }
    for (let m = lp.moreStart[n]; m < lp.moreStart[n + 1]; m++) {
      worth = Math.max(worth, worthOf(lp.moreRow[m], lp.moreAmount[m]));
    }
    scale[n] = Math.max(1e-9, sum / (to - from) - least + 0.02 * worth);
  }
  return scale;
}
