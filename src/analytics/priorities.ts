import { type DayNumber, dayNumber } from '../model/units.js';
import { compareIds } from '../scoring/rank.js';
import { type Books, intentAtLeast, isRealNow, signalDays } from './books.js';

/** What an account's place in a book comes from. */
export interface Priority {
  readonly account: number;
  /** From 0 to 1. */
  readonly priority: number;
  /** 100 · S. */
  readonly score: number;
  /** G, 0–1. */
  readonly signal: number;
  /** R, 0–1. */
  readonly relationship: number;
  /** The day of the last contact; NaN where there was none. */
  readonly last: DayNumber;
  /** The day on which the next is due. */
  readonly due: DayNumber;
  readonly step: Step;
}

/** What to do next with an account. */
export type Step = 'close' | 'care' | 'strike' | 'open' | 'resume' | 'wait';

/** Days from one contact to the next. */
const rhythm = { tier1: 90, others: 180 } as const;

/** How much is known of an account: a customer, an open deal, contact of late, contact ever. */
const known = { customer: 1, deal: 0.8, touched: 0.5, ever: 0.25, never: 0 } as const;

/** The priority of an account (contract 10): S(1 + G)(1 + R) ÷ 4. */
export function priorityOf(books: Books, account: number): Priority {
  const { points, contacts, tier, asOf } = books;
  const signal = signalOf(books, account);
  const relationship = known[relationOf(books, account)];
  const last = dayNumber(contacts.last[account]);
  const due = Number.isNaN(last)
    ? asOf
    : dayNumber(last + (tier[account] === 1 ? rhythm.tier1 : rhythm.others));
  return {
    account,
    priority: ((points[account] / 100) * (1 + signal) * (1 + relationship)) / 4,
    score: points[account],
    signal,
    relationship,
    last,
    due,
    step: stepOf(books, account, due),
  };
}

/** The greater of the intent and what is left of the last signal. */
function signalOf({ intent, signalAge }: Books, account: number): number {
  const shown = intent === undefined || Number.isNaN(intent[account]) ? 0 : intent[account] / 100;
  const age = signalAge[account];
  return Number.isNaN(age) ? shown : Math.max(shown, 2 ** (-age / signalDays));
}

function relationOf(
  { customer, openDeal, touched, contacts }: Books,
  account: number,
): keyof typeof known {
  if (customer[account] === 1) return 'customer';
  if (openDeal[account] === 1) return 'deal';
  if (touched[account] === 1) return 'touched';
  return Number.isNaN(contacts.last[account]) ? 'never' : 'ever';
}

function stepOf(books: Books, account: number, due: number): Step {
  if (books.openDeal[account] === 1) return 'close';
  if (books.customer[account] === 1) return due <= books.asOf ? 'care' : 'wait';
  const { intent, signalAge } = books;
  const isHot =
    isRealNow(books, account) ||
    (intent !== undefined && intent[account] >= intentAtLeast) ||
    signalAge[account] <= signalDays;
  if (isHot) return 'strike';
  if (Number.isNaN(books.contacts.last[account])) return 'open';
  return due <= books.asOf ? 'resume' : 'wait';
}

/** Accounts by priority, the greatest first; equal ones, whatever rounding makes of them, by account_id. */
export function byPriority(books: Books): (a: Priority, b: Priority) => number {
  const { accountIds } = books.problem;
  const place = ({ priority }: Priority): number => Math.round(priority * 1e12);
  return (a, b) => place(b) - place(a) || compareIds(accountIds[a.account], accountIds[b.account]);
}

/** The book of each rep, ranked. */
export function rankedBooks(
  books: Books,
  priorities: readonly (Priority | undefined)[],
): ReadonlyMap<number, readonly Priority[]> {
  const ranked = new Map<number, Priority[]>(books.reps.map((rep) => [rep, []]));
  for (const one of priorities) {
    if (one !== undefined) ranked.get(books.rep[one.account])?.push(one);
  }
  for (const book of ranked.values()) book.sort(byPriority(books));
  return ranked;
}
