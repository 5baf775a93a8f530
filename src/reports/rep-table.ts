import type { Territory } from '../evaluation/types.js';
import { type InMoney, type Money, moneyColumn } from './currency.js';
import { type ColumnOf, figures, type Pair, pairs, words } from './document/blocks.js';

/** Reps who take no accounts have no target to be off. */
function off(
  before: 'potential_deviation_before_pct' | 'workload_deviation_before_pct',
  after: 'potential_deviation_pct' | 'workload_deviation_pct',
) {
  return (one: Territory): Pair<number | undefined> =>
    one.live ? [one[before], one[after]] : [undefined, undefined];
}

/** What can be told of a rep, before and after where both are there: every format takes the columns it has room for. */
export const repColumns = {
  id: words('Rep id', ({ rep_id }) => rep_id),
  rep: words('Rep', ({ name }) => name, { flexible: true, width: 24 }),
  manager: words('Manager', ({ manager }) => manager, { width: 18 }),
  pool: words('Pool', ({ pool }) => pool, { most: 10 }),
  quota: figures('Quota', 'amount', ({ quota }) => quota, { dispensable: true }),
  accounts: pairs('Accounts', 'count', (one) => [one.accounts_before, one.accounts]),
  accountsIn: figures('In', 'count', (one) => one.accounts_in, { width: 8 }),
  accountsOut: figures('Out', 'count', (one) => one.accounts_out, { width: 8 }),
  potential: pairs('Potential', 'amount', (one) => [one.potential_before, one.potential]),
  potentialTarget: figures('Potential target', 'amount', (one) => one.potential_target),
  potentialOff: pairs(
    'vs fair share',
    'deviation',
    off('potential_deviation_before_pct', 'potential_deviation_pct'),
  ),
  workload: pairs('Workload', 'amount', (one) => [one.workload_before, one.workload]),
  workloadTarget: figures('Workload target', 'amount', (one) => one.workload_target),
  workloadOff: pairs(
    'Workload off',
    'deviation',
    off('workload_deviation_before_pct', 'workload_deviation_pct'),
  ),
  openPipeline: pairs(
    'Pipeline',
    'amount',
    (one) => [one.open_pipeline_before, one.open_pipeline],
    { dispensable: true },
  ),
  arr: pairs('ARR', 'amount', (one) => [one.arr_before, one.arr]),
  arrIn: figures('ARR in', 'change', (one) => one.arr_in, { dispensable: true }),
  arrOut: figures('ARR out', 'change', (one) => -one.arr_out, { dispensable: true }),
} satisfies Readonly<Record<string, ColumnOf<Territory>>>;

/** Money beside potential, as far as the files have it: ARR, open pipeline, quota. */
export function moneyRepColumns(
  problem: InMoney & { readonly hasArr: boolean },
  territories: readonly Territory[],
): readonly ColumnOf<Territory>[] {
  const some = (has: (one: Territory) => boolean): boolean => territories.some(has);
  const shown: readonly (readonly [boolean, Money, ColumnOf<Territory>])[] = [
    [problem.hasArr, 'arr', repColumns.arr],
    [some((one) => one.open_pipeline !== undefined), 'open_pipeline', repColumns.openPipeline],
    [some(({ quota }) => quota !== undefined), 'quota', repColumns.quota],
  ];
  return shown.flatMap(([isThere, name, column]) =>
    isThere ? [moneyColumn(problem, name, column)] : [],
  );
}

/** The same of the state after alone. */
export function afterAlone(column: ColumnOf<Territory>): ColumnOf<Territory> {
  return {
    ...column,
    isPair: false,
    of: (one, index) => {
      const value = column.of(one, index);
      return Array.isArray(value) ? value[1] : value;
    },
  };
}
