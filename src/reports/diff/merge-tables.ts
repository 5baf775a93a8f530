import type { MergedAccount } from '../../evaluation/diff/merge.js';
import { type CsvTable, writeCsv } from '../../inputs/csv/write.js';

/**
 * The merge as a file like assignments.csv. In a conflict that is left, rep_id
 * is the base's, and `conflict` says who wants what.
 */
export function mergeTable(merged: readonly MergedAccount[]): CsvTable {
  return {
    columns: ['account_id', 'account_name', 'rep_id', 'conflict'],
    rows: function* () {
      for (const { account, name, merged: rep, open, mine, theirs } of merged) {
        if (rep === undefined && !open) continue;
        const conflict = open ? `mine: ${said(mine)}, theirs: ${said(theirs)}` : '';
        yield [account, name, rep ?? '', conflict];
      }
    },
  };
}

function said(rep: string | undefined): string {
  if (rep === undefined) return 'gone';
  return rep === '' ? 'nobody' : rep;
}

/** A three-way comparison as CSV: a row for each account that either side changed. */
export function threeWayCsv(merged: readonly MergedAccount[]): string {
  const rows = merged.filter(({ kind }) => kind !== 'same');
  return writeCsv(
    [
      'account_id',
      'account_name',
      'base_rep_id',
      'mine_rep_id',
      'theirs_rep_id',
      'merged_rep_id',
      'potential',
      'arr',
      'kind',
      'not_in',
    ],
    rows.map((one) => [
      one.account,
      one.name,
      one.base,
      one.mine,
      one.theirs,
      one.open ? '' : one.merged,
      one.potential,
      one.arr,
      one.kind,
      (['base', 'mine', 'theirs'] as const).filter((side) => one[side] === undefined).join('|'),
    ]),
  );
}
