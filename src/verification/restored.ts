import { evaluate } from '../evaluation/evaluate.js';
import type { CsvTable } from '../inputs/csv/write.js';
import { csvPieces } from '../inputs/csv/write.js';
import type { Problem } from '../model/problem.js';
import { sha256, summed } from '../reports/checksums.js';
import type { PlanJson } from '../reports/plan-json.js';
import { assignmentsTable } from '../reports/plan-tables.js';
import { assignmentsFile, readAssignment } from './read-assignment.js';
import { Tally } from './tally.js';

const movesFile = 'moves.csv';

/**
 * assignments.csv as it was written, where it was changed and moves.csv was
 * not: that has everyone who moved, and the others are with their owners.
 * Its checksum is that in plan.json, so it is not a guess; undefined where
 * it cannot be had.
 */
export function restoredAssignments(
  plan: PlanJson,
  files: ReadonlyMap<string, Buffer>,
  problem: Problem,
): CsvTable | undefined {
  const moves = files.get(movesFile);
  if (moves === undefined || sha256(moves) !== plan.files[movesFile]) return undefined;
  const unnamed = problem.owner;
  const assignment = readAssignment(problem, moves, new Tally(), { file: movesFile, unnamed });
  if (assignment === undefined) return undefined;
  const table = assignmentsTable(problem, evaluate(problem, assignment));
  return checksumOf(table) === plan.files[assignmentsFile] ? table : undefined;
}

function checksumOf({ columns, rows }: CsvTable): string {
  let checksum = '';
  const pieces = summed(csvPieces(columns, rows()), (sum) => {
    checksum = sum;
  });
  for (const _ of pieces);
  return checksum;
}
