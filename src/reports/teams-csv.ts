import type { Team } from '../evaluation/types.js';
import type { CsvTable } from '../inputs/csv/write.js';
import { holdingCells, holdingColumns } from './holding-columns.js';

/** teams.csv: the variance report by manager, in the order in which they first appear. */
export function teamsTable(teams: readonly Team[]): CsvTable {
  return {
    columns: ['manager', 'reps', ...holdingColumns(teams)],
    rows: () => teams.map((team) => [team.manager, team.reps, ...holdingCells(team)]),
  };
}
