import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/model/random.js';
import { Skyline } from '../../../../src/solver/prices/relaxation/skyline.js';

interface Sparse {
  readonly first: Int32Array;
  readonly dense: readonly Float64Array[];
}

/** Symmetric, zero left of the skyline and here and there right of it, its diagonal above the rest of its row. */
function randomMatrix(size: number, reach: number, seed: number): Sparse {
  const random = new Random(seed, 3);
  const first = Int32Array.from({ length: size }, (_, i) =>
    Math.max(0, i - random.below(1 + Math.min(reach, i))),
  );
  const dense = Array.from({ length: size }, () => new Float64Array(size));
  for (let i = 0; i < size; i++) {
    for (let j = first[i]; j < i; j++) {
      if (random.below(4) === 0) continue;
      dense[i][j] = random.fraction() - 0.5;
      dense[j][i] = dense[i][j];
    }
  }
  for (const [i, row] of dense.entries()) {
    row[i] = row.reduce((sum, value) => sum + Math.abs(value), 0.1 + random.fraction());
  }
  return { first, dense };
}

function fill(matrix: Skyline, { first, dense }: Sparse): void {
  matrix.clear();
  dense.forEach((row, i) => {
    for (let j = first[i]; j <= i; j++) matrix.values[matrix.origin[i] + j] = row[j];
  });
}

/** Gauss's elimination with the greatest pivot of each column. */
function denseSolve(dense: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = dense.map((row, i) => [...row, right[i]]);
  const size = rows.length;
  for (let c = 0; c < size; c++) {
    let pivot = c;
    for (let r = c; r < size; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[pivot][c])) pivot = r;
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    for (let r = c + 1; r < size; r++) {
      const factor = rows[r][c] / rows[c][c];
      for (let k = c; k <= size; k++) rows[r][k] -= factor * rows[c][k];
    }
  }
  const solution = new Float64Array(size);
  for (let r = size - 1; r >= 0; r--) {
    let left = rows[r][size];
    for (let k = r + 1; k < size; k++) left -= rows[r][k] * solution[k];
    solution[r] = left / rows[r][r];
  }
  return solution;
}

function expectNear(found: Float64Array, wanted: Float64Array, relative: number): void {
  const most = wanted.reduce((so, value) => Math.max(so, Math.abs(value)), 1e-300);
  found.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]) / most).toBeLessThan(relative);
  });
}

const cases = fc.record({
  size: fc.integer({ min: 1, max: 23 }),
  reach: fc.integer({ min: 0, max: 23 }),
  seed: fc.nat(1_000_000),
});

function randomVector(size: number, seed: number): Float64Array {
  const random = new Random(seed, 4);
  return Float64Array.from({ length: size }, () => random.fraction() * 2 - 1);
}

describe('a skyline matrix', () => {
  it('solves as elimination in a dense matrix does', () => {
    fc.assert(
      fc.property(cases, ({ size, reach, seed }) => {
        const sparse = randomMatrix(size, reach, seed);
        const right = randomVector(size, seed);
        const matrix = new Skyline(sparse.first);
        fill(matrix, sparse);
        matrix.factor();
        const found = right.slice();
        matrix.solve(found);
        expectNear(found, denseSolve(sparse.dense, right), 1e-11);
      }),
      { numRuns: 500 },
    );
  });

  it('can be cleared and filled again, whatever was there', () => {
    fc.assert(
      fc.property(cases, fc.nat(1_000_000), ({ size, reach, seed }, other) => {
        const sparse = randomMatrix(size, reach, seed);
        const used = new Skyline(sparse.first);
        used.values.fill(other / 7);
        used.factor();
        const fresh = new Skyline(sparse.first);
        const [a, b] = [used, fresh].map((matrix) => {
          fill(matrix, sparse);
          matrix.factor();
          const right = randomVector(size, seed);
          matrix.solve(right);
          return right;
        });
        expect(a).toEqual(b);
      }),
    );
  });

  it('divided by sizes is the matrix between them', () => {
    fc.assert(
      fc.property(cases, ({ size, reach, seed }) => {
        const { first, dense } = randomMatrix(size, reach, seed);
        const random = new Random(seed, 5);
        const sizes = Float64Array.from({ length: size }, () => 10 ** (8 * random.fraction() - 4));
        const blown = dense.map((row, i) => row.map((value, j) => value * sizes[i] * sizes[j]));
        const matrix = new Skyline(first);
        fill(matrix, { first, dense: blown });
        matrix.divideBy(sizes);
        for (let i = 0; i < size; i++) {
          for (let j = first[i]; j <= i; j++) {
            expect(matrix.values[matrix.origin[i] + j]).toBeCloseTo(dense[i][j], 12);
          }
        }
        matrix.factor();
        const right = randomVector(size, seed);
        const wanted = denseSolve(dense, right);
        matrix.solve(right);
        expectNear(right, wanted, 1e-10);
      }),
      { numRuns: 200 },
    );
  });

  it('takes no step along what it cannot tell apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 15 }), fc.nat(1_000_000), (size, seed) => {
        // Rows come in equal pairs, and one is empty.
        const random = new Random(seed, 6);
        const twin = Int32Array.from({ length: size }, () => random.below(size));
        const dense = Array.from({ length: size }, (_, i) =>
          Float64Array.from({ length: size }, (_, j) =>
            i === 0 || j === 0 ? 0 : twin[i] === twin[j] ? 1 : 0,
          ),
        );
        const first = new Int32Array(size);
        const matrix = new Skyline(first);
        fill(matrix, { first, dense });
        matrix.factor();
        const wanted = Float64Array.from(twin, (group, i) => (i === 0 ? 0 : 1 + group));
        const found = wanted.slice();
        matrix.solve(found);
        const product = Float64Array.from(dense, (row) =>
          row.reduce((sum, value, j) => sum + value * found[j], 0),
        );
        expectNear(product, wanted, 1e-12);
      }),
    );
  });
});
