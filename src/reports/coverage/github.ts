import type { CoverageAnalysis } from '../../analytics/analysis.js';
import { causeFacts } from '../../analytics/coverage.js';
import { command } from '../check/github.js';
import { numberWords } from '../document/numbers.js';
import { visibleText } from '../document/visible-text.js';
import { headlineWords } from './document.js';
import { amountWords, causeWords, shareWords } from './words.js';

/** GitHub shows ten annotations of a kind and step. */
const shownAtMost = 10;

/**
 * An analysis as workflow commands of GitHub Actions, after the verdict as a plain line: an error
 * for each rep below what is asked, a warning for those short of opportunity or pipeline.
 *
 * @param lineOf the line of a rep's row in the rep file.
 */
export function coverageGithub(
  analysis: CoverageAnalysis,
  repsFile: string,
  lineOf: (row: number) => number,
): string {
  const { books, reps } = analysis;
  const { problem } = books;
  const line = (kind: string, title: string, rep: number, text: string): string =>
    command(
      kind,
      { name: repsFile, line: lineOf(problem.reps.rowNumbers[rep]) },
      title,
      `${problem.repNames[rep]}: ${text}`,
    );
  const below = reps
    .filter(({ isBelow }) => isBelow)
    .map((rep) =>
      line(
        'error',
        'coverage below what is asked',
        rep.rep,
        `${shareWords(rep.coverage)} of ${numberWords(rep.icp)} ICP accounts touched; ${causeWords(causeFacts(rep, books))}`,
      ),
    );
  const short = reps
    .filter(({ onLeave, isShort, isShortNow }) => !onLeave && (isShort || isShortNow))
    .map((rep) => {
      const what = [
        ...(rep.isShortNow
          ? [
              `${numberWords(rep.realNow)} accounts with real opportunity this week, under half the pool's median of ${numberWords(rep.median.realNow)}`,
            ]
          : []),
        ...(rep.isShort
          ? [
              `expected ${amountWords(rep.expected)} against ${amountWords(rep.quotaLeft)} of quota left`,
            ]
          : []),
      ];
      return line('warning', 'short of opportunity', rep.rep, what.join('; '));
    });
  const lines = [below, short].flatMap((all) => {
    const more = all.length - shownAtMost;
    return more > 0
      ? [...all.slice(0, shownAtMost), `and ${numberWords(more)} more in coverage.csv`]
      : all;
  });
  return `${[`carve coverage: ${visibleText(headlineWords(analysis))}`, ...lines].join('\n')}\n`;
}
