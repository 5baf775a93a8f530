import { describe, expect, it } from 'vitest';
import { commonStep, onLattice } from '../../../src/solver/model/lattice.js';
import type { LoadCost } from '../../../src/solver/model/program.js';

describe('the step of amounts', () => {
  it.each<[string, number[], number]>([
    ['whole numbers', [6, -9, 0], 3],
    ['tenths whose sums round', [0.1, 0.2, 0.1 + 0.2], 0.1],
    ['cents', [12.34, 0.02], 0.02],
    ['hundredths of a large amount', [1_234_567.89, 0.01], 0.01],
  ])('is what %s are all multiples of', (_, amounts, step) => {
    expect(commonStep(Float64Array.from(amounts))).toBeCloseTo(step, 15);
  });

  it.each<[string, number[]]>([
    ['is a billionth off', [5.000000004, 5, 1]],
    ['is a hundred roundings off', [5 + 100 * 2 ** -50, 5, 1]],
    ['is next to nothing', [1e-13, 5, 1]],
    ['has a third digit', [0.125, 1]],
  ])('is none where one %s', (_, amounts) => {
    expect(commonStep(Float64Array.from(amounts))).toBe(0);
  });
});

describe('must bounds on a lattice', () => {
  const cost: LoadCost = {
    knots: Float64Array.of(1.5, 5 - 4e-9),
    slopes: Float64Array.of(0, 0, 0),
    valueAtFirstKnot: 0,
    low: 1.5,
    high: 5 - 4e-9,
    tolerance: 5e-9,
    violationScale: 5,
  };

  it('are the outermost multiples within their tolerance', () => {
    expect(onLattice(cost, 1)).toMatchObject({ low: 2, high: 5, tolerance: 5e-9 });
    expect(onLattice({ ...cost, tolerance: 3e-9 }, 1)).toMatchObject({ low: 2, high: 4 });
  });
});
