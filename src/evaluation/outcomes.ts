import { nothing } from '../measures/family.js';
import { measureOfRow } from '../measures/index.js';
import { judgeLimit } from '../measures/limit.js';
import { repLoads } from '../measures/loads.js';
import { suits } from '../measures/placement.js';
import type { Assignment } from '../model/assignment.js';
import { countUp } from '../model/grouping.js';
import type { Problem } from '../model/problem.js';
import { recordsAsFiled } from '../model/table.js';
import type { RuleOutcome } from './types.js';

/** Every rule row judged, in the order of the rules file, then locked accounts and max_accounts. */
export function outcomesOf(problem: Problem, assignment: Assignment): RuleOutcome[] {
  const unplaceable = unplaceableByRow(problem);
  const outcomes = problem.rules.map((rule): RuleOutcome => {
    const judged =
      measureOfRow(problem, rule.row, (family, measure) =>
        family.judge(measure, problem, assignment),
      ) ?? nothing;
    const stranded = unplaceable.get(rule.row) ?? 0;
    return {
      row: rule.row,
      ...(rule.name !== '' && { name: rule.name }),
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
    for (const row of rows) countUp(byRow, row);
  }
  return byRow;
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
    const judged = judgeLimit(measure, problem, assignment, loads);
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
