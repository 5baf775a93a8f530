import type { InputProblem } from '../../model/input-problem.js';
import type { Column, TextColumn } from '../../model/table.js';
import { accountColumns } from './account-columns.js';
import { shortened } from './findings.js';
import { withIdentity } from './identity.js';
import { inRowOrder } from './records.js';
import { repColumns } from './rep-columns.js';
import { readTable, type TableOptions, type TableReading } from './table-reader.js';

const statuses: ReadonlySet<string> = new Set(['', 'active', 'leaving', 'left']);

/**
 * Reads reps.csv. `rep_id` is always a column of the table where there are no
 * problems, and the words of `status` are in lower case.
 */
export function readReps(
  file: string,
  bytes: Uint8Array,
  options: TableOptions = {},
): TableReading {
  const reading = readTable(file, bytes, 'reps', repColumns, options);
  return withStatus(
    withIdentity(reading, {
      column: 'rep_id',
      standIns: ['email', 'rep_name'],
      rows: 'reps',
    }),
  );
}

function withStatus(reading: TableReading): TableReading {
  const { table } = reading;
  const column = table.columns.get('status');
  if (column?.kind !== 'text') return reading;
  const folded = foldWords(column);
  const isKnown = folded.words.map((word) => statuses.has(word));
  const problems: InputProblem[] = [];
  for (let index = 0; index < table.size; index++) {
    const code = column.codes[index];
    if (isKnown[folded.codes[index]]) continue;
    problems.push({
      file: table.file,
      row: table.rowNumbers[index],
      column: column.header,
      what: 'is no status',
      value: shortened(column.words[code]),
      remedy: 'write active, leaving or left, or leave the cell empty (active)',
    });
  }
  const columns = new Map<string, Column>(table.columns).set('status', folded);
  return {
    ...reading,
    table: { ...table, columns },
    problems: inRowOrder([...reading.problems, ...problems]),
  };
}

/** The same column with its words in lower case, each still there once. */
function foldWords(column: TextColumn): TextColumn {
  const words: string[] = [];
  const newCode = column.words.map((word) => {
    const folded = word.toLowerCase();
    const code = words.indexOf(folded);
    return code === -1 ? words.push(folded) - 1 : code;
  });
  const codes = column.codes.map((code) => newCode[code]);
  const { name, header, filled } = column;
  return { name, header, filled, kind: 'text', codes, words };
}

/** Reads accounts.csv. `account_id` is always a column of the table where there are no problems. */
export function readAccounts(
  file: string,
  bytes: Uint8Array,
  options: TableOptions = {},
): TableReading {
  return withIdentity(readTable(file, bytes, 'accounts', accountColumns, options), {
    column: 'account_id',
    standIns: ['account_name'],
    rows: 'accounts',
  });
}
