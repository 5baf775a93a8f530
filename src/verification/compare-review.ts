import type { Evaluation } from '../evaluation/types.js';
import { type OwnFile, readOwn } from '../inputs/csv/read-own.js';
import type { Problem } from '../model/problem.js';
import type { PlanJson, ReviewFigures } from '../reports/plan-json.js';
import { conflictsFile, registerFile, reviewFileNames } from '../reports/review/review-tables.js';
import type { Comparison } from './comparison.js';
import type { PlanFolder } from './plan-folder.js';

/** Files that a plan folder has besides where it came of a managers' round. */
export function reviewFiles({ review }: PlanJson): readonly string[] {
  return review === undefined ? [] : reviewFileNames;
}

/**
 * What plan.json should say of a managers' round: what was taken and is in conflict is
 * counted again in overrides.csv and conflicts.csv, what is taken must stand in
 * assignments.csv, and the price is worked out where the reviewed plan is there.
 */
export function reviewAgain(
  { plan, files, chain = [] }: PlanFolder,
  { problem, evaluation }: { readonly problem: Problem; readonly evaluation: Evaluation },
  comparison: Comparison,
): ReviewFigures | undefined {
  const { review } = plan;
  if (review === undefined) return undefined;
  const register = own(files, registerFile);
  const conflicts = own(files, conflictsFile);
  const [link] = chain;
  const price =
    // Planned anew, the plan differs in more than what was decided.
    plan.inputs.overrides !== undefined || link?.plan === undefined || link.isWhole !== true
      ? review.price
      : review.taken === 0
        ? 0
        : evaluation.objective - link.plan.objective.value;
  return {
    taken:
      register === undefined ? review.taken : takenIn(register, problem, evaluation, comparison),
    open: review.open,
    conflicts: conflicts === undefined ? review.conflicts : conflicts.rowNumbers.length,
    by_hand: review.by_hand,
    price,
  };
}

/** The accounts of the rejects and moves that are taken, each of which must be with its rep. */
function takenIn(
  { rowNumbers, columns }: OwnFile,
  { accountIds, repIds }: Problem,
  { assignment }: Evaluation,
  comparison: Comparison,
): number {
  const accountOf = new Map(accountIds.map((id, account) => [id, account]));
  const taken = new Set<string>();
  rowNumbers.forEach((row, at) => {
    const cell = (name: string): string => columns.get(name)?.[at] ?? '';
    if (cell('status') !== 'taken' || cell('decision') === 'accept') return;
    taken.add(cell('account_id'));
    const account = accountOf.get(cell('account_id'));
    const rep = account === undefined ? -1 : assignment[account];
    const found = cell('rep_id');
    const expected = rep < 0 ? '' : repIds[rep];
    if (found === expected) return;
    const what = 'is taken, and assignments.csv has another rep';
    comparison.add({ file: registerFile, row, column: 'rep_id', found, expected, what });
  });
  return taken.size;
}

function own(files: ReadonlyMap<string, Buffer>, name: string): OwnFile | undefined {
  const bytes = files.get(name);
  return bytes && readOwn(name, bytes, []).own;
}
