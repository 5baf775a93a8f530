import { writeCsv } from '../csv/write.js';
import type { Team } from '../evaluation/types.js';
import { holdingCells, holdingColumns } from './holding-columns.js';

/** teams.csv: the variance report by manager, in the order in which they first appear. */
export function teamsCsv(teams: readonly Team[]): string {
  return writeCsv(
    ['manager', 'reps', ...holdingColumns(teams)],
    teams.map((team) => [team.manager, team.reps, ...holdingCells(team)]),
  );
}
