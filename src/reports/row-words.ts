import type { Problem, RowName } from '../model/problem.js';
import { definitions } from '../rules/kinds/index.js';

/** "row 7", "accounts.csv:12", "locked". */
export function rowLabel(row: RowName): string {
  return typeof row === 'number' ? `row ${row}` : row;
}

/** What a row asks, as a sentence without its full stop. */
export function rowSaid({ rules }: Pick<Problem, 'rules'>, row: RowName): string {
  const written = rules.find((rule) => rule.row === row);
  if (written !== undefined) return definitions[written.kind].say(written);
  if (row === 'locked') return 'locked accounts stay with their owners';
  if (row === 'max_accounts') return 'reps hold at most their max_accounts';
  return String(row).startsWith('accounts.csv:')
    ? 'a locked account stays with its owner'
    : 'a rep holds at most their max_accounts';
}

/** "row 2", "rows 2 and 7", "rows 2, 7 and reps.csv:5". */
export function rowNames(rows: readonly RowName[]): string {
  const names = rows.map(String);
  const last = names.at(-1) ?? '';
  const listed = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
  if (typeof rows[0] !== 'number') return listed;
  const numbers = rows.filter((row) => typeof row === 'number').length;
  return `row${numbers === 1 ? '' : 's'} ${listed}`;
}
