import { type Rule, type RuleText, ruleColumns } from '../model/rule.js';
import { everything } from '../rules/filter.js';
import { definitions } from '../rules/kinds/index.js';

/** Balanced whether or not a row says so. */
export const alwaysBalanced = ['potential', 'workload'] as const;

/**
 * The balance rows that hold without being written: potential and workload
 * with their defaults, unless an unfiltered row names them (contract 4). Their
 * row numbers are below 0.
 *
 * @param always which are balanced without a row: for a role, workload alone
 */
export function defaultBalances(
  rules: readonly Rule[],
  always: readonly string[] = alwaysBalanced,
): readonly Rule[] {
  const named = new Set(rules.map((rule) => definitions[rule.kind].setsWeightOf?.(rule)));
  return always
    .filter((metric) => !named.has(metric))
    .map((metric, index) => ({
      ...blankRule(-1 - index),
      metric,
      text: blankText(-1 - index, { rule: 'balance', metric }),
    }));
}

/** A balance row with nothing in it, to be filled. */
export function blankRule(row: number): Rule {
  return {
    row,
    kind: 'balance',
    accounts: everything,
    reps: everything,
    metric: '',
    top: undefined,
    by: '',
    min: undefined,
    max: undefined,
    weight: undefined,
    value: '',
    level: 'should',
    name: '',
    note: '',
    text: blankText(row, { rule: 'balance' }),
  };
}

/** The cells of a row that carve writes by itself. */
export type DraftedCells = Partial<Omit<RuleText, 'row'>>;

/** Rows that suggested themselves, and sentences on what is worth knowing of those that were left out. */
export interface PartOfDraft {
  readonly rows: readonly DraftedCells[];
  readonly leftOut: readonly string[];
}

/** A row of rules.csv with the given cells filled. */
export function blankText(row: number, cells: DraftedCells): RuleText {
  const blank = Object.fromEntries(ruleColumns.map((column) => [column, ''])) as Omit<
    RuleText,
    'row'
  >;
  return { ...blank, ...cells, row };
}

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
    note: movesAtMost(moves),
  });
}

export function movesAtMost(moves: number): string {
  return `at most ${moves} ${moves === 1 ? 'move' : 'moves'}`;
}
