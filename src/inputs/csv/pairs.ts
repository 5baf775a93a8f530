import type { InputProblem } from '../../model/input-problem.js';
import type { TextColumn } from '../../model/table.js';
import { standsForNothing } from '../cells/emptiness.js';
import { type ColumnBuilder, Growing } from './column-builder.js';
import type { ColumnSpec } from './column-spec.js';
import { id } from './column-spec.js';
import { columnBuilder } from './columns.js';
import { type FileForm, spellingOf } from './file-form.js';
import { Findings, type ReadingNote, shortened } from './findings.js';
import { headerKey } from './header-key.js';
import { inRowOrder, type RecordSink, readRecords } from './records.js';

/** A number for pairs of account and rep, one row a pair, ids as the file gives them. */
export interface PairList {
  readonly file: string;
  readonly size: number;
  readonly rowNumbers: Uint32Array;
  /** The account_id of each row. */
  readonly accounts: TextColumn;
  /** The rep_id of each row. */
  readonly reps: TextColumn;
  /** The number of each row. */
  readonly values: Float64Array;
}

export interface PairsReading {
  /** Undefined where a column is missing or the file could not be read. */
  readonly pairs: PairList | undefined;
  readonly problems: readonly InputProblem[];
  /** Sentences about what was taken for what. */
  readonly notes: readonly ReadingNote[];
}

/** What the file says of each pair: its column, and how its cells are read. */
type PairColumn = Pick<ColumnSpec, 'name' | 'cells'>;

/** Reads a file of `account_id, rep_id` and a column of numbers; other columns are passed over. */
export function readPairs(
  file: string,
  bytes: Uint8Array,
  value: PairColumn,
  form?: FileForm,
): PairsReading {
  const columns: readonly PairColumn[] = [
    { name: 'account_id', cells: id },
    { name: 'rep_id', cells: id },
    value,
  ];
  const findings = new Findings(file);
  const rowNumbers = new Growing((length) => new Uint32Array(length));
  let builders: ColumnBuilder[] = [];
  const missing: InputProblem[] = [];
  const open = (names: readonly string[], headerRow: number, delimiter: string): RecordSink => {
    const spelling = spellingOf(form, delimiter);
    const places = columns.map((spec) =>
      names.findIndex((name) => headerKey(name) === headerKey(spec.name)),
    );
    columns.forEach((spec, index) => {
      if (places[index] !== -1) return;
      const remedy = `the file needs the columns account_id, rep_id and ${value.name}`;
      missing.push({ file, row: headerRow, what: `has no column "${spec.name}"`, remedy });
    });
    if (missing.length > 0) return () => {};
    builders = columns.map(({ name, cells }, index) =>
      columnBuilder({ name, header: names[places[index]] }, cells, findings, false, spelling),
    );
    return (cells, row) => {
      rowNumbers.push(row);
      columns.forEach((spec, index) => {
        const cell = cells[places[index]].trim();
        if (cell === '' || (spec === value && standsForNothing(cell))) {
          findings.cell(
            row,
            names[places[index]],
            cell,
            'is empty',
            'fill it in, or delete the row',
          );
        }
        builders[index].push(cell, row);
      });
    };
  };
  const reading = readRecords(file, bytes, open, { encoding: form?.encoding });
  const { header, problems } = reading;
  const notes = reading.notes.map((text) => ({ file, text }));
  if (header === undefined || missing.length > 0) {
    return { pairs: undefined, problems: inRowOrder([...problems, ...missing]), notes };
  }
  const [accounts, reps, numbers] = builders.map((builder) => builder.finish());
  if (accounts.kind !== 'text' || reps.kind !== 'text' || numbers.kind !== 'number') {
    throw new TypeError('a column of pairs has the wrong kind');
  }
  const pairs: PairList = {
    file,
    size: rowNumbers.size,
    rowNumbers: rowNumbers.finish(),
    accounts,
    reps,
    values: numbers.values,
  };
  const repeated = repeatedPairs(pairs);
  const all = inRowOrder([...problems, ...findings.problems, ...repeated]);
  return { pairs, problems: all, notes };
}

/** Pairs that have two rows; sorting needs far less memory than a set of keys. */
function repeatedPairs(list: PairList): InputProblem[] {
  const pairs = list.reps.words.length;
  const keys = Float64Array.from(list.accounts.codes, (code, row) => {
    return code * pairs + list.reps.codes[row];
  });
  const order = Uint32Array.from(keys, (_, row) => row).sort((a, b) => keys[a] - keys[b] || a - b);
  const problems: InputProblem[] = [];
  let first = 0;
  for (let place = 1; place < order.length; place++) {
    if (keys[order[place]] !== keys[order[first]]) {
      first = place;
      continue;
    }
    const row = order[place];
    const account = list.accounts.words[list.accounts.codes[row]];
    const rep = list.reps.words[list.reps.codes[row]];
    if (account === '' || rep === '') continue;
    problems.push({
      file: list.file,
      row: list.rowNumbers[row],
      what: `gives the same account and rep as row ${list.rowNumbers[order[first]]}`,
      value: shortened(`${account}, ${rep}`),
      remedy: 'delete one of the two rows',
    });
  }
  return problems;
}
