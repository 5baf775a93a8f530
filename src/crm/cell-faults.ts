import type { InputProblem } from '../model/input-problem.js';
import { type Column, cellText, type Table } from '../model/table.js';

/** What cells of a column must be. */
export interface CellsWanted {
  /** As in "is no …". */
  readonly wanted: string;
  readonly fits: (text: string) => boolean;
  /** What to do where no cell fits, so that the column is the wrong one. */
  readonly otherColumn: string;
  /** What to do about a single cell. */
  readonly mend: string;
}

/** What a spreadsheet would run; no loader file may hold it, with a `'` before it or without. */
const formula = /^[=+\-@\t\r]/;

/**
 * The cells that are not what they must be, each once a row; one problem where
 * none is, for then the column is the wrong one.
 */
export function cellFaults(
  table: Table,
  column: Column,
  indices: readonly number[],
  { wanted, fits, otherColumn, mend }: CellsWanted,
): InputProblem[] {
  const faults: InputProblem[] = [];
  const { file } = table;
  let misfits = 0;
  for (const index of indices) {
    const value = cellText(column, index);
    const place = { file, row: table.rowNumbers[index], column: column.header, value };
    if (!fits(value)) {
      misfits++;
      const what = value === '' ? `is empty, and a ${wanted} is needed` : `is no ${wanted}`;
      faults.push({ ...place, what, remedy: mend });
    } else if (formula.test(value)) {
      const what = `begins with ${JSON.stringify(value[0])}, which a spreadsheet would run as a formula`;
      faults.push({ ...place, what, remedy: 'name it otherwise in the CRM, and plan again' });
    }
  }
  const isWrongColumn = misfits > 0 && misfits === indices.length;
  return isWrongColumn ? [{ ...faults[0], remedy: otherColumn }] : faults;
}
