import { mean, standardDeviation } from 'simple-statistics';
import { deviation } from '../measures/balance.js';
import { groupLoads } from '../measures/loads.js';
import type { Assignment } from '../model/assignment.js';
import type { BalanceMeasure } from '../model/problem.js';
import type { Evenness } from './types.js';

/** How even a balanced metric is over the reps who take part (contract 6). */
export function evennessOf(measure: BalanceMeasure, assignment: Assignment): Evenness {
  const loads = groupLoads(measure.amounts, measure.groups, assignment);
  const sizes = Array.from(loads, (load, group) =>
    Math.abs(deviation(load, measure.target[group])),
  );
  const ratios = Array.from(loads, (load, group) => deviation(load, measure.target[group]) + 1);
  if (sizes.length === 0) {
    return { mean_abs_deviation_pct: 0, max_abs_deviation_pct: 0, cv: 0, gini: 0 };
  }
  const average = mean(ratios);
  return {
    mean_abs_deviation_pct: 100 * mean(sizes),
    max_abs_deviation_pct: 100 * Math.max(...sizes),
    cv: average > 0 ? standardDeviation(ratios) / average : 0,
    gini: giniOf(ratios),
  };
}

/** Gini coefficient: mean absolute difference ÷ twice the mean; 0 when all are 0. */
export function giniOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  let sum = 0;
  let ranked = 0;
  sorted.forEach((value, index) => {
    sum += value;
    ranked += (2 * (index + 1) - sorted.length - 1) * value;
  });
  return sum > 0 ? ranked / (sorted.length * sum) : 0;
}
