import type { InputProblem } from '../../model/input-problem.js';
import type { Column, TextColumn } from '../../model/table.js';
import { parseFlag } from '../cells/flag.js';
import { accountColumns } from './account-columns.js';
import { shortened } from './findings.js';
import { headerKey } from './header-key.js';
import type { HeaderChoice } from './headers.js';
import { withIdentity } from './identity.js';
import { inRowOrder } from './records.js';
import { repColumns } from './rep-columns.js';
import { readTable, type TableOptions, type TableReading } from './table-reader.js';

const statuses: ReadonlySet<string> = new Set(['', 'active', 'leaving', 'left', 'on_leave']);
/** Keys of the headers under which user exports say whether somebody still works there. */
const activeKeys: ReadonlySet<string> = new Set(['active', 'isactive']);

/**
 * Reads reps.csv. `rep_id` is always a column of the table where there are no
 * problems, and the words of `status` are in lower case, `On Leave` as `on_leave`.
 */
export function readReps(
  file: string,
  bytes: Uint8Array,
  options: TableOptions = {},
): TableReading {
  const reading = readTable(file, bytes, 'reps', repColumns, options);
  return withActive(
    withStatus(
      withIdentity(activeApart(reading), {
        column: 'rep_id',
        standIns: ['email', 'rep_name'],
        rows: 'reps',
      }),
    ),
  );
}

/** A column `Active` that a mapping names as the status is still one of yes and no. */
function activeApart(reading: TableReading): TableReading {
  const status = reading.table.columns.get('status');
  if (status?.kind !== 'text' || !activeKeys.has(headerKey(status.header))) return reading;
  const isFlag = (word: string): boolean => parseFlag(word) !== undefined;
  const filled = status.words.filter((word) => word !== '');
  if (!filled.some(isFlag) || filled.some((word) => statuses.has(word.toLowerCase()))) {
    return reading;
  }
  const columns = new Map<string, Column>(reading.table.columns);
  columns.delete('status');
  columns.set(status.header, { ...status, name: status.header });
  return { ...reading, table: { ...reading.table, columns } };
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
      remedy: 'write active, leaving, left or on_leave, or leave the cell empty (active)',
    });
  }
  const columns = new Map<string, Column>(table.columns).set('status', folded);
  return {
    ...reading,
    table: { ...table, columns },
    problems: inRowOrder([...reading.problems, ...problems]),
  };
}

/**
 * A yes/no column `Active` or `IsActive` is the status too (contract 3): those
 * who are not have left, whatever `status` says; the others have the status they have.
 */
function withActive(reading: TableReading): TableReading {
  const { table } = reading;
  const column = [...table.columns.values()].find(
    ({ name, header, filled }) =>
      filled > 0 && name !== 'status' && activeKeys.has(headerKey(header)),
  );
  if (column?.kind !== 'text') return reading;
  const flags = column.words.map(parseFlag);
  if (!flags.includes(true) && !flags.includes(false)) {
    const text = 'holds neither yes nor no, so it does not say who is active';
    const note = { file: table.file, column: column.header, text };
    return { ...reading, notes: [...reading.notes, note] };
  }
  const status = table.columns.get('status');
  const words = status?.kind === 'text' ? [...status.words] : [''];
  const left = words.includes('left') ? words.indexOf('left') : words.push('left') - 1;
  const codes = status?.kind === 'text' ? status.codes.slice() : new Uint32Array(table.size);
  const problems: InputProblem[] = [];
  for (let index = 0; index < table.size; index++) {
    const word = column.words[column.codes[index]];
    const flag = flags[column.codes[index]];
    if (flag === false) codes[index] = left;
    if (flag !== undefined || word === '') continue;
    problems.push({
      file: table.file,
      row: table.rowNumbers[index],
      column: column.header,
      what: 'is neither yes nor no',
      value: shortened(word),
      remedy: 'write yes for a rep who is active and no for one who has left',
    });
  }
  const filled = codes.reduce((sum, code) => sum + (words[code] === '' ? 0 : 1), 0);
  const header = status?.header ?? column.header;
  const columns = new Map<string, Column>(table.columns).set('status', {
    name: 'status',
    header,
    filled,
    kind: 'text',
    codes,
    words,
  });
  const choice: HeaderChoice = {
    file: table.file,
    column: 'status',
    header: column.header,
    by: 'spelling',
  };
  const isTold = reading.choices.some((one) => one.column === 'status');
  return {
    ...reading,
    table: { ...table, columns },
    choices: isTold ? reading.choices : [...reading.choices, choice],
    problems: inRowOrder([...reading.problems, ...problems]),
  };
}

/** The same column with its words in lower case, each still there once. */
function foldWords(column: TextColumn): TextColumn {
  const words: string[] = [];
  const newCode = column.words.map((word) => {
    const folded = word.toLowerCase().replace(/^on[ -]leave$/, 'on_leave');
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
