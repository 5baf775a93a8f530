import { booksOf } from '../analytics/books.js';
import { contactsIn, noContacts } from '../analytics/contacts.js';
import { causeFacts, coverageOf } from '../analytics/coverage.js';
import type { FiscalStart } from '../analytics/fiscal.js';
import { type Assumptions, ratesOf } from '../analytics/rates.js';
import type { BooksAsked, Held } from '../evaluation/check/types.js';
import { liveHolders } from '../measures/loads.js';
import { greatestFirst } from '../measures/tally.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import { filledNumbers } from '../model/table.js';
import { icpWords } from '../reports/coverage/words.js';
import { accountsPassing, contactNotes, noContactsKnown } from './books.js';
import type { ReadProblem } from './inputs.js';

/** What a check asks of how books are worked. */
export interface BookThresholds {
  readonly minCoverage: number | undefined;
  readonly minCover: number | undefined;
  readonly window: number;
  /** The filter of `--icp`; undefined: as the data tell. */
  readonly icp: string | undefined;
  readonly fiscalStart: FiscalStart;
  readonly assumptions: Assumptions;
}

/** Figures of books, and what must not pass in silence of them. */
export interface BooksRead {
  readonly books: BooksAsked | undefined;
  readonly notes: readonly string[];
}

/**
 * The figures of every rep's book that thresholds are held against, by who
 * holds what; none where nothing is asked.
 *
 * @throws InputError where the files cannot tell what is asked.
 */
export function booksAsked(
  read: ReadProblem,
  problem: Problem,
  held: Held,
  asked: BookThresholds,
): BooksRead {
  const { minCoverage, minCover, window, fiscalStart } = asked;
  if (minCoverage === undefined && minCover === undefined) return { books: undefined, notes: [] };
  const contacts = contactsIn(problem, read.linked, { asOf: problem.asOf, days: window });
  const problems: InputProblem[] = [];
  if (minCoverage !== undefined && contacts === undefined) problems.push(noContactsKnown(problem));
  if (minCover !== undefined) problems.push(...coverProblems(read, problem));
  const icp =
    asked.icp === undefined ? undefined : accountsPassing(read, asked.icp, undefined, problems);
  if (problems.length > 0) throw new InputError(problems);
  const { state, score, tier } = problem;
  const books = booksOf(
    problem,
    { rep: Int32Array.from(liveHolders(problem, held.holder)), state, score, tier },
    contacts ?? noContacts('last_contacted', problem.accountCount),
    read.linked?.opportunities,
    { window, fiscalStart, icp },
  );
  const reps = coverageOf(books, ratesOf(books, asked.assumptions), minCoverage ?? 0);
  const found: BooksAsked = {
    minCoverage,
    minCover,
    window,
    icp: icpWords(books.icpFrom, asked.icp),
    reps: reps
      .filter(({ onLeave }) => !onLeave)
      .map((one) => ({
        rep: one.rep,
        icp: one.icp,
        touched: one.touched,
        untouched: greatestFirst(
          books.potential,
          (account) =>
            books.rep[account] === one.rep &&
            books.icp[account] === 1 &&
            books.touched[account] === 0,
        ),
        cause: causeFacts(one, books),
        expected: one.expected,
        quotaLeft: one.quotaLeft,
      })),
  };
  const known = minCoverage === undefined ? undefined : contacts;
  return {
    books: found,
    notes: known === undefined ? [] : contactNotes(known, { asOf: problem.asOf, days: window }),
  };
}

/** What is missing for pipeline against quota. */
function coverProblems({ linked }: ReadProblem, { accounts, reps }: Problem): InputProblem[] {
  const hasPipeline =
    linked?.opportunities !== undefined || filledNumbers(accounts, 'open_pipeline') !== undefined;
  return [
    ...(filledNumbers(reps, 'quota') === undefined
      ? [
          {
            file: reps.file,
            what: 'has no quota that --min-cover could hold the pipeline against',
            remedy: 'fill the column quota',
          },
        ]
      : []),
    ...(hasPipeline
      ? []
      : [
          {
            file: '--min-cover',
            what: 'asks what the pipeline covers, and no open deals are given',
            remedy: 'give --opportunities FILE, or a column open_pipeline',
          },
        ]),
  ];
}
