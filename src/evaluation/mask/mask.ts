import { withMeasures } from '../../measures/index.js';
import { scaled } from '../../measures/loads.js';
import type { Problem, RepGroups } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { evaluate } from '../evaluate.js';
import type { RuleCost } from '../explain/rule-cost.js';
import type { Evaluation, RuleOutcome } from '../types.js';
import { maskRule } from './mask-rules.js';
import { maskTables } from './mask-tables.js';
import { type Scales, scalesOf } from './scales.js';
import { type StandIns, standInsOf } from './stand-ins.js';

const fewestLetters = 3;

/** Four digits and more, grouped or not: what may have been worked out of amounts. */
const anAmount = /\d{4}|\d,\d{3}/;

/**
 * Of sentences about a plan, those that hold nothing of what is masked: no cell
 * of either file, no name or value of a rule, no file, and no large number. A sentence that merely looks as if is left out too.
 */
export function safeSentences(problem: Problem, sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  const left = new Set(sentences.filter((sentence) => !anAmount.test(sentence)));
  for (const { columns, size, file } of [problem.accounts, problem.reps]) {
    drop(left, file);
    for (const column of columns.values()) {
      const texts =
        column.kind === 'text'
          ? column.words
          : Array.from({ length: size }, (_, row) => cellText(column, row));
      for (const text of texts) drop(left, text);
      if (left.size === 0) return [];
    }
  }
  for (const { name, accounts, reps } of problem.rules) {
    drop(left, name);
    for (const { values } of [...accounts.conditions, ...reps.conditions]) {
      for (const value of values) drop(left, value);
    }
  }
  return sentences.filter((sentence) => left.has(sentence));
}

/** Texts shorter than a few letters are in every sentence. */
function drop(left: Set<string>, text: string): void {
  const wanted = text.trim().toLowerCase();
  if (wanted.length < fewestLetters) return;
  for (const sentence of left) {
    const plain = sentence.toLowerCase();
    if (plain.includes(wanted) || plain.includes(grouped(wanted))) left.delete(sentence);
  }
}

/** A whole number as sentences write it: 1,250,000. */
function grouped(text: string): string {
  return /^\d{4,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ',') : text;
}

/** A plan to be masked, with what its rules cost. */
interface Maskable {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  readonly prices: readonly RuleCost[];
}

/**
 * A plan with stand-ins for all names and amounts, so that it can be shown
 * outside: whatever is told of it afterwards, in any format, is told of these.
 */
export function masked({ problem, evaluation, prices }: Maskable): Maskable {
  const [standIns, scales] = [standInsOf(problem), scalesOf(problem)];
  const hide = <Plan extends Pick<Maskable, 'problem' | 'evaluation'>>(plan: Plan): Plan => {
    const hidden = maskProblem(plan.problem, standIns, scales);
    return { ...plan, problem: hidden, evaluation: maskEvaluation(hidden, plan.evaluation) };
  };
  const shown = hide({ problem, evaluation });
  return {
    ...shown,
    prices: prices.map((price) => ({
      ...price,
      with: { ...price.with, ...shown },
      without: hide(price.without),
    })),
  };
}

/**
 * The evaluation of a masked problem: scores, states and counts are those of the
 * plan, for scaling may move a bound's last digit; names and amounts are masked.
 */
function maskEvaluation(masked: Problem, evaluation: Evaluation): Evaluation {
  const again = evaluate(masked, evaluation.assignment);
  const outcomes = evaluation.outcomes.map(
    (outcome, index): RuleOutcome => ({ ...outcome, worst: again.outcomes[index]?.worst }),
  );
  const { objective, terms, feasible } = evaluation;
  return { ...again, objective, terms, feasible, outcomes };
}

/** A problem that tells no names and no amounts; whoever judges it finds the same shares and deviations. */
function maskProblem(problem: Problem, standIns: StandIns, scales: Scales): Problem {
  const { pools, distance, relationship } = problem;
  const rules = problem.rules.map((rule) => maskRule(rule, standIns, scales));
  const by = new Map(problem.rules.map((rule) => [rule.row, rule.by]));
  const groups = (of: RepGroups, row: unknown): RepGroups =>
    maskGroups(problem, of, standIns, typeof row === 'number' ? (by.get(row) ?? '') : '');
  const mask = (amounts: Float64Array, metric: string): Float64Array =>
    scaled(amounts, scales(metric));
  return {
    ...withMeasures(problem, (family, measure) =>
      family.masked(measure, {
        scale: scales,
        groups: (of) => groups(of, measure.row),
      }),
    ),
    ...maskTables(problem, standIns, scales),
    // Scaled amounts are in none.
    currency: undefined,
    accountIds: standIns.accounts,
    repIds: standIns.reps,
    repNames: standIns.reps,
    rules,
    potential: mask(problem.potential, 'potential'),
    workload: mask(problem.workload, 'workload'),
    disruption: mask(problem.disruption, 'disruption'),
    arr: mask(problem.arr, 'arr'),
    signals: [],
    tier: problem.tier.map((tier) => standIns.value('tier', tier)),
    pools: { ...pools, names: pools.names.map((name) => poolName(problem, name, standIns)) },
    // Kilometres to many accounts tell where a rep lives.
    distance: distance && { ...distance, hasKm: () => false, places: undefined },
    relationship: relationship && {
      ...relationship,
      records: relationship.records && {
        ...relationship.records,
        won: mask(relationship.records.won, 'won_amount'),
        open: mask(relationship.records.open, 'open_pipeline'),
      },
    },
    assumptions: [],
    warnings: [],
  };
}

/** Groups are named after their rep, or after the value in the column that they are made by. */
function maskGroups(
  { repIds }: Problem,
  { of, names }: RepGroups,
  standIns: StandIns,
  by: string,
): RepGroups {
  const mask = (name: string, group: number): string => {
    if (by !== '') return standIns.value(by, name);
    const rep = of.indexOf(group);
    return rep >= 0 && repIds[rep] === name ? standIns.reps[rep] : name;
  };
  return { of, names: names.map(mask) };
}

/** Pools of the rules have numbers already. */
function poolName({ reps }: Problem, name: string, standIns: StandIns): string {
  return reps.columns.has('pool') ? standIns.value('pool', name) : name;
}
