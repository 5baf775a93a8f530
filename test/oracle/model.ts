/** The oracle's plain objects, and the look-up of cells in them. */
import type { Field, Kind } from './filter.js';
import { passes } from './filter.js';
import type { Place } from './geo.js';
import type { Knowledge } from './known.js';
import type { Cells, Rule } from './read.js';
import { cellValues, fold, parseDate, parseNumber } from './read.js';

export interface Options {
  asOf: string;
  weights?: Record<string, number> | undefined;
  shareBy?: string | undefined;
  /** 'none' leaves large customers as they are */
  potentialCap?: string | undefined;
}

export interface Rep {
  id: string;
  row: number;
  cells: Cells;
  excluded: boolean;
  cap: number;
  live: boolean;
  /** live, keeps what they own and is given nothing more */
  onLeave: boolean;
  /** undefined while unknown and for reps who are not live */
  pool: string | undefined;
  maxAccounts: number | undefined;
  /** own coordinates, else the mean of the accounts they own now */
  place: Place | undefined;
}

export interface Account {
  id: string;
  row: number;
  cells: Cells;
  /** the rep who owns it today, live or not */
  owner: Rep | undefined;
  /** a value in `owner` that is no rep's */
  departed: boolean;
  excluded: boolean;
  locked: boolean;
  /** the must assign row that settles it */
  assignedBy: Rule | undefined;
  /** the must keep rows that hold it (its owner is live) */
  keptBy: Rule[];
  /** as if kept: its owner is on leave, and its must match and avoid rows allow that owner */
  keptOnLeave: boolean;
  released: boolean;
  planned: boolean;
  score: number | undefined;
  potential: number;
  workload: number;
  disruption: number;
  tier: string;
  place: Place | undefined;
  /** E_i */
  eligible: Rep[];
}

/** Accounts that one together row binds, as planned members. */
export interface Family {
  members: Account[];
}

/** Must families after merging; the head is undefined if all are assigned or kept. */
export interface Household extends Family {
  rows: number[];
  free: Account[];
  head: Account | undefined;
}

export interface BalanceGroup {
  name: string;
  reps: Rep[];
  target: number;
}

export interface Balance {
  name: string;
  /** undefined for the balance of potential and workload by default */
  rule: Rule | undefined;
  level: 'must' | 'should';
  unfiltered: boolean;
  metric: string;
  weight: number;
  band: number;
  max: number | undefined;
  amounts: Map<Account, number>;
  /** R, in the order of reps.csv */
  reps: Rep[];
  targets: Map<Rep, number>;
  /** one rep each, or the groups of `by` */
  groups: BalanceGroup[];
}

export interface Problem {
  options: Options;
  asOf: number;
  accountColumns: Set<string>;
  repColumns: Set<string>;
  accounts: Account[];
  reps: Rep[];
  rules: Rule[];
  households: Household[];
  balances: Balance[];
  /** C, undefined if no planned account has coordinates and a workload */
  center: Place | undefined;
  /** km by `account_id\nrep_id`, from a distances file */
  distances: Map<string, number> | undefined;
  /** who is known where; undefined without opportunities, activities and relationships */
  knowledge: Knowledge | undefined;
  warnings: string[];
}

const ZERO_IF_EMPTY = ['potential', 'workload', 'arr', 'open_pipeline'];

const ACCOUNT_KINDS: Record<string, Kind> = {
  potential: 'number',
  workload: 'number',
  disruption: 'number',
  score: 'number',
  latitude: 'number',
  longitude: 'number',
  employees: 'number',
  annual_revenue: 'number',
  arr: 'number',
  open_pipeline: 'number',
  fit: 'number',
  intent: 'number',
  days_to_renewal: 'number',
  days_since_contact: 'number',
  days_owned: 'number',
  renewal_date: 'date',
  last_contacted: 'date',
  owner_since: 'date',
  icp: 'flag',
  locked: 'flag',
};
for (const text of ['account_id', 'account_name', 'owner', 'segment', 'industry', 'region']) {
  ACCOUNT_KINDS[text] = 'text';
}
for (const text of ['territory', 'country', 'state', 'postal_code', 'type', 'tier', 'parent_id']) {
  ACCOUNT_KINDS[text] = 'text';
}

const REP_KINDS: Record<string, Kind> = {
  latitude: 'number',
  longitude: 'number',
  capacity: 'number',
  ramp: 'number',
  quota: 'number',
  max_accounts: 'number',
  tenure_months: 'number',
  start_date: 'date',
};
for (const text of ['rep_id', 'rep_name', 'email', 'title', 'manager', 'role', 'pool', 'status']) {
  REP_KINDS[text] = 'text';
}
for (const text of ['segment', 'industry', 'region', 'territory', 'country', 'state']) {
  REP_KINDS[text] = 'text';
}

/** A column of the user's own is a number or date column if every non-empty cell is one. */
function kindOf(column: string, known: Record<string, Kind>, lines: { cells: Cells }[]): Kind {
  if (known[column] !== undefined) return known[column];
  const cells = lines.map((line) => line.cells[column] ?? '').filter((cell) => cell !== '');
  if (cells.length === 0) return 'text';
  if (cells.every((cell) => parseNumber(cell) !== undefined)) return 'number';
  if (cells.every((cell) => parseDate(cell) !== undefined)) return 'date';
  return 'text';
}

function fieldOf(kind: Kind, text: string, zeroIfEmpty: boolean): Field {
  let number = kind === 'date' ? parseDate(text) : parseNumber(text);
  if (number === undefined && zeroIfEmpty) number = 0;
  return { kind, text, number };
}

/** Ids differ where only letter case does. */
const IDS = ['account_id', 'parent_id', 'rep_id'];

function asId(column: string, field: Field): Field {
  return IDS.includes(column) ? { ...field, isId: true, form: (text) => text.trim() } : field;
}

/** Who is meant: a rep by id, e-mail or name, else the text. */
function ownerForm(problem: Problem): (text: string) => string {
  return (text) => {
    const ways = [
      (rep: Rep) => rep.id === text.trim(),
      (rep: Rep) => fold(rep.cells.email ?? '') === fold(text),
      (rep: Rep) => fold(rep.cells.rep_name ?? '') === fold(text),
    ];
    const found = text.trim() === '' ? undefined : ways.map((way) => problem.reps.find(way));
    return `${found?.find((rep) => rep !== undefined)?.id ?? ''}|${fold(text)}`.replace(
      /^(.+)\|.*$/,
      '$1',
    );
  };
}

export function repField(problem: Problem, rep: Rep, column: string): Field {
  const kind = kindOf(column, REP_KINDS, problem.reps);
  return asId(column, fieldOf(kind, rep.cells[column] ?? '', ZERO_IF_EMPTY.includes(column)));
}

function days(problem: Problem, account: Account, column: string): number | undefined {
  const { cells } = account;
  const since = (cell: string | undefined) => {
    const date = parseDate(cell ?? '');
    return date === undefined ? undefined : problem.asOf - date;
  };
  if (column === 'days_since_contact') return since(cells.last_contacted);
  if (column === 'days_owned') return since(cells.owner_since);
  const renewal = parseDate(cells.renewal_date ?? '');
  return renewal === undefined ? undefined : renewal - problem.asOf;
}

export function accountField(problem: Problem, account: Account, column: string): Field {
  if (column.startsWith('owner.')) {
    const ownerColumn = column.slice('owner.'.length);
    if (account.owner !== undefined) return repField(problem, account.owner, ownerColumn);
    return fieldOf(kindOf(ownerColumn, REP_KINDS, problem.reps), '', false);
  }
  let text = account.cells[column] ?? '';
  if (column.startsWith('days_') && ACCOUNT_KINDS[column] !== undefined) {
    text = String(days(problem, account, column) ?? '');
  } else if (!problem.accountColumns.has(column)) {
    // Derived where accounts.csv has no such column.
    if (column === 'score') text = String(account.score ?? '');
    if (column === 'tier') text = account.tier;
    if (column === 'potential') text = String(account.potential);
    if (column === 'workload') text = String(account.workload);
    if (column === 'disruption') text = String(account.disruption);
  }
  const kind = kindOf(column, ACCOUNT_KINDS, problem.accounts);
  const field = fieldOf(kind, text, ZERO_IF_EMPTY.includes(column));
  return column === 'owner' ? { ...field, form: ownerForm(problem) } : asId(column, field);
}

export function accountPasses(problem: Problem, account: Account, filter: string): boolean {
  return passes(filter, (column) => accountField(problem, account, column));
}

export function repPasses(problem: Problem, rep: Rep, filter: string): boolean {
  return passes(filter, (column) => repField(problem, rep, column));
}

/** The amount of a metric: 1 for `accounts`, 0 for an empty cell. */
export function amount(problem: Problem, account: Account, metric: string): number {
  if (metric === 'accounts') return 1;
  // An empty disruption cell takes its default, which a filter does not see.
  if (metric === 'disruption') return account.disruption;
  return accountField(problem, account, metric).number ?? 0;
}

export function liveOwner(account: Account): Rep | undefined {
  return account.owner?.live ? account.owner : undefined;
}

export function isKept(account: Account): boolean {
  if (account.assignedBy !== undefined || liveOwner(account) === undefined) return false;
  return account.locked || account.keptBy.length > 0 || account.keptOnLeave;
}

export function isFree(account: Account): boolean {
  return account.assignedBy === undefined && !isKept(account);
}

export function byId(a: Account, b: Account): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The N greatest by a metric, ties by account_id. */
export function greatest(
  problem: Problem,
  accounts: Account[],
  metric: string,
  top: number,
): Account[] {
  const sorted = [...accounts].sort(
    (a, b) => amount(problem, b, metric) - amount(problem, a, metric) || byId(a, b),
  );
  return sorted.slice(0, top);
}

export function sum(numbers: number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

export function capOf(reps: Rep[]): number {
  return sum(reps.map((rep) => rep.cap));
}

/** The reps a row's `by` takes together (each alone without `by`). */
export function groupReps(reps: Rep[], by: string): { name: string; reps: Rep[] }[] {
  if (by === '') return reps.map((rep) => ({ name: rep.id, reps: [rep] }));
  const groups = new Map<string, Rep[]>();
  for (const rep of reps) {
    const name = fold(rep.cells[by] ?? '');
    groups.set(name, [...(groups.get(name) ?? []), rep]);
  }
  return [...groups].map(([name, members]) => ({ name, reps: members }));
}

/**
 * What a match (or prefer) row allows an account among `reps`; undefined where the row does not
 * concern it: it fails `accounts`, or its cell in the metric column is empty.
 */
export function allowedByMatch(
  problem: Problem,
  rule: Rule,
  account: Account,
  reps: Rep[],
): Rep[] | undefined {
  if (!accountPasses(problem, account, rule.accounts)) return undefined;
  if (isFreedFromMatch(problem, rule, account)) return undefined;
  return reps.filter((rep) => {
    if (!repPasses(problem, rep, rule.reps)) return false;
    if (rule.metric === '') return true;
    const [accountColumn, repColumn] = matchColumns(rule);
    const wanted = cellValues(accountField(problem, account, accountColumn).text);
    const offered = cellValues(repField(problem, rep, repColumn).text);
    return wanted.some((value) => offered.includes(value));
  });
}

function matchColumns(rule: Rule): [string, string] {
  const parts = rule.metric.split('=').map((part) => part.trim());
  return parts.length === 2 ? [parts[0], parts[1]] : [parts[0], parts[0]];
}

/** True if an empty account cell frees an account that passes from the whole match row. */
export function isFreedFromMatch(problem: Problem, rule: Rule, account: Account): boolean {
  if (rule.metric === '' || !accountPasses(problem, account, rule.accounts)) return false;
  const [accountColumn] = matchColumns(rule);
  return cellValues(accountField(problem, account, accountColumn).text).length === 0;
}

/** What an avoid row leaves an account among `reps`; undefined where it does not concern it. */
export function allowedByAvoid(
  problem: Problem,
  rule: Rule,
  account: Account,
  reps: Rep[],
): Rep[] | undefined {
  if (!accountPasses(problem, account, rule.accounts)) return undefined;
  return reps.filter((rep) => !repPasses(problem, rep, rule.reps));
}

export function allowedBy(
  problem: Problem,
  rule: Rule,
  account: Account,
  reps: Rep[],
): Rep[] | undefined {
  return rule.rule === 'avoid'
    ? allowedByAvoid(problem, rule, account, reps)
    : allowedByMatch(problem, rule, account, reps);
}
