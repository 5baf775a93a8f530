import { rolesTold } from '../../evaluation/diff/accounts.js';
import { isChanged, type MergedAccount, type MergedHolder } from '../../evaluation/diff/merge.js';
import type {
  AccountChange,
  ChangeKind,
  Comparison,
  Holdings,
} from '../../evaluation/diff/types.js';
import { type CsvTable, writeCsv } from '../../inputs/csv/write.js';
import { type DiffParts, type DiffView, knownName } from './parts.js';

/**
 * The merge as a file like assignments.csv. In a conflict that is left, rep_id
 * (or who has the role) is the base's, and `conflict` says who wants what.
 */
export function mergeTable(merged: readonly MergedAccount[]): CsvTable {
  const roles = rolesOf(merged);
  return {
    columns: [
      ...['account_id', 'account_name', 'rep_id', 'conflict'],
      ...roles.flatMap((role) => [`${role}_id`, `${role}_previous_id`]),
    ],
    rows: function* () {
      for (const one of merged) {
        if (one.merged === undefined && !one.open) continue;
        const conflicts = [
          ...(one.open ? [wants(one)] : []),
          ...one.roles.filter(({ open }) => open).map((of) => `${of.role} ${wants(of)}`),
        ];
        yield [
          ...[one.account, one.name, one.merged ?? '', conflicts.join('; ')],
          ...one.roles.flatMap((of) => [of.merged ?? '', of.previous]),
        ];
      }
    },
  };
}

/** The roles that a merge is of. */
function rolesOf([first]: readonly MergedAccount[]): readonly string[] {
  return (first?.roles ?? []).map(({ role }) => role);
}

function wants({ mine, theirs }: MergedHolder): string {
  return `mine: ${described(mine)}, theirs: ${described(theirs)}`;
}

function described(rep: string | undefined): string {
  if (rep === undefined) return 'gone';
  return rep === '' ? 'nobody' : rep;
}

/** A three-way comparison as CSV: a row for each account that either side changed, or whose holder of a role. */
export function threeWayCsv(merged: readonly MergedAccount[]): string {
  const rows = merged.filter(isChanged);
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
      ...rolesOf(merged).flatMap((role) =>
        ['base_id', 'mine_id', 'theirs_id', 'merged_id', 'kind'].map((end) => `${role}_${end}`),
      ),
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
      ...one.roles.flatMap((of) => [
        ...[of.base, of.mine, of.theirs, of.open ? '' : of.merged],
        of.kind,
      ]),
    ]),
  );
}

/**
 * A comparison as CSV, a row for each thing that differs. By account, the rows
 * applied to A give B: `vanished` takes an account out, all others give it to
 * `to_rep_id`, and each role there to `ROLE_to_id`.
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
  const [{ accounts: was }, { accounts: is }] = [a.side.holdings, b.side.holdings];
  const told = new Set(rolesTold(b.side.holdings));
  const roles = rolesTold(a.side.holdings).filter((role) => told.has(role));
  const differing = withRoleChanges(a.side.holdings, b.side.holdings, comparison);
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
      ...roles.flatMap((role) => [`${role}_from_id`, `${role}_to_id`]),
    ],
    rows: () =>
      differing.map((one) => [
        one.account,
        one.name,
        one.from,
        knownName(one.from, a, b),
        one.to,
        knownName(one.to, b, a),
        one.potential,
        one.arr,
        one.kind,
        ...roles.flatMap((role) => [
          was.get(one.account)?.roles?.get(role),
          is.get(one.account)?.roles?.get(role),
        ]),
      ]),
  };
}

/** An account that differs; `roles`: the rep is the same, and who has a role is not. */
type ChangedRow = Omit<AccountChange, 'kind'> & { readonly kind: ChangeKind | 'roles' };

/** The accounts that differ, and in their order those of which only the holder of a role does. */
function withRoleChanges(
  a: Holdings,
  b: Holdings,
  { changes, roles }: Comparison,
): readonly ChangedRow[] {
  const found = new Map(changes.map((one) => [one.account, one]));
  const ofRoles = new Set(roles.map(({ account }) => account));
  return [...new Set([...a.accounts.keys(), ...b.accounts.keys()])].flatMap(
    (account): ChangedRow[] => {
      const change = found.get(account);
      if (change !== undefined) return [change];
      const [was, is] = [a.accounts.get(account), b.accounts.get(account)];
      if (!ofRoles.has(account) || was === undefined || is === undefined) return [];
      return [
        {
          account,
          name: is.name || was.name,
          from: was.rep,
          to: is.rep,
          potential: is.potential ?? was.potential,
          arr: is.arr ?? was.arr,
          kind: 'roles',
        },
      ];
    },
  );
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
