import { fold } from '../model/table.js';
import type { Books } from './books.js';
import { type Deals, isOpen, isWon, type Outcomes, orZero, outcomesBy } from './deals.js';

/** Where a rate is from: `--assumptions`, the files, or carve's own default. */
export type RateSource = 'assumed' | 'file' | 'default' | 'win rate' | 'none';

/** One rate, and what it was worked out from. */
export interface Rate {
  readonly value: number;
  readonly from: RateSource;
  /** What there was to count: quarters, touched accounts, closed or won deals. */
  readonly of?: number | undefined;
}

/** What the user takes for given, by name. */
export interface Assumptions {
  readonly rates: Readonly<Partial<Record<RateName, number>>>;
  /** The share won of open deals in a stage, by the folded stage. */
  readonly stages: ReadonlyMap<string, number>;
}

export const rateNames = [
  'accounts_per_rep',
  'close_rate',
  'creation_rate',
  'win_rate',
  'deal',
] as const;
export type RateName = (typeof rateNames)[number];

export const noAssumptions: Assumptions = { rates: {}, stages: new Map() };

/**
 * What is taken where neither the user nor a file tells (docs/coverage.md has
 * what each rests on): accounts that one full-time rep can work, the share of
 * worked accounts that a deal is created in within a year, the share of closed
 * deals that is won.
 */
export const defaultRates = { accounts_per_rep: 150, creation_rate: 0.1, win_rate: 0.22 } as const;

/** So much of a file is enough to tell. */
export const enough = { quarters: 4, touched: 20, closedBySegment: 20, wonBySegment: 5 } as const;

/** Days in which a touched account gets a deal, or not. */
const creationDays = 365;

export interface Rates {
  readonly accountsPerRep: Rate;
  readonly closeRate: Rate;
  readonly creationRate: Rate;
  readonly winRate: Rate;
  /** NaN where nothing tells. */
  readonly deal: Rate;
  /** By the account's segment (its code). */
  readonly winRateOf: (segment: number) => number;
  readonly dealOf: (segment: number) => number;
  /** Segments that are told apart. */
  readonly segments: readonly {
    readonly segment: string;
    readonly winRate: Rate | undefined;
    readonly deal: Rate | undefined;
  }[];
  /** Which of `stages` a row is in; −1 for none. */
  readonly stageOf: (row: number) => number;
  /** Stages whose share won is assumed, by name. */
  readonly stages: readonly { readonly stage: string; readonly share: number }[];
  /** Stages that are assumed and that no open deal is in. */
  readonly unusedStages: readonly string[];
}

/** Each rate from the assumptions, else from the files where they can tell, else the default. */
export function ratesOf(books: Books, assumptions: Assumptions): Rates {
  const { deals, labels } = books;
  const { segment } = labels;
  const bySegment =
    deals && outcomesBy(deals, segment.names.length, (account) => segment.codes[account]);
  const all = bySegment === undefined ? undefined : sumOf(bySegment);
  const given = (name: RateName): Rate | undefined => {
    const value = assumptions.rates[name];
    return value === undefined ? undefined : { value, from: 'assumed' };
  };
  const winRate = given('win_rate') ?? winRateFrom(all, 1) ?? fallback('win_rate');
  const deal = given('deal') ?? dealFrom(all, 1) ?? { value: Number.NaN, from: 'none' };
  // An empty segment is none, and takes what holds of all.
  const own = (from: typeof winRateFrom, name: RateName, least: number) =>
    segment.names.map((_, code) =>
      code === 0 || given(name) !== undefined ? undefined : from(bySegment?.[code], least),
    );
  const winRates = own(winRateFrom, 'win_rate', enough.closedBySegment);
  const dealSizes = own(dealFrom, 'deal', enough.wonBySegment);
  const stages = stageShares(deals, assumptions);
  return {
    accountsPerRep: given('accounts_per_rep') ?? fallback('accounts_per_rep'),
    closeRate: given('close_rate') ??
      closeRateFrom(books) ?? { value: winRate.value, from: 'win rate' },
    creationRate: given('creation_rate') ?? creationRateFrom(books) ?? fallback('creation_rate'),
    winRate,
    deal,
    winRateOf: (code) => (winRates[code] ?? winRate).value,
    dealOf: (code) => (dealSizes[code] ?? deal).value,
    segments: segment.names
      .map((name, code) => ({ segment: name, winRate: winRates[code], deal: dealSizes[code] }))
      .filter((one) => one.winRate !== undefined || one.deal !== undefined)
      .sort((a, b) => (a.segment < b.segment ? -1 : 1)),
    ...stages,
  };
}

function fallback(name: keyof typeof defaultRates): Rate {
  return { value: defaultRates[name], from: 'default' };
}

function sumOf(outcomes: readonly Outcomes[]): Outcomes {
  const total = { closed: 0, won: 0, priced: 0, amount: 0 };
  for (const { closed, won, priced, amount } of outcomes) {
    total.closed += closed;
    total.won += won;
    total.priced += priced;
    total.amount += amount;
  }
  return total;
}

function winRateFrom(outcomes: Outcomes | undefined, least: number): Rate | undefined {
  if (outcomes === undefined || outcomes.closed < least) return undefined;
  return { value: outcomes.won / outcomes.closed, from: 'file', of: outcomes.closed };
}

function dealFrom(outcomes: Outcomes | undefined, least: number): Rate | undefined {
  if (outcomes === undefined || outcomes.priced < least) return undefined;
  return { value: outcomes.amount / outcomes.priced, from: 'file', of: outcomes.priced };
}

/**
 * Of the amount open when a quarter began, the share won in it: the mean of
 * those of the last four full quarters in which anything was open. A file whose
 * lost or open deals have no amounts cannot tell: it would take every deal for won.
 */
function closeRateFrom({ deals, year }: Books): Rate | undefined {
  if (deals === undefined || !deals.hasCreated || !hasAmountsThroughout(deals)) return undefined;
  const quarters = year.fullQuarters(enough.quarters);
  const open = new Float64Array(quarters.length);
  const won = new Float64Array(quarters.length);
  for (const row of deals.rows) {
    const { created, closed, amount } = deals;
    const isStillOpen = isOpen(deals, row);
    // Of a closed deal without a day nobody knows when it was open.
    if (!isStillOpen && Number.isNaN(closed[row])) continue;
    const size = orZero(Number.isNaN(amount[row]) ? deals.won[row] : amount[row]);
    quarters.forEach(([from, to], quarter) => {
      if (!(created[row] < from) || (!isStillOpen && closed[row] < from)) return;
      open[quarter] += size;
      if (isWon(deals, row) && closed[row] < to) won[quarter] += size;
    });
  }
  const shares = [...open].flatMap((amount, quarter) =>
    amount > 0 ? [won[quarter] / amount] : [],
  );
  if (shares.length === 0) return undefined;
  const mean = shares.reduce((total, share) => total + share, 0) / shares.length;
  return { value: mean, from: 'file', of: shares.length };
}

/** Whether lost and open deals have amounts as won ones do, half of each at least. */
function hasAmountsThroughout(deals: Deals): boolean {
  const [filled, total] = [new Float64Array(2), new Float64Array(2)];
  for (const row of deals.rows) {
    if (isWon(deals, row)) continue;
    const kind = isOpen(deals, row) ? 0 : 1;
    total[kind]++;
    if (deals.amount[row] > 0) filled[kind]++;
  }
  return total.every((count, kind) => 2 * filled[kind] >= count);
}

/** Of the accounts touched in a year, the share in which a deal was created in that year. */
function creationRateFrom({ contacts, counts, deals, asOf }: Books): Rate | undefined {
  if (deals === undefined || !deals.hasCreated) return undefined;
  const isRecent = (day: number): boolean => day <= asOf && asOf - day <= creationDays;
  const created = new Uint8Array(counts.length);
  for (const row of deals.rows) {
    if (isRecent(deals.created[row])) created[deals.account[row]] = 1;
  }
  let [touched, withDeal] = [0, 0];
  contacts.last.forEach((day, account) => {
    if (counts[account] === 0 || !isRecent(day)) return;
    touched++;
    withDeal += created[account];
  });
  if (touched < enough.touched) return undefined;
  return { value: withDeal / touched, from: 'file', of: touched };
}

function stageShares(
  deals: Deals | undefined,
  { stages }: Assumptions,
): Pick<Rates, 'stageOf' | 'stages' | 'unusedStages'> {
  const { words, codes } = deals?.stages ?? { words: [], codes: new Uint32Array() };
  const there = new Set(words.map(fold));
  const names = [...stages.keys()].sort();
  const used = names.filter((stage) => there.has(stage));
  const ofWord = words.map((word) => used.indexOf(fold(word)));
  return {
    stageOf: (row) => ofWord[codes[row]],
    stages: used.map((stage) => ({ stage, share: stages.get(stage) ?? 0 })),
    unusedStages: names.filter((stage) => !there.has(stage)),
  };
}
