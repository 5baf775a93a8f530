import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem, SettledBy } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { cellText, filledColumn } from '../model/table.js';
import { definitions } from '../rules/kinds/index.js';
import { previousRepId } from './changes.js';
import type { Change, Territory } from './types.js';

/** What reasons are drawn from. */
interface Known {
  readonly problem: Problem;
  readonly after: Assignment;
  readonly change: readonly Change[];
  readonly territories: readonly Territory[];
  readonly ruleOf: ReadonlyMap<number, Rule>;
  /** The must match and avoid rows that keep a rep from an account, by account and rep. */
  readonly against: (account: number, rep: number) => readonly number[];
  readonly daysToRenewal: Float64Array | undefined;
  /** For members of must families: the family's free members. */
  readonly familyOf: ReadonlyMap<number, Int32Array>;
}

/** Why each account is where it is: one plain phrase, true for that account by its own numbers. */
export function reasonsOf(
  problem: Problem,
  after: Assignment,
  change: readonly Change[],
  territories: readonly Territory[],
): string[] {
  const known: Known = {
    problem,
    after,
    change,
    territories,
    ruleOf: new Map(problem.rules.map((rule) => [rule.row, rule])),
    against: rowsAgainst(problem),
    daysToRenewal: daysToRenewal(problem),
    familyOf: new Map(
      problem.mustFamilies.flatMap((family) =>
        [...family].map((member) => [member, family] as const),
      ),
    ),
  };
  return change.map((_, account) => reasonOf(known, account));
}

function reasonOf(known: Known, account: number): string {
  const { problem, after } = known;
  const row = problem.stateRow[account];
  if (problem.state[account] === AccountState.excluded) return `left out of the plan${rows([row])}`;
  if (problem.state[account] === AccountState.released)
    return `released to the house pool${rows([row])}`;
  const rep = after[account];
  if (rep < 0) return nobody(known, account);
  const stays = known.change[account] === 'kept';
  const start = stays ? 'stays' : opening(known, account);
  return `${start}: ${because(known, account, rep, stays)}`;
}

/** How a reason begins for an account that changes hands. */
function opening(known: Known, account: number): string {
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

function because(known: Known, account: number, rep: number, stays: boolean): string {
  const { problem } = known;
  const name = problem.repNames[rep];
  switch (problem.settled[account]) {
    case SettledBy.assign:
      return `assigned to ${name} (row ${problem.settledRow[account]})`;
    case SettledBy.locked:
      return 'locked';
    case SettledBy.keep:
      return keepReason(known, account);
    default:
      return free(known, account, rep, stays);
  }
}

function keepReason(known: Known, account: number): string {
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
  if (rule?.top !== undefined) {
    return `among its owner's ${rule.top} greatest by ${rule.metric === '' ? 'potential' : rule.metric} (row ${row})`;
  }
  return rule !== undefined && rule.accounts.conditions.length > 0
    ? `kept, ${conditionWords(rule)} (row ${row})`
    : `kept (row ${row})`;
}

function conditionWords(rule: Rule): string {
  const said = definitions.keep.say(rule);
  const whose = /^accounts whose (.*?) must stay/.exec(said);
  return whose === null ? 'as the rules ask' : whose[1];
}

/** Accounts that the rules left open: who else could have had it, and what the figures say. */
function free(known: Known, account: number, rep: number, stays: boolean): string {
  const { problem } = known;
  const eligible = problem.repSets[problem.eligible[account]].reps;
  const owner = problem.liveOwner[account];
  if (eligible.length === 1) return onlyOne(known, account, rep);
  if (!stays && owner >= 0 && !eligible.includes(owner)) {
    const head = problem.familyHead[account];
    const whose = head === account ? 'it' : `its family, headed by ${accountName(problem, head)}`;
    return `${problem.repNames[owner]} may not have ${whose}${rows(known.against(account, owner))}; ${standing(known, rep)}`;
  }
  const family = known.familyOf.get(account);
  const together = family === undefined ? '' : `with its family of ${family.length}; `;
  if (stays) return `${together}${staying(known, account, rep)}`;
  if (owner < 0) return `${together}${arriving(known, account, rep)}`;
  return `${together}${moving(known, account, owner, rep)}`;
}

function accountName(problem: Problem, account: number): string {
  return (
    cellText(problem.accounts.columns.get('account_name'), account) || problem.accountIds[account]
  );
}

function onlyOne(known: Known, account: number, rep: number): string {
  const { problem } = known;
  if (problem.settled[account] === SettledBy.family && problem.liveOwner[account] !== rep) {
    const blockers = known.against(account, problem.liveOwner[account]);
    if (blockers.length === 0) return `goes with its family, which ${problem.repNames[rep]} has`;
  }
  const blocking = new Set<number>();
  for (let other = 0; other < problem.repCount; other++) {
    if (other !== rep && problem.live[other] === 1) {
      for (const row of known.against(account, other)) blocking.add(row);
    }
  }
  return blocking.size === 0
    ? `${problem.repNames[rep]} alone may have it`
    : `${problem.repNames[rep]} alone may have it${rows([...blocking].sort((a, b) => a - b))}`;
}

function staying(known: Known, account: number, rep: number): string {
  const territory = known.territories[rep];
  const after = territory.potential_deviation_pct;
  const near = Math.abs(after) < 10;
  const place = km(known, account, rep);
  const distance = place === undefined ? '' : `, ${place} away`;
  return near
    ? `${territory.name} ends ${offTarget(after)}${distance}; no need to move it`
    : `${territory.name} ends ${offTarget(after)}${distance}; moving it would not pay`;
}

function arriving(known: Known, account: number, rep: number): string {
  const place = km(known, account, rep);
  return `${standing(known, rep)}${place === undefined ? '' : `; ${place} away`}`;
}

/** Where a rep stood on potential before the plan. */
function standing(known: Known, rep: number): string {
  const { name, potential_deviation_before_pct: before, accounts_before } = known.territories[rep];
  return accounts_before === 0 ? `${name} had no accounts` : `${name} stood ${offTarget(before)}`;
}

function moving(known: Known, account: number, owner: number, rep: number): string {
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
  if (potential[0] > potential[1]) {
    return `${from.name} stood ${offTarget(potential[0])}, ${to.name} ${shortOff(potential[1])}${place}`;
  }
  if (workload[0] > workload[1]) {
    return `workload: ${from.name} stood ${offTarget(workload[0])}, ${to.name} ${shortOff(workload[1])}${place}`;
  }
  if (nearer) return `${to.name} is ${kmWords(kmTo)} away, ${from.name} ${kmWords(kmFrom)}`;
  return `part of an exchange; ${from.name} ends ${offTarget(from.potential_deviation_pct)}, ${to.name} ${shortOff(to.potential_deviation_pct)}`;
}

function nobody(known: Known, account: number): string {
  const stranded = known.problem.unplaceable.find((one) => one.account === account);
  return stranded === undefined ? 'has no rep' : `nobody may have it${rows(stranded.rows)}`;
}

/** "41 % above target", "on target". */
function offTarget(pct: number): string {
  const size = rounded(Math.abs(pct));
  return size === '0' ? 'on target' : `${size} % ${pct > 0 ? 'above' : 'below'} target`;
}

function shortOff(pct: number): string {
  return offTarget(pct).replace(/ target$/, (match) => (pct === 0 ? match : ''));
}

function rounded(size: number): string {
  return size >= 9.95 || size < 0.05 ? size.toFixed(0) : size.toFixed(1).replace(/\.0$/, '');
}

function rows(numbers: readonly number[]): string {
  if (numbers.length === 0) return '';
  return ` (row${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')})`;
}

function km(known: Known, account: number, rep: number): string | undefined {
  const distance = kmOf(known, account, rep);
  return distance === undefined ? undefined : kmWords(distance);
}

function kmOf(known: Known, account: number, rep: number): number | undefined {
  const { distance } = known.problem;
  return distance?.hasKm(account, rep) ? distance.km(account, rep) : undefined;
}

function kmWords(distance: number): string {
  return distance < 10 ? `${rounded(distance)} km` : `${Math.round(distance)} km`;
}

function rowsAgainst(problem: Problem): (account: number, rep: number) => readonly number[] {
  const musts = problem.placements.filter(
    ({ level, rule }) => level === 'must' && (rule === 'match' || rule === 'avoid'),
  );
  return (account, rep) =>
    musts.flatMap(({ row, setOf, sets }) =>
      typeof row === 'number' &&
      rep >= 0 &&
      setOf[account] >= 0 &&
      sets[setOf[account]].mask[rep] === 0
        ? [row]
        : [],
    );
}

function daysToRenewal(problem: Problem): Float64Array | undefined {
  const column = filledColumn(problem.accounts, 'renewal_date');
  return column?.kind === 'date' ? column.days.map((day) => day - problem.asOf) : undefined;
}
