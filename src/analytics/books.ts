import { customersOf } from '../evaluation/customers.js';
import type { OpportunityRows } from '../inputs/opportunities/aggregates.js';
import { NOBODY } from '../model/assignment.js';
import { AccountState, type Problem } from '../model/problem.js';
import { filledColumn, filledNumbers, recordsAsFiled } from '../model/table.js';
import type { DayNumber } from '../model/units.js';
import { midRankPercentiles } from '../scoring/rank.js';
import { tierNumber } from '../scoring/tiers.js';
import type { Contacts } from './contacts.js';
import { type Deals, dealsOf, isOpen, orZero } from './deals.js';
import { type FiscalStart, type FiscalYear, fiscalYearOf } from './fiscal.js';
import { type Labels, labelsOf } from './labels.js';

/** Who has what, and what is known of it: today's owners, or a plan's. */
export interface Holding {
  /** The rep of each account; −1 where it has none. */
  readonly rep: Int32Array;
  /** AccountState of each. */
  readonly state: Uint8Array;
  /** 0–100, NaN where there is none. */
  readonly score: Float64Array;
  /** Empty where there is none. */
  readonly tier: readonly string[];
}

/** Today's owners, with the states, scores and tiers that the rules give. */
export function todaysHolding({ liveOwner, state, score, tier }: Problem): Holding {
  return { rep: liveOwner, state, score, tier };
}

export interface BookOptions {
  /** How many days back an account counts as touched. */
  readonly window: number;
  readonly fiscalStart: FiscalStart;
  /** 1 for the accounts that `--icp` names; undefined: as the data tell. */
  readonly icp: Uint8Array | undefined;
}

/** What says which accounts are worth working. */
export type IcpSource = 'filter' | 'icp' | 'fit' | 'tier' | 'every account';

/** From this fit on an account is an ideal customer, where no column says so. */
const fitAtLeast = 70;
/** From this intent on an account shows real interest. */
export const intentAtLeast = 70;
/** For so many days a signal is fresh; its weight halves as often. */
export const signalDays = 30;

/** All that is known of each account before anything is added up by rep. */
export interface Books {
  readonly problem: Problem;
  readonly asOf: DayNumber;
  readonly window: number;
  readonly year: FiscalYear;
  /** Reps who have a book, in the order of their file, and 1 for those on leave. */
  readonly reps: readonly number[];
  readonly onLeave: Uint8Array;
  /** The rep in whose book an account is; −1 for accounts of nobody, excluded and released ones. */
  readonly rep: Int32Array;
  readonly planned: Uint8Array;
  /** 1 for accounts that are not excluded. */
  readonly counts: Uint8Array;
  readonly icp: Uint8Array;
  readonly icpFrom: IcpSource;
  /** 1, 2 and so on; 0 for none or another word. */
  readonly tier: Uint8Array;
  readonly hasTiers: boolean;
  readonly customer: Uint8Array;
  readonly contacts: Contacts;
  /** 1 for accounts with contact within the window. */
  readonly touched: Uint8Array;
  readonly openDeal: Uint8Array;
  /** Amount of open deals by account; undefined where nothing tells. */
  readonly openPipeline: Float64Array | undefined;
  /** Undefined without opportunities. */
  readonly deals: Deals | undefined;
  readonly intent: Float64Array | undefined;
  /** Days since the last signal; NaN where there was none. */
  readonly signalAge: Float64Array;
  /** Whether a score is what priorities begin from. */
  readonly hasScores: boolean;
  /** The score, 0–100, else the percentile of potential. */
  readonly points: Float64Array;
  /** Potential, 0 where there is none. */
  readonly potential: Float64Array;
  readonly labels: Readonly<Record<'segment' | 'industry' | 'region', Labels>>;
}

/** Brings together what the files say of each account. */
export function booksOf(
  problem: Problem,
  holding: Holding,
  contacts: Contacts,
  opportunities: OpportunityRows | undefined,
  options: BookOptions,
): Books {
  const { accounts, accountCount: count, asOf } = problem;
  const marks = (of: (account: number) => boolean): Uint8Array =>
    Uint8Array.from({ length: count }, (_, account) => (of(account) ? 1 : 0));
  const planned = marks((account) => holding.state[account] === AccountState.planned);
  const counts = marks((account) => holding.state[account] !== AccountState.excluded);
  const deals = opportunities && dealsOf(opportunities, counts);
  const pipeline = openPipelineOf(problem, deals);
  const tier = tiersOf(holding.tier);
  const hasTiers = tier.some((one) => one > 0);
  const intent = filledNumbers(accounts, 'intent');
  const { icp, icpFrom } = icpOf(problem, tier, hasTiers, options.icp);
  const percentile = midRankPercentiles(problem.potential, counts);
  return {
    problem,
    asOf,
    window: options.window,
    year: fiscalYearOf(asOf, options.fiscalStart),
    reps: recordsAsFiled(problem.reps).filter((rep) => problem.live[rep] === 1),
    onLeave: onLeaveOf(problem),
    rep: holding.rep.map((rep, account) =>
      planned[account] === 1 && rep >= 0 && problem.live[rep] === 1 ? rep : NOBODY,
    ),
    planned,
    counts,
    icp,
    icpFrom,
    tier,
    hasTiers,
    customer: customerFlags(problem),
    contacts,
    touched: marks((account) => contacts.inWindow[account] > 0),
    openDeal: pipeline.open,
    openPipeline: pipeline.amount,
    deals,
    intent,
    signalAge: signalAges(problem),
    hasScores: holding.score.some((score) => !Number.isNaN(score)),
    points: holding.score.map((score, account) =>
      orZero(Number.isNaN(score) ? 100 * percentile[account] : score),
    ),
    potential: problem.potential.map(orZero),
    labels: {
      segment: labelsOf(accounts, 'segment'),
      industry: labelsOf(accounts, 'industry'),
      region: labelsOf(accounts, 'region'),
    },
  };
}

/** The first that tells: the filter, `icp`, `fit`, the tier; else every account is one. */
function icpOf(
  { accounts, accountCount }: Problem,
  tier: Uint8Array,
  hasTiers: boolean,
  filtered: Uint8Array | undefined,
): { readonly icp: Uint8Array; readonly icpFrom: IcpSource } {
  if (filtered !== undefined) return { icp: filtered, icpFrom: 'filter' };
  const given = filledColumn(accounts, 'icp');
  if (given?.kind === 'flag') {
    return { icp: Uint8Array.from(given.flags, (one) => (one === 1 ? 1 : 0)), icpFrom: 'icp' };
  }
  const fit = filledNumbers(accounts, 'fit');
  if (fit !== undefined) {
    return { icp: Uint8Array.from(fit, (one) => (one >= fitAtLeast ? 1 : 0)), icpFrom: 'fit' };
  }
  if (hasTiers) return { icp: Uint8Array.from(tier, isUpperTier), icpFrom: 'tier' };
  return { icp: new Uint8Array(accountCount).fill(1), icpFrom: 'every account' };
}

/** 1 for tiers 1 and 2. */
function isUpperTier(tier: number): number {
  return tier === 1 || tier === 2 ? 1 : 0;
}

/** The tiers as numbers, each word read once; 0 where it tells of none. */
function tiersOf(tiers: readonly string[]): Uint8Array {
  const known = new Map<string, number>();
  return Uint8Array.from(tiers, (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const tier = tierNumber(text);
    known.set(text, tier);
    return tier;
  });
}

/** 1 for each account that is a customer's; none are where the files do not tell. */
function customerFlags(problem: Problem): Uint8Array {
  const isCustomer = customersOf(problem) ?? (() => false);
  return Uint8Array.from(problem.accountIds, (_, account) => Number(isCustomer(account)));
}

/** Open deals and their amount: from the opportunities, else as the accounts' own columns say. */
function openPipelineOf(
  { accounts, accountCount }: Problem,
  deals: Deals | undefined,
): { readonly open: Uint8Array; readonly amount: Float64Array | undefined } {
  const open = new Uint8Array(accountCount);
  if (deals !== undefined) {
    const amount = new Float64Array(accountCount);
    for (const row of deals.rows) {
      if (!isOpen(deals, row)) continue;
      open[deals.account[row]] = 1;
      amount[deals.account[row]] += orZero(deals.amount[row]);
    }
    return { open, amount };
  }
  const given = filledNumbers(accounts, 'open_pipeline');
  given?.forEach((amount, account) => {
    if (amount > 0) open[account] = 1;
  });
  return { open, amount: given?.map(orZero) };
}

function signalAges({ accounts, accountCount, asOf }: Problem): Float64Array {
  const column = filledColumn(accounts, 'signal_date');
  if (column?.kind !== 'date') return new Float64Array(accountCount).fill(Number.NaN);
  // A date to come is no signal yet.
  return column.days.map((day) => (day <= asOf ? asOf - day : Number.NaN));
}

/** 1 for live reps who are given nothing more. */
function onLeaveOf({ live, takes }: Problem): Uint8Array {
  return live.map((isLive, rep) => Number(isLive === 1 && takes[rep] === 0));
}

/** Whether an account is in tier 1 or 2. */
export function isUpper({ tier }: Books, account: number): boolean {
  return isUpperTier(tier[account]) === 1;
}

/** Whether an account shows real opportunity this week: worth having, not had, and something speaks for now. */
export function isRealNow(books: Books, account: number): boolean {
  const { icp, customer, intent, signalAge, openDeal } = books;
  if (icp[account] === 0 || customer[account] === 1) return false;
  return (
    openDeal[account] === 1 ||
    (intent !== undefined && intent[account] >= intentAtLeast) ||
    signalAge[account] <= signalDays
  );
}

/** Whether an account that should be worked lies idle. */
export function isIdle(books: Books, account: number): boolean {
  const { icp, touched, openDeal, hasTiers } = books;
  if (icp[account] === 0 || touched[account] === 1 || openDeal[account] === 1) return false;
  return !hasTiers || isUpper(books, account);
}
