import { cellText, filledColumn, fold, type Table, type TextColumn } from '../../model/table.js';
import { recordsByWord, rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';

/** Parents that are no account, and parents that go in a circle. */
export function parents({ accounts }: Inspection): readonly Finding[] {
  const column = filledColumn(accounts, 'parent_id');
  const ids = accounts.columns.get('account_id');
  if (column?.kind !== 'text' || ids?.kind !== 'text') return [];
  const accountOf = new Map<string, number>();
  ids.codes.forEach((code, account) => {
    if (code !== 0) accountOf.set(ids.words[code], account);
  });
  const most = parentsOfMost(accounts, column, accountOf);
  const told = new Set(most.map(({ value }) => value));
  return [
    ...most,
    ...missingParents(accounts, column, accountOf).filter(({ value }) => !told.has(value)),
    ...loops(accounts, column, ids, accountOf),
  ];
}

/** No company is the parent of so many. */
const greatShare = 0.2;
/** Fewer are a family, whatever their share of a small file. */
const fewest = 10;
/** So many children of a parent that is no account are a report's total as well. */
const manyOrphans = 100;

function parentsOfMost(
  accounts: Table,
  column: TextColumn,
  accountOf: ReadonlyMap<string, number>,
): Finding[] {
  return [...recordsByWord(accounts, column)]
    .filter(([word, { length }]) => {
      const isGreat = length >= fewest && length > greatShare * accounts.size;
      return isGreat || (!accountOf.has(word) && length > manyOrphans);
    })
    .map(([value, records]) => ({
      kind: 'parent-of-most',
      severity: 'warning',
      file: accounts.file,
      rows: rowsOf(accounts, records),
      column: column.header,
      value,
      facts: { accounts: records.length, of: accounts.size, isAccount: accountOf.has(value) },
    }));
}

function missingParents(
  accounts: Table,
  column: TextColumn,
  accountOf: ReadonlyMap<string, number>,
): Finding[] {
  const missing = [...recordsByWord(accounts, column)].filter(([word]) => !accountOf.has(word));
  if (missing.length === 0) return [];
  const names = accounts.columns.get('account_name');
  const meant = new Map<string, number>();
  const remember = (key: string, account: number): void => {
    if (key !== '' && !meant.has(key)) meant.set(key, account);
  };
  for (const [id, account] of accountOf) remember(idKey(id), account);
  for (let account = 0; account < accounts.size; account++) {
    remember(fold(cellText(names, account)), account);
  }
  return missing.map(([value, records]) => {
    const likely = meant.get(idKey(value)) ?? meant.get(fold(value));
    return {
      kind: 'parent-missing',
      severity: 'warning',
      file: accounts.file,
      rows: rowsOf(accounts, records),
      column: column.header,
      value,
      facts: {
        accounts: records.length,
        likely:
          likely === undefined ? undefined : cellText(accounts.columns.get('account_id'), likely),
        likelyRow: likely === undefined ? undefined : accounts.rowNumbers[likely],
      },
    };
  });
}

/** Salesforce writes one id with 15 characters or with 18; and ids differ in case by mistake. */
function idKey(id: string): string {
  return fold(/^[a-z0-9]{18}$/i.test(id) ? id.slice(0, 15) : id);
}

function loops(
  accounts: Table,
  column: TextColumn,
  ids: TextColumn,
  accountOf: ReadonlyMap<string, number>,
): Finding[] {
  const parentOf = (account: number): number =>
    accountOf.get(column.words[column.codes[account]]) ?? -1;
  /** 0: not seen; else the walk that came by. */
  const walk = new Int32Array(accounts.size);
  const found: Finding[] = [];
  for (let start = 0; start < accounts.size; start++) {
    let at = start;
    while (at >= 0 && walk[at] === 0) {
      walk[at] = start + 1;
      at = parentOf(at);
    }
    if (at < 0 || walk[at] !== start + 1) continue;
    const members = [at];
    for (let next = parentOf(at); next !== at; next = parentOf(next)) members.push(next);
    const first = members.indexOf(Math.min(...members));
    const ordered = [...members.slice(first), ...members.slice(0, first)];
    found.push({
      kind: 'parent-loop',
      severity: 'warning',
      file: accounts.file,
      rows: rowsOf(accounts, ordered),
      column: column.header,
      value: column.words[column.codes[ordered[0]]],
      facts: { ids: ordered.map((account) => ids.words[ids.codes[account]]) },
    });
  }
  return found;
}
