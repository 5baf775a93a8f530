import type { Against } from '../measures/against.js';
import { once, type Step } from '../measures/tracked.js';
import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem, SettledBy } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { cellText, filledColumn } from '../model/table.js';
import { sayAccounts } from '../rules/wording.js';
import { accountName } from './account-name.js';
import { type BarringRows, barringRows } from './barring-rows.js';
import { previousRepId } from './changes.js';
import { decisionOf, firstBroken, headRow } from './decision.js';
import { familyRows } from './explain/alternatives.js';
import { Ledger, type Objection } from './explain/ledger.js';
import { alsoKnownThere, betterKnown, knownThere } from './known-there.js';
import {
  deviationWords,
  holdingWords,
  kmApart,
  kmWords,
  rowInWords,
  rowName,
  rows,
} from './reason-words.js';
import { podOfItsRep, roleOfRep } from './role-of-rep.js';
import { runnersUp } from './runner-up.js';
import type { Change } from './types.js';

/** What reasons are drawn from. */
interface Known {
  readonly problem: Problem;
  readonly after: Assignment;
  readonly change: readonly Change[];
  readonly ruleOf: ReadonlyMap<number, Rule>;
  readonly barring: BarringRows;
  readonly daysToRenewal: Float64Array | undefined;
  /** What single accounts elsewhere would change. */
  readonly ledger: () => Ledger;
  readonly runnerUp: () => (unit: readonly number[]) => number;
  /** For members of must families: the free members of it; else nothing. */
  readonly familyOf: ReadonlyMap<number, readonly number[]>;
  /** For accounts that nobody may take: the rows that left them nobody. */
  readonly stranding: ReadonlyMap<number, readonly number[]>;
}

/**
 * Why each account is where it is: one plain phrase, true for that account by
 * its own numbers (contract 6). One that left a rep is put back there alone: the
 * must row that breaks is named, else the term that gets worse most. The others
 * are held against whoever would have them else.
 */
export function reasonsOf(
  problem: Problem,
  after: Assignment,
  change: readonly Change[],
): (account: number) => string {
  const ledger = once(() => new Ledger(problem, after));
  const known: Known = {
    problem,
    after,
    change,
    ruleOf: new Map(problem.rules.map((rule) => [rule.row, rule])),
    barring: barringRows(problem),
    daysToRenewal: daysToRenewal(problem),
    ledger,
    runnerUp: once(() => runnersUp(problem, after, ledger())),
    familyOf: familiesOf(problem),
    stranding: new Map(problem.unplaceable.map(({ account, rows }) => [account, rows])),
  };
  return (account) => reasonOf(known, account);
}

function reasonOf(known: Known, account: number): string {
  const { problem, after } = known;
  const row = problem.stateRow[account];
  if (problem.state[account] === AccountState.excluded)
    return `left out of the plan${rows(problem, [row])}`;
  if (problem.state[account] === AccountState.released)
    return row < 0
      ? 'stays in the house pool'
      : `released to the house pool${rows(problem, [row])}`;
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
  if (owner < 0) return `moved, its owner ${previousRepId(problem, account)} is not on the roster`;
  const status = cellText(problem.reps.columns.get('status'), owner).toLowerCase();
  const name = problem.repNames[owner];
  if (status === 'left') return `moved, ${name} has left`;
  if (status === 'leaving') return `moved, ${name} is leaving`;
  return `moved, ${name} ${roleOfRep(problem, owner) ?? 'takes no accounts'}`;
}

function because(known: Known, account: number, rep: number, stays: boolean): string {
  const { problem } = known;
  const name = problem.repNames[rep];
  switch (problem.settled[account]) {
    case SettledBy.assign:
      if (known.change[account] === 'moved') break;
      return `assigned to ${name} (${rowName(problem, problem.settledRow[account])})`;
    case SettledBy.locked:
      if (stays) return 'locked';
      break;
    case SettledBy.keep:
      if (stays) return keepReason(known, account);
      break;
    case SettledBy.leave:
      return `${name} is on leave and keeps what they own`;
  }
  return known.change[account] === 'moved'
    ? moving(known, account, rep)
    : free(known, account, rep, stays);
}

function keepReason(known: Known, account: number): string {
  const row = known.problem.settledRow[account];
  const rule = known.ruleOf.get(row);
  const label = ` (${rowName(known.problem, row)})`;
  const renewal = rule?.accounts.conditions.some(({ column }) =>
    /^days_to_renewal$/i.test(column.trim()),
  );
  const days = known.daysToRenewal?.[account];
  if (renewal && days !== undefined && !Number.isNaN(days)) {
    return days >= 0
      ? `renewal in ${days} day${days === 1 ? '' : 's'}${label}`
      : `renewal ${-days} days overdue${label}`;
  }
  if (rule === undefined) return `kept${label}`;
  const subject =
    rule.accounts.conditions.length === 0 ? '' : ` among ${sayAccounts(rule.accounts)}`;
  if (rule.top !== undefined) {
    const metric = rule.metric === '' ? 'potential' : rule.metric;
    const owner = known.problem.repNames[known.problem.liveOwner[account]];
    return `one of ${owner}'s ${rule.top} greatest by ${metric}${subject}${label}`;
  }
  return subject === '' ? `kept${label}` : `kept,${subject}${label}`;
}

/** Put back alone with the rep whom it leaves. */
function moving(known: Known, account: number, rep: number): string {
  const { problem } = known;
  const owner = problem.liveOwner[account];
  const step: Step = { account, from: rep, to: owner };
  const decision = decisionOf(problem, known.ledger(), step);
  const words = knownThere(problem, account, rep, owner);
  switch (decision.is) {
    case 'rule':
      return brokenWords(known, decision.objection, step);
    case 'family':
      return `goes with its family, part of which ${problem.repNames[rep]} keeps${rows(problem, familyRows(problem))}`;
    case 'nothing':
      return words ?? `${problem.repNames[owner]} could as well have kept it`;
    case 'term': {
      // Why it left its owner, why it went to this rep of all, and why not to who is known there better.
      const because = worseWords(known, decision.objection, step);
      const forRep = words ?? alsoKnownThere(problem, account, rep, owner);
      return [because, forRep, betterKnownWords(known, account, rep, owner)]
        .filter((one) => one !== undefined)
        .join('; ');
    }
  }
}

/** What keeps an account from whoever is known there better than the rep who gets it; its former owner aside. */
function betterKnownWords(
  known: Known,
  account: number,
  rep: number,
  owner: number,
): string | undefined {
  const { problem } = known;
  const other = betterKnown(problem, account, rep, owner);
  if (other === undefined) return undefined;
  const ledger = known.ledger();
  const step: Step = { account, from: rep, to: other };
  const name = problem.repNames[other];
  const broken = firstBroken(problem, ledger.broken([step], step), account);
  if (broken !== undefined) {
    return `${name} is better known here: ${brokenWords(known, broken, step)}`;
  }
  const worst = ledger.worstTerm([step], step);
  if (worst === undefined || ledger.price([step]) <= 0) return undefined;
  const { against } = worst;
  if (against?.is !== 'deviation' || against.target === 0) return undefined;
  return against.gains && against.who === name
    ? deviationWords(against, 'is better known here')
    : `${name} is better known here, but ${deviationWords(against)}`;
}

/** Accounts that left nobody live: who else could have had them, and what sets their rep apart. */
function free(known: Known, account: number, rep: number, stays: boolean): string {
  const { problem } = known;
  if (problem.repSets[problem.eligible[account]].reps.length === 1) {
    return onlyOne(known, account, rep);
  }
  const unit = known.familyOf.get(account) ?? [account];
  const together = unit.length > 1 ? `with its family of ${unit.length}; ` : '';
  const other = known.runnerUp()(unit);
  if (other < 0) return `${together}nobody else may have it`;
  const ledger = known.ledger();
  const steps = ledger.stepsTo(unit, other);
  const step = { account, from: rep, to: other };
  const broken = firstBroken(problem, ledger.broken(steps, step), account);
  if (broken !== undefined) return `${together}${brokenWords(known, broken, step)}`;
  const worst = ledger.worstTerm(steps, step);
  if (worst === undefined) return `${together}${problem.repNames[other]} would do as well`;
  if (stays && worst.name === 'disruption') {
    const next = `${problem.repNames[other]} would be next`;
    return ledger.price(steps) >= 0
      ? `${together}nobody gains enough by it to be worth a new owner; ${next}`
      : `${together}a new owner would be disruption; ${next}`;
  }
  return `${together}${worseWords(known, worst, step, true)}`;
}

function onlyOne(known: Known, account: number, rep: number): string {
  const { problem } = known;
  const others = known.barring.againstOthers(account, rep);
  const name = problem.repNames[rep];
  // Where the rows would leave others, the family is what binds it.
  if (!others.barAll && problem.settled[account] === SettledBy.family) {
    return `goes with its family, part of which ${name} keeps${rows(problem, familyRows(problem))}`;
  }
  const pod = [...problem.takes.keys()]
    .filter((one) => problem.takes[one] === 1)
    .map((one) => podOfItsRep(problem, account, one))
    .find((words) => words !== '');
  return `${name} alone may have it${pod ?? ''}${rows(problem, others.rows)}`;
}

/** The must row that keeps an account from going elsewhere. */
function brokenWords(known: Known, first: Objection, step: Step): string {
  return first.against?.is === 'family'
    ? familyWords(known, first, step)
    : ruleWords(known, first, step);
}

/** Goes with its family: with its head, where the other rep may not have that. */
function familyWords({ problem, barring }: Known, { row, against }: Objection, step: Step): string {
  const { account, to } = step;
  const label = row === undefined ? '' : ` (${rowName(problem, row)})`;
  const head = problem.familyHead[account];
  const bar = headRow(problem, barring, step);
  if (bar !== undefined) {
    const other = problem.repNames[to];
    return `goes with its family${label}, headed by ${accountName(problem, head)}, which ${other} may not have${podOfItsRep(problem, head, to)}: ${rowInWords(problem, bar)}`;
  }
  const others = against?.is === 'family' ? against.others : [];
  const [first] = others;
  if (first === undefined) return `goes with its family${label}`;
  const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
  return `goes with its family${label}: ${accountName(problem, first)}${more}`;
}

function ruleWords(known: Known, { row, against }: Objection, step: Step): string {
  const { problem } = known;
  const { account, from, to } = step;
  const [holder, other] = [from, to].map((rep) => problem.repNames[rep]);
  if (row === undefined || against === undefined) return `a must rule keeps it from ${other}`;
  switch (against.is) {
    case 'holding': {
      const described = holdingWords(problem, row, against);
      const moved = known.change[account] === 'moved' && against.came.length > 0;
      return moved && against.side === 'max'
        ? `${described}, so this went to ${holder}`
        : described;
    }
    case 'deviation':
      return `${deviationWords(against)}, beyond what ${rowName(problem, row)} allows`;
    case 'leaving':
      return `${against.who === '' ? 'no more may leave their owners' : `no more may leave ${against.who}`}: ${rowInWords(problem, row)}`;
    case 'family':
      return `goes with its family (${rowName(problem, row)})`;
    case 'apart':
      return `${apartWords(problem, against)}: ${rowInWords(problem, row)}`;
    case 'pieces':
      return `${against.who}'s territory would be in more pieces: ${rowInWords(problem, row)}`;
    case 'placement': {
      if (problem.settled[account] === SettledBy.assign && problem.settledRow[account] === row) {
        return `assigned to ${holder} (row ${row})`;
      }
      const head = problem.familyHead[account];
      const subject =
        head === account ? 'it' : `its family, headed by ${accountName(problem, head)}`;
      return `${other} may not have ${subject}${podOfItsRep(problem, head, to)}: ${rowInWords(problem, row)}`;
    }
  }
}

/**
 * The term that gets worse most if an account goes elsewhere.
 *
 * @param unnamed the rep who would have it else is not the owner, whom everybody knows
 */
function worseWords(known: Known, worst: Objection, step: Step, unnamed = false): string {
  const { problem } = known;
  const { account, from, to } = step;
  const [holder, other] = [from, to].map((rep) => problem.repNames[rep]);
  const { against, row } = worst;
  const label = row === undefined ? '' : ` (${rowName(problem, row)})`;
  switch (against?.is) {
    case 'deviation':
      return `${deviationWords(against, unnamed && against.gains && against.who === other ? 'would be next' : undefined)}${problem.balances.some(({ name, unfiltered }) => name === worst.name && unfiltered) ? '' : label}`;
    case 'holding':
      return holdingWords(problem, row, { ...against, came: [] });
    case 'leaving':
      return `${against.who === '' ? 'more' : `more of ${against.who}'s accounts`} would leave their owners than should${label}`;
    case 'apart':
      return `${apartWords(problem, against)}${label}`;
    case 'pieces':
      return `${against.who}'s territory would be in more pieces${label}`;
    case 'family':
      return `its family stays together with ${holder}${label}`;
    case 'placement':
      return row === undefined
        ? `${holder} suits it better than ${other}`
        : `${holder} suits it and ${other} does not: ${rowInWords(problem, row)}`;
    case undefined:
      break;
  }
  if (worst.name === 'disruption') return `a new owner would be disruption; ${other} would be next`;
  if (worst.name === 'relationship') {
    return (
      knownThere(problem, account, from, to) ?? `${holder} is better known there than ${other}`
    );
  }
  if (worst.name !== 'distance') return `${holder} is better by ${worst.name} than ${other}`;
  const [near, far] = [from, to].map((rep) => kmOf(known, account, rep));
  if (near === undefined) return `${holder} is nearer than ${other}`;
  if (far === undefined || far <= near) return `${holder} is ${kmWords(near)} away`;
  const [nearWords, farWords] = kmApart(near, far);
  return `${holder} is ${nearWords} away, ${other} ${farWords}`;
}

/** "Bo has Cola West with rival Cola already". */
function apartWords(
  problem: Problem,
  { who, among, others }: Extract<Against, { readonly is: 'apart' }>,
): string {
  const [first] = others;
  if (first === undefined) return `${who} may not have more with ${among}`;
  const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
  return `${who} has ${accountName(problem, first)}${more} with ${among} already`;
}

function nobody(known: Known, account: number): string {
  const stranded = known.stranding.get(account);
  return stranded === undefined
    ? 'has no rep'
    : `nobody may have it${rows(known.problem, stranded)}`;
}

function kmOf(known: Known, account: number, rep: number): number | undefined {
  const { distance } = known.problem;
  return distance?.hasKm(account, rep) ? distance.km(account, rep) : undefined;
}

function familiesOf(problem: Problem): ReadonlyMap<number, readonly number[]> {
  return new Map(
    problem.mustFamilies.flatMap((family) => {
      const members = [...family];
      return members.map((member): [number, readonly number[]] => [member, members]);
    }),
  );
}

function daysToRenewal(problem: Problem): Float64Array | undefined {
  const column = filledColumn(problem.accounts, 'renewal_date');
  return column?.kind === 'date' ? column.days.map((day) => day - problem.asOf) : undefined;
}
