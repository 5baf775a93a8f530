import { spentBudgets } from '../measures/budget.js';
import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem, SettledBy } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { cellText, filledColumn } from '../model/table.js';
import type { AccountIndex, RepIndex } from '../model/units.js';
import { sayAccounts } from '../rules/wording.js';
import { accountName } from './account-name.js';
import { type BarringRows, barringRows } from './barring-rows.js';
import { previousRepId } from './changes.js';
import { clearlyMore, isNear, kmWords, offTarget, rows, shortOff } from './reason-words.js';
import type { Change, Territory } from './types.js';

/** What reasons are drawn from. */
interface Known {
  readonly problem: Problem;
  readonly after: Assignment;
  readonly change: readonly Change[];
  readonly territories: readonly Territory[];
  readonly ruleOf: ReadonlyMap<number, Rule>;
  readonly barring: BarringRows;
  readonly daysToRenewal: Float64Array | undefined;
  /** Must budgets that would be broken if the account left its owner as well. */
  readonly spentBudgets: (account: AccountIndex) => readonly number[];
  /** For members of must families: how many free members the family has; else 0. */
  readonly familySize: Int32Array;
  /** For accounts that nobody may take: the rows that left them nobody. */
  readonly stranding: ReadonlyMap<number, readonly number[]>;
}

/** Why each account is where it is: one plain phrase, true for that account by its own numbers. */
export function reasonsOf(
  problem: Problem,
  after: Assignment,
  change: readonly Change[],
  territories: readonly Territory[],
): (account: AccountIndex) => string {
  const known: Known = {
    problem,
    after,
    change,
    territories,
    ruleOf: new Map(problem.rules.map((rule) => [rule.row, rule])),
    barring: barringRows(problem),
    daysToRenewal: daysToRenewal(problem),
    spentBudgets: spentBudgets(problem, after),
    familySize: familySizes(problem),
    stranding: new Map(problem.unplaceable.map(({ account, rows }) => [account, rows])),
  };
  return (account) => reasonOf(known, account);
}

function reasonOf(known: Known, account: AccountIndex): string {
  const { problem, after } = known;
  const row = problem.stateRow[account];
  if (problem.state[account] === AccountState.excluded) return `left out of the plan${rows([row])}`;
  if (problem.state[account] === AccountState.released)
    return row < 0 ? 'stays in the house pool' : `released to the house pool${rows([row])}`;
  const rep = after[account];
  if (rep < 0) return nobody(known, account);
  const stays = known.change[account] === 'kept';
  const start = stays ? 'stays' : opening(known, account);
  return `${start}: ${because(known, account, rep, stays)}`;
}

/** How a reason begins for an account that changes hands. */
function opening(known: Known, account: AccountIndex): string {
  const { problem } = known;
  if (known.change[account] === 'new') return 'new';
  if (known.change[account] === 'moved') return 'moved';
  const owner = problem.owner[account];
  if (owner < 0) return `moved, its owner ${previousRepId(problem, account)} is no rep`;
  const status = cellText(problem.reps.columns.get('status'), owner).toLowerCase();
  const name = problem.repNames[owner];
  if (status === 'left') return `moved, ${name} has left`;
  if (status === 'leaving') return `moved, ${name} is leaving`;
  return `moved, ${name} takes no accounts`;
}

function because(known: Known, account: AccountIndex, rep: RepIndex, stays: boolean): string {
  const { problem } = known;
  const name = problem.repNames[rep];
  switch (problem.settled[account]) {
    case SettledBy.assign:
      return `assigned to ${name} (row ${problem.settledRow[account]})`;
    case SettledBy.locked:
      return 'locked';
    case SettledBy.keep:
      return keepReason(known, account);
    case SettledBy.leave:
      return `${name} is on leave and keeps what they own`;
    default:
      return free(known, account, rep, stays);
  }
}

function keepReason(known: Known, account: AccountIndex): string {
  const row = known.problem.settledRow[account];
  const rule = known.ruleOf.get(row);
  const renewal = rule?.accounts.conditions.some(({ column }) =>
    /^days_to_renewal$/i.test(column.trim()),
  );
  const days = known.daysToRenewal?.[account];
  if (renewal && days !== undefined && !Number.isNaN(days)) {
    return days >= 0
      ? `renewal in ${days} day${days === 1 ? '' : 's'} (row ${row})`
      : `renewal ${-days} days overdue (row ${row})`;
  }
  if (rule === undefined) return `kept (row ${row})`;
  const subject =
    rule.accounts.conditions.length === 0 ? '' : ` among ${sayAccounts(rule.accounts)}`;
  if (rule.top !== undefined) {
    const metric = rule.metric === '' ? 'potential' : rule.metric;
    const owner = known.problem.repNames[known.problem.liveOwner[account]];
    return `one of ${owner}'s ${rule.top} greatest by ${metric}${subject} (row ${row})`;
  }
  return subject === '' ? `kept (row ${row})` : `kept,${subject} (row ${row})`;
}

/** Accounts that the rules left open: who else could have had it, and what the figures say. */
function free(known: Known, account: AccountIndex, rep: RepIndex, stays: boolean): string {
  const { problem } = known;
  const eligible = problem.repSets[problem.eligible[account]];
  const owner = problem.liveOwner[account];
  if (eligible.reps.length === 1) return onlyOne(known, account, rep);
  if (!stays && owner >= 0 && eligible.mask[owner] === 0) {
    const head = problem.familyHead[account];
    const subject = head === account ? 'it' : `its family, headed by ${accountName(problem, head)}`;
    return `${problem.repNames[owner]} may not have ${subject}${rows(known.barring.against(account, owner))}; ${arriving(known, account, rep)}`;
  }
  const size = known.familySize[account];
  const together = size === 0 ? '' : `with its family of ${size}; `;
  if (stays) return `${together}${staying(known, account, rep)}`;
  if (owner < 0) return `${together}${arriving(known, account, rep)}`;
  return `${together}${moving(known, account, owner, rep)}`;
}

function onlyOne(known: Known, account: AccountIndex, rep: RepIndex): string {
  const { problem } = known;
  const others = known.barring.againstOthers(account, rep);
  const name = problem.repNames[rep];
  // Where the rows would leave others, the family is what binds it.
  if (!others.barAll && problem.settled[account] === SettledBy.family) {
    return `goes with its family, part of which ${name} keeps`;
  }
  return `${name} alone may have it${rows(others.rows)}`;
}

/** Nothing is claimed but what the figures and the budgets say. */
function staying(known: Known, account: AccountIndex, rep: RepIndex): string {
  const territory = known.territories[rep];
  const off = territory.potential_deviation_pct;
  const place = km(known, account, rep);
  const distance = place === undefined ? '' : `, ${place} away`;
  const ends = `${territory.name} ends ${offTarget(off)}${distance}`;
  const spent = known.spentBudgets(account);
  if (spent.length > 0)
    return `${ends}; ${spent.length === 1 ? 'a budget lets' : 'budgets let'} no more go${rows(spent)}`;
  return isNear(off) ? `${ends}; no need to move it` : `${ends}; the relationship is kept`;
}

/** Why a rep was given an account: where they stood, or where they end if they stood above target already. */
function arriving(known: Known, account: AccountIndex, rep: RepIndex): string {
  const territory = known.territories[rep];
  const place = km(known, account, rep);
  const stood =
    territory.accounts_before > 0 && territory.potential_deviation_before_pct > 0
      ? `${territory.name} ends ${offTarget(territory.potential_deviation_pct)}`
      : standing(known, rep);
  return `${stood}${place === undefined ? '' : `; ${place} away`}`;
}

/** Where a rep stood on potential before the plan. */
function standing(known: Known, rep: RepIndex): string {
  const { name, potential_deviation_before_pct: before, accounts_before } = known.territories[rep];
  return accounts_before === 0 ? `${name} had no accounts` : `${name} stood ${offTarget(before)}`;
}

function moving(known: Known, account: AccountIndex, owner: RepIndex, rep: RepIndex): string {
  const from = known.territories[owner];
  const to = known.territories[rep];
  const kmFrom = kmOf(known, account, owner);
  const kmTo = kmOf(known, account, rep);
  const nearer = kmFrom !== undefined && kmTo !== undefined && kmTo < kmFrom - 1;
  const place =
    kmTo === undefined
      ? ''
      : `; ${to.name} is ${kmWords(kmTo)} away${nearer ? `, ${from.name} ${kmWords(kmFrom)}` : ''}`;
  const potential = [
    from.potential_deviation_before_pct,
    to.potential_deviation_before_pct,
  ] as const;
  const workload = [from.workload_deviation_before_pct, to.workload_deviation_before_pct] as const;
  if (to.accounts_before === 0)
    return `${from.name} stood ${offTarget(potential[0])}, ${to.name} had no accounts${place}`;
  if (clearlyMore(potential)) {
    return `${from.name} stood ${offTarget(potential[0])}, ${to.name} ${shortOff(potential[1])}${place}`;
  }
  if (clearlyMore(workload)) {
    return `workload: ${from.name} stood ${offTarget(workload[0])}, ${to.name} ${shortOff(workload[1])}${place}`;
  }
  if (nearer) return `${to.name} is ${kmWords(kmTo)} away, ${from.name} ${kmWords(kmFrom)}`;
  return `part of an exchange; ${from.name} ends ${offTarget(from.potential_deviation_pct)}, ${to.name} ${shortOff(to.potential_deviation_pct)}`;
}

function nobody(known: Known, account: AccountIndex): string {
  const stranded = known.stranding.get(account);
  return stranded === undefined ? 'has no rep' : `nobody may have it${rows(stranded)}`;
}

function km(known: Known, account: AccountIndex, rep: RepIndex): string | undefined {
  const distance = kmOf(known, account, rep);
  return distance === undefined ? undefined : kmWords(distance);
}

function kmOf(known: Known, account: AccountIndex, rep: RepIndex): number | undefined {
  const { distance } = known.problem;
  return distance?.hasKm(account, rep) ? distance.km(account, rep) : undefined;
}

function familySizes(problem: Problem): Int32Array {
  const sizes = new Int32Array(problem.accountCount);
  for (const family of problem.mustFamilies) {
    for (const member of family) sizes[member] = family.length;
  }
  return sizes;
}

function daysToRenewal(problem: Problem): Float64Array | undefined {
  const column = filledColumn(problem.accounts, 'renewal_date');
  return column?.kind === 'date' ? column.days.map((day) => day - problem.asOf) : undefined;
}
