import type { Evaluation } from '../evaluation/types.js';
import type { CsvTable, WrittenCell } from '../inputs/csv/write.js';
import type { Problem } from '../model/problem.js';
import { recordsAsFiled } from '../model/table.js';
import { accountLine, assignmentColumns } from './account-line.js';

/** assignments.csv: every account with its rep, in the order of the accounts file. */
export function assignmentsTable(problem: Problem, evaluation: Evaluation): CsvTable {
  return { columns: assignmentColumns, rows: () => lines(problem, evaluation) };
}

function* lines(problem: Problem, evaluation: Evaluation): Generator<WrittenCell[]> {
  for (const account of recordsAsFiled(problem.accounts)) {
    yield accountLine(problem, evaluation, account);
  }
}
