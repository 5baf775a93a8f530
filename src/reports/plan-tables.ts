import type { CsvTable } from '../csv/write.js';
import type { Evaluation } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { assignmentsTable } from './assignments-csv.js';
import { movesTable } from './moves-csv.js';
import { rulesUsedTable } from './rules-used-csv.js';
import { teamsTable } from './teams-csv.js';
import { territoriesTable } from './territories-csv.js';

/** The tables of a plan folder (contract 6) by file: all that follows from a problem and its evaluation. */
export function planTables(
  problem: Problem,
  evaluation: Evaluation,
): ReadonlyMap<string, CsvTable> {
  return new Map([
    ['assignments.csv', assignmentsTable(problem, evaluation)],
    ['territories.csv', territoriesTable(problem.reps, evaluation.territories)],
    ['teams.csv', teamsTable(evaluation.teams)],
    ['moves.csv', movesTable(problem, evaluation)],
    ['rules-used.csv', rulesUsedTable(problem.rules.map(({ text }) => text))],
  ]);
}
