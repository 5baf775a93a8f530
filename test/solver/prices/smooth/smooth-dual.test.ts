import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/model/random.js';
import type { DualFunction } from '../../../../src/solver/bound/dual-function.js';
import type { Program } from '../../../../src/solver/model/program.js';
import { shorterPart } from '../../../../src/solver/prices/relaxation/barrier.js';
import { SmoothDual } from '../../../../src/solver/prices/smooth/smooth-dual.js';
import { WorkerPool } from '../../../../src/solver/threads/worker-pool.js';
import {
  apartFrom,
  bareProgram,
  dualOf,
  randomRowPrices,
  relaxWhole,
  restOf,
  unrelated,
} from '../../relaxed-program.js';

interface Case {
  readonly dual: DualFunction;
  readonly smooth: SmoothDual;
  readonly price: Float64Array;
  /** By row, half a step that is small against what prices usually are. */
  readonly small: Float64Array;
}

function caseOf(seed: number, prices: number): Case {
  const dual = dualOf(unrelated(seed));
  const lp = relaxWhole(dual);
  const price = randomRowPrices(lp, prices);
  const small = randomRowPrices(lp, prices + 1).map((size) => 1e-3 * Math.abs(size) + 1e-6);
  return { dual, smooth: new SmoothDual(lp, new WorkerPool(1)), price, small };
}

function shifted(price: Float64Array, row: number, by: number): Float64Array {
  return price.map((value, s) => (s === row ? value + by : value));
}

/** The derivative by one row of what `of` reads after an evaluation: central, extrapolated once. */
function slopeOf(
  { smooth, price, small }: Case,
  softness: number,
  row: number,
  of: (value: number) => number,
): number {
  const central = (by: number): number => {
    const above = of(smooth.evaluate(shifted(price, row, by), softness));
    const below = of(smooth.evaluate(shifted(price, row, -by), softness));
    return (above - below) / (2 * by);
  };
  return (4 * central(small[row]) - central(2 * small[row])) / 3;
}

/** Whether the shares are such as the smooth dual takes in whole: it leaves out the very small. */
function isPlain({ smooth, price }: Case, softness: number): boolean {
  smooth.evaluate(price, softness);
  return smooth.share.every((share) => share > 2e-4);
}

const seeds = fc.nat(1_000_000);
const softnesses = fc.constantFrom(3, 1, 0.5);

describe('the smooth dual', () => {
  it('has the gradient that its values have', () => {
    fc.assert(
      fc.property(seeds, seeds, softnesses, (seed, prices, softness) => {
        const one = caseOf(seed, prices);
        fc.pre(one.price.length > 0 && isPlain(one, softness));
        const gradient = one.smooth.gradient.slice();
        const size = gradient.reduce((sum, value) => sum + Math.abs(value), 1);
        gradient.forEach((value, row) => {
          const slope = slopeOf(one, softness, row, (reached) => reached);
          expect(Math.abs(slope - value) / size).toBeLessThan(1e-6);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('steps as Newton does, damped, with the second derivative that its gradients have', () => {
    fc.assert(
      fc.property(seeds, seeds, softnesses, (seed, prices, softness) => {
        const one = caseOf(seed, prices);
        const { smooth, price } = one;
        fc.pre(price.length > 0 && isPlain(one, softness));
        const rows = price.length;
        const hessian = Array.from(price, (_, row) =>
          Array.from(price, (_, other) =>
            slopeOf(one, softness, row, () => smooth.gradient[other]),
          ),
        );
        smooth.evaluate(price, softness);
        const gradient = smooth.gradient.slice();
        const step = new Float64Array(rows);
        const damping = 1e-3;
        const promise = smooth.step(damping, step);
        // What the step keeps the matrix from being singular by.
        const mean = hessian.reduce((sum, row, s) => sum - row[s] / rows, 0);
        let promised = 0;
        for (let s = 0; s < rows; s++) {
          let sum = (1e-13 * mean - damping * hessian[s][s]) * step[s];
          let size = 0;
          for (let t = 0; t < rows; t++) {
            sum -= hessian[t][s] * step[t];
            size += Math.abs(hessian[t][s] * step[t]);
          }
          // Loads are of the size of 1, so what their differences leave below 1e-8 is rounding.
          const near = 1e-4 * (size + Math.abs(gradient[s])) + 1e-8;
          expect(Math.abs(sum - gradient[s])).toBeLessThan(near);
          promised += step[s] * gradient[s];
        }
        expect(promise).toBeCloseTo(promised, 9);
        expect(promise).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });

  // A sum that comes back to 0 on the way is taken for one not begun (gathered in covariances).
  it('sees the same second derivative where what an owner keeps may be less than nothing', () => {
    // Three owners whose amounts cancel in part, each equally likely, and a load that none is in.
    const cost = apartFrom(0.3);
    const program: Program = {
      ...bareProgram(1, 4, []),
      homes: {
        start: Int32Array.of(0, 3),
        rep: Int32Array.of(0, 1, 2),
        leavingCost: new Float64Array(3).fill(1),
      },
      leavingLoads: [
        {
          name: 'budget:0',
          amount: Float64Array.of(1, -1, 1),
          groupOf: new Int32Array(4),
          costs: [cost, cost],
        },
      ],
    };
    const lp = relaxWhole(dualOf(program));
    const smooth = new SmoothDual(lp, new WorkerPool(1));
    const [above, below] = [1e-4, -1e-4].map((price) => {
      smooth.evaluate(Float64Array.of(price, 0), 1);
      return smooth.gradient[0];
    });
    smooth.evaluate(new Float64Array(2), 1);
    const step = new Float64Array(2);
    smooth.step(0, step);
    expect(smooth.gradient[0] / step[0]).toBeCloseTo((below - above) / 2e-4, 4);
  });

  it('raises the diagonal alone by the damping', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, prices) => {
        const one = caseOf(seed, prices);
        fc.pre(one.price.length > 0 && isPlain(one, 1));
        const diagonal = Array.from(one.price, (_, row) =>
          slopeOf(one, 1, row, () => one.smooth.gradient[row]),
        );
        one.smooth.evaluate(one.price, 1);
        const step = new Float64Array(one.price.length);
        const damping = 1e8;
        one.smooth.step(damping, step);
        const lift = -diagonal.reduce((sum, value) => sum + value, 0) * (1e-9 / step.length);
        step.forEach((value, s) => {
          const wanted = one.smooth.gradient[s] / (lift - damping * diagonal[s]);
          expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-5 * Math.abs(wanted) + 1e-12);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('comes to the dual itself as it sharpens', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, prices) => {
        const { dual, smooth, price } = caseOf(seed, prices);
        fc.pre(!dual.isEmpty());
        const { costScale, priceScale } = smooth.lp;
        const wanted = dual.evaluate(price.map((value, s) => value * priceScale[s]));
        const gaps = [1e-2, 1e-4, 1e-6].map((softness) =>
          Math.abs(restOf(dual) + costScale * smooth.evaluate(price, softness) - wanted),
        );
        // A soft minimum is off by σ ln n at most, and the barriers by less as σ falls.
        const size = costScale * (smooth.size + price.reduce((sum, p) => sum + Math.abs(p), 0));
        expect(gaps[1]).toBeLessThan(1e-3 * size + 1e-9);
        expect(gaps[2]).toBeLessThan(1e-5 * size + 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('is concave', () => {
    fc.assert(
      fc.property(seeds, seeds, fc.constantFrom(1, 0.1, 0.01), (seed, prices, softness) => {
        const { smooth, price } = caseOf(seed, prices);
        const other = randomRowPrices(smooth.lp, prices + 2);
        const part = new Random(prices, 2).fraction();
        const between = price.map((value, s) => value + part * (other[s] - value));
        const [from, to, at] = [price, other, between].map((one) => smooth.evaluate(one, softness));
        const size = 1 + Math.abs(from) + Math.abs(to) + smooth.size;
        expect(at).toBeGreaterThanOrEqual((1 - part) * from + part * to - 1e-8 * size);
      }),
      { numRuns: 300 },
    );
  });

  it('shares every unit out whole', () => {
    fc.assert(
      fc.property(seeds, seeds, fc.constantFrom(1, 0.01, 1e-5), (seed, prices, softness) => {
        const { smooth, price } = caseOf(seed, prices);
        smooth.evaluate(price, softness);
        const { start } = smooth.lp;
        for (let n = 0; n + 1 < start.length; n++) {
          const own = smooth.share.subarray(start[n], start[n + 1]);
          expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        }
      }),
    );
  });
});

describe('the shorter part of a piece', () => {
  it('is where both barriers and the slope balance', () => {
    const sizes = fc.double({ min: -9, max: 9, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(sizes, sizes, sizes, (width, reduced, barrier) => {
        const part = shorterPart(width, reduced, barrier);
        expect(part).toBeGreaterThan(0);
        expect(part).toBeLessThanOrEqual(width / 2);
        const pulls = barrier / part - barrier / (width - part);
        expect(Math.abs(pulls - reduced)).toBeLessThan(1e-9 * (reduced + barrier / part));
      }),
      { numRuns: 500 },
    );
    expect(shorterPart(3, 0, 1)).toBe(1.5);
  });
});
