import { withRow } from '../../assembly/added-rows.js';
import { familyOf } from '../../measures/index.js';
import type { Rule, RuleText } from '../../model/rule.js';
import { definitions } from '../../rules/kinds/index.js';

/** Weights of the terms of an option. */
export interface TermWeights {
  /** Of the unfiltered balance rows; undefined: their own. */
  readonly potential?: number;
  readonly workload?: number;
  readonly disruption: number;
  readonly distance: number;
  /** What the weights of all other terms are multiplied by. */
  readonly others: number;
}

/** The same rules with other weights; what must hold still must. */
export function reweigh(rules: readonly Rule[], weights: TermWeights): readonly RuleText[] {
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
  for (const metric of ['disruption', 'distance'] as const) {
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
