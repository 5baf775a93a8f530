import { eachMeasure } from '../measures/index.js';
import { InputError } from '../model/input-problem.js';
import type { Problem, RowName } from '../model/problem.js';
import { filledNumbers, type Table } from '../model/table.js';
import { assemble } from './assemble.js';
import { alwaysBalanced } from './default-rows.js';
import type { AssemblyInputs } from './ground.js';
import { lockedOf } from './precedence.js';

/** Rows of the rules and of the other files that are to be left out. */
export interface GoneRows {
  /** Rows of the rules file. */
  readonly rules: ReadonlySet<number>;
  /** Accounts (index in accounts.csv) whose lock does not count. */
  readonly locked: ReadonlySet<number>;
  /** Reps (index in reps.csv) whose max_accounts does not count. */
  readonly maxAccounts: ReadonlySet<number>;
}

/** Rows that are left out together, under the name by which they are told. */
export interface NamedRows {
  readonly name: RowName;
  readonly gone: GoneRows;
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

/**
 * A problem assembled again without some rows; weights that name a term of
 * theirs go with them. `problem` is what the inputs are with them.
 *
 * @throws InputError where without them others make no sense.
 */
export function problemWithout(inputs: AssemblyInputs, problem: Problem, gone: GoneRows): Problem {
  const left = withoutRows(inputs, gone);
  const termsGone = new Set(
    eachMeasure(problem, (_family, { name, row }) =>
      typeof row === 'number' && gone.rules.has(row) && !isAlwaysBalanced(name) ? name : undefined,
    ),
  );
  const weights = new Map([...left.options.weights].filter(([name]) => !termsGone.has(name)));
  return assemble({ ...left, options: { ...left.options, weights } });
}

/** The same, undefined where without the rows others make no sense. */
export function problemWithoutOrNothing(
  inputs: AssemblyInputs,
  problem: Problem,
  gone: GoneRows,
): Problem | undefined {
  try {
    return problemWithout(inputs, problem, gone);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** These are balanced whether or not a row says so. */
function isAlwaysBalanced(name: string): boolean {
  return alwaysBalanced.some((metric) => metric === name);
}

export const noRows: GoneRows = { rules: new Set(), locked: new Set(), maxAccounts: new Set() };

/** Every row of the rules by itself; the locked accounts and the reps' max_accounts each as one. */
export function allRows(problem: Problem): readonly NamedRows[] {
  const locked = allLocked(problem.accounts);
  const capped = cappedReps(problem);
  return [
    ...problem.rules.map(({ row }) => ({ name: row, gone: { ...noRows, rules: new Set([row]) } })),
    ...(locked.size === 0 ? [] : [{ name: 'locked' as const, gone: { ...noRows, locked } }]),
    ...(capped.size === 0
      ? []
      : [{ name: 'max_accounts' as const, gone: { ...noRows, maxAccounts: capped } }]),
  ];
}

/** A row by its name, as plan.json has it; undefined where there is none. */
export function rowNamed(problem: Problem, text: string): NamedRows | undefined {
  const [, file, digits] = /^(?:(accounts|reps)\.csv:)?(\d+)$/i.exec(text.trim()) ?? [];
  const row = Number(digits);
  if (digits === undefined) return undefined;
  if (file === undefined) return allRows(problem).find(({ name }) => name === row);
  if (file.toLowerCase() === 'accounts') {
    const account = problem.accounts.rowNumbers.indexOf(row);
    if (!allLocked(problem.accounts).has(account)) return undefined;
    return { name: `accounts.csv:${row}`, gone: { ...noRows, locked: new Set([account]) } };
  }
  const rep = problem.reps.rowNumbers.indexOf(row);
  if (!cappedReps(problem).has(rep)) return undefined;
  return { name: `reps.csv:${row}`, gone: { ...noRows, maxAccounts: new Set([rep]) } };
}

/** Every account that is locked. */
export function allLocked(accounts: Table): ReadonlySet<number> {
  const marks = lockedOf(accounts);
  return new Set([...marks.keys()].filter((account) => marks[account] === 1));
}

function cappedReps({ reps }: Problem): ReadonlySet<number> {
  const most = filledNumbers(reps, 'max_accounts') ?? new Float64Array();
  return new Set([...most.keys()].filter((rep) => !Number.isNaN(most[rep])));
}
