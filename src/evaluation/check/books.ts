import { isPast } from '../../measures/bounds.js';
import { Tally } from '../../measures/tally.js';
import type { Problem } from '../../model/problem.js';
import type { BookBreach, BookFigures, BooksAsked, Check, CheckSource } from './types.js';

/** What `--min-coverage` and `--min-cover` ask of every rep with something to judge. */
export function bookChecks(problem: Problem, asked: BooksAsked): Check[] {
  const { minCoverage, minCover, window, icp } = asked;
  return [
    ...(minCoverage === undefined
      ? []
      : [
          check(problem, asked, {
            source: { kind: 'min-coverage', metric: 'icp', window, icp, bound: minCoverage },
            figure: 'coverage',
            bound: minCoverage,
            of: ({ touched, icp: all }) => [touched, all],
          }),
        ]),
    ...(minCover === undefined
      ? []
      : [
          check(problem, asked, {
            source: { kind: 'min-cover', metric: 'quota', bound: minCover },
            figure: 'cover',
            bound: minCover,
            of: ({ expected, quotaLeft }) => [expected, quotaLeft ?? 0],
          }),
        ]),
  ];
}

interface Asking {
  readonly source: CheckSource;
  readonly figure: BookBreach['figure'];
  readonly bound: number;
  /** Part and whole; a whole of 0 asks nothing of the rep. */
  readonly of: (rep: BookFigures) => readonly [number, number];
}

function check(
  problem: Problem,
  { reps }: BooksAsked,
  { source, figure, bound, of }: Asking,
): Check {
  const tally = new Tally(problem);
  for (const one of reps) {
    const [part, whole] = of(one);
    if (whole === 0) continue;
    const pool = problem.pools.of[one.rep];
    tally.concern(pool);
    const value = part / whole;
    if (!isPast(-bound, -value)) continue;
    const isCoverage = figure === 'coverage';
    tally.breach(pool, {
      kind: 'book',
      figure,
      rep: one.rep,
      value,
      bound,
      part,
      whole,
      cause: isCoverage ? one.cause : undefined,
      accounts: isCoverage ? one.untouched : [],
    });
  }
  return {
    source,
    grade: 'failure',
    counts: 'reps',
    cases: tally.cases(),
    unjudged: undefined,
    heldAside: 0,
  };
}
