import type { BalanceMeasure, BudgetMeasure, LimitMeasure } from '../model/problem.js';
import type { LoadCost, RepLoad } from './program.js';

/** A bound is passed only beyond this share of it (contract 5); half of what is allowed, for rounding. */
const tolerance = (bound: number): number => 0.5e-9 * Math.max(1, Math.abs(bound));

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
    tolerance: must ? tolerance(max) * target : 0,
    violationScale: target,
  };
}

/** A limit's loads, by account (the caller adds them up by unit); a percentage needs one load a side. */
export function limitLoads(measure: LimitMeasure, share: number): RepLoad[] {
  const { min, max } = measure;
  const base = { groupOf: measure.groups.of };
  if (!min?.share && !max?.share) {
    const costs = measure.groups.names.map((_, group) =>
      limitCost(measure, group, share, lowOf(measure, group), max?.amount),
    );
    return [{ ...base, name: measure.name, amount: measure.counted, costs }];
  }
  const loads: RepLoad[] = [];
  for (const side of ['min', 'max'] as const) {
    const bound = measure[side];
    if (bound === undefined) continue;
    const of = bound.share ? bound.amount : 0;
    const limit = bound.share ? 0 : bound.amount;
    loads.push({
      ...base,
      name: `${measure.name}:${side}`,
      amount: measure.counted.map((amount, account) => amount - of * measure.whole[account]),
      costs: measure.groups.names.map((_, group) => {
        const binds = side === 'max' || measure.mayTake[group] === 1;
        return limitCost(
          measure,
          group,
          share,
          side === 'min' && binds ? limit : undefined,
          side === 'max' ? limit : undefined,
        );
      }),
    });
  }
  return loads;
}

function lowOf(measure: LimitMeasure, group: number): number | undefined {
  return measure.mayTake[group] === 1 ? measure.min?.amount : undefined;
}

function limitCost(
  measure: LimitMeasure,
  group: number,
  share: number,
  low: number | undefined,
  high: number | undefined,
): LoadCost {
  const nominal = (side: 'min' | 'max'): number => {
    const bound = measure[side];
    if (bound === undefined) return 1;
    return Math.max(1, bound.share ? bound.amount * measure.nominalWhole[group] : bound.amount);
  };
  const count = measure.groups.names.length;
  const scale = Math.max(nominal('min'), nominal('max'));
  const must = measure.level === 'must';
  return hinge({
    low,
    high,
    slopeBelow: must ? 0 : share / count / nominal('min'),
    slopeAbove: must ? 0 : share / count / nominal('max'),
    must,
    tolerance: tolerance(Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0))),
    scale,
  });
}

/** The cost of what leaves one group of owners; `gone` leaves in every plan and is not among the units. */
export function budgetCost(
  measure: BudgetMeasure,
  max: number,
  gone: number,
  share: number,
): LoadCost {
  const must = measure.level === 'must';
  return hinge({
    low: undefined,
    high: max - gone,
    slopeBelow: 0,
    slopeAbove: must ? 0 : share / measure.max.length / Math.max(max, 1),
    must,
    tolerance: tolerance(max),
    scale: Math.max(max, 1),
  });
}

interface Hinge {
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Cost per unit of load below `low` and above `high`; ≥ 0. */
  readonly slopeBelow: number;
  readonly slopeAbove: number;
  readonly must: boolean;
  readonly tolerance: number;
  readonly scale: number;
}

/** Free between the bounds, dearer in proportion outside them, or not allowed there. */
function hinge(parts: Hinge): LoadCost {
  const { low, high, must } = parts;
  const knots: number[] = [];
  const slopes = [low === undefined ? 0 : -parts.slopeBelow];
  if (low !== undefined) {
    knots.push(low);
    slopes.push(0);
  }
  if (high !== undefined) {
    if (low !== high) {
      knots.push(high);
      slopes.push(parts.slopeAbove);
    } else {
      slopes[slopes.length - 1] = parts.slopeAbove;
    }
  }
  if (knots.length === 0) {
    knots.push(0);
    slopes.push(0);
  }
  return {
    knots: Float64Array.from(knots),
    slopes: Float64Array.from(slopes),
    valueAtFirstKnot: 0,
    low: must && low !== undefined ? low : Number.NEGATIVE_INFINITY,
    high: must && high !== undefined ? high : Number.POSITIVE_INFINITY,
    tolerance: parts.tolerance,
    violationScale: parts.scale,
  };
}
