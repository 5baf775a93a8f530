import type { QuotaCover } from '../evaluation/option-figures.js';
import type { Linked } from '../inputs/opportunities/join.js';
import { liveHolders } from '../measures/loads.js';
import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';
import { filledNumbers } from '../model/table.js';
import { type Books, booksOf, type IcpSource, todaysHolding } from './books.js';
import { contactsIn, noContacts } from './contacts.js';
import type { FiscalStart } from './fiscal.js';
import { type Pipeline, pipelinesOf } from './pipeline.js';
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

/** Books in today's hands, and what they tell of rates and of pipeline. */
interface Today {
  readonly books: Books;
  readonly rates: Rates;
  readonly before: readonly Pipeline[];
}

/** Undefined without opportunities or quotas. */
function todayOf({ problem, linked }: PipelineSources, basis: PipelineBasis): Today | undefined {
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
  return { books, rates, before: pipelinesOf(books, rates) };
}

/** The same books in other hands, beside today. */
function territoriesUnder(
  { books, rates, before }: Today,
  assignment: Assignment,
): readonly TerritoryPipeline[] {
  const after = pipelinesOf({ ...books, rep: liveHolders(books.problem, assignment) }, rates);
  return books.reps.flatMap((rep) => {
    const { quotaLeft } = after[rep];
    if (books.onLeave[rep] === 1 || quotaLeft === undefined) return [];
    return [{ rep, quotaLeft, before: before[rep].expected, after: after[rep].expected }];
  });
}

/** By the formulas of contract 10, the same rates for both; undefined without opportunities or quotas. */
export function pipelineByTerritory(
  sources: PipelineSources,
  assignment: Assignment,
  basis: PipelineBasis,
): PipelineByTerritory | undefined {
  const today = todayOf(sources, basis);
  return (
    today && {
      basis,
      icpFrom: today.books.icpFrom,
      rates: today.rates,
      territories: territoriesUnder(today, assignment),
    }
  );
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
  const today = todayOf(sources, basis);
  if (today === undefined) return () => undefined;
  return (assignment) => {
    const territories = territoriesUnder(today, assignment);
    const sum = (of: (one: TerritoryPipeline) => number): number =>
      territories.reduce((total, one) => total + of(one), 0);
    return {
      covered: coveredReps({ territories }, 'after'),
      reps: territories.length,
      expected: sum(({ after }) => after),
      quotaLeft: sum(({ quotaLeft }) => quotaLeft),
    };
  };
}
