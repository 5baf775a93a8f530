import { movesAtMost, withMostMoves, withRow } from '../../assembly/default-rows.js';
import type { AssemblyInputs } from '../../assembly/ground.js';
import { familyOf } from '../../measures/index.js';
import type { Problem } from '../../model/problem.js';
import type { Rule, RuleText } from '../../model/rule.js';
import { definitions } from '../../rules/kinds/index.js';
import { presetNames } from './preset-names.js';

/** One of the options people ask for: the user's rules with other weights, so that its rules file makes the same plan again. */
export interface Recipe {
  readonly name: string;
  /** What it is for, in a few words. */
  readonly note: string;
  /** `knows`: whether anybody is known anywhere, which then has a weight too. Undefined: nothing is searched for. */
  readonly rules: ((rules: readonly Rule[], knows?: boolean) => readonly RuleText[]) | undefined;
  /** Whether weights given on the command line hold here too: where the rules' own weights do. */
  readonly keepsWeights: boolean;
}

/** So little that it only decides between plans that are otherwise as good. */
const hint = 0.01;

const everyMove = 'continuity: every move counts';

const onlyEvenness: TermWeights = {
  disruption: hint,
  distance: 0,
  relationship: hint / 10,
  others: 0,
};

export const today: Recipe = {
  name: 'today',
  note: 'nothing moves; for reference',
  rules: undefined,
  keepsWeights: true,
};

export const balanced: Recipe = {
  name: 'balanced',
  note: "the rules' own weights",
  rules: (rules) => rules.map(({ text }) => text),
  keepsWeights: true,
};

/**
 * Fewest moves, then the cheapest, then the most even of these. A budget of 0
 * counts moves one by one, and all else together is worth less than one: the
 * disruption term is at most 1.
 */
export const continuity: Recipe = {
  name: 'continuity',
  note: 'fewest and cheapest moves that keep the must rules',
  rules: (rules, knows) =>
    withRow(
      reweigh(
        rules,
        {
          potential: hint,
          workload: hint / 2,
          disruption: 0.5,
          distance: hint / 10,
          relationship: hint / 10,
          others: hint / 10,
        },
        knows,
      ),
      { rule: 'budget', max: '0', weight: '1', level: 'should', note: everyMove },
    ),
  keepsWeights: false,
};

export const evenness: Recipe = {
  name: 'evenness',
  note: 'potential and workload as even as can be',
  rules: (rules, knows) => reweigh(rules, onlyEvenness, knows),
  keepsWeights: false,
};

const proximity: Recipe = {
  name: 'proximity',
  note: 'least travel',
  rules: (rules, knows) =>
    reweigh(
      rules,
      {
        potential: hint,
        workload: hint / 2,
        disruption: hint,
        distance: 1,
        relationship: hint,
        others: 0,
      },
      knows,
    ),
  keepsWeights: false,
};

/** The most even plan with at most so many moves. */
export function evennessWithin(moves: number): Recipe {
  const most = movesAtMost(moves);
  return {
    name: most,
    note: `as even as can be with ${most}`,
    rules: (rules, knows) => withMostMoves(reweigh(rules, onlyEvenness, knows), moves),
    keepsWeights: false,
  };
}

/** Names that options of the user's own cannot have: those of carve's own, and what stands beside them. */
export const standardNames: readonly string[] = [
  ...[today, continuity, balanced, evenness, proximity].map(({ name }) => name),
  ...presetNames,
  'frontier',
  'scenarios.csv',
  'scenarios.json',
];

/** The options that make sense for a problem: travel needs places. */
export function standardRecipes(problem: Problem): readonly Recipe[] {
  const travels = problem.distance !== undefined && problem.distance.divisor > 0;
  return [today, continuity, balanced, evenness, ...(travels ? [proximity] : [])];
}

/** Whether there is anything of who is known where. */
export function knowsSomebody({ options }: AssemblyInputs): boolean {
  return options.relationships !== undefined;
}

/** Weights of the terms of an option. */
interface TermWeights {
  /** Of the unfiltered balance rows; undefined: their own. */
  readonly potential?: number;
  readonly workload?: number;
  readonly disruption: number;
  readonly distance: number;
  /** Where anything is known of who is known where. */
  readonly relationship: number;
  /** What the weights of all other terms are multiplied by. */
  readonly others: number;
}

/** The same rules with other weights; what must hold still must. */
export function reweigh(
  rules: readonly Rule[],
  weights: TermWeights,
  knows = false,
): readonly RuleText[] {
  const wanted = new Map([
    ['potential', weights.potential],
    ['workload', weights.workload],
  ]);
  let rows: readonly RuleText[] = rules.filter(isMoreThanWeight).map((rule): RuleText => {
    const { setsWeightOf, standardWeight } = definitions[rule.kind];
    const term = setsWeightOf?.(rule);
    if (term === undefined || !wanted.has(term)) {
      const standard = standardWeight?.(rule) ?? 1;
      return hasTerm(rule) ? scaled(rule, standard, weights.others) : rule.text;
    }
    const weight = wanted.get(term);
    wanted.delete(term);
    return weight === undefined ? rule.text : { ...rule.text, weight: String(weight) };
  });
  for (const [metric, weight] of wanted) {
    if (weight === undefined) continue;
    rows = withRow(rows, { rule: 'balance', metric, weight: String(weight) });
  }
  const unmeasured = [
    'disruption',
    'distance',
    ...(knows ? (['relationship'] as const) : []),
  ] as const;
  for (const metric of unmeasured) {
    rows = withRow(rows, { rule: 'weight', metric, weight: String(weights[metric]) });
  }
  return rows;
}

/** False for rows that only say what another term weighs: others take their place. */
function isMoreThanWeight({ kind }: Rule): boolean {
  const { family, setsWeightOf } = definitions[kind];
  return family !== undefined || setsWeightOf === undefined;
}

/** Whether a row has a term, whose weight is its own. */
function hasTerm({ kind, level }: Rule): boolean {
  const family = familyOf(kind);
  return family !== undefined && (family.alwaysTerm || level === 'should');
}

function scaled({ weight, text }: Rule, standard: number, factor: number): RuleText {
  return { ...text, weight: String((weight ?? standard) * factor) };
}
