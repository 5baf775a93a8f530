import type { Evaluation } from '../evaluation/types.js';
import type { CsvTable } from '../inputs/csv/write.js';
import type { Problem } from '../model/problem.js';
import type { Relaxation } from '../model/relaxation.js';
import { assignmentsTable } from './assignments-csv.js';
import { movesTable } from './moves-csv.js';
import { relaxationsTable } from './relaxations-csv.js';
import { rulesUsedTable } from './rules-used-csv.js';
import { teamsTable } from './teams-csv.js';
import { territoriesTable } from './territories-csv.js';

/** The tables of a plan folder (contract 6) by file: all that follows from a problem, its evaluation and what was relaxed for it. */
export function planTables(
  problem: Problem,
  evaluation: Evaluation,
  relaxations: readonly Relaxation[] = [],
): ReadonlyMap<string, CsvTable> {
  const tables = new Map([
    ['assignments.csv', assignmentsTable(problem, evaluation)],
    ['territories.csv', territoriesTable(problem.reps, evaluation.territories)],
    ['teams.csv', teamsTable(evaluation.teams)],
    ['moves.csv', movesTable(problem, evaluation)],
    ['rules-used.csv', rulesUsedTable(problem.rules.map(({ text }) => text))],
  ]);
  if (relaxations.length > 0) tables.set('relaxations.csv', relaxationsTable(relaxations));
  return tables;
}
