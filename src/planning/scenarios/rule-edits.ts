import { withRow } from '../../assembly/added-rows.js';
import type { Rule, RuleKind, RuleText } from '../../model/rule.js';
import { fold } from '../../model/table.js';
import { standardWeightOf } from '../../rules/kinds/balance.js';
import { isUnfiltered } from '../../rules/parse.js';

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

const wishes: ReadonlySet<RuleKind> = new Set<RuleKind>([
  'limit',
  'match',
  'avoid',
  'assign',
  'keep',
  'together',
  'budget',
  'prefer',
]);

/** The same rules with other weights; what must hold still must. */
export function reweigh(rules: readonly Rule[], weights: TermWeights): readonly RuleText[] {
  const wanted = new Map([
    ['potential', weights.potential],
    ['workload', weights.workload],
  ]);
  const kept = rules.filter(({ kind }) => kind !== 'weight');
  let rows: readonly RuleText[] = kept.map((rule): RuleText => {
    if (rule.kind !== 'balance') return hasTerm(rule) ? scaled(rule, 1, weights.others) : rule.text;
    const metric = fold(rule.metric) || 'potential';
    const standard = standardWeightOf(metric);
    if (!isUnfiltered(rule) || !wanted.has(metric)) return scaled(rule, standard, weights.others);
    const weight = wanted.get(metric);
    wanted.delete(metric);
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

/** Whether a row other than balance is a wish with a weight. */
function hasTerm({ kind, level }: Rule): boolean {
  return wishes.has(kind) && level === 'should';
}

function scaled({ weight, text }: Rule, standard: number, factor: number): RuleText {
  return { ...text, weight: String((weight ?? standard) * factor) };
}
