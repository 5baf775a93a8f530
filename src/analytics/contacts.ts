import { daysOf } from '../inputs/opportunities/aggregates.js';
import { doneRows, type Linked } from '../inputs/opportunities/join.js';
import type { Problem } from '../model/problem.js';
import { filledColumn, type Table } from '../model/table.js';

/** When accounts were in contact, by account. What lies after the as-of day has not taken place. */
export interface Contacts {
  readonly from: 'activities' | 'last_contacted';
  /** The latest one; NaN where there was none. */
  readonly last: Float64Array;
  /** How many within the window. */
  readonly inWindow: Float64Array;
  /** Dates after the as-of day, and activities without a date. */
  readonly passedOver: number;
}

/** Contact counts from today back to so many days ago, both included. */
export interface ContactWindow {
  readonly asOf: number;
  readonly days: number;
}

/** When each account was in contact: by the activities, else as the accounts say; undefined where nothing tells. */
export function contactsIn(
  { accounts, accountCount }: Pick<Problem, 'accounts' | 'accountCount'>,
  linked: Linked | undefined,
  window: ContactWindow,
): Contacts | undefined {
  const activities = linked?.activities;
  if (activities === undefined) return contactsOfAccounts(accounts, window);
  const { table, rowAccounts } = activities;
  return contactsOfActivities(table, rowAccounts.account, accountCount, window);
}

/**
 * The contact that each account had with one person, by who did the completed
 * activities; undefined where nothing tells who did them.
 *
 * @param person a rep's index by account; -1 for nobody.
 */
export function contactsWith(
  person: Int32Array,
  linked: Linked | undefined,
  window: ContactWindow,
): Contacts | undefined {
  const activities = linked?.activities;
  if (activities?.holders.column === undefined) return undefined;
  const { table, rowAccounts, holders } = activities;
  const { account } = rowAccounts;
  return contactsOfActivities(
    table,
    account,
    person.length,
    window,
    (row) => holders.rep[row] >= 0 && holders.rep[row] === person[account[row]],
  );
}

/** Contacts by the completed activities, whoever did them, of the rows that count. */
function contactsOfActivities(
  table: Table,
  account: Int32Array,
  accounts: number,
  window: ContactWindow,
  counts: (row: number) => boolean = () => true,
): Contacts {
  const contacts = noContacts('activities', accounts);
  const days = daysOf(table, 'date');
  const isDone = doneRows(table);
  let passedOver = 0;
  for (let row = 0; row < account.length; row++) {
    if (account[row] < 0 || !isDone(row) || !counts(row)) continue;
    if (!addContact(contacts, account[row], days[row], window)) passedOver++;
  }
  return { ...contacts, passedOver };
}

/** Contacts by the accounts' own `last_contacted`, one each at the most; undefined without such a column. */
function contactsOfAccounts(table: Table, window: ContactWindow): Contacts | undefined {
  const column = filledColumn(table, 'last_contacted');
  if (column?.kind !== 'date') return undefined;
  const contacts = noContacts('last_contacted', table.size);
  let passedOver = 0;
  column.days.forEach((day, account) => {
    if (!Number.isNaN(day) && !addContact(contacts, account, day, window)) passedOver++;
  });
  return { ...contacts, passedOver };
}

/** Where nobody was ever contacted, as far as is known. */
export function noContacts(from: Contacts['from'], accounts: number): Contacts {
  return {
    from,
    last: new Float64Array(accounts).fill(Number.NaN),
    inWindow: new Float64Array(accounts),
    passedOver: 0,
  };
}

/** Whether the day counts: it is one, and not yet to come. */
function addContact(
  { last, inWindow }: Contacts,
  account: number,
  day: number,
  { asOf, days }: ContactWindow,
): boolean {
  if (!(day <= asOf)) return false;
  if (!(last[account] >= day)) last[account] = day;
  if (asOf - day <= days) inWindow[account]++;
  return true;
}
