import { InputError, type InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import { type Column, cellText, filledColumn } from '../model/table.js';
import { cellFaults } from './cell-faults.js';
import { askedColumn, columnsWith, headersOf } from './columns.js';
import type { Crm } from './crm.js';

/**
 * The rep column that holds each rep as the CRM's loader takes an owner: the
 * one asked for, else the first that fits all who get an account.
 *
 * @param recipients reps who get an account; ascending.
 * @returns undefined where nobody gets one.
 * @throws InputError where no column fits, or two of the reps are one owner to the CRM.
 */
export function newOwnerColumn(
  problem: Problem,
  crm: Crm,
  recipients: readonly number[],
  asked: string | undefined,
): Column | undefined {
  if (recipients.length === 0) return undefined;
  const { reps } = problem;
  const candidates = asked === undefined ? columnsWith(reps, crm.repKeys) : [askedFor()];
  const faultsBy = candidates.map((column) => faultsOf(problem, crm, column, recipients));
  const fit = faultsBy.findIndex((faults) => faults.length === 0);
  if (fit >= 0) return candidates[fit];
  const missing: InputProblem = {
    file: reps.file,
    what: `has no column with each rep's owner as ${crm.label} knows it: a ${crm.ownerWanted}`,
    remedy: otherColumn(problem),
  };
  throw new InputError(faultsBy[0] ?? [missing]);

  function askedFor(): Column {
    const found = askedColumn(reps, '--owner-column', asked ?? '');
    if ('problem' in found) throw new InputError([found.problem]);
    return found.column;
  }
}

function otherColumn({ reps }: Problem): string {
  return `name the column of ${reps.file} that holds it with --owner-column COLUMN; the headers are ${headersOf(reps)}`;
}

function faultsOf(
  problem: Problem,
  crm: Crm,
  column: Column,
  recipients: readonly number[],
): InputProblem[] {
  const { reps } = problem;
  const faults = cellFaults(reps, column, recipients, {
    wanted: crm.ownerWanted,
    fits: crm.isOwner,
    otherColumn: otherColumn(problem),
    mend: 'correct it; the plan need not be made again if another column is named with --owner-column',
  });
  if (faults.length > 0) return faults;
  const first = new Map<string, number>();
  for (const rep of recipients) {
    const value = cellText(column, rep);
    const other = first.get(crm.key(value));
    if (other === undefined) {
      first.set(crm.key(value), rep);
      continue;
    }
    faults.push({
      file: reps.file,
      row: reps.rowNumbers[rep],
      column: column.header,
      what: `is the same owner as in row ${reps.rowNumbers[other]}, so that their accounts could not be told apart`,
      value,
      remedy: otherColumn(problem),
    });
  }
  return faults;
}

/** Reps by how the CRM knows them; of two who are one to it, the first. */
export function repsByOwner(
  problem: Problem,
  crm: Crm,
  column: Column | undefined,
): ReadonlyMap<string, number> {
  const reps = new Map<string, number>();
  if (column === undefined) return reps;
  for (let rep = problem.repCount - 1; rep >= 0; rep--) {
    const value = cellText(column, rep);
    if (value !== '') reps.set(crm.key(value), rep);
  }
  return reps;
}

/** Whether a rep's status says that they have left, so that the CRM has them as inactive. */
export function hasLeft({ reps }: Problem, rep: number): boolean {
  return cellText(filledColumn(reps, 'status'), rep).trim().toLowerCase() === 'left';
}
