import type { AssemblyInputs } from '../../assembly/ground.js';
import { lockedOf } from '../../assembly/precedence.js';
import { allLocked, withoutRows } from '../../assembly/without-rows.js';
import type { MustRow } from '../../evaluation/conflict-claims.js';
import type { Problem } from '../../model/problem.js';
import type { Rule } from '../../model/rule.js';
import { filledNumbers } from '../../model/table.js';
import { definitions } from '../../rules/kinds/index.js';

/** Everything that must hold in a problem, in the order of the files. */
export function mustRowsOf(problem: Problem): readonly MustRow[] {
  const rows: MustRow[] = problem.rules
    .filter((rule) => isMust(rule))
    .map((rule) => ({ kind: 'rule', rule }));
  // An owner or a rep whom a row excludes is back where that row is taken away.
  if (lockedOf(problem.accounts).includes(1)) rows.push({ kind: 'locked' });
  const mostAccounts = filledNumbers(problem.reps, 'max_accounts') ?? new Float64Array();
  mostAccounts.forEach((most, rep) => {
    const live = problem.cap[rep] > 0;
    if (Number.isNaN(most) || !(live || problem.rules.some(leavesRepsOut))) return;
    rows.push({ kind: 'max_accounts', rep, row: problem.reps.rowNumbers[rep], most });
  });
  return rows;
}

/** Rows that leave reps out bind too: they can leave accounts with nobody. */
function isMust(rule: Rule): boolean {
  const isMeasured = definitions[rule.kind].family !== undefined;
  return leavesRepsOut(rule) || (rule.level === 'must' && isMeasured);
}

/** Whether a row says who is there to take accounts at all. */
export function leavesRepsOut({ kind, reps }: Rule): boolean {
  const { takesOut, givesRole } = definitions[kind];
  return (takesOut === 'excluded' || givesRole === true) && reps.conditions.length > 0;
}

/** The same inputs with only these must rows; everything that does not bind stays. */
export function withOnly(
  inputs: AssemblyInputs,
  all: readonly MustRow[],
  kept: readonly MustRow[],
): AssemblyInputs {
  const gone = all.filter((row) => !kept.includes(row));
  const left = withoutRows(inputs, {
    rules: new Set(gone.flatMap((row) => (row.kind === 'rule' ? [row.rule.row] : []))),
    locked: gone.some(({ kind }) => kind === 'locked') ? allLocked(inputs.accounts) : new Set(),
    maxAccounts: new Set(gone.flatMap((row) => (row.kind === 'max_accounts' ? [row.rep] : []))),
  });
  // Weights may name rows that are gone; whether a plan exists does not depend on them.
  return { ...left, options: { ...left.options, weights: new Map() } };
}
