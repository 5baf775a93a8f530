import type { Relaxation } from '../relaxation/relaxation.js';
import { orderRows } from '../relaxation/row-order.js';
import { Skyline } from '../relaxation/skyline.js';

/** Pieces' barriers, as a multiple of the softness squared: their kinks are few, and softening them costs more. */
const pieceSoftness = 5;
/** Shares below this pull at nothing. */
const negligibleShare = 1e-4;
/** Beyond this many softnesses a rep's share is taken as 0. */
const farthest = 20;

/**
 * The dual of a relaxation made smooth: instead of its cheapest entry each
 * unit takes a soft minimum, −σ ln Σ exp(−reduced cost ÷ σ), with σ = softness
 * × what the unit's costs usually differ by; and pieces end at a logarithmic
 * barrier instead of a wall. Concave; the softer, the flatter its second
 * derivative, and at 0 it is the dual itself.
 */
export class SmoothDual {
  readonly lp: Relaxation;
  /** Share of each entry at the prices evaluated last. */
  readonly share: Float64Array;
  /** By row: what units bring less what pieces take up. */
  readonly gradient: Float64Array;
  readonly #unitScale: Float64Array;
  readonly #slopeScale: Float64Array;
  /** By row: the second derivative that pieces give, negated. */
  readonly #curvature: Float64Array;
  readonly #matrix: Skyline;
  readonly #place: Int32Array;
  readonly #right: Float64Array;
  #softness = 1;

  constructor(lp: Relaxation) {
    this.lp = lp;
    this.share = new Float64Array(lp.rep.length);
    this.gradient = new Float64Array(lp.rowCount);
    this.#curvature = new Float64Array(lp.rowCount);
    this.#right = new Float64Array(lp.rowCount);
    this.#slopeScale = slopeScales(lp);
    this.#unitScale = unitScales(lp, this.#slopeScale);
    const { place, first } = orderRows(lp);
    this.#place = place;
    this.#matrix = new Skyline(first);
  }

  /** What everything costs that prices can tell apart: the measure of what still matters. */
  get size(): number {
    return this.#unitScale.reduce((sum, scale) => sum + scale, 0);
  }

  evaluate(price: Float64Array, softness: number): number {
    this.#softness = softness;
    const { lp, gradient } = this;
    let value = 0;
    for (let s = 0; s < lp.rowCount; s++) {
      gradient[s] = -lp.target[s];
      value -= price[s] * lp.target[s];
    }
    for (let n = 0; n < lp.units.length; n++) value += this.#softMinimum(n, price);
    for (let s = 0; s < lp.rowCount; s++) value += this.#pieces(s, price[s]);
    return value;
  }

  #softMinimum(n: number, price: Float64Array): number {
    const { start, cost, amountStart, row, amount } = this.lp;
    const { share, gradient } = this;
    const from = start[n];
    const to = start[n + 1];
    const sharpness = 1 / (this.#softness * this.#unitScale[n]);
    let least = Infinity;
    for (let e = from; e < to; e++) {
      let reduced = cost[e];
      for (let i = amountStart[e]; i < amountStart[e + 1]; i++) {
        reduced += price[row[i]] * amount[i];
      }
      share[e] = reduced;
      if (reduced < least) least = reduced;
    }
    let sum = 0;
    for (let e = from; e < to; e++) {
      const distance = (share[e] - least) * sharpness;
      share[e] = distance > farthest ? 0 : Math.exp(-distance);
      sum += share[e];
    }
    const inverse = 1 / sum;
    for (let e = from; e < to; e++) {
      if (share[e] === 0) continue;
      share[e] *= inverse;
      for (let i = amountStart[e]; i < amountStart[e + 1]; i++) {
        gradient[row[i]] += amount[i] * share[e];
      }
    }
    return least - Math.log(sum) / sharpness;
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
   * the share `damping`; returns the gain it promises, doubled.
   */
  step(damping: number, into: Float64Array): number {
    const right = this.#right;
    this.#assemble(damping);
    for (let s = 0; s < right.length; s++) right[this.#place[s]] = this.gradient[s];
    this.#matrix.solve(right);
    let promise = 0;
    for (let s = 0; s < right.length; s++) {
      into[s] = right[this.#place[s]];
      promise += into[s] * this.gradient[s];
    }
    return promise;
  }

  /** Σ over units of the covariance of their amounts under their shares ÷ σ, and the pieces. */
  #assemble(damping: number): void {
    const { rowCount, units, start, amountStart, row, amount } = this.lp;
    const { share } = this;
    const place = this.#place;
    const matrix = this.#matrix;
    const { values, origin } = matrix;
    const gathered = new Float64Array(rowCount);
    const touched = new Int32Array(rowCount);
    matrix.clear();
    for (let n = 0; n < units.length; n++) {
      const sharpness = 1 / (this.#softness * this.#unitScale[n]);
      let active = 0;
      for (let e = start[n]; e < start[n + 1]; e++) if (share[e] > negligibleShare) active++;
      if (active < 2) continue;
      let count = 0;
      for (let e = start[n]; e < start[n + 1]; e++) {
        if (share[e] <= negligibleShare) continue;
        const from = amountStart[e];
        const to = amountStart[e + 1];
        for (let i = from; i < to; i++) {
          const weighted = share[e] * amount[i];
          const a = place[row[i]];
          if (gathered[a] === 0) touched[count++] = a;
          gathered[a] += weighted;
          for (let k = from; k <= i; k++) {
            const b = place[row[k]];
            values[a >= b ? origin[a] + b : origin[b] + a] += weighted * amount[k] * sharpness;
          }
        }
      }
      for (let i = 0; i < count; i++) {
        const a = touched[i];
        const weighted = gathered[a] * sharpness;
        for (let k = 0; k <= i; k++) {
          const b = touched[k];
          values[a >= b ? origin[a] + b : origin[b] + a] -= weighted * gathered[b];
        }
      }
      for (let i = 0; i < count; i++) gathered[touched[i]] = 0;
    }
    let mean = 0;
    for (let s = 0; s < rowCount; s++) {
      const diagonal = origin[place[s]] + place[s];
      values[diagonal] += this.#curvature[s];
      mean += values[diagonal] / rowCount;
    }
    for (let at = 0; at < rowCount; at++) {
      const diagonal = origin[at] + at;
      values[diagonal] += damping * values[diagonal] + 1e-9 * mean;
    }
    matrix.factor();
  }
}

/** The t at most width/2 with barrier/t − barrier/(width − t) = reduced, for reduced ≥ 0. */
export function shorterPart(width: number, reduced: number, barrier: number): number {
  const half = width / 2;
  const k = barrier / Math.max(reduced, 1e-300);
  if (k > 1e12 * half) return half;
  return (width * k) / (half + k + Math.sqrt(half * half + k * k));
}

/** By row, what prices usually are: its steepest slope, or a tenth of what would set off a usual difference in cost. */
function slopeScales(lp: Relaxation): Float64Array {
  const scale = new Float64Array(lp.rowCount);
  const sum = new Float64Array(lp.rowCount);
  const count = new Float64Array(lp.rowCount);
  for (let i = 0; i < lp.row.length; i++) {
    sum[lp.row[i]] += Math.abs(lp.amount[i]);
    count[lp.row[i]]++;
  }
  for (let s = 0; s < lp.rowCount; s++) {
    for (let p = lp.pieceStart[s]; p < lp.pieceStart[s + 1]; p++) {
      scale[s] = Math.max(scale[s], Math.abs(lp.slope[p]));
    }
    if (scale[s] === 0) scale[s] = sum[s] > 0 ? (0.1 * count[s]) / sum[s] : 1;
  }
  return scale;
}

/** By unit, how much dearer than its cheapest entry the others are in the mean, and a little of what its loads are worth. */
function unitScales(lp: Relaxation, slopeScale: Float64Array): Float64Array {
  const scale = new Float64Array(lp.units.length);
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
    for (let i = lp.amountStart[from]; i < lp.amountStart[from + 1]; i++) {
      worth += Math.abs(lp.amount[i]) * slopeScale[lp.row[i]];
    }
    scale[n] = Math.max(1e-9, sum / (to - from) - least + 0.02 * worth);
  }
  return scale;
}
