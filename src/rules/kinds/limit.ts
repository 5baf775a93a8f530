import type { Bound, LimitMeasure, MeasureRow, RepGroups } from '../../model/problem.js';
import type { RuleBound, RuleLevel } from '../../model/rule.js';
import { type MeasureContext, ruleKind } from '../definition.js';
import { onlyMarked } from '../only-marked.js';
import { sayAccounts, sayLevel, sayRange, sayReps } from '../wording.js';

/** Keeps what each rep holds between two bounds. */
export const limit = ruleKind({
  kind: 'limit',
  servesRoles: true,
  family: 'limit',
  defaultMetric: 'accounts',
  uses: ['accounts', 'reps', 'metric', 'by', 'min', 'max', 'weight', 'level'],
  levels: ['must', 'should'],
  check(rule, report) {
    const { min, max } = rule;
    if (min === undefined && max === undefined) {
      report('max', 'is missing', '', 'give a limit row a min, a max or both, such as 30 or 25%');
    }
    if (
      min !== undefined &&
      max !== undefined &&
      min.percent === max.percent &&
      min.amount > max.amount
    ) {
      report('min', 'is above max', `${rule.text.min} > ${rule.text.max}`, 'make min the smaller');
    }
  },
  say(rule) {
    const counts = rule.metric === '' || rule.metric === 'accounts';
    const who = rule.by !== '' ? `each ${rule.by}` : 'each rep';
    const among = rule.reps.conditions.length > 0 ? ` among ${sayReps(rule.reps)}` : '';
    const range = sayRange(rule.min, rule.max);
    const share = rule.min?.percent || rule.max?.percent;
    const all = rule.accounts.conditions.length === 0;
    const single = (rule.max ?? rule.min)?.amount === 1 && !share;
    const noun = single ? 'account' : 'accounts';
    const what = all ? noun : sayAccounts(rule.accounts, noun);
    if (share) {
      const whole = counts ? 'of their accounts' : `of their ${rule.metric}`;
      return `${who}${among} ${sayLevel(rule)} hold ${range} ${whole} in ${what}`;
    }
    return counts
      ? `${who}${among} ${sayLevel(rule)} hold ${range} ${what}`
      : `${who}${among} ${sayLevel(rule)} hold ${range} in ${rule.metric}${all ? '' : ` of ${what}`}`;
  },
  measure(rule, context, into) {
    const metric = rule.metric === '' ? 'accounts' : context.metricName(rule, rule.metric);
    const marked = context.repsPassing(rule).map((passes, rep) => passes & context.live[rep]);
    into.limits.push(
      limitMeasure(context, {
        name: `limit:${rule.row}`,
        row: rule.row,
        level: rule.level,
        weight: rule.weight ?? 1,
        metric,
        amounts: limitAmounts(
          context,
          context.amounts(rule, metric),
          context.accountsPassing(rule),
        ),
        groups: context.group(rule, marked),
        min: rule.min,
        max: rule.max,
      }),
    );
  },
});

/** What a limit adds up, apart from whose it is: many limits may share it. */
export interface LimitAmounts {
  /** By account, 0 for those that do not pass. */
  readonly counted: Float64Array;
  /** By account, planned ones only. */
  readonly whole: Float64Array;
  /** Σ of whole. */
  readonly sum: number;
  /** 1 for each set of eligible reps that some account which passes has. */
  readonly setSeen: Uint8Array;
}

/** @param whole amount by account, planned ones only */
export function limitAmounts(
  context: MeasureContext,
  whole: Float64Array,
  passing: Uint8Array,
): LimitAmounts {
  const { planned, eligible } = context;
  let sum = 0;
  const setSeen = new Uint8Array(context.repSets.length);
  for (let account = 0; account < whole.length; account++) {
    sum += whole[account];
    if (planned[account] === 1 && passing[account] === 1 && eligible[account] >= 0) {
      setSeen[eligible[account]] = 1;
    }
  }
  return { counted: onlyMarked(whole, passing), whole, sum, setSeen };
}

/** What a limit is made of; also used for reps.csv's max_accounts. */
export interface LimitParts {
  readonly name: string;
  readonly row: MeasureRow;
  readonly level: RuleLevel;
  readonly weight: number;
  readonly metric: string;
  readonly amounts: LimitAmounts;
  readonly groups: RepGroups;
  readonly min: RuleBound | undefined;
  readonly max: RuleBound | undefined;
}

/** Works a limit into numbers. */
export function limitMeasure(context: MeasureContext, parts: LimitParts): LimitMeasure {
  const { groups } = parts;
  const { counted, whole, sum, setSeen } = parts.amounts;
  let liveCap = 0;
  for (const cap of context.cap) liveCap += cap;
  const groupCap = new Float64Array(groups.names.length);
  for (let rep = 0; rep < context.repCount; rep++) {
    if (groups.of[rep] >= 0) groupCap[groups.of[rep]] += context.cap[rep];
  }
  return {
    name: parts.name,
    row: parts.row,
    level: parts.level,
    weight: parts.weight,
    metric: parts.metric,
    counted,
    whole,
    groups,
    min: boundOf(parts.min),
    max: boundOf(parts.max),
    mayTake: groupsThatMayTake(context, setSeen, groups),
    nominalWhole: groupCap.map((cap) => (sum * cap) / liveCap),
  };
}

function boundOf(bound: RuleBound | undefined): Bound | undefined {
  return bound === undefined ? undefined : { amount: bound.amount, share: bound.percent };
}

function groupsThatMayTake(
  context: MeasureContext,
  setSeen: Uint8Array,
  groups: RepGroups,
): Uint8Array {
  const mayTake = new Uint8Array(groups.names.length);
  context.repSets.forEach((set, index) => {
    if (setSeen[index] === 0) return;
    for (const rep of set.reps) {
      if (groups.of[rep] >= 0 && context.takes[rep] === 1) mayTake[groups.of[rep]] = 1;
    }
  });
  return mayTake;
}
