import type { MergedAccount } from '../../evaluation/diff/merge.js';
import { type CsvTable, writeCsv } from '../../inputs/csv/write.js';
import { type DiffParts, type DiffView, knownName } from './parts.js';

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
        const conflict = open ? `mine: ${described(mine)}, theirs: ${described(theirs)}` : '';
        yield [account, name, rep ?? '', conflict];
      }
    },
  };
}

function described(rep: string | undefined): string {
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

/**
 * A comparison as CSV, a row for each thing that differs. By account, the rows
 * applied to A give B: `vanished` takes an account out, all others give it to
 * `to_rep_id`.
 */
export function diffCsv(parts: DiffParts, by: DiffView): string {
  const { columns, rows } = tableOf(parts, by);
  return writeCsv(columns, rows());
}

function tableOf(parts: DiffParts, by: DiffView): CsvTable {
  switch (by) {
    case 'account':
      return accountTable(parts);
    case 'rep':
      return repTable(parts);
    case 'rule':
      return ruleTable(parts);
  }
}

function accountTable({ a, b, comparison }: DiffParts): CsvTable {
  return {
    columns: [
      'account_id',
      'account_name',
      'from_rep_id',
      'from_rep_name',
      'to_rep_id',
      'to_rep_name',
      'potential',
      'arr',
      'kind',
    ],
    rows: () =>
      comparison.changes.map((one) => [
        one.account,
        one.name,
        one.from,
        knownName(one.from, a, b),
        one.to,
        knownName(one.to, b, a),
        one.potential,
        one.arr,
        one.kind,
      ]),
  };
}

function repTable({ a, b, comparison }: DiffParts): CsvTable {
  return {
    columns: [
      'rep_id',
      'rep_name',
      'accounts_a',
      'accounts_b',
      'potential_a',
      'potential_b',
      'accounts_in',
      'accounts_out',
      'potential_in',
      'potential_out',
      'arr_in',
      'arr_out',
      'potential_deviation_pct_a',
      'potential_deviation_pct_b',
    ],
    rows: () =>
      comparison.reps.map((one) => [
        one.rep,
        knownName(one.rep, b, a),
        ...one.accounts,
        ...one.potential,
        one.in.accounts,
        one.out.accounts,
        one.in.potential,
        one.out.potential,
        one.in.arr,
        one.out.arr,
        ...one.deviation,
      ]),
  };
}

function ruleTable({ comparison }: DiffParts): CsvTable {
  return {
    columns: [
      'kind',
      'rule',
      'row_a',
      'row_b',
      'level_a',
      'level_b',
      'status_a',
      'status_b',
      'detail_a',
      'detail_b',
    ],
    rows: () =>
      (comparison.plans?.rules ?? []).map(({ kind, a, b }) => [
        kind,
        (b ?? a)?.rule,
        a?.row,
        b?.row,
        a?.level,
        b?.level,
        a?.status,
        b?.status,
        a?.detail,
        b?.detail,
      ]),
  };
}
