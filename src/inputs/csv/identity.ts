import type { InputProblem } from '../../model/input-problem.js';
import type { Column, Table, TextColumn } from '../../model/table.js';
import { parseDate } from '../cells/date.js';
import { parseNumber } from '../cells/number.js';
import { type ReadingNote, shortened } from './findings.js';
import { inRowOrder } from './records.js';
import type { TableReading } from './table-reader.js';
import { exportAgain, isShortenedByExcel } from './text-column.js';

/** The column that tells rows apart, and the columns that may stand in for it, best first. */
export interface IdentityRule {
  readonly column: string;
  readonly standIns: readonly string[];
  /** What a row is, in the plural: "accounts". */
  readonly rows: string;
}

/**
 * Makes sure that each row has an id of its own. Without an id column the
 * first stand-in that is filled and unique is copied to it, and a note says so.
 */
export function withIdentity(reading: TableReading, rule: IdentityRule): TableReading {
  const { table } = reading;
  if (reading.header === undefined || table.size === 0) return reading;
  const own = textColumn(table, rule.column);
  if (own !== undefined) return withProblems(reading, identityProblems(table, own, ''));

  const standIns = rule.standIns
    .map((name) => textColumn(table, name))
    .filter((column) => column !== undefined);
  const faults = standIns.map((column) =>
    identityProblems(table, column, ` while there is no ${rule.column} column`),
  );
  const fit = faults.findIndex((problems) => problems.length === 0);
  if (fit === -1) {
    const ids = standIns.length === 0 ? [] : columnsOfIds(table);
    return withProblems(
      reading,
      ids.length > 0
        ? [askForIds(table, standIns[0], ids, rule)]
        : (faults[0] ?? [missingIdentity(reading, rule)]),
    );
  }
  const chosen = standIns[fit];
  const note: ReadingNote = {
    file: table.file,
    text: `no ${rule.column} column: the ${rule.rows} are told apart by "${chosen.header}"`,
  };
  const columns = new Map<string, Column>(table.columns);
  columns.set(rule.column, { ...chosen, name: rule.column });
  return { ...reading, table: { ...table, columns }, notes: [note, ...reading.notes] };
}

/** A text column with at least one value: one without counts as missing. */
function textColumn(table: Table, name: string): TextColumn | undefined {
  const column = table.columns.get(name);
  return column?.kind === 'text' && column.filled > 0 ? column : undefined;
}

/** Cells that do not tell their row apart: those that repeat another and, unless that may be, empty ones. */
export function identityProblems(
  table: Table,
  column: TextColumn,
  context: string,
  mayBeEmpty = false,
): InputProblem[] {
  const firstRow = new Uint32Array(column.words.length);
  const placeOf = (row: number) => ({ file: table.file, row, column: column.header });
  const problems: InputProblem[] = [];
  for (let index = 0; index < table.size; index++) {
    const code = column.codes[index];
    const row = table.rowNumbers[index];
    if (code === 0) {
      if (mayBeEmpty) continue;
      const what = `is empty${context}`;
      problems.push({
        ...placeOf(row),
        what,
        remedy: 'give the row a value of its own, or delete it',
      });
    } else if (firstRow[code] === 0) {
      firstRow[code] = row;
    } else {
      problems.push({
        ...placeOf(row),
        what: `is the same as in row ${firstRow[code]}${context}`,
        value: shortened(column.words[code]),
        remedy: isShortenedByExcel(column.words[code])
          ? `Excel has shortened long numbers, and their last digits are lost: ${exportAgain}`
          : `each row needs a value of its own: correct one of the two rows${context === '' ? ' or delete it' : ', or say which column holds ids with --map'}`,
      });
    }
  }
  return problems;
}

/** Headers of ids: `External_ID__c`, `Customer Number`, `geonameid`. */
const idWords = /(?:^|[^a-z])(?:id|key|guid|uuid|number|no|nr|code|ref)(?:[^a-z]|$)|[a-z]Id$|id$/i;

/** Columns that look like ids: each row has a value of its own, and the header says so. */
function columnsOfIds(table: Table): readonly TextColumn[] {
  return [...table.columns.values()].filter(
    (column): column is TextColumn =>
      column.kind === 'text' &&
      column.filled === table.size &&
      column.words.length - 1 === table.size &&
      idWords.test(column.header.replace(/__p?c$/, '')),
  );
}

const idsNamed = 3;

function askForIds(
  table: Table,
  names: TextColumn,
  ids: readonly TextColumn[],
  { column, rows }: IdentityRule,
): InputProblem {
  const repeated = table.size - (names.words.length - 1);
  const flags = ids.slice(0, idsNamed).map(({ header }) => `--map "${rows}.${column}=${header}"`);
  return {
    file: table.file,
    column: names.header,
    what: `does not tell the ${rows} apart while there is no ${column} column: ${repeated} of ${table.size} rows are empty or repeat another`,
    remedy: `"${ids[0].header}" has a value of its own in every row: say ${flags.join(' or ')}`,
  };
}

function missingIdentity(reading: TableReading, rule: IdentityRule): InputProblem {
  const { file } = reading.table;
  const names = (reading.header ?? []).filter((name) => name !== '');
  const value = names.find((name) => looksLikeData(name));
  if (value !== undefined) {
    const what = 'seems to have no header: its first row holds a number or a date';
    return { file, what, value, remedy: 'name the columns in the first row' };
  }
  const wanted = [rule.column, ...rule.standIns];
  const shown = names.slice(0, 30).map((name) => `"${shortened(name)}"`);
  return {
    file,
    what: `has no column ${wanted.join(' or ')} with values in it`,
    remedy: `add one, or say which it is with --map "${rule.column}=HEADER"; the headers are ${shown.join(', ')}`,
  };
}

function looksLikeData(name: string): boolean {
  return parseNumber(name) !== undefined || parseDate(name) !== undefined;
}

function withProblems(reading: TableReading, problems: readonly InputProblem[]): TableReading {
  if (problems.length === 0) return reading;
  return { ...reading, problems: inRowOrder([...reading.problems, ...problems]) };
}
