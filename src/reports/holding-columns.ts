import type { Holding } from '../evaluation/types.js';
import type { WrittenCell } from '../inputs/csv/write.js';

/** The figures that territories.csv and teams.csv share, in the contract's order. */
const figures = [
  'capacity',
  'quota',
  'accounts',
  'potential',
  'potential_target',
  'potential_deviation_pct',
  'workload',
  'workload_target',
  'workload_deviation_pct',
  'potential_vs_median_pct',
  'accounts_before',
  'potential_before',
  'workload_before',
  'arr_before',
  'arr',
  'accounts_in',
  'accounts_out',
  'arr_in',
  'arr_out',
  'mean_distance_km',
] as const satisfies readonly (keyof Holding)[];

/** The header for these holdings, which all balance the same further metrics. */
export function holdingColumns(holdings: readonly Holding[]): string[] {
  const further = holdings[0]?.further ?? [];
  return [
    ...figures,
    ...further.flatMap(({ metric }) => [
      ...(isFigure(metric) ? [] : [metric]),
      `${metric}_target`,
      `${metric}_deviation_pct`,
    ]),
  ];
}

/** One holding's cells under `holdingColumns`. */
export function holdingCells(holding: Holding): WrittenCell[] {
  return [
    ...figures.map((name) => holding[name]),
    ...holding.further.flatMap(({ metric, load, target, deviation_pct }) => [
      ...(isFigure(metric) ? [] : [load]),
      target,
      deviation_pct,
    ]),
  ];
}

/** A balanced metric whose load is a column already (accounts, arr) is not written twice. */
function isFigure(metric: string): boolean {
  return metric === 'accounts' || metric === 'arr';
}
