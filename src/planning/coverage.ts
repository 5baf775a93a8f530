import { analysisOf, type CoverageAnalysis, type Grouping } from '../analytics/analysis.js';
import { booksOf, type Holding, todaysHolding } from '../analytics/books.js';
import type { EarlierCoverage } from '../analytics/changes.js';
import { contactsIn } from '../analytics/contacts.js';
import { isWon } from '../analytics/deals.js';
import type { FiscalStart } from '../analytics/fiscal.js';
import type { Assumptions } from '../analytics/rates.js';
import { parseNumber } from '../inputs/cells/number.js';
import type { OwnFile } from '../inputs/csv/read-own.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { AccountState, type Problem } from '../model/problem.js';
import { isoDate, type Table } from '../model/table.js';
import { accountsPassing, accountsWords, contactNotes, noContactsKnown } from './books.js';
import type { ReadProblem } from './inputs.js';
import { roleHoldings } from './role-books.js';

export interface CoverageOptions {
  /** The days that count as of late. */
  readonly window: number;
  /** The filter of `--icp`; undefined: as the data tell. */
  readonly icp: string | undefined;
  /** The coverage that is asked, 0–1. */
  readonly least: number;
  readonly fiscalStart: FiscalStart;
  readonly by: Grouping;
  readonly involve: number | undefined;
  /** assignments.csv of a plan; undefined: today's owners. */
  readonly plan: OwnFile | undefined;
  readonly market: Table | undefined;
  readonly assumptions: Assumptions;
  readonly earlier: EarlierCoverage | undefined;
}

/**
 * How the books of a problem's reps are worked, and what must not pass in silence.
 *
 * @throws InputError where no contact is known, or options name what is not there.
 */
export function coverageAnalysis(
  read: ReadProblem,
  options: CoverageOptions,
): { readonly analysis: CoverageAnalysis; readonly notes: readonly string[] } {
  const { problem, linked } = read;
  const notes: string[] = [];
  const problems: InputProblem[] = [];
  const window = { asOf: problem.asOf, days: options.window };
  const contacts = contactsIn(problem, linked, window);
  if (contacts === undefined) {
    problems.push(noContactsKnown(problem));
  }
  if (options.involve !== undefined && linked?.opportunities === undefined) {
    problems.push({
      file: '--involve',
      what: 'asks for open deals, and no opportunities are given',
      remedy: 'give them with --opportunities FILE',
    });
  }
  const planned = options.plan && plansHolding(problem, options.plan, problems, notes);
  const icp =
    options.icp === undefined ? undefined : accountsPassing(read, options.icp, planned, problems);
  if (problems.length > 0 || contacts === undefined) throw new InputError(problems);
  const books = booksOf(
    problem,
    planned ?? todaysHolding(problem),
    contacts,
    linked?.opportunities,
    { window: options.window, fiscalStart: options.fiscalStart, icp },
  );
  const roles = roleHoldings(read, options.plan, window, notes);
  const analysis = analysisOf(books, { ...options, roles });
  notes.push(...contactNotes(contacts, window), ...analysisNotes(analysis, options));
  return { analysis, notes };
}

/** A plan's owners, states, scores and tiers; an account that the plan does not have is as it is today. */
function plansHolding(
  problem: Problem,
  own: OwnFile,
  problems: InputProblem[],
  notes: string[],
): Holding {
  const accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
  const today = todaysHolding(problem);
  const [rep, state, score] = [today.rep.slice(), today.state.slice(), today.score.slice()];
  const tier = [...today.tier];
  const cells = (name: string): readonly string[] => own.columns.get(name) ?? [];
  const [ids, repIds, changes] = ['account_id', 'rep_id', 'change'].map(cells);
  const [scores, tiers] = ['score', 'tier'].map(cells);
  const named = new Uint8Array(problem.accountCount);
  let gone = 0;
  const strangers = new Map<string, number>();
  own.rowNumbers.forEach((row, index) => {
    const account = accountOf.get(ids[index]);
    if (account === undefined) {
      gone++;
      return;
    }
    named[account] = 1;
    const holder = repIds[index] === '' ? -1 : repOf.get(repIds[index]);
    if (holder === undefined) strangers.set(repIds[index], (strangers.get(repIds[index]) ?? 0) + 1);
    rep[account] = holder ?? -1;
    state[account] = stateOf(changes[index] ?? '');
    tier[account] = tiers[index] ?? '';
    const text = scores[index] ?? '';
    const value = text === '' ? Number.NaN : parseNumber(text)?.value;
    if (value === undefined) {
      const remedy = 'name a folder that carve plan wrote';
      problems.push({
        file: own.file,
        row,
        column: 'score',
        what: 'is no number',
        value: text,
        remedy,
      });
    }
    score[account] = value ?? Number.NaN;
  });
  const added = named.reduce((count, one) => count + 1 - one, 0);
  if (added > 0) {
    notes.push(
      `${own.file}: ${accountsWords(added)} of ${problem.accounts.file} ${added === 1 ? 'is' : 'are'} not in the plan and ${added === 1 ? 'counts' : 'count'} with today's owner`,
    );
  }
  if (gone > 0) {
    notes.push(
      `${own.file}: ${accountsWords(gone)} of the plan ${gone === 1 ? 'is' : 'are'} not in ${problem.accounts.file} and ${gone === 1 ? 'counts' : 'count'} nowhere`,
    );
  }
  for (const [id, count] of strangers) {
    notes.push(
      `warning: ${own.file}: rep "${id}" is not in ${problem.reps.file}; ${accountsWords(count)} ${count === 1 ? 'counts' : 'count'} as nobody's`,
    );
  }
  return { rep, state, score, tier };
}

function stateOf(change: string): number {
  if (change === 'excluded') return AccountState.excluded;
  return change === 'released' ? AccountState.released : AccountState.planned;
}

/** How the columns say which accounts are worth working. */
const icpWords = {
  filter: undefined,
  icp: undefined,
  fit: 'ICP is a fit of 70 or more: no icp column',
  tier: 'ICP is tier 1 and 2: no icp or fit column',
  'every account':
    'every account counts as ICP: no icp, fit or tier column; say which are worth working with --icp, such as --icp "employees >= 200"',
} as const;

function analysisNotes(
  { books, rates, market }: CoverageAnalysis,
  { market: table, plan, earlier }: CoverageOptions,
): string[] {
  const { problem } = books;
  const notes: string[] = [];
  const icp = icpWords[books.icpFrom];
  if (icp !== undefined) notes.push(icp);
  const won = new Set<number>();
  for (const row of books.deals?.rows ?? []) {
    if (books.deals !== undefined && isWon(books.deals, row)) won.add(books.deals.account[row]);
  }
  if (won.size > 0 && !books.customer.includes(1)) {
    notes.push(
      `no account is a customer by type or arr, although ${accountsWords(won.size)} ${won.size === 1 ? 'has' : 'have'} won deals; fill one of the two, or customers are worked as prospects`,
    );
  }
  if (!books.hasScores) {
    notes.push('priorities begin from potential: there is no score');
  }
  if (rates.unusedStages.length > 0) {
    notes.push(
      `warning: assumptions: no opportunity is in the stage ${rates.unusedStages.map((stage) => `"${stage}"`).join(', ')}`,
    );
  }
  if (rates.deal.from === 'none' && problem.reps.columns.has('quota')) {
    notes.push(
      'what new deals bring in counts as 0: no won deal tells their size; give it as deal in --assumptions',
    );
  }
  if (earlier !== undefined && earlier.asOf > problem.asOf) {
    notes.push(
      `warning: --baseline is of ${isoDate(earlier.asOf)}, after the as-of day ${isoDate(problem.asOf)}`,
    );
  }
  if (market !== undefined && table !== undefined) {
    const { file, rowNumbers } = table;
    for (const [first, second] of market.overlaps) {
      notes.push(
        `warning: ${file}: rows ${rowNumbers[first]} and ${rowNumbers[second]} overlap, so companies in both count twice`,
      );
    }
    for (const name of market.missing) {
      notes.push(
        `warning: ${file}: the account file has no ${name}, so no account belongs to a row that names one`,
      );
    }
    for (const name of market.strangers) {
      notes.push(`warning: ${file}: no rep has "${name}"; its market is nobody's`);
    }
    const unknown = market.cells.filter(({ dealFrom }) => dealFrom === 'none').length;
    if (unknown > 0) {
      notes.push(
        `${file}: ${unknown} row${unknown === 1 ? '' : 's'} without a worth: no average_deal, and no won deal to take it from`,
      );
    }
  }
  if (plan !== undefined) notes.push(`owners, scores and tiers are those of ${plan.file}`);
  return notes;
}
