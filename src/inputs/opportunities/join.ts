import { dateColumn, numberColumn } from '../../model/columns.js';
import type { OwnedRecords } from '../../model/problem.js';
import { type Column, filledColumn, filledNumbers, fold, type Table } from '../../model/table.js';
import type { DayNumber } from '../../model/units.js';
import {
  inOrderOfSums,
  type OpportunityRows,
  opportunityAggregates,
  wonAmounts,
} from './aggregates.js';
import { type Holders, holdersOf } from './holders.js';
import { type OpportunitiesOn, opportunitiesOn } from './on-day.js';
import { type CountedRows, ownedRecords } from './owned-records.js';
import { type OwnedAccounts, ownersFromOpportunities } from './owner-from.js';
import { OpportunityState, type StageMeanings, statesOf } from './states.js';
import { accountsOfRows, type RowAccounts } from './whose.js';

/** Activities that have not taken place, by the status words of the common CRMs. */
const notDone: ReadonlySet<string> = new Set(
  `not started|in progress|open|scheduled|planned|pending|waiting|waiting on someone else|deferred|canceled|cancelled|to do|todo|no|false|0`.split(
    '|',
  ),
);

/** So many days back an activity is a touch of late. */
const touchDays = 90;

/** So many days back an activity says who is known there. */
const knownDays = 365;

/**
 * The columns that activities give each account: `last_contacted`, the latest
 * that took place on or before `asOf`, and `touches_90d`, how many took place
 * 0 to 90 days before it. Activities that are planned, open or canceled by their
 * status, or have no date, do not count.
 */
function activityAggregates(
  table: Table,
  account: Int32Array,
  accounts: number,
  asOf: DayNumber,
): { readonly columns: readonly Column[]; readonly notDone: number; readonly toCome: number } {
  const date = filledColumn(table, 'date');
  const days = date?.kind === 'date' ? date.days : new Float64Array(0);
  const isDone = doneRows(table);
  const last = new Float64Array(accounts).fill(Number.NaN);
  const touches = new Float64Array(accounts);
  let [undone, toCome] = [0, 0];
  for (let row = 0; row < account.length; row++) {
    const at = account[row];
    if (!isDone(row)) undone++;
    else if (days[row] > asOf) toCome++;
    else if (at >= 0 && !Number.isNaN(days[row])) {
      if (!(last[at] >= days[row])) last[at] = days[row];
      if (asOf - days[row] <= touchDays) touches[at]++;
    }
  }
  const columns = [dateColumn('last_contacted', last), numberColumn('touches_90d', touches)];
  return { columns, notDone: undone, toCome };
}

/** What opportunities say of who is known where: what was won, and what is open. */
function countedOpportunities({ table, account, states, holders }: OpportunityRows): CountedRows {
  const open = filledNumbers(table, 'amount');
  const won = wonAmounts(table);
  return {
    account,
    holders,
    rows: inOrderOfSums(account.length, [open, won]),
    counts: (row) => {
      if (states.state[row] === OpportunityState.won) return { as: 'won', amount: won[row] };
      if (states.state[row] !== OpportunityState.open || open === undefined) return undefined;
      return { as: 'open', amount: open[row] };
    },
  };
}

/** What activities say of it: how many were completed 0 to 365 days before `asOf`. */
function countedActivities(
  table: Table,
  { account }: RowAccounts,
  holders: Holders,
  asOf: number,
): CountedRows {
  const date = filledColumn(table, 'date');
  const days = date?.kind === 'date' ? date.days : new Float64Array(0);
  const isDone = doneRows(table);
  return {
    account,
    holders,
    rows: account.keys(),
    counts: (row) =>
      isDone(row) && days[row] <= asOf && days[row] >= asOf - knownDays
        ? { as: 'touches', amount: 1 }
        : undefined,
  };
}

/** Whether an activity has taken place, by its status; without one it has. */
export function doneRows(table: Table): (row: number) => boolean {
  const column = filledColumn(table, 'status');
  if (column?.kind !== 'text') return () => true;
  const done = column.words.map((word) => !notDone.has(fold(word)));
  return (row) => done[column.codes[row]];
}

/** Files that are read beside accounts and reps, as far as they are given. */
interface LinkedFiles {
  readonly opportunities: Table | undefined;
  readonly activities: Table | undefined;
}

interface JoinOptions {
  /** Day number that counts as today. */
  readonly asOf: DayNumber;
  readonly stages: StageMeanings;
  /** Whether accounts without an owner take one from opportunities. */
  readonly ownerFrom: boolean;
  /** Opportunities are taken as they stood on this day; undefined: as they are. */
  readonly at?: DayNumber | undefined;
}

/** What became of the files. */
export interface Linked {
  readonly opportunities?: OpportunityRows & { readonly rowAccounts: RowAccounts };
  /** Where opportunities are taken as they stood on a day: what that leaves of them. */
  readonly onDay?: OpportunitiesOn;
  readonly activities?: {
    readonly table: Table;
    readonly rowAccounts: RowAccounts;
    readonly holders: Holders;
    readonly notDone: number;
    readonly toCome: number;
  };
  readonly owned?: OwnedAccounts;
  /** What the owners of the records have at each account. */
  readonly records: OwnedRecords;
  /** Columns that accounts.csv fills itself, so that the files' are not taken. */
  readonly kept: readonly { readonly column: Column; readonly file: string }[];
}

/**
 * accounts.csv with the columns that opportunities and activities give. A
 * column that has a value in accounts.csv stays as it is.
 */
export function joinLinked(
  accounts: Table,
  reps: Table,
  files: LinkedFiles,
  options: JoinOptions,
): { readonly accounts: Table; readonly linked: Linked } {
  const kept: { readonly column: Column; readonly file: string }[] = [];
  const columns = new Map(accounts.columns);
  const add = (file: string, derived: readonly Column[]): void => {
    for (const column of derived) {
      const own = filledColumn(accounts, column.name);
      if (own === undefined) columns.set(column.name, column);
      else kept.push({ column: own, file });
    }
  };
  const { opportunities: deals, activities } = files;
  const all = deals && opportunityRows(deals, accounts, reps, options.stages);
  const onDay = all && options.at !== undefined ? opportunitiesOn(all, options.at) : undefined;
  const opportunities = all && { ...all, ...onDay?.rows };
  if (opportunities !== undefined) {
    const { file } = opportunities.table;
    const day = onDay?.day ?? options.asOf;
    add(file, opportunityAggregates(opportunities, accounts.size, day));
  }
  const touched = activities && accountsOfRows(activities, accounts);
  const contact =
    activities &&
    touched &&
    activityAggregates(activities, touched.account, accounts.size, options.asOf);
  if (activities !== undefined && contact !== undefined) add(activities.file, contact.columns);
  const joined: Table = { ...accounts, columns };
  const touchers = activities && holdersOf(activities, reps);
  const owned =
    opportunities !== undefined && options.ownerFrom
      ? ownersFromOpportunities(joined, reps, opportunities)
      : undefined;
  return {
    accounts: owned?.accounts ?? joined,
    linked: {
      ...(opportunities && { opportunities }),
      ...(onDay && { onDay }),
      ...(activities &&
        touched &&
        touchers &&
        contact && {
          activities: {
            table: activities,
            rowAccounts: touched,
            holders: touchers,
            notDone: contact.notDone,
            toCome: contact.toCome,
          },
        }),
      ...(owned && { owned }),
      records: ownedRecords(accounts.size, reps.size, [
        ...(opportunities ? [countedOpportunities(opportunities)] : []),
        ...(activities && touched && touchers
          ? [countedActivities(activities, touched, touchers, options.asOf)]
          : []),
      ]),
      kept,
    },
  };
}

function opportunityRows(
  table: Table,
  accounts: Table,
  reps: Table,
  stages: StageMeanings,
): OpportunityRows & { readonly rowAccounts: RowAccounts } {
  const rowAccounts = accountsOfRows(table, accounts);
  const states = statesOf(table, stages);
  return {
    table,
    account: rowAccounts.account,
    rowAccounts,
    states,
    holders: holdersOf(table, reps),
  };
}
