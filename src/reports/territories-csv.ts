import type { Territory } from '../evaluation/types.js';
import type { CsvTable } from '../inputs/csv/write.js';
import { recordsAsFiled, type Table } from '../model/table.js';
import { holdingCells, holdingColumns } from './holding-columns.js';

/** territories.csv, the variance report: one row a rep, in the order of the rep file. */
export function territoriesTable(reps: Table, territories: readonly Territory[]): CsvTable {
  return {
    columns: ['rep_id', 'rep_name', 'manager', 'pool', ...holdingColumns(territories)],
    rows: () =>
      recordsAsFiled(reps)
        .map((rep) => territories[rep])
        .map((territory) => [
          territory.rep_id,
          territory.rep_name,
          territory.manager,
          territory.pool,
          ...holdingCells(territory),
        ]),
  };
}
