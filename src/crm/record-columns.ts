import { InputError, type InputProblem } from '../model/input-problem.js';
import { type Column, cellText, filledColumn, type Table } from '../model/table.js';
import { cellFaults } from './cell-faults.js';
import { askedColumn, columnsWith, headersOf, idColumn, stampColumns } from './columns.js';
import type { Crm } from './crm.js';

/** @throws InputError where the house owner is none that the CRM knows. */
export function checkHouse(crm: Crm, house: string | undefined): void {
  if (house === undefined || crm.isOwner(house)) return;
  const what = `is no ${crm.ownerWanted}`;
  const remedy = `name the owner as ${crm.label} knows them`;
  throw new InputError([{ file: '--house', what, value: house, remedy }]);
}

/**
 * The column with today's owners as the CRM's loader takes them: the
 * owner column, or where that has others (names, say) one that has them.
 *
 * @returns undefined where there is none: then nobody owns anything.
 * @throws InputError where owners of `records` could not be loaded again.
 */
export function todayOwnerColumn(
  table: Table,
  crm: Crm,
  records: readonly number[],
): Column | undefined {
  const owner = filledColumn(table, 'owner');
  if (owner === undefined) return undefined;
  const others = columnsWith(table, crm.ownerKeys).filter((column) => column !== owner);
  const faultsBy = [owner, ...others].map((column) => {
    const filled = records.filter((record) => cellText(owner, record) !== '');
    return cellFaults(table, column, filled, {
      wanted: `${crm.label} owner that its import takes back: a ${crm.ownerWanted}`,
      fits: (text) => text !== '' && crm.isExportedOwner(text),
      otherColumn: `export it with a column of those, name that with --map "owner=HEADER" and plan again, or there is no way back; the headers are ${headersOf(table)}`,
      mend: 'correct it in the export, and plan again',
    });
  });
  const fit = faultsBy.findIndex((faults) => faults.length === 0);
  if (fit < 0) throw new InputError(faultsBy[0]);
  return [owner, ...others][fit];
}

/** Where the ids of a file are. */
export interface IdColumnAsked {
  /** carve's name of its id column. */
  readonly own: string;
  /** The header that the user named. */
  readonly asked?: string | undefined;
  /** What names another column. */
  readonly flag: string;
}

/**
 * The column with the CRM's ids; without one of its own or one asked for, carve's.
 *
 * @throws InputError where one of `changed` has none, or shares it with another row.
 */
export function idsOf(
  table: Table,
  crm: Crm,
  { own, asked, flag }: IdColumnAsked,
  changed: readonly number[],
): Column | undefined {
  const found =
    asked === undefined
      ? { column: idColumn(table, crm, own) }
      : askedColumn(table, '--id-column', asked);
  if ('problem' in found) throw new InputError([found.problem]);
  const { column } = found;
  // Every account file that was read has its identity in account_id.
  if (column === undefined) return undefined;
  const faults = cellFaults(table, column, changed, {
    wanted: crm.idWanted,
    fits: crm.isId,
    otherColumn: `name the column of ${table.file} that holds them with ${flag}, or export it too and plan again; the headers are ${headersOf(table)}`,
    mend: 'correct it in the export (a spreadsheet may have changed it), and plan again',
  });
  if (faults.length > 0) throw new InputError(faults);
  const repeated = sharedIds(table, column, crm, changed);
  if (repeated.length > 0) throw new InputError(repeated);
  return column;
}

/** Rows that name one record twice: as 15 and as 18 characters, say. */
function sharedIds(
  { file, size, rowNumbers }: Table,
  column: Column,
  crm: Crm,
  changed: readonly number[],
): InputProblem[] {
  const isChanged = new Set(changed);
  const first = new Map<string, number>();
  const problems: InputProblem[] = [];
  for (let record = 0; record < size; record++) {
    const value = cellText(column, record);
    if (value === '') continue;
    const other = first.get(crm.key(value));
    if (other === undefined) first.set(crm.key(value), record);
    else if (isChanged.has(record) || isChanged.has(other)) {
      const what = `is the same ${crm.label} record as in row ${rowNumbers[other]}`;
      const remedy = 'delete one of the two rows, and plan again';
      problems.push({ file, row: rowNumbers[record], column: column.header, what, value, remedy });
    }
  }
  return problems;
}

/** The same of accounts. @param asked the column that the user names */
export function accountIdsOf(
  accounts: Table,
  crm: Crm,
  asked: string | undefined,
  changed: readonly number[],
): Column | undefined {
  return idsOf(accounts, crm, { own: 'account_id', asked, flag: '--id-column COLUMN' }, changed);
}

/**
 * The columns that go with the ids, where the CRM's import wants its own export back.
 *
 * @throws InputError where it does and they are not there.
 */
export function stampsOf(
  table: Table,
  crm: Crm,
  id: Column | undefined,
  changed: readonly number[],
): readonly Column[] {
  if (!crm.needsStamps || id === undefined || changed.length === 0) return [];
  const stamps = stampColumns(table, id);
  if (stamps.length >= 2) return stamps;
  throw new InputError([
    {
      file: table.file,
      what: `has not the columns (Do Not Modify) Row Checksum and (Do Not Modify) Modified On, without which ${crm.label} updates no row`,
      remedy: 'keep them when you save its export as CSV (they are hidden), and plan again',
    },
  ]);
}
