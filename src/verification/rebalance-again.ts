import type { Evaluation } from '../evaluation/types.js';
import { readOwn } from '../inputs/csv/read-own.js';
import type { WrittenCell } from '../inputs/csv/write.js';
import { AccountState, type Problem } from '../model/problem.js';
import type { LeastChange, PlanJson } from '../reports/plan-json.js';
import type { BesidePlan } from '../reports/plan-tables.js';
import type { Comparison } from './comparison.js';
import { planFile } from './plan-folder.js';

/** What moves.csv of a rebalance has at its end. */
const handoverColumns = [
  'event',
  'wave',
  'due_date',
  'effective_date',
  'interim_rep_id',
  'interim_until',
  'freeze_until',
];

/** What moves.csv says beyond the figures, as it says it: the plan before and the calendar are not read again. */
export function besideAgain(plan: PlanJson, files: ReadonlyMap<string, Buffer>): BesidePlan {
  const bytes = files.get('moves.csv');
  if (plan.rebalance === undefined || bytes === undefined) return {};
  const { own } = readOwn('moves.csv', bytes, ['account_id']);
  const ids = own.columns.get('account_id') ?? [];
  const cells = new Map(
    ids.map((id, row): [string, WrittenCell[]] => [
      id,
      handoverColumns.map((column) => own.columns.get(column)?.[row] ?? ''),
    ]),
  );
  return { moves: { columns: handoverColumns, cells } };
}

/** What a rebalance says of how little it changed, as it should be: all but the bound follows from the assignments. */
export function leastChangeAgain(
  { least_change: stated }: PlanJson,
  problem: Problem,
  { change, after }: Evaluation,
  comparison: Comparison,
): LeastChange | undefined {
  if (stated === undefined) return undefined;
  let disruption = 0;
  let mustMove = 0;
  change.forEach((one, account) => {
    if (one === 'moved') disruption += problem.disruption[account];
    const isPlanned = problem.state[account] === AccountState.planned;
    if (isPlanned && problem.liveOwner[account] < 0) mustMove++;
  });
  const { bound } = stated;
  if (!(bound >= 0 && bound <= disruption)) {
    const column = 'least_change.bound';
    const what = 'is no bound: the disruption lies below, or 0 does';
    comparison.add({ file: planFile, column, found: bound, expected: disruption, what });
  }
  return {
    disruption,
    bound,
    gap: (disruption - bound) / Math.max(disruption, 1e-9),
    moves: after.accounts_moved,
    must_move: mustMove,
  };
}
