/**
 * A symmetric positive definite matrix of which row i holds the columns
 * from somewhere up to i, and its Cholesky factor in the same place. Rows go
 * in pairs that begin at the same even column, so that the inner loop makes
 * four products of four numbers read.
 */
export class Skyline {
  readonly size: number;
  readonly values: Float64Array;
  /** Place of column 0 of each row in `values`; columns before the row's first are not there. */
  readonly origin: Int32Array;
  readonly #first: Int32Array;

  /** `first`: by row, the first column that may be other than 0. */
  constructor(first: Int32Array) {
    this.size = first.length;
    const rows = first.length + (first.length % 2);
    this.#first = new Int32Array(rows);
    this.origin = new Int32Array(rows);
    let next = 0;
    for (let i = 0; i < rows; i += 2) {
      const begin = Math.min(first[i], first[i + 1] ?? i) & ~1;
      for (let row = i; row < i + 2; row++) {
        this.#first[row] = begin;
        this.origin[row] = next - begin;
        next += row - begin + 1;
      }
    }
    this.values = new Float64Array(next);
  }

  clear(): void {
    this.values.fill(0);
    // The row that fills up the last pair.
    const rows = this.origin.length;
    if (rows > this.size) this.values[this.origin[rows - 1] + rows - 1] = 1;
  }

  /** Divides every element by the sizes of its row and its column. */
  divideBy(size: Float64Array): void {
    for (let i = 0; i < this.size; i++) {
      const inverse = 1 / size[i];
      const row = this.origin[i];
      for (let j = this.#first[i]; j <= i; j++) this.values[row + j] *= inverse / size[j];
    }
  }

  /** Replaces the matrix by its factor; the diagonal is kept as its inverse. False where it was told to stop, and there is none. */
  factor(stop: () => boolean = never): boolean {
    const { origin, values } = this;
    const first = this.#first;
    let sinceAsked = 0;
    for (let i = 0; i < origin.length; i += 2) {
      sinceAsked += (i - first[i]) ** 2;
      if (sinceAsked > askAfter) {
        if (stop()) return false;
        sinceAsked = 0;
      }
      const a = origin[i];
      const b = origin[i + 1];
      const firstI = first[i];
      const diagonalA = values[a + i];
      const diagonalB = values[b + i + 1];
      for (let j = firstI; j < i; j += 2) {
        const c = origin[j];
        const d = origin[j + 1];
        let ac = 0;
        let ad = 0;
        let bc = 0;
        let bd = 0;
        for (let k = Math.max(firstI, first[j]); k < j; k++) {
          const va = values[a + k];
          const vb = values[b + k];
          const vc = values[c + k];
          const vd = values[d + k];
          ac += va * vc;
          ad += va * vd;
          bc += vb * vc;
          bd += vb * vd;
        }
        const inverse = values[c + j];
        const below = values[d + j];
        const inverseBelow = values[d + j + 1];
        const newA = (values[a + j] - ac) * inverse;
        const newB = (values[b + j] - bc) * inverse;
        values[a + j] = newA;
        values[b + j] = newB;
        values[a + j + 1] = (values[a + j + 1] - ad - newA * below) * inverseBelow;
        values[b + j + 1] = (values[b + j + 1] - bd - newB * below) * inverseBelow;
      }
      let aa = 0;
      let ab = 0;
      let bb = 0;
      for (let k = firstI; k < i; k++) {
        const va = values[a + k];
        const vb = values[b + k];
        aa += va * va;
        ab += va * vb;
        bb += vb * vb;
      }
      values[a + i] = inverseRoot(diagonalA - aa, diagonalA);
      const across = (values[b + i] - ab) * values[a + i];
      values[b + i] = across;
      values[b + i + 1] = inverseRoot(diagonalB - bb - across * across, diagonalB);
    }
    return true;
  }

  /** Products that factoring takes, about. */
  get products(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += (i - this.#first[i]) ** 2 / 2;
    return sum;
  }

  /** The matrix (not its factor) times a vector. */
  multiply(vector: Float64Array, into: Float64Array): void {
    const { size, origin, values } = this;
    for (let i = 0; i < size; i++) {
      const row = origin[i];
      const own = vector[i];
      let sum = values[row + i] * own;
      for (let k = this.#first[i]; k < i; k++) {
        sum += values[row + k] * vector[k];
        into[k] += values[row + k] * own;
      }
      into[i] = sum;
    }
  }

  /** Solves with the factor, in place. */
  solve(right: Float64Array): void {
    const { size, origin, values } = this;
    const first = this.#first;
    for (let i = 0; i < size; i++) {
      let sum = right[i];
      const row = origin[i];
      for (let k = first[i]; k < i; k++) sum -= values[row + k] * right[k];
      right[i] = sum * values[row + i];
    }
    for (let i = size - 1; i >= 0; i--) {
      const row = origin[i];
      right[i] *= values[row + i];
      const value = right[i];
      for (let k = first[i]; k < i; k++) right[k] -= values[row + k] * value;
    }
  }
}

/** Products between two questions whether to stop: some hundredths of a second's. */
const askAfter = 3e7;

function never(): boolean {
  return false;
}

/** 1 ÷ √left, or 0 (no step in that direction) where rounding has left nothing of what was there. */
function inverseRoot(left: number, before: number): number {
  return left > 1e-14 * before ? 1 / Math.sqrt(left) : 0;
}
