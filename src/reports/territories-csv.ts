import type { CsvTable } from '../csv/write.js';
import type { Territory } from '../evaluation/types.js';
import { holdingCells, holdingColumns } from './holding-columns.js';

/** territories.csv, the variance report: one row a rep, in the order of the rep file. */
export function territoriesTable(territories: readonly Territory[]): CsvTable {
  return {
    columns: ['rep_id', 'rep_name', 'manager', 'pool', ...holdingColumns(territories)],
    rows: () =>
      territories.map((territory) => [
        territory.rep_id,
        territory.rep_name,
        territory.manager,
        territory.pool,
        ...holdingCells(territory),
      ]),
  };
}
