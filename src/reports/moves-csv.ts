import { changedAsFiled } from '../evaluation/moves-of-note.js';
import type { Evaluation } from '../evaluation/types.js';
import type { CsvTable, WrittenCell } from '../inputs/csv/write.js';
import type { Problem } from '../model/problem.js';
import { cellText, type Table } from '../model/table.js';
import { accountLine, assignmentColumns } from './account-line.js';

const columns = [
  ...assignmentColumns,
  'previous_rep_name',
  'previous_manager',
  'manager',
  'segment',
  'region',
  'arr',
  'open_pipeline',
  'renewal_date',
] as const;

/** moves.csv: every account whose rep is another than before, in the order of the accounts file. */
export function movesTable(problem: Problem, evaluation: Evaluation): CsvTable {
  return { columns, rows: () => lines(problem, evaluation) };
}

function* lines(problem: Problem, evaluation: Evaluation): Generator<WrittenCell[]> {
  const { accounts, owner, reps } = problem;
  for (const account of changedAsFiled(problem, evaluation)) {
    const rep = evaluation.assignment[account];
    const before = owner[account];
    yield [
      ...accountLine(problem, evaluation, account),
      before < 0 ? '' : cellText(reps.columns.get('rep_name'), before),
      before < 0 ? '' : cell(reps, 'manager', before),
      rep < 0 ? '' : cell(reps, 'manager', rep),
      cell(accounts, 'segment', account),
      cell(accounts, 'region', account),
      cell(accounts, 'arr', account),
      cell(accounts, 'open_pipeline', account),
      cell(accounts, 'renewal_date', account),
    ];
  }
}

/** Numbers as numbers, dates as ISO, text as it is; empty where there is no such column. */
function cell(table: Table, name: string, row: number): WrittenCell {
  const column = table.columns.get(name);
  return column?.kind === 'number' ? column.values[row] : cellText(column, row);
}
