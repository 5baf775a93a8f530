import type { AssemblyInputs } from '../assembly/ground.js';
import { lockedOf } from '../assembly/precedence.js';
import type { Table } from '../model/table.js';

/** Rows of the rules and of the other files that are to be left out. */
export interface GoneRows {
  /** Rows of the rules file. */
  readonly rules: ReadonlySet<number>;
  /** Accounts (index in accounts.csv) whose lock does not count. */
  readonly locked: ReadonlySet<number>;
  /** Reps (index in reps.csv) whose max_accounts does not count. */
  readonly maxAccounts: ReadonlySet<number>;
}

/** The same inputs without some rows. Weights that name terms of these rows stay, and are a fault then. */
export function withoutRows(inputs: AssemblyInputs, gone: GoneRows): AssemblyInputs {
  const { locked, maxAccounts } = gone;
  return {
    ...inputs,
    rules: inputs.rules.filter(({ row }) => !gone.rules.has(row)),
    options: { ...inputs.options, without: { locked, maxAccounts } },
  };
}

/** Every account that is locked. */
export function allLocked(accounts: Table): ReadonlySet<number> {
  const marks = lockedOf(accounts);
  return new Set([...marks.keys()].filter((account) => marks[account] === 1));
}
