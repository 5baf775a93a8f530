import type { RuleCost } from '../../evaluation/explain/rule-cost.js';
import type { Problem } from '../../model/problem.js';
import { filledNumbers } from '../../model/table.js';
import { allLocked, type GoneRows } from '../without-rows.js';

/** Rows that are left out together, under the name by which they are told. */
export interface NamedRows {
  /** A row of the rules, `accounts.csv:ROW`, `reps.csv:ROW`, or all of a file: `locked`, `max_accounts`. */
  readonly name: RuleCost['row'];
  readonly gone: GoneRows;
}

const none: GoneRows = { rules: new Set(), locked: new Set(), maxAccounts: new Set() };

/** Every row of the rules by itself; the locked accounts and the reps' max_accounts each as one. */
export function allRows(problem: Problem): readonly NamedRows[] {
  const locked = allLocked(problem.accounts);
  const capped = cappedReps(problem);
  return [
    ...problem.rules.map(({ row }) => ({ name: row, gone: { ...none, rules: new Set([row]) } })),
    ...(locked.size === 0 ? [] : [{ name: 'locked' as const, gone: { ...none, locked } }]),
    ...(capped.size === 0
      ? []
      : [{ name: 'max_accounts' as const, gone: { ...none, maxAccounts: capped } }]),
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
    return { name: `accounts.csv:${row}`, gone: { ...none, locked: new Set([account]) } };
  }
  const rep = problem.reps.rowNumbers.indexOf(row);
  if (!cappedReps(problem).has(rep)) return undefined;
  return { name: `reps.csv:${row}`, gone: { ...none, maxAccounts: new Set([rep]) } };
}

function cappedReps({ reps }: Problem): ReadonlySet<number> {
  const most = filledNumbers(reps, 'max_accounts') ?? new Float64Array();
  return new Set([...most.keys()].filter((rep) => !Number.isNaN(most[rep])));
}
