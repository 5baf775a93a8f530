import { ruleKind } from '../definition.js';
import { plainNumber, sayLevel, sayReps } from '../wording.js';

/** The column of areas where a row names none. */
const defaultColumn = 'state';

/** Keeps each rep's areas in few pieces. */
export const contiguous = ruleKind({
  kind: 'contiguous',
  family: 'area',
  uses: ['reps', 'metric', 'max', 'weight', 'level'],
  levels: ['should', 'must'],
  check(rule, report) {
    const { max } = rule;
    if (max !== undefined && (max.percent || max.amount < 1 || !Number.isInteger(max.amount))) {
      report(
        'max',
        'is no number of pieces',
        rule.text.max,
        'write in how many pieces a territory may be, such as 1 or 2',
      );
    }
  },
  say(rule) {
    const among = rule.reps.conditions.length > 0 ? ` of ${sayReps(rule.reps)}` : '';
    const max = rule.max?.amount ?? 1;
    const pieces = max === 1 ? 'in one piece' : `in at most ${plainNumber(max)} pieces`;
    return `the territory${among} ${sayLevel(rule)} be ${pieces} by ${rule.metric || defaultColumn}`;
  },
  measure(rule, context, into) {
    const { areaOf, areas, areaKeys, neighbours } = context.areas(
      rule,
      rule.metric || defaultColumn,
    );
    const marked = context.repsPassing(rule).map((passes, rep) => passes & context.live[rep]);
    into.areas.push({
      name: `contiguous:${rule.row}`,
      row: rule.row,
      level: rule.level,
      weight: rule.weight ?? 1,
      metric: rule.metric || defaultColumn,
      areaOf,
      areas,
      areaKeys,
      neighbours,
      max: rule.max?.amount ?? 1,
      groups: context.group(undefined, marked),
    });
  },
});
