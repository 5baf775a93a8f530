import type { Assignment } from '../model/assignment.js';
import type {
  BalanceMeasure,
  BudgetMeasure,
  LimitMeasure,
  PlacementMeasure,
  Problem,
  TogetherMeasure,
} from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { recordsAsFiled } from '../model/table.js';
import {
  breaksPlacement,
  budgetExcess,
  deviationsOf,
  isBroken,
  isPastMax,
  limitSides,
  suits,
} from './bounds.js';
import { groupLoads, repLoads } from './loads.js';
import { isSplit } from './terms.js';
import type { RuleOutcome } from './types.js';

type Judged = Pick<RuleOutcome, 'counts' | 'concerned' | 'broken' | 'exempt' | 'worst' | 'metric'>;

const nothing: Judged = {
  counts: 'nothing',
  concerned: 0,
  broken: 0,
  exempt: 0,
  worst: undefined,
  metric: undefined,
};

/** Every rule row judged, in the order of the rules file, then locked accounts and max_accounts. */
export function outcomesOf(problem: Problem, assignment: Assignment): RuleOutcome[] {
  const unplaceable = unplaceableByRow(problem);
  const outcomes = problem.rules.map((rule): RuleOutcome => {
    const judged = judge(problem, rule, assignment);
    const stranded = unplaceable.get(rule.row) ?? 0;
    return {
      row: rule.row,
      rule: rule.kind,
      level: rule.level,
      status: judged.broken > 0 || stranded > 0 ? 'broken' : 'met',
      unplaceable: stranded,
      ...judged,
    };
  });
  return [...outcomes, ...lockedOutcomes(problem, assignment), ...capOutcomes(problem, assignment)];
}

function unplaceableByRow(problem: Problem): Map<number, number> {
  const byRow = new Map<number, number>();
  for (const { rows } of problem.unplaceable) {
    for (const row of rows) byRow.set(row, (byRow.get(row) ?? 0) + 1);
  }
  return byRow;
}

function judge(problem: Problem, rule: Rule, assignment: Assignment): Judged {
  const of = <M extends { readonly row: unknown }>(list: readonly M[]): M | undefined =>
    list.find((measure) => measure.row === rule.row);
  const balance = of(problem.balances);
  if (balance !== undefined) return judgeBalance(problem, balance, assignment);
  const limit = of(problem.limits);
  if (limit !== undefined) return judgeLimit(problem, limit, assignment);
  const budget = of(problem.budgets);
  if (budget !== undefined) return judgeBudget(problem, budget, assignment);
  const together = of(problem.togethers);
  if (together !== undefined) return judgeTogether(together, assignment);
  const placement = of(problem.placements);
  if (placement !== undefined) return judgePlacement(placement, assignment);
  return nothing;
}

/** A group's name for people: the rep's name where each rep is a group. */
export function groupName(
  problem: Problem,
  measure: { readonly groups: BalanceMeasure['groups'] },
  group: number,
): string {
  const { of, names } = measure.groups;
  const rep = of.indexOf(group);
  return rep >= 0 && names[group] === problem.repIds[rep] ? problem.repNames[rep] : names[group];
}

function judgeBalance(problem: Problem, measure: BalanceMeasure, assignment: Assignment): Judged {
  const deviations = deviationsOf(measure, groupLoads(measure.amounts, measure.groups, assignment));
  return {
    ...nothing,
    counts: 'reps',
    concerned: deviations.length,
    broken: deviations.filter((x) => isPastMax(measure, x)).length,
    metric: measure.metric,
    ...(deviations.length > 0 && { worst: worstDeviation(problem, measure, deviations) }),
  };
}

function worstDeviation(problem: Problem, measure: BalanceMeasure, deviations: readonly number[]) {
  let group = 0;
  deviations.forEach((x, index) => {
    if (Math.abs(x) > Math.abs(deviations[group])) group = index;
  });
  return {
    who: groupName(problem, measure, group),
    value: deviations[group],
    bound: measure.max ?? Number.NaN,
    side: 'max' as const,
    share: undefined,
  };
}

function judgeLimit(
  problem: Problem,
  measure: LimitMeasure,
  assignment: Assignment,
  loads?: Float64Array,
): Judged {
  const sides = limitSides(measure, assignment, loads);
  const base = {
    ...nothing,
    counts: 'reps',
    concerned: measure.groups.names.length,
    metric: measure.metric,
  } as const;
  if (sides.length === 0) return base;
  const broken = sides.filter(isBroken);
  const tightness = (one: (typeof sides)[number]): number =>
    one.side === 'max' ? one.load - one.bound : one.bound - one.load;
  const worst = (broken.length > 0 ? broken : sides).reduce((a, b) =>
    tightness(b) > tightness(a) ? b : a,
  );
  return {
    ...base,
    broken: new Set(broken.map(({ group }) => group)).size,
    worst: {
      who: groupName(problem, measure, worst.group),
      value: worst.load,
      bound: worst.bound,
      side: worst.side,
      share: measure[worst.side]?.share ? measure[worst.side]?.amount : undefined,
    },
  };
}

function judgeBudget(problem: Problem, measure: BudgetMeasure, assignment: Assignment): Judged {
  const groups = budgetExcess(measure, problem.liveOwner, assignment);
  if (groups.length === 0) return { ...nothing, counts: 'owners', metric: measure.metric };
  const worst = groups.reduce((a, b) => (b.load - b.bound > a.load - a.bound ? b : a));
  return {
    ...nothing,
    counts: 'owners',
    concerned: groups.length,
    broken: groups.filter(isBroken).length,
    metric: measure.metric,
    worst: {
      who: groupName(problem, measure, worst.group),
      value: worst.load,
      bound: worst.bound,
      side: 'max',
      share: undefined,
    },
  };
}

function judgeTogether(measure: TogetherMeasure, assignment: Assignment): Judged {
  return {
    ...nothing,
    counts: 'families',
    concerned: measure.families.length,
    broken: measure.families.filter((family) => isSplit(family, assignment)).length,
  };
}

function judgePlacement(measure: PlacementMeasure, assignment: Assignment): Judged {
  let concerned = 0;
  let broken = 0;
  const { setOf } = measure;
  for (let account = 0; account < assignment.length; account++) {
    if (setOf[account] < 0) continue;
    concerned++;
    if (breaksPlacement(measure, account, assignment[account])) broken++;
  }
  const exempt = measure.exempt?.reduce((sum, one) => sum + one, 0) ?? 0;
  return { ...nothing, counts: 'accounts', concerned, broken, exempt };
}

function lockedOutcomes(problem: Problem, assignment: Assignment): RuleOutcome[] {
  const measure = problem.placements.find(({ rule }) => rule === 'locked');
  if (measure === undefined) return [];
  const outcomes: RuleOutcome[] = [];
  for (const account of recordsAsFiled(problem.accounts)) {
    if (measure.setOf[account] < 0) continue;
    const broken = suits(measure, account, assignment[account]) ? 0 : 1;
    outcomes.push({
      row: `accounts.csv:${problem.accounts.rowNumbers[account]}`,
      rule: 'locked',
      level: 'must',
      status: broken === 1 ? 'broken' : 'met',
      unplaceable: 0,
      ...nothing,
      counts: 'accounts',
      concerned: 1,
      broken,
    });
  }
  return outcomes;
}

function capOutcomes(problem: Problem, assignment: Assignment): RuleOutcome[] {
  // A row a rep, all over the same amounts: one pass for all of them.
  const byRep = new Map<Float64Array, Float64Array>();
  const caps = problem.limits.filter(({ row }) => typeof row === 'string');
  const capOf = new Map(caps.map((measure) => [measure.groups.of.indexOf(0), measure]));
  return recordsAsFiled(problem.reps).flatMap((rep): RuleOutcome[] => {
    const measure = capOf.get(rep);
    if (typeof measure?.row !== 'string') return [];
    const { counted } = measure;
    const held = byRep.get(counted) ?? repLoads(counted, problem.repCount, assignment);
    byRep.set(counted, held);
    const loads = Float64Array.of(held[rep]);
    const judged = judgeLimit(problem, measure, assignment, loads);
    return [
      {
        row: measure.row,
        rule: 'max_accounts',
        level: 'must',
        status: judged.broken > 0 ? 'broken' : 'met',
        unplaceable: 0,
        ...judged,
      },
    ];
  });
}
