import { csvPieces, type WrittenCell } from '../csv/write.js';
import type { Evaluation } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { accountLine, assignmentColumns } from './account-line.js';

/** assignments.csv, piece by piece: every account with its rep, in the order of the accounts file. */
export function assignmentsCsv(problem: Problem, evaluation: Evaluation): Iterable<string> {
  return csvPieces(assignmentColumns, lines(problem, evaluation));
}

function* lines(problem: Problem, evaluation: Evaluation): Generator<WrittenCell[]> {
  for (let account = 0; account < problem.accountCount; account++) {
    yield accountLine(problem, evaluation, account);
  }
}
