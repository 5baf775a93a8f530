import type { Bound, LimitMeasure, MeasureRow, RepGroups } from '../../model/problem.js';
import type { RuleBound, RuleLevel } from '../../model/rule.js';
import type { MeasureContext, RuleDefinition } from '../definition.js';
import { onlyMarked } from '../only-marked.js';
import { sayAccounts, sayLevel, sayRange, sayReps } from '../wording.js';

/** Keeps what each rep holds between two bounds. */
export const limit: RuleDefinition = {
  kind: 'limit',
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
    const what = all ? `account${single ? '' : 's'}` : sayAccounts(rule.accounts);
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
        whole: context.amounts(rule, metric),
        passing: context.accountsPassing(rule),
        groups: context.group(rule, marked),
        min: rule.min,
        max: rule.max,
      }),
    );
  },
};

/** What a limit is made of; also used for reps.csv's max_accounts. */
export interface LimitParts {
  readonly name: string;
  readonly row: MeasureRow;
  readonly level: RuleLevel;
  readonly weight: number;
  readonly metric: string;
  /** Amount by account, planned ones only. */
  readonly whole: Float64Array;
  readonly passing: Uint8Array;
  readonly groups: RepGroups;
  readonly min: RuleBound | undefined;
  readonly max: RuleBound | undefined;
}

/** Works a limit into numbers. */
export function limitMeasure(context: MeasureContext, parts: LimitParts): LimitMeasure {
  const { whole, passing, groups } = parts;
  const counted = onlyMarked(whole, passing);
  let planned = 0;
  for (const amount of whole) planned += amount;
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
    mayTake: groupsThatMayTake(context, passing, groups),
    nominalWhole: groupCap.map((cap) => (planned * cap) / liveCap),
  };
}

function boundOf(bound: RuleBound | undefined): Bound | undefined {
  return bound === undefined ? undefined : { amount: bound.amount, share: bound.percent };
}

function groupsThatMayTake(
  context: MeasureContext,
  passing: Uint8Array,
  groups: RepGroups,
): Uint8Array {
  const setSeen = new Uint8Array(context.repSets.length);
  for (let account = 0; account < context.accountCount; account++) {
    if (
      context.planned[account] === 1 &&
      passing[account] === 1 &&
      context.eligible[account] >= 0
    ) {
      setSeen[context.eligible[account]] = 1;
    }
  }
  const mayTake = new Uint8Array(groups.names.length);
  context.repSets.forEach((set, index) => {
    if (setSeen[index] === 0) return;
    for (const rep of set.reps) if (groups.of[rep] >= 0) mayTake[groups.of[rep]] = 1;
  });
  return mayTake;
}
