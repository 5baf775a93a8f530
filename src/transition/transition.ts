import { customersOf } from '../evaluation/customers.js';
import { type MoveCause, moveCauses } from '../evaluation/decision.js';
import type { Evaluation } from '../evaluation/types.js';
import type { OpportunityRows } from '../inputs/opportunities/aggregates.js';
import { addTo } from '../model/grouping.js';
import type { Problem } from '../model/problem.js';
import type { Table } from '../model/table.js';
import { filledNumbers, recordsAsFiled } from '../model/table.js';
import type { Contact, Contacts } from './contacts.js';
import { type Deal, dealsOf } from './deals.js';
import { type Handover, type HandoverCalendar, handoversOf } from './handovers.js';
import { type QuotaOptions, type Quotas, quotasOf } from './quota.js';
import { type EarlyRenewal, earlyRenewals } from './renewals.js';
import { type RoleHandover, roleHandoversOf } from './role-handovers.js';
import { onDaysOff, type Task, timelineOf } from './timeline.js';

/** A plan that was decided on, and what its handover is worked out from. */
export interface TransitionInputs extends HandoverCalendar {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  /** The accounts with what opportunities and activities add to them today. */
  readonly accounts: Table;
  readonly opportunities: OpportunityRows | undefined;
  readonly contacts: Contacts | undefined;
  readonly tierOf: (account: number) => number;
  readonly asOf: number;
  readonly holdover: number;
  readonly quota: Pick<QuotaOptions, 'mode' | 'fiscalStart' | 'guaranteeDays'>;
}

/** A letter to a customer: which one, and to whom. */
export interface Letter {
  readonly handover: Handover;
  readonly template: 'letter-interim' | 'letter-leaver' | 'letter-realigned';
  /** The addressee. */
  readonly contact: Contact | undefined;
  /** The account's other primary contacts, greeted along. */
  readonly copies: readonly Contact[];
  /** Who else is new there at the same time, and is told in the same letter. */
  readonly roles: readonly RoleHandover[];
}

/** A letter to a customer whose rep stays, and who gets somebody new in one or more roles. */
export interface RoleLetter extends Pick<Letter, 'contact' | 'copies' | 'roles'> {
  readonly account: number;
}

/** What is missing before a handover can be carried out. */
export interface NotReady {
  readonly lettersWithoutContact: number;
  readonly dealsWithoutCloseDate: number;
  readonly repsWithoutQuota: number;
  /** Only where the plan has roles. */
  readonly roleLettersWithoutContact?: number;
}

/** The facts of a handover. */
export interface Transition {
  readonly inputs: TransitionInputs;
  readonly handovers: readonly Handover[];
  /** What decided that an account left a rep who stays, by the same test as the plan's reason for it. */
  readonly causeOf: (account: number) => MoveCause | undefined;
  /** Renewals that are due before an account is handed over, or before it is called. */
  readonly earlyRenewals: readonly EarlyRenewal[];
  readonly deals: readonly Deal[];
  /** Σ amount of the deals that stay with whoever closes them. */
  readonly dealsKept: number;
  readonly quotas: Quotas;
  readonly letters: readonly Letter[];
  /** Who else looks after the accounts; empty where the plan has no roles. */
  readonly roleHandovers: readonly RoleHandover[];
  readonly roleLetters: readonly RoleLetter[];
  readonly tasks: readonly Task[];
  readonly daysOff: readonly Task[];
  readonly notReady: NotReady;
}

/** Works a handover out. */
export function transitionOf(inputs: TransitionInputs): Transition {
  const { problem, evaluation, asOf, effective, holidays } = inputs;
  const handovers = handoversOf(problem, evaluation, inputs);
  const deals = dealsOf(inputs.opportunities, handovers, inputs.holdover);
  const quotas = quotasOf(problem, handovers, { ...inputs.quota, asOf, effective });
  const roles = evaluation.roles ?? [];
  const roleHandovers = roleHandoversOf(problem, roles, handovers, inputs);
  const letters = lettersOf(inputs, handovers, roleHandovers);
  const roleLetters = roleLettersOf(inputs, letters, roleHandovers);
  const withoutContact = (of: readonly Pick<Letter, 'contact'>[]): number =>
    of.filter(({ contact }) => contact === undefined).length;
  const tasks = timelineOf({
    effective,
    holidays,
    handovers,
    deals,
    letters: letters.map(({ handover }) => handover),
    tierOf: inputs.tierOf,
  });
  return {
    inputs,
    handovers,
    causeOf: moveCauses(problem, evaluation.assignment),
    earlyRenewals: earlyRenewals(inputs, handovers),
    deals,
    dealsKept: deals.reduce((sum, { fate, amount = 0 }) => sum + (fate === 'kept' ? amount : 0), 0),
    quotas,
    letters,
    roleHandovers,
    roleLetters,
    tasks,
    daysOff: onDaysOff(tasks, holidays),
    notReady: {
      lettersWithoutContact: withoutContact(letters),
      dealsWithoutCloseDate: deals.filter(({ close }) => close === undefined).length,
      repsWithoutQuota: repsWithoutQuota(problem),
      ...(roles.length > 0 && { roleLettersWithoutContact: withoutContact(roleLetters) }),
    },
  };
}

/** Customers who change hands and have somebody to write for. */
function lettersOf(
  { problem, contacts }: TransitionInputs,
  handovers: readonly Handover[],
  roleHandovers: readonly RoleHandover[],
): readonly Letter[] {
  const newAt = newHolders(roleHandovers);
  const isCustomer = customersOf(problem) ?? (() => false);
  return handovers
    .filter(
      ({ account, change, rep }) =>
        rep >= 0 && (change === 'moved' || change === 'orphaned') && isCustomer(account),
    )
    .map((handover) => ({
      handover,
      template:
        handover.interim >= 0
          ? 'letter-interim'
          : handover.liveOwner < 0
            ? 'letter-leaver'
            : 'letter-realigned',
      ...addresseesOf(contacts?.get(handover.account) ?? []),
      roles: newAt.get(handover.account) ?? [],
    }));
}

/** Customers who are written to for the sake of a role alone: somebody they knew in it is replaced. */
function roleLettersOf(
  { problem, contacts }: TransitionInputs,
  letters: readonly Letter[],
  roleHandovers: readonly RoleHandover[],
): readonly RoleLetter[] {
  const isCustomer = customersOf(problem) ?? (() => false);
  const written = new Set(letters.map(({ handover }) => handover.account));
  const newAt = newHolders(roleHandovers);
  return recordsAsFiled(problem.accounts).flatMap((account): RoleLetter[] => {
    const roles = newAt.get(account) ?? [];
    const isReplaced = roles.some(({ change }) => change === 'moved' || change === 'orphaned');
    if (!isReplaced || written.has(account) || !isCustomer(account)) return [];
    return [{ account, roles, ...addresseesOf(contacts?.get(account) ?? []) }];
  });
}

/** By account, the roles in which somebody new is there. */
function newHolders(all: readonly RoleHandover[]): ReadonlyMap<number, readonly RoleHandover[]> {
  const found = new Map<number, RoleHandover[]>();
  for (const one of all) if (one.holder >= 0) addTo(found, one.account, one);
  return found;
}

/** So many contacts are greeted together; where more are primary, primary says nothing. */
const mostAddressees = 3;

/** Whom a letter is to: the first contact, and those who are primary as well. */
function addresseesOf([contact, ...others]: readonly Contact[]): Pick<
  Letter,
  'contact' | 'copies'
> {
  const copies = contact?.primary ? others.filter(({ primary }) => primary) : [];
  return { contact, copies: copies.length < mostAddressees ? copies : [] };
}

function repsWithoutQuota({ reps, live }: Problem): number {
  const quota = filledNumbers(reps, 'quota');
  return live.reduce(
    (count, lives, rep) => count + (lives === 1 && !((quota?.[rep] ?? Number.NaN) >= 0) ? 1 : 0),
    0,
  );
}
