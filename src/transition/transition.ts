import { customersOf } from '../evaluation/customers.js';
import type { Evaluation } from '../evaluation/types.js';
import type { OpportunityRows } from '../inputs/opportunities/aggregates.js';
import type { Problem } from '../model/problem.js';
import type { Table } from '../model/table.js';
import { filledNumbers } from '../model/table.js';
import type { Contact, Contacts } from './contacts.js';
import { type Deal, dealsOf } from './deals.js';
import { type Handover, type HandoverCalendar, handoversOf } from './handovers.js';
import { type QuotaOptions, type Quotas, quotasOf } from './quota.js';
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
}

/** What is missing before a handover can be carried out. */
export interface NotReady {
  readonly lettersWithoutContact: number;
  readonly dealsWithoutCloseDate: number;
  readonly repsWithoutQuota: number;
}

/** The facts of a handover. */
export interface Transition {
  readonly inputs: TransitionInputs;
  readonly handovers: readonly Handover[];
  readonly deals: readonly Deal[];
  /** Σ amount of the deals that stay with whoever closes them. */
  readonly dealsKept: number;
  readonly quotas: Quotas;
  readonly letters: readonly Letter[];
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
  const letters = lettersOf(inputs, handovers);
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
    deals,
    dealsKept: deals.reduce((sum, { fate, amount = 0 }) => sum + (fate === 'kept' ? amount : 0), 0),
    quotas,
    letters,
    tasks,
    daysOff: onDaysOff(tasks, holidays),
    notReady: {
      lettersWithoutContact: letters.filter(({ contact }) => contact === undefined).length,
      dealsWithoutCloseDate: deals.filter(({ close }) => close === undefined).length,
      repsWithoutQuota: repsWithoutQuota(problem),
    },
  };
}

/** Customers who change hands and have somebody to write for. */
function lettersOf(
  { problem, contacts }: TransitionInputs,
  handovers: readonly Handover[],
): readonly Letter[] {
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
    }));
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
