import { inOrder } from '../evaluation/leading-metrics.js';
import type { Evenness } from '../evaluation/types.js';
import { type ColumnOf, type Pair, type Table, table, words } from './document/blocks.js';
import { percentCellShown } from './document/figures.js';

/** How even it was and is: a line for each balanced metric. */
export function evennessTable(
  before: ReadonlyMap<string, Evenness>,
  after: ReadonlyMap<string, Evenness>,
): Table {
  return table(
    inOrder([...after.keys()]),
    evennessColumns((metric) => [before.get(metric), after.get(metric)]),
  );
}

function evennessColumns(of: (metric: string) => Pair<Evenness | undefined>): ColumnOf<string>[] {
  const pair =
    (say: (one: Evenness) => string) =>
    (metric: string): Pair<string> => {
      const [was, is] = of(metric).map((one) => (one === undefined ? '–' : say(one)));
      return [was, is];
    };
  return [
    words('', (metric) => metric, { flexible: true }),
    aligned(
      'Average off',
      pair((one) => percentCellShown(one.mean_abs_deviation_pct)),
    ),
    aligned(
      'Most off',
      pair((one) => percentCellShown(one.max_abs_deviation_pct)),
    ),
    aligned(
      'Gini',
      pair((one) => fixed(one.gini)),
    ),
  ];
}

/** Pairs in words whose arrows stand below each other. */
export function aligned<Row>(title: string, of: (row: Row) => Pair<string>): ColumnOf<Row> {
  return { title, kind: 'count', of };
}

/** Two decimals always, so that the figures of a column line up. */
export function fixed(value: number): string {
  return value.toFixed(2);
}
