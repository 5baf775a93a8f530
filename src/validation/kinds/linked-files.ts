import type { RowAccounts } from '../../inputs/opportunities/whose.js';
import { cellText, type Table } from '../../model/table.js';
import { rowsOf } from '../cells.js';
import type { Finding, LinkedFile } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { likelyAccount } from '../names/likely-account.js';
import { likeliest } from '../names/slips.js';

/** Names are compared with every account; of a file that fits none, the first so many tell enough. */
const mostComparisons = 10_000_000;

/** Opportunities and activities that count nowhere, and owners of opportunities who are no reps. */
export function linkedFiles({ accounts, reps, linked }: Inspection): readonly Finding[] {
  const { opportunities, activities } = linked ?? {};
  return [
    ...(opportunities === undefined
      ? []
      : [
          ...strangersOf(accounts, opportunities.table, opportunities.rowAccounts, 'opportunities'),
          ...unknownHolders(reps, opportunities.table, opportunities.holders),
          ...unknownStages(opportunities.table, opportunities.states.unknown),
        ]),
    ...(activities === undefined
      ? []
      : strangersOf(accounts, activities.table, activities.rowAccounts, 'activities')),
  ];
}

type Opportunities = NonNullable<NonNullable<Inspection['linked']>['opportunities']>;

function strangersOf(
  accounts: Table,
  table: Table,
  { strangers, unnamed, account }: RowAccounts,
  of: LinkedFile,
): Finding[] {
  const worthLooking = Math.ceil(mostComparisons / Math.max(1, accounts.size));
  const found: Finding[] = strangers.map(({ value, column, records, accounts: namesakes }, at) => ({
    kind: 'account-not-found',
    severity: 'warning',
    file: table.file,
    rows: rowsOf(table, records),
    column,
    value,
    facts: {
      of,
      count: records.length,
      accounts: namesakes,
      likely: namesakes > 1 || at >= worthLooking ? undefined : likelyAccount(value, accounts),
    },
  }));
  if (unnamed > 0) {
    const facts = { of, count: unnamed, all: account.length };
    const place = { file: table.file, rows: [] };
    found.push({ kind: 'rows-without-account', severity: 'warning', ...place, facts });
  }
  return found;
}

function unknownHolders(
  reps: Table,
  { file }: Table,
  { strangers, column }: Opportunities['holders'],
): Finding[] {
  const known = ['rep_name', 'email', 'rep_id'].flatMap((name) =>
    Array.from({ length: reps.size }, (_, rep) => cellText(reps.columns.get(name), rep)),
  );
  return strangers.map(({ value, rows }) => ({
    kind: 'opportunity-owner-unknown',
    severity: 'note',
    file,
    rows: [],
    column,
    value,
    facts: { count: rows, likely: likeliest(value, known) },
  }));
}

function unknownStages(table: Table, unknown: Opportunities['states']['unknown']): Finding[] {
  return [...unknown].map(([value, records]) => ({
    kind: 'stage-unknown',
    severity: 'warning',
    file: table.file,
    rows: rowsOf(table, records),
    column: table.columns.get('stage')?.header ?? table.columns.get('status')?.header,
    value,
    facts: { count: records.length },
  }));
}
