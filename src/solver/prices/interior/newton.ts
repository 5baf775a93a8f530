import type { EntryAmounts } from '../relaxation/entry-amounts.js';
import type { Relaxation } from '../relaxation/relaxation.js';
import { orderRows } from '../relaxation/row-order.js';
import { Skyline } from '../relaxation/skyline.js';
import { type Pieces, type Point, reducedCost } from './point.js';

/** Products between two questions whether to stop: some hundredths of a second's. */
const askAfter = 1e7;

/** What a step wants each product to change by: shares, pieces, rooms. */
export interface Wanted {
  readonly share: Float64Array;
  readonly piece: Float64Array;
  readonly room: Float64Array;
}

/**
 * Newton's equations of the relaxation at a point. Entries and pieces are
 * eliminated, then each unit's own row, so that what is left to factor is one
 * small matrix over the loads:
 *
 *   M = Σ_u ( Σ_e θ a aᵀ − (Σ_e θ a)(Σ_e θ a)ᵀ ÷ Σ_e θ ) + diag(Σ 1/stiffness of the row's pieces)
 *
 * with θ = share ÷ slack and a the amounts of an entry.
 */
export class NewtonSystem {
  readonly #lp: Relaxation;
  readonly #pieces: Pieces;
  readonly #amounts: EntryAmounts;
  readonly #matrix: Skyline;
  readonly #place: Int32Array;
  /** What each equation lacks at the point. */
  readonly #rowLack: Float64Array;
  readonly #unitLack: Float64Array;
  readonly #entryLack: Float64Array;
  readonly #pieceLack: Float64Array;
  readonly #theta: Float64Array;
  readonly #thetaSum: Float64Array;
  /** By piece: how little it gives way. */
  readonly #stiffness: Float64Array;
  readonly #right: Float64Array;
  readonly #factorProducts: number;
  #products = 0;

  constructor(lp: Relaxation, pieces: Pieces, amounts: EntryAmounts) {
    this.#amounts = amounts;
    this.#lp = lp;
    this.#pieces = pieces;
    const { place, first } = orderRows(lp);
    this.#place = place;
    this.#matrix = new Skyline(first);
    this.#factorProducts = this.#matrix.products;
    this.#rowLack = new Float64Array(lp.rowCount);
    this.#unitLack = new Float64Array(lp.units.length);
    this.#entryLack = new Float64Array(lp.rep.length);
    this.#pieceLack = new Float64Array(pieces.count);
    this.#theta = new Float64Array(lp.rep.length);
    this.#thetaSum = new Float64Array(lp.units.length);
    this.#stiffness = new Float64Array(pieces.count);
    this.#right = new Float64Array(lp.rowCount);
  }

  /** Takes a point; returns the sum of its products and what it costs. */
  take(point: Point): { readonly products: number; readonly cost: number } {
    const lp = this.#lp;
    const { start: amountStart, row: entryRow, amount } = this.#amounts;
    const { count, start, row, amount: takesUp, cost: pieceCost, ending } = this.#pieces;
    let products = 0;
    let cost = 0;
    this.#rowLack.set(lp.target);
    for (let n = 0; n < lp.units.length; n++) {
      let lack = 1;
      let thetaSum = 0;
      for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
        const share = point.share[e];
        const slack = point.slack[e];
        lack -= share;
        let reduced = lp.cost[e] - point.value[n];
        for (let i = amountStart[e]; i < amountStart[e + 1]; i++) {
          reduced += point.price[entryRow[i]] * amount[i];
          this.#rowLack[entryRow[i]] -= amount[i] * share;
        }
        this.#entryLack[e] = reduced - slack;
        this.#theta[e] = share / slack;
        thetaSum += share / slack;
        products += share * slack;
        cost += share * lp.cost[e];
      }
      this.#unitLack[n] = lack;
      this.#thetaSum[n] = thetaSum;
    }
    for (let p = 0; p < count; p++) {
      for (let i = start[p]; i < start[p + 1]; i++) {
        this.#rowLack[row[i]] += takesUp[i] * point.piece[p];
      }
      let lack = reducedCost(this.#pieces, p, point.price) - point.pieceSlack[p];
      let stiffness = point.pieceSlack[p] / point.piece[p];
      products += point.piece[p] * point.pieceSlack[p];
      if (p < ending) {
        lack += point.roomSlack[p];
        stiffness += point.roomSlack[p] / point.room[p];
        products += point.room[p] * point.roomSlack[p];
      }
      this.#pieceLack[p] = lack;
      this.#stiffness[p] = stiffness;
      cost += point.piece[p] * pieceCost[p];
    }
    return { products, cost };
  }

  /** Products of the last factoring: what a step takes where loads are many. */
  get products(): number {
    return this.#products;
  }

  /** Builds and factors the matrix at the point taken last. False where it was told to stop. */
  factor(stop: () => boolean): boolean {
    const lp = this.#lp;
    const { start: amountStart, row: entryRow, amount } = this.#amounts;
    const matrix = this.#matrix;
    const place = this.#place;
    const { values, origin } = matrix;
    matrix.clear();
    this.#products = this.#factorProducts;
    this.#addPieces();
    let sinceAsked = 0;
    const gathered = new Float64Array(lp.rowCount);
    const touched = new Int32Array(lp.rowCount);
    const touchedBy = new Int32Array(lp.rowCount).fill(-1);
    for (let n = 0; n < lp.units.length; n++) {
      const only = lp.start[n];
      if (only + 1 === lp.start[n + 1]) {
        // All at one rep, a unit gives way nowhere: but for what rounding would leave, so that no row is empty.
        for (let i = amountStart[only]; i < amountStart[only + 1]; i++) {
          const a = place[entryRow[i]];
          values[origin[a] + a] += 2 ** -52 * this.#theta[only] * amount[i] ** 2;
        }
        continue;
      }
      if (sinceAsked > askAfter) {
        if (stop()) return false;
        sinceAsked = 0;
      }
      let count = 0;
      let own = 0;
      // What is all but nothing beside the unit's main entry moves nothing.
      const least = this.#thetaSum[n] * 1e-9;
      for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
        const theta = this.#theta[e];
        if (theta < least) continue;
        const from = amountStart[e];
        const to = amountStart[e + 1];
        own += (to - from) * (to - from);
        for (let i = from; i < to; i++) {
          const weighted = theta * amount[i];
          const a = place[entryRow[i]];
          if (touchedBy[a] !== n) {
            touchedBy[a] = n;
            touched[count++] = a;
          }
          gathered[a] += weighted;
          for (let k = from; k <= i; k++) {
            const b = place[entryRow[k]];
            values[a >= b ? origin[a] + b : origin[b] + a] += weighted * amount[k];
          }
        }
      }
      const products = (own + count * count) / 2;
      this.#products += products;
      sinceAsked += products;
      const inverse = 1 / this.#thetaSum[n];
      for (let i = 0; i < count; i++) {
        const a = touched[i];
        const weighted = gathered[a] * inverse;
        for (let k = 0; k <= i; k++) {
          const b = touched[k];
          values[a >= b ? origin[a] + b : origin[b] + a] -= weighted * gathered[b];
        }
      }
      for (let i = 0; i < count; i++) gathered[touched[i]] = 0;
    }
    return matrix.factor(stop);
  }

  #addPieces(): void {
    const { values, origin } = this.#matrix;
    const place = this.#place;
    const { count, start, row, amount } = this.#pieces;
    for (let p = 0; p < count; p++) {
      const gives = 1 / this.#stiffness[p];
      for (let i = start[p]; i < start[p + 1]; i++) {
        const a = place[row[i]];
        for (let k = start[p]; k <= i; k++) {
          const b = place[row[k]];
          values[a >= b ? origin[a] + b : origin[b] + a] += gives * amount[i] * amount[k];
        }
      }
    }
  }

  /** The step from the point that closes every equation and changes the products as wanted. */
  step(point: Point, wanted: Wanted, into: Point): void {
    this.#pull(point, wanted, into);
    this.#matrix.solve(this.#right);
    for (let s = 0; s < this.#right.length; s++) into.price[s] = this.#right[this.#place[s]];
    this.#follow(point, wanted, into);
  }

  /** How each variable would go on its own, in `into`, and what that asks of the rows. */
  #pull(point: Point, wanted: Wanted, into: Point): void {
    const lp = this.#lp;
    const { start: amountStart, row: entryRow, amount } = this.#amounts;
    const place = this.#place;
    const right = this.#right;
    for (let s = 0; s < lp.rowCount; s++) right[place[s]] = -this.#rowLack[s];
    for (let n = 0; n < lp.units.length; n++) {
      let sum = 0;
      for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
        const pull = wanted.share[e] / point.share[e] - this.#entryLack[e];
        into.share[e] = pull;
        sum += this.#theta[e] * pull;
      }
      const shared = (this.#unitLack[n] - sum) / this.#thetaSum[n];
      into.value[n] = shared;
      for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
        const weighted = this.#theta[e] * (into.share[e] + shared);
        for (let i = amountStart[e]; i < amountStart[e + 1]; i++) {
          right[place[entryRow[i]]] += amount[i] * weighted;
        }
      }
    }
    const { count, start, row, amount: takesUp, ending } = this.#pieces;
    for (let p = 0; p < count; p++) {
      let pull = wanted.piece[p] / point.piece[p] - this.#pieceLack[p];
      if (p < ending) pull -= wanted.room[p] / point.room[p];
      into.piece[p] = pull;
      for (let i = start[p]; i < start[p + 1]; i++) {
        right[place[row[i]]] -= (takesUp[i] * pull) / this.#stiffness[p];
      }
    }
  }

  /** Every step from those of the prices. */
  #follow(point: Point, wanted: Wanted, into: Point): void {
    const lp = this.#lp;
    const { start: amountStart, row: entryRow, amount } = this.#amounts;
    for (let n = 0; n < lp.units.length; n++) {
      let sum = 0;
      for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
        let priced = 0;
        for (let i = amountStart[e]; i < amountStart[e + 1]; i++) {
          priced += amount[i] * into.price[entryRow[i]];
        }
        into.share[e] -= priced;
        sum += this.#theta[e] * priced;
      }
      into.value[n] += sum / this.#thetaSum[n];
      for (let e = lp.start[n]; e < lp.start[n + 1]; e++) {
        const step = this.#theta[e] * (into.share[e] + into.value[n]);
        into.slack[e] = (wanted.share[e] - point.slack[e] * step) / point.share[e];
        into.share[e] = step;
      }
    }
    const { count, start, row, amount: takesUp, ending } = this.#pieces;
    for (let p = 0; p < count; p++) {
      let priced = 0;
      for (let i = start[p]; i < start[p + 1]; i++) priced += takesUp[i] * into.price[row[i]];
      const step = (into.piece[p] + priced) / this.#stiffness[p];
      into.pieceSlack[p] = (wanted.piece[p] - point.pieceSlack[p] * step) / point.piece[p];
      into.piece[p] = step;
      if (p >= ending) continue;
      into.room[p] = -step;
      into.roomSlack[p] = (wanted.room[p] + point.roomSlack[p] * step) / point.room[p];
    }
  }
}
