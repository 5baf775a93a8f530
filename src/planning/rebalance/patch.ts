import { assemble } from '../../assembly/assemble.js';
import type { AssemblyInputs } from '../../assembly/ground.js';
import type { Problem } from '../../model/problem.js';
import { type Column, cellText, type Table } from '../../model/table.js';
import type { ReadProblem } from '../inputs.js';
import { withStatuses } from '../rep-statuses.js';

/** What an earlier plan, its events and freezes make of today's files. */
export interface Patch {
  /** Accounts that are locked though the file does not say so, by id. */
  readonly frozen: ReadonlySet<string>;
  /** The status of reps in place of that in the file, by id. */
  readonly statuses: ReadonlyMap<string, string>;
  /** The accounts that are released, by id; undefined: as the rows say. */
  readonly released: ReadonlySet<string> | undefined;
}

/** What was read, assembled anew under a patch. */
export function patched<Read extends Pick<ReadProblem, 'problem' | 'assembled'>>(
  read: Read,
  patch: Patch,
): Read {
  const assembled = patchedInputs(read.assembled, patch);
  const problem: Problem = assemble(assembled);
  return { ...read, assembled, problem };
}

function patchedInputs(inputs: AssemblyInputs, patch: Patch): AssemblyInputs {
  const { frozen, statuses, released } = patch;
  return {
    ...inputs,
    accounts: frozen.size === 0 ? inputs.accounts : withLocks(inputs.accounts, frozen),
    reps: statuses.size === 0 ? inputs.reps : withStatuses(inputs.reps, statuses),
    options: { ...inputs.options, released },
  };
}

function withLocks(accounts: Table, frozen: ReadonlySet<string>): Table {
  const id = accounts.columns.get('account_id');
  const known = accounts.columns.get('locked');
  const flags = new Int8Array(accounts.size).fill(-1);
  let filled = 0;
  for (let account = 0; account < flags.length; account++) {
    if (known?.kind === 'flag') flags[account] = known.flags[account];
    if (frozen.has(cellText(id, account))) flags[account] = 1;
    if (flags[account] >= 0) filled++;
  }
  const header = known?.header ?? 'locked';
  return withColumn(accounts, { kind: 'flag', name: 'locked', header, filled, flags });
}

function withColumn(table: Table, column: Column): Table {
  return { ...table, columns: new Map([...table.columns, [column.name, column]]) };
}
