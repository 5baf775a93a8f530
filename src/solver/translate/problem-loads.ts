import type { BalanceMeasure, BudgetMeasure } from '../../model/problem.js';
import type { LoadCost } from '../model/program.js';

/**
 * What a must bound of 1 or less may be passed by, and greater ones by as much of them (contract 5).
 * No less will do: proofs hold for every plan that evaluation lets through.
 */
export const allowance = 1e-9;

/** How far a must bound may be passed. */
export const toleranceOf = (bound: number): number => allowance * Math.max(1, Math.abs(bound));

/** The cost of each group's load under a balance row, ω ÷ Σω times the contract's deviation cost ÷ number of groups. */
export function deviationCosts(measure: BalanceMeasure, share: number): LoadCost[] {
  const each = share / measure.target.length;
  return Array.from(measure.target, (target) => deviationCostOf(measure, target, each));
}

function deviationCostOf(measure: BalanceMeasure, target: number, each: number): LoadCost {
  const { band, max, level } = measure;
  const must = level === 'must' && max !== undefined;
  // Upward from target: [deviation from which, slope in cost per deviation].
  const steps: (readonly [number, number])[] = [
    [0, 0.2],
    [band, 1],
  ];
  if (level === 'should' && max !== undefined) steps.push([max, 10]);
  const pieces = steps.filter(([from], index) => steps[index + 1]?.[0] !== from);
  const perLoad = each / target;
  const knots: number[] = [];
  const slopes: number[] = [];
  for (const [from, slope] of [...pieces].reverse()) {
    slopes.push(-slope * perLoad);
    knots.push(target * (1 - from));
  }
  // The first knot of the upper half is the last of the lower half: the target itself.
  pieces.forEach(([from, slope], index) => {
    if (index > 0) knots.push(target * (1 + from));
    slopes.push(slope * perLoad);
  });
  let valueAtFirstKnot = 0;
  for (let piece = 1; piece < pieces.length; piece++) {
    valueAtFirstKnot += (pieces[piece][0] - pieces[piece - 1][0]) * pieces[piece - 1][1] * each;
  }
  return {
    knots: Float64Array.from(knots),
    slopes: Float64Array.from(slopes),
    valueAtFirstKnot,
    low: must && max < 1 ? target * (1 - max) : Number.NEGATIVE_INFINITY,
    high: must ? target * (1 + max) : Number.POSITIVE_INFINITY,
    tolerance: must ? toleranceOf(max) * target : 0,
    violationScale: target,
  };
}

/** The cost of what leaves one group of owners; `gone` leaves in every plan and is not among the units. */
export function budgetCost(
  measure: BudgetMeasure,
  max: number,
  gone: number,
  share: number,
): LoadCost {
  const must = measure.level === 'must';
  const scale = Math.max(max, 1);
  const slope = must ? 0 : share / measure.max.length / scale;
  const above = { at: max - gone, slope, tolerance: toleranceOf(max) };
  return hinge({ below: undefined, above, must, scale });
}

/** One side of what a load is kept within. */
export interface Side {
  readonly at: number;
  /** Cost per unit of load beyond it; ≥ 0. */
  readonly slope: number;
  readonly tolerance: number;
}

interface Hinge {
  readonly below: Side | undefined;
  readonly above: Side | undefined;
  readonly must: boolean;
  readonly scale: number;
}

/** Free between the bounds, dearer in proportion outside them, or not allowed there. */
export function hinge({ below, above, must, scale }: Hinge): LoadCost {
  const knots: number[] = [];
  const slopes = [below === undefined ? 0 : -below.slope];
  if (below !== undefined) {
    knots.push(below.at);
    slopes.push(0);
  }
  if (above !== undefined) {
    if (below?.at !== above.at) {
      knots.push(above.at);
      slopes.push(above.slope);
    } else {
      slopes[slopes.length - 1] = above.slope;
    }
  }
  if (knots.length === 0) {
    knots.push(0);
    slopes.push(0);
  }
  // There is one tolerance for both sides: what the greater bound is allowed beyond it goes into the bound.
  const tolerance = Math.min(
    below?.tolerance ?? Number.POSITIVE_INFINITY,
    above?.tolerance ?? Number.POSITIVE_INFINITY,
  );
  const isMust = must && Number.isFinite(tolerance);
  return {
    knots: Float64Array.from(knots),
    slopes: Float64Array.from(slopes),
    valueAtFirstKnot: 0,
    low:
      isMust && below !== undefined
        ? below.at - (below.tolerance - tolerance)
        : Number.NEGATIVE_INFINITY,
    high:
      isMust && above !== undefined
        ? above.at + (above.tolerance - tolerance)
        : Number.POSITIVE_INFINITY,
    tolerance: isMust ? tolerance : 0,
    violationScale: scale,
  };
}
