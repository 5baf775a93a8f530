import type { InputProblem } from '../../model/input-problem.js';
import { unguardFormula } from './formula-guard.js';
import { headerKey } from './header-key.js';
import { inRowOrder, readRecords } from './records.js';

/** A file as text, by column; every column is as long as `rowNumbers`. */
export interface OwnFile {
  readonly file: string;
  /** The spreadsheet row of each record; the header is row 1. */
  readonly rowNumbers: readonly number[];
  /** Trimmed cells by column: the required columns under their names, others by their header. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

export interface OwnReading {
  readonly own: OwnFile;
  readonly problems: readonly InputProblem[];
}

/**
 * Reads back a file that carve wrote, or one like it that a person made or
 * edited (`assignments.csv`). The `required` columns are found in any letter
 * case and spelling (`Account ID`); a header alone is a complete file.
 *
 * @param onlyRequired pass over all other columns: a plan may have a million rows of twenty.
 * @param also columns that are read all the same.
 */
export function readOwn(
  file: string,
  bytes: Uint8Array,
  required: readonly string[],
  onlyRequired = false,
  also: (column: string, header: readonly string[]) => boolean = () => false,
): OwnReading {
  const rowNumbers: number[] = [];
  const columns = new Map<string, string[]>();
  const missing: InputProblem[] = [];
  const { header, problems } = readRecords(
    file,
    bytes,
    (names, headerRow) => {
      const wanted = new Map(required.map((name) => [headerKey(name), name]));
      const places: { cells: string[]; index: number }[] = [];
      names.forEach((name, index) => {
        const column = wanted.get(headerKey(name)) ?? name;
        if (column === '' || columns.has(column)) return;
        if (onlyRequired && !required.includes(column) && !also(column, names)) return;
        const cells: string[] = [];
        columns.set(column, cells);
        places.push({ cells, index });
      });
      for (const name of required) {
        if (columns.has(name)) continue;
        const remedy = `the file needs the column${required.length === 1 ? '' : 's'} ${required.join(' and ')}`;
        missing.push({ file, row: headerRow, what: `has no column "${name}"`, remedy });
      }
      return (cells, row) => {
        rowNumbers.push(row);
        for (const place of places) place.cells.push(unguardFormula(cells[place.index].trim()));
      };
    },
    { mayBeEmpty: true },
  );
  if (header === undefined) for (const name of required) columns.set(name, []);
  return {
    own: { file, rowNumbers, columns },
    problems: inRowOrder([...problems, ...missing]),
  };
}
