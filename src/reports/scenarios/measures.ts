import { inOrder } from '../../evaluation/metric-order.js';
import type { OptionFigures } from '../../evaluation/option-figures.js';
import { provenWithin } from '../closeness-words.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { percentCellShown } from '../terminal/percents.js';
import { brokenRows, givenOwner, unserved } from './parts.js';

/** One figure that all options have. */
export interface Measure {
  readonly title: string;
  readonly say: (option: OptionFigures) => string;
}

/** What options are compared by, as far as any of them has something to tell. */
export function measuresOf(options: readonly OptionFigures[]): Measure[] {
  const some = (has: (option: OptionFigures) => boolean): boolean => options.some(has);
  const metrics = inOrder([...(options[0]?.evaluation.after.evenness.keys() ?? [])]);
  const rows: (Measure | false)[] = [
    {
      title: 'Accounts that move',
      say: ({ evaluation }) => numberWords(evaluation.after.accounts_moved),
    },
    some((option) => givenOwner(option) > 0) && {
      title: 'Accounts given an owner',
      say: (option) => numberWords(givenOwner(option)),
    },
    some(({ evaluation }) => evaluation.after.arr_moved > 0) && {
      title: 'ARR that moves',
      say: ({ evaluation }) => compactNumber(evaluation.after.arr_moved),
    },
    some((option) => unserved(option) > 0) && {
      title: 'Accounts with nobody',
      say: (option) => numberWords(unserved(option)),
    },
    ...metrics.flatMap((metric): Measure[] => [
      {
        title: `${metric}: mean off target`,
        say: ({ evaluation }) =>
          percentCellShown(evaluation.after.evenness.get(metric)?.mean_abs_deviation_pct ?? 0),
      },
      {
        title: `${metric}: most off target`,
        say: ({ evaluation }) =>
          percentCellShown(evaluation.after.evenness.get(metric)?.max_abs_deviation_pct ?? 0),
      },
    ]),
    some(({ evaluation }) => evaluation.after.mean_distance_km !== undefined) && {
      title: 'Mean distance, km',
      say: ({ evaluation }) => numberWords(evaluation.after.mean_distance_km ?? Number.NaN, 0),
    },
    { title: 'Must rules broken', say: (option) => numberWords(brokenRows(option).must) },
    some((option) => brokenRows(option).should > 0) && {
      title: 'Wishes kept in part',
      say: (option) => numberWords(brokenRows(option).should),
    },
    {
      title: 'Score by your rules',
      say: ({ evaluation }) => evaluation.objective.toPrecision(3),
    },
    // Where nothing moves, nothing was sought that could be proven.
    {
      title: 'Proven within',
      say: (option) => (option.name === 'today' ? '–' : provenWithin(option)),
    },
    { title: 'Pipeline, likely', say: ({ revenue }) => compactNumber(revenue.pipeline.likely) },
    some(({ revenue }) => revenue.moved_arr > 0) && {
      title: 'ARR lost, likely',
      say: ({ revenue }) => compactNumber(revenue.loss.likely),
    },
  ];
  return rows.filter((row) => row !== false);
}
