import type { QuotaCover } from '../evaluation/option-figures.js';
import type { Linked } from '../inputs/opportunities/join.js';
import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem } from '../model/problem.js';
import { filledNumbers } from '../model/table.js';
import { type Books, booksOf, type IcpSource, todaysHolding } from './books.js';
import { contactsIn, noContacts } from './contacts.js';
import type { FiscalStart } from './fiscal.js';
import { pipelinesOf } from './pipeline.js';
import { type Assumptions, type Rates, ratesOf } from './rates.js';

/** What is asked besides the files. */
export interface PipelineBasis {
  readonly fiscalStart: FiscalStart;
  readonly assumptions: Assumptions;
}

/** What a rep's territory is expected to bring in what is left of the fiscal year, as it is today and under an assignment. */
export interface TerritoryPipeline {
  readonly rep: number;
  readonly quotaLeft: number;
  readonly before: number;
  readonly after: number;
}

/** Pipeline against quota of every live rep who has one and is not on leave, in the order of their file. */
export interface PipelineByTerritory {
  readonly basis: PipelineBasis;
  readonly icpFrom: IcpSource;
  readonly rates: Rates;
  readonly territories: readonly TerritoryPipeline[];
}

/** What tells of pipeline against quota. */
export interface PipelineSources {
  readonly problem: Problem;
  readonly linked?: Linked | undefined;
}

/** Days back that coverage counts; here only a year of contacts counts, for the creation rate. */
const window = 90;

/** By the formulas of contract 10, the same rates for both; undefined without opportunities or quotas. */
export function pipelineByTerritory(
  { problem, linked }: PipelineSources,
  assignment: Assignment,
  basis: PipelineBasis,
): PipelineByTerritory | undefined {
  const opportunities = linked?.opportunities;
  if (opportunities === undefined || filledNumbers(problem.reps, 'quota') === undefined) {
    return undefined;
  }
  const contacts =
    contactsIn(problem, linked, { asOf: problem.asOf, days: window }) ??
    noContacts('last_contacted', problem.accountCount);
  const books = booksOf(problem, todaysHolding(problem), contacts, opportunities, {
    window,
    fiscalStart: basis.fiscalStart,
    icp: undefined,
  });
  const rates = ratesOf(books, basis.assumptions);
  const before = pipelinesOf(books, rates);
  const after = pipelinesOf(heldBy(books, assignment), rates);
  return {
    basis,
    icpFrom: books.icpFrom,
    rates,
    territories: books.reps.flatMap((rep) => {
      const { quotaLeft } = after[rep];
      if (books.onLeave[rep] === 1 || quotaLeft === undefined) return [];
      return [{ rep, quotaLeft, before: before[rep].expected, after: after[rep].expected }];
    }),
  };
}

/** The same books in other hands. */
function heldBy(books: Books, assignment: Assignment): Books {
  const { problem } = books;
  return {
    ...books,
    rep: Int32Array.from(assignment, (rep, account) =>
      problem.state[account] === AccountState.planned && rep >= 0 && problem.live[rep] === 1
        ? rep
        : -1,
    ),
  };
}

/** Reps whose quota is made, or covered by what is expected. */
export function coveredReps(
  { territories }: Pick<PipelineByTerritory, 'territories'>,
  when: 'before' | 'after',
): number {
  return territories.filter((one) => one[when] >= one.quotaLeft).length;
}

/** How far pipeline covers the quotas under an assignment; undefined where nothing tells. */
export function quotaCoverOf(
  sources: PipelineSources,
  basis: PipelineBasis,
): (assignment: Assignment) => QuotaCover | undefined {
  return (assignment) => {
    const found = pipelineByTerritory(sources, assignment, basis);
    return (
      found && {
        covered: coveredReps(found, 'after'),
        reps: found.territories.length,
        expected: found.territories.reduce((total, { after }) => total + after, 0),
        quotaLeft: found.territories.reduce((total, { quotaLeft }) => total + quotaLeft, 0),
      }
    );
  };
}
