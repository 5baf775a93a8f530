import type { RepSet } from '../../model/problem.js';
import type { Rule, RuleBound } from '../../model/rule.js';
import { fold } from '../../model/table.js';
import { type MeasureContext, type Measures, type ReportFault, ruleKind } from '../definition.js';
import { onlyMarked } from '../only-marked.js';
import { sayAccounts, sayBound, sayReps } from '../wording.js';
import { weighedTerms } from './weight.js';

const standardWeight: ReadonlyMap<string, number> = new Map([
  ['potential', 4],
  ['workload', 2],
]);
const standardBand = 0.1;

/** The weight of a balance row that gives none, by the metric it names (folded). */
function standardWeightOf(metric: string): number {
  return standardWeight.get(metric) ?? 1;
}

/** Keeps a metric near each rep's target. */
export const balance = ruleKind({
  kind: 'balance',
  servesRoles: true,
  family: 'balance',
  sharesOut: true,
  defaultMetric: 'potential',
  standardWeight: (rule) => standardWeightOf(fold(balancedMetric(rule))),
  setsWeightOf: (rule) => (isUnfiltered(rule) ? fold(balancedMetric(rule)) : undefined),
  setTwice: { how: 'balanced', remedy: 'keep one of the two rows, or give one a filter' },
  uses: ['accounts', 'reps', 'metric', 'by', 'min', 'max', 'weight', 'level'],
  levels: ['should', 'must'],
  check(rule, report) {
    checkFraction('min', rule.min, report);
    checkFraction('max', rule.max, report);
    if (rule.level === 'must' && rule.max === undefined) {
      report(
        'max',
        'is missing',
        '',
        'a must balance row needs the deviation no rep may pass, such as 15%',
      );
    }
    if (rule.min !== undefined && rule.max !== undefined && rule.min.amount > rule.max.amount) {
      report('min', 'is above max', `${rule.text.min} > ${rule.text.max}`, 'make min the smaller');
    }
  },
  say(rule) {
    const what = balancedMetric(rule);
    if (rule.weight === 0 && rule.max === undefined) {
      return `${what} is not balanced (weight 0)`;
    }
    const ofAccounts =
      rule.accounts.conditions.length > 0 ? ` of ${sayAccounts(rule.accounts)}` : '';
    const by = rule.by !== '' ? `, by ${rule.by}` : '';
    const who = rule.reps.conditions.length > 0 ? ` over ${sayReps(rule.reps)}` : '';
    const limit =
      rule.max === undefined
        ? ''
        : `; nobody ${rule.level === 'must' ? 'may' : 'should'} be more than ${sayBound({ ...rule.max, percent: true })} off`;
    const how = rule.max === undefined ? 'as evenly as the other goals let it' : 'evenly';
    return `${what}${ofAccounts} is spread ${how}${who}${by}${limit}`;
  },
  measure: measureBalance,
});

/** A row without accounts, reps and by: it speaks of the metric as a whole. */
function isUnfiltered({ accounts, reps, by }: Rule): boolean {
  return accounts.conditions.length === 0 && reps.conditions.length === 0 && by === '';
}

function checkFraction(
  column: 'min' | 'max',
  bound: RuleBound | undefined,
  report: ReportFault,
): void {
  if (bound !== undefined && !bound.percent && bound.amount > 1) {
    report(
      column,
      'is neither a percentage nor a number up to 1',
      String(bound.amount),
      `write ${bound.amount}% or a number such as 0.15`,
    );
  }
}

/** The metric a balance row names, `potential` when blank. */
function balancedMetric(rule: Rule): string {
  return rule.metric === '' ? 'potential' : rule.metric;
}

function measureBalance(rule: Rule, context: MeasureContext, into: Measures): void {
  const metric = context.metricName(rule, balancedMetric(rule));
  const unfiltered = isUnfiltered(rule);
  const amounts = onlyMarked(context.amounts(rule, metric), context.accountsPassing(rule));
  const { marked, repTarget } = balanceTargets(amounts, context, context.repsPassing(rule));
  const groups = context.group(rule, marked);
  const target = new Float64Array(groups.names.length);
  for (let rep = 0; rep < context.repCount; rep++) {
    if (groups.of[rep] >= 0) target[groups.of[rep]] += repTarget[rep];
  }
  const max = rule.max?.amount;
  into.balances.push({
    // `disruption`, `distance` and `relationship` are names of other terms.
    name: unfiltered && !weighedTerms.has(metric) ? metric : `balance:${rule.row}`,
    row: rule.row > 0 ? rule.row : undefined,
    level: rule.level,
    weight: rule.weight ?? standardWeightOf(metric),
    metric,
    unfiltered,
    amounts,
    groups,
    repTarget,
    target,
    band: rule.min?.amount ?? Math.min(standardBand, max ?? standardBand),
    max,
  });
}

/**
 * Contract 5: who takes part (R) and each rep's target. An amount is split
 * over all who may take it by cap; what falls to R within a pool is the
 * pool's total, shared there by cap.
 */
export function balanceTargets(
  amounts: Float64Array,
  context: Pick<MeasureContext, 'cap' | 'takes' | 'pools' | 'repSets' | 'repCount' | 'eligible'>,
  repsPassing: Uint8Array,
): { marked: Uint8Array; repTarget: Float64Array } {
  const { cap, takes, pools, repSets, repCount, eligible } = context;
  const sumOfSet = new Float64Array(repSets.length);
  for (let account = 0; account < amounts.length; account++) {
    if (amounts[account] > 0 && eligible[account] >= 0) {
      sumOfSet[eligible[account]] += amounts[account];
    }
  }
  const marked = new Uint8Array(repCount);
  repSets.forEach((set, index) => {
    if (sumOfSet[index] <= 0) return;
    for (const rep of set.reps) if (takes[rep] === 1 && repsPassing[rep] === 1) marked[rep] = 1;
  });

  const total = new Float64Array(pools.names.length);
  repSets.forEach((set, index) => {
    if (sumOfSet[index] <= 0) return;
    const all = capOf(set, cap);
    for (const rep of set.reps) {
      if (marked[rep] === 1) total[pools.of[rep]] += (sumOfSet[index] * cap[rep]) / all;
    }
  });
  const poolCap = new Float64Array(pools.names.length);
  for (let rep = 0; rep < repCount; rep++)
    if (marked[rep] === 1) poolCap[pools.of[rep]] += cap[rep];
  const repTarget = new Float64Array(repCount);
  for (let rep = 0; rep < repCount; rep++) {
    if (marked[rep] === 1) {
      repTarget[rep] = (total[pools.of[rep]] * cap[rep]) / poolCap[pools.of[rep]];
    }
  }
  return { marked, repTarget };
}

function capOf(set: RepSet, cap: Float64Array): number {
  let sum = 0;
  for (const rep of set.reps) sum += cap[rep];
  return sum;
}
