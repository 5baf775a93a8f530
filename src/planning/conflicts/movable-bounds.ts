import type { AssemblyInputs } from '../../assembly/ground.js';
import type { MustRow, Relaxation } from '../../evaluation/conflict-types.js';
import type { Problem } from '../../model/problem.js';
import type { Rule, RuleBound } from '../../model/rule.js';

/** A bound that can be moved, and how the inputs look when it is. */
export interface Movable extends Pick<Relaxation, 'row' | 'file' | 'column' | 'from'> {
  /** Whole numbers only. */
  readonly whole: boolean;
  /** So far away that the bound asks nothing any more. */
  readonly far: number;
  readonly moved: (to: RuleBound) => AssemblyInputs;
}

/** The bounds of a must row; `problem` is what the inputs assemble to. */
export function movableBounds(base: AssemblyInputs, problem: Problem, row: MustRow): Movable[] {
  if (row.kind === 'max_accounts') return [maxAccounts(base, problem, row)];
  if (row.kind !== 'rule') return [];
  const { rule } = row;
  const columns: readonly ('min' | 'max')[] = rule.kind === 'limit' ? ['max', 'min'] : ['max'];
  return columns.flatMap((column): Movable[] => {
    const from = rule[column];
    const far = from === undefined ? undefined : farthest(problem, rule, column, from);
    if (from === undefined || far === undefined) return [];
    const counts = rule.metric === '' || rule.metric.toLowerCase() === 'accounts';
    return [
      {
        row: rule.row,
        file: 'rules',
        column,
        from,
        whole: rule.kind !== 'balance' && counts && !from.percent,
        far,
        moved: (to) => ({
          ...base,
          rules: base.rules.map(
            (one): Rule => (one.row === rule.row ? { ...one, [column]: to } : one),
          ),
        }),
      },
    ];
  });
}

function maxAccounts(
  base: AssemblyInputs,
  problem: Problem,
  { rep, row, most }: MustRow & { readonly kind: 'max_accounts' },
): Movable {
  return {
    row,
    file: 'reps',
    column: 'max_accounts',
    from: { amount: most, percent: false },
    whole: true,
    far: problem.accountCount,
    moved: (to) => ({
      ...base,
      options: { ...base.options, maxAccounts: new Map([[rep, to.amount]]) },
    }),
  };
}

/** Undefined for rows whose bounds say nothing of what reps hold. */
function farthest(
  problem: Problem,
  rule: Rule,
  column: 'min' | 'max',
  from: RuleBound,
): number | undefined {
  if (rule.kind === 'balance') {
    const balance = problem.balances.find(({ row }) => row === rule.row);
    if (balance === undefined) return undefined;
    const whole = sizeOf(balance.amounts);
    // Nobody can be further below target than by all of it.
    return Math.max(1, ...Array.from(balance.target, (target) => whole / target - 1));
  }
  if (rule.kind !== 'limit' && rule.kind !== 'budget') return undefined;
  if (column === 'min') return 0;
  if (from.percent) return 1;
  if (rule.kind === 'budget') {
    const budget = problem.budgets.find(({ row }) => row === rule.row);
    return budget && sizeOf(budget.amounts);
  }
  const limit = problem.limits.find(({ row }) => row === rule.row);
  return limit && sizeOf(limit.counted);
}

function sizeOf(amounts: Float64Array): number {
  return amounts.reduce((sum, amount) => sum + Math.abs(amount), 0);
}
