import type { PlanFacts, RuleState } from '../../evaluation/diff/types.js';
import { parseNumber } from '../../inputs/cells/number.js';
import { readOwn } from '../../inputs/csv/read-own.js';
import { readRules } from '../../inputs/csv/rules.js';
import type { InputProblem } from '../../model/input-problem.js';
import { isRemark, ruleColumns } from '../../model/rule.js';
import type { PlanJson } from '../../reports/plan-json.js';
import type { NamedBytes } from '../inputs.js';

/** The tables of a plan folder that say more than who has what; undefined where they are gone. */
export interface PlanTablesRead {
  readonly territories: NamedBytes | undefined;
  readonly rulesUsed: NamedBytes | undefined;
}

/** What a plan folder says beyond who has what, and the names of its reps. */
export function planFactsOf(
  plan: PlanJson,
  tables: PlanTablesRead,
): {
  readonly facts: PlanFacts;
  readonly repNames: ReadonlyMap<string, string>;
  readonly problems: readonly InputProblem[];
} {
  const { territories, rulesUsed } = tables;
  const reps = territories && readOwn(territories.name, territories.bytes, ['rep_id']);
  const rules = rulesUsed && readRules(rulesUsed.name, rulesUsed.bytes, { mayBeEmpty: true });
  const cells = (column: string): readonly string[] => reps?.own.columns.get(column) ?? [];
  const ids = cells('rep_id');
  const texts = new Map(
    (rules?.rules ?? []).map((rule) => [
      rule.row,
      JSON.stringify(ruleColumns.filter((column) => !isRemark(column)).map((name) => rule[name])),
    ]),
  );
  const targets = cells('potential_target');
  const entries = <Value>(values: readonly (Value | undefined)[]): Map<string, Value> =>
    new Map(
      values.flatMap((value, index): [string, Value][] =>
        value === undefined ? [] : [[ids[index], value]],
      ),
    );
  return {
    facts: {
      figures: new Map(figuresOf(plan)),
      rules: plan.rules.map(
        (rule): RuleState => ({
          ...rule,
          text: typeof rule.row === 'number' ? texts.get(rule.row) : undefined,
        }),
      ),
      inputs: new Map(entriesOf(plan.inputs).map(([name, file]) => [name, file.sha256])),
      options: new Map(optionsOf(plan)),
      // Who takes no accounts has no fair share to be off.
      deviations: entries(
        cells('potential_deviation_pct').map((text, rep) =>
          targets[rep] === '0' ? undefined : parseNumber(text)?.value,
        ),
      ),
    },
    repNames: entries(cells('rep_name').map((name) => name || undefined)),
    problems: [...(reps?.problems ?? []), ...(rules?.problems ?? [])],
  };
}

/** The headline figures, by their place in plan.json. */
function* figuresOf(plan: PlanJson): Generator<[string, number | string]> {
  yield ['status', plan.status];
  // Slack says of value and bound what gap says.
  const { terms, slack: _, ...objective } = plan.objective;
  for (const [name, value] of entriesOf(objective)) {
    if (value !== null) yield [`objective.${name}`, value];
  }
  for (const { name, value } of terms) yield [`objective.terms.${name}`, value];
  yield* numbersIn('after', plan.after);
}

/** Every number within an object, by its place there. */
function* numbersIn(place: string, value: unknown): Generator<[string, number]> {
  if (typeof value === 'number') yield [place, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) yield* numbersIn(`${place}.${name}`, part);
}

/** All that shaped the plan besides its files; weights by term. */
function* optionsOf({ carve, options, interrupted }: PlanJson): Generator<[string, string]> {
  yield ['carve', JSON.stringify(carve)];
  if (interrupted === true) yield ['interrupted', 'true'];
  for (const [name, value] of entriesOf(options)) {
    if (name !== 'weights') yield [name, JSON.stringify(value)];
  }
  for (const [term, weight] of entriesOf(options.weights)) {
    yield [`weights.${term}`, JSON.stringify(weight)];
  }
}

/** The keys that have a value, with it. */
function entriesOf<Value>(
  record: Readonly<Record<string, Value>>,
): [string, Exclude<Value, undefined>][] {
  const defined = (value: Value): value is Exclude<Value, undefined> => value !== undefined;
  return Object.entries(record).flatMap(([name, value]) => (defined(value) ? [[name, value]] : []));
}
