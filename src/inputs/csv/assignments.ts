import type { InputProblem } from '../../model/input-problem.js';
import { shortened } from './findings.js';
import { type OwnReading, readOwn } from './read-own.js';
import { inRowOrder } from './records.js';

/** Whether a file with this header is an assignments.csv that carve wrote, and no export of accounts. */
export function isAssignments(header: readonly string[]): boolean {
  return ['account_id', 'rep_id', 'previous_rep_id', 'change'].every((name) =>
    header.includes(name),
  );
}

/**
 * Reads an assignments file, carve's or a person's: any file with `account_id`
 * and `rep_id`, one row an account. An empty rep_id gives the account to nobody.
 *
 * @param onlyRequired pass over all other columns but those of who has a role.
 */
export function readAssignments(file: string, bytes: Uint8Array, onlyRequired = false): OwnReading {
  const { own, problems } = readOwn(file, bytes, ['account_id', 'rep_id'], onlyRequired, isOfRole);
  const repeated: InputProblem[] = [];
  const rowOf = new Map<string, number>();
  (own.columns.get('account_id') ?? []).forEach((account, index) => {
    const row = own.rowNumbers[index];
    const place = { file, row, column: 'account_id' };
    const earlier = rowOf.get(account);
    if (account === '') {
      const remedy = 'fill it in, or delete the row';
      repeated.push({ ...place, what: 'is empty', remedy });
    } else if (earlier !== undefined) {
      repeated.push({
        ...place,
        what: `is the same as in row ${earlier}`,
        value: shortened(account),
        remedy: 'give each account one row',
      });
    } else {
      rowOf.set(account, row);
    }
  });
  return { own, problems: inRowOrder([...problems, ...repeated]) };
}

/** Whether a column is one of those that tell who has a role, now and before. */
function isOfRole(column: string, header: readonly string[]): boolean {
  const key = /^(.+?)_(?:previous_)?id$/.exec(column)?.[1];
  return key !== undefined && header.includes(`${key}_previous_id`);
}
