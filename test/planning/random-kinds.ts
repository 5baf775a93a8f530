/** Random problems of all the kinds that the benchmarks know, small ones. */

import type { makeKind } from '../../bench/kinds/make-kind.mjs';
import type { Problem } from '../../src/model/problem.js';
import { Random } from '../../src/model/random.js';
import { dayNumber } from '../../src/model/units.js';
import { type NamedBytes, readProblem } from '../../src/planning/inputs.js';

/** Words of which a kind has one at most, '' standing for none. */
const choices = [
  ['', '', 'bareids', 'equal', 'whales', 'zeros', 'few', 'giant', 'extremes'],
  ['', 'owned', 'owned', 'allowned', 'oneowner', 'leaver-owned'],
  ['', '', 'places'],
  ['', '', '', 'families', 'pairs', 'softpairs'],
  ['', '', '', 'capacity', 'extremecaps'],
  ['', '', '', 'regions', 'generalist', 'ownsegments'],
  ['', '', '', 'limits', 'percents', 'segments'],
];
/** Words that may come beside any. */
const extras = [
  'arr',
  'workload',
  'managers',
  'maxacc',
  'metrics',
  'budget',
  'band',
  'duplicates',
  'prefers',
];

export interface KindOfProblem {
  readonly kind: string;
  readonly accounts: number;
  readonly reps: number;
  readonly seed: number;
}

/** A kind and a size drawn by the seed: any words together, to 60 accounts and 10 reps, at times more reps than accounts. */
export function randomKind(seed: number): KindOfProblem {
  const random = new Random(seed, 17);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)];
  const words = [
    ...choices.map((list) => pick(list)),
    ...extras.filter(() => random.fraction() < 0.18),
  ].filter((word) => word !== '');
  return {
    kind: words.length === 0 ? 'equal' : words.join('-'),
    accounts: 3 + random.below(random.fraction() < 0.5 ? 20 : 58),
    reps: 2 + random.below(random.fraction() < 0.2 ? 14 : 7),
    seed,
  };
}

/** The files of a problem, without rules where its kind has none. */
export type KindTexts = ReturnType<typeof makeKind> & {
  readonly opportunities?: string;
  readonly activities?: string;
};

/** Those files as carve reads them, no rules drafted. */
export function readTexts({ accounts, reps, rules, ...linked }: KindTexts): Problem {
  const named = (name: string, text: string): NamedBytes => ({
    name,
    bytes: new TextEncoder().encode(text),
  });
  const namedIfAny = (name: string, text: string | undefined): NamedBytes | undefined =>
    text === undefined ? undefined : named(name, text);
  return readProblem({
    accounts: named('accounts.csv', accounts),
    reps: named('reps.csv', reps),
    rules: namedIfAny('rules.csv', rules),
    opportunities: namedIfAny('deals.csv', linked.opportunities),
    activities: namedIfAny('touches.csv', linked.activities),
    distances: undefined,
    bare: true,
    map: [],
    assembly: {
      asOf: dayNumber(20_468),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  }).problem;
}
