import { unguardFormula } from '../inputs/csv/formula-guard.js';
import { readRecords } from '../inputs/csv/records.js';
import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';
import type { Comparison } from './comparison.js';

export const assignmentsFile = 'assignments.csv';

/**
 * Who has which account by assignments.csv, or by another file with its
 * columns; accounts it does not name have nobody, unless told. Undefined where it has no such columns. Nothing but the two columns
 * is kept, for there may be a million rows.
 */
export function readAssignment(
  problem: Problem,
  bytes: Uint8Array,
  comparison: Comparison,
  {
    file = assignmentsFile,
    column: repColumn = 'rep_id',
    unnamed,
  }: {
    readonly file?: string;
    readonly column?: string;
    readonly unnamed?: Int32Array;
  } = {},
): Assignment | undefined {
  const assignment = unnamed?.slice() ?? new Int32Array(problem.accountCount).fill(-1);
  const repNamed = new Map(problem.repIds.map((id, rep) => [id, rep]));
  let columns: { account: number; rep: number } | undefined;
  let accountNamed: Map<string, number> | undefined;
  let next = 0;
  const find = (id: string): number | undefined => {
    // As carve writes it, it has the accounts in their order.
    if (problem.accountIds[next] === id) return next++;
    accountNamed ??= new Map(problem.accountIds.map((one, account) => [one, account]));
    return accountNamed.get(id);
  };
  const { problems } = readRecords(
    file,
    bytes,
    (header) => {
      const found = { account: header.indexOf('account_id'), rep: header.indexOf(repColumn) };
      if (found.account < 0 || found.rep < 0) return () => {};
      columns = found;
      return (cells, row) => {
        const account = find(unguardFormula(cells[found.account]));
        const id = unguardFormula(cells[found.rep]);
        const rep = id === '' ? -1 : repNamed.get(id);
        const place = { file, row };
        if (account === undefined) {
          const value = cells[found.account];
          comparison.add({ ...place, column: 'account_id', what: `"${value}" is no account` });
        } else if (rep === undefined) {
          comparison.add({ ...place, column: repColumn, what: `"${id}" is not on the roster` });
        } else {
          assignment[account] = rep;
        }
      };
    },
    { mayBeEmpty: true },
  );
  if (columns !== undefined) return assignment;
  for (const { what } of problems) comparison.add({ file, what });
  if (problems.length === 0) {
    comparison.add({ file, what: `has no columns account_id and ${repColumn}` });
  }
  return undefined;
}
