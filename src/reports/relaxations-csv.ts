import type { CsvTable } from '../csv/write.js';
import type { Relaxation } from '../model/relaxation.js';

/** relaxations.csv: every cell of the inputs that the plan was made with another value of. */
export function relaxationsTable(relaxations: readonly Relaxation[]): CsvTable {
  return {
    columns: ['file', 'row', 'column', 'from', 'to'],
    rows: function* () {
      for (const { file, row, column, from, to } of relaxations)
        yield [file, row, column, from, to];
    },
  };
}
