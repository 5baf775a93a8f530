import type { RuleText } from '../model/rule.js';
import { blankText } from './default-rows.js';

/** The rows with one more after the last. */
export function withRow(
  rows: readonly RuleText[],
  cells: Partial<Omit<RuleText, 'row'>>,
): readonly RuleText[] {
  const last = rows.reduce((most, { row }) => Math.max(most, row), 1);
  return [...rows, blankText(last + 1, cells)];
}

/** The rules with a must budget of moves: accounts that leave a live owner (`--max-moves`). */
export function withMostMoves(rows: readonly RuleText[], moves: number): readonly RuleText[] {
  return withRow(rows, {
    rule: 'budget',
    max: String(moves),
    level: 'must',
    note: saidAtMost(moves),
  });
}

export function saidAtMost(moves: number): string {
  return `at most ${moves} ${moves === 1 ? 'move' : 'moves'}`;
}
