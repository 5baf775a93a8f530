import type { ColumnSpec } from './column-spec.js';
import { amount, id, text } from './column-spec.js';

/** The columns of market.csv: a row for each part of the market. */
export const marketColumns: readonly ColumnSpec[] = [
  {
    name: 'segment',
    cells: text,
    use: 'the part of the market; empty: all',
    strong: ['marketsegment'],
    weak: ['sizeband'],
  },
  {
    name: 'industry',
    cells: text,
    use: 'the part of the market; empty: all',
    strong: [],
    weak: ['sector', 'naicsdescription', 'vertical'],
  },
  {
    name: 'region',
    cells: text,
    use: 'the part of the market; empty: all',
    strong: [],
    weak: ['state', 'geography'],
  },
  {
    name: 'territory',
    cells: text,
    use: 'whose reps share it, by capacity',
    strong: ['territoryname'],
    weak: [],
  },
  { name: 'rep_id', cells: id, use: 'the rep it is all for', strong: ['userid'], weak: ['rep'] },
  {
    name: 'companies',
    cells: amount,
    use: 'how many companies there are, customers and not',
    strong: ['numberofcompanies', 'numberofestablishments', 'numberoffirms', 'establishments'],
    weak: ['firms', 'enterprises', 'estab', 'count'],
  },
  {
    name: 'average_deal',
    cells: amount,
    use: 'what one of them is worth in a year; empty: the mean of what was won there',
    strong: ['averagedealsize', 'avgdeal', 'averagecontractvalue'],
    weak: ['acv', 'deal', 'dealsize'],
  },
];
