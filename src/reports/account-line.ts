import { previousRepId } from '../evaluation/changes.js';
import type { Evaluation } from '../evaluation/types.js';
import type { WrittenCell } from '../inputs/csv/write.js';
import type { Problem } from '../model/problem.js';
import { cellText } from '../model/table.js';

/** The columns of assignments.csv, with which moves.csv begins too. */
export const assignmentColumns = [
  'account_id',
  'account_name',
  'rep_id',
  'rep_name',
  'previous_rep_id',
  'change',
  'potential',
  'workload',
  'score',
  'tier',
  'disruption',
  'distance_km',
  'reason',
] as const;

/** One account's cells under `assignmentColumns`. */
export function accountLine(
  problem: Problem,
  evaluation: Evaluation,
  account: number,
): WrittenCell[] {
  const rep = evaluation.assignment[account];
  return [
    problem.accountIds[account],
    cellText(problem.accounts.columns.get('account_name'), account),
    rep < 0 ? '' : problem.repIds[rep],
    rep < 0 ? '' : cellText(problem.reps.columns.get('rep_name'), rep),
    previousRepId(problem, account),
    evaluation.change[account],
    problem.potential[account],
    problem.workload[account],
    problem.score[account],
    problem.tier[account] ?? '',
    problem.disruption[account],
    evaluation.distanceKm[account],
    evaluation.reasonOf(account),
  ];
}
