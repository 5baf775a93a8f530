import type { CsvTable } from '../inputs/csv/write.js';
import type { Relaxation } from '../model/relaxation.js';

export const relaxationColumns = ['file', 'row', 'column', 'from', 'to'] as const;

/** relaxations.csv: every cell of the inputs that the plan was made with another value of. */
export function relaxationsTable(relaxations: readonly Relaxation[]): CsvTable {
  return {
    columns: relaxationColumns,
    rows: function* () {
      for (const { file, row, column, from, to } of relaxations)
        yield [file, row, column, from, to];
    },
  };
}
