import type { ApartMeasure } from '../../model/problem.js';
import type { LoadCost, RepLoad } from '../model/program.js';
import { hinge, toleranceOf } from './problem-loads.js';

/**
 * How many accounts of one value each rep holds: a load for each value of which there are more than a rep may have.
 * Of a must row, a rep may have those that a higher row gives them, however many.
 */
export function apartLoads(measure: ApartMeasure, perAccount: number): RepLoad[] {
  const { valueAt, values, settledAt, groups, max } = measure;
  const members = values.map((): number[] => []);
  valueAt.forEach((value, account) => {
    if (value >= 0) members[value].push(account);
  });
  const costs = new Map<number, LoadCost>();
  const costOf = (most: number): LoadCost => {
    const known = costs.get(most) ?? costAbove(measure, most, perAccount);
    costs.set(most, known);
    return known;
  };
  return members.flatMap((accounts, value): RepLoad[] => {
    if (accounts.length <= max) return [];
    const amount = new Float64Array(valueAt.length);
    const settled = new Int32Array(groups.names.length);
    for (const account of accounts) {
      amount[account] = 1;
      if (settledAt[account] >= 0) settled[groups.of[settledAt[account]]]++;
    }
    return [
      {
        name: `${measure.name}:${values[value]}`,
        amount,
        groupOf: groups.of,
        costs: Array.from(settled, (count) => costOf(Math.max(max, count))),
      },
    ];
  });
}

function costAbove({ level }: ApartMeasure, most: number, slope: number): LoadCost {
  return hinge({
    below: undefined,
    above: { at: most, slope, tolerance: toleranceOf(most) },
    must: level === 'must',
    scale: Math.max(most, 1),
  });
}
