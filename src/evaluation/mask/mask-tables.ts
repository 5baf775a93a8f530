import { scaled } from '../../measures/loads.js';
import { withTexts } from '../../model/columns.js';
import type { Problem } from '../../model/problem.js';
import { type Column, cellText, type Table } from '../../model/table.js';
import type { Scales } from './scales.js';
import type { StandIns } from './stand-ins.js';

/** Columns that stay as they are. */
const kept = {
  accounts: ['renewal_date', 'icp', 'locked'],
  reps: ['status', 'capacity', 'ramp', 'max_accounts'],
} as const;

/** Columns whose values get stand-ins. */
const named = {
  accounts: ['owner', 'segment', 'industry', 'region', 'territory', 'country', 'state', 'tier'],
  reps: [
    'manager',
    'role',
    'pool',
    'segment',
    'industry',
    'region',
    'territory',
    'country',
    'state',
  ],
} as const;

/** Columns of amounts. */
const amounts = {
  accounts: ['arr', 'open_pipeline', 'late_stage_pipeline', 'won_amount'],
  reps: ['quota'],
} as const;

/** The two files with stand-ins in them; columns that are in none of the lists are left out. */
export function maskTables(
  { accounts, reps }: Problem,
  standIns: StandIns,
  scales: Scales,
): { readonly accounts: Table; readonly reps: Table } {
  const side = (table: Table, which: 'accounts' | 'reps'): Table => {
    const bare = { ...table, file: `${which}.csv`, columns: keptColumns(table, which, scales) };
    return named[which].reduce(
      (masked, name) => withStandIns(masked, table.columns.get(name), name, standIns),
      bare,
    );
  };
  const withIds = withTexts(side(accounts, 'accounts'), 'account_id', standIns.accounts);
  const repsWithIds = withTexts(side(reps, 'reps'), 'rep_id', standIns.reps);
  return {
    accounts: withTexts(withIds, 'account_name', standIns.accounts),
    reps: withTexts(repsWithIds, 'rep_name', standIns.reps),
  };
}

function keptColumns(
  { columns }: Table,
  which: 'accounts' | 'reps',
  scales: Scales,
): ReadonlyMap<string, Column> {
  const masked = new Map<string, Column>();
  for (const name of kept[which]) {
    const column = columns.get(name);
    if (column !== undefined) masked.set(name, { ...column, header: name });
  }
  for (const name of amounts[which]) {
    const column = columns.get(name);
    if (column?.kind !== 'number') continue;
    // A quota is an amount of what reps sell, so ARR sets its scale.
    const scale = scales(name === 'quota' ? 'arr' : name);
    masked.set(name, { ...column, header: name, values: scaled(column.values, scale) });
  }
  return masked;
}

function withStandIns(
  table: Table,
  column: Column | undefined,
  name: string,
  standIns: StandIns,
): Table {
  if (column === undefined || column.filled === 0) return table;
  const texts = Array.from({ length: table.size }, (_, row) =>
    cellText(column, row)
      .split('|')
      .map((part) => standIns.value(name, part))
      .join('|'),
  );
  return withTexts(table, name, texts);
}
