import { type Column, cellText } from '../model/table.js';
import type { OwnerRow, TakenBack } from './owner-export.js';

/**
 * Sorts the rows that give today's owners back by what the CRM asks for them.
 *
 * @param isActive whether today's owner of a record is an active user.
 */
export function takenBack(
  owners: readonly OwnerRow[],
  today: Column | undefined,
  isActive: (index: number) => boolean,
): TakenBack {
  const rollback: OwnerRow[] = [];
  const inactive: OwnerRow[] = [];
  const notPossible: OwnerRow[] = [];
  for (const changed of owners) {
    const owner = cellText(today, changed.index);
    const row = { ...changed, owner };
    const active = isActive(changed.index);
    if (owner === '') notPossible.push(changed);
    else if (active) rollback.push(row);
    else inactive.push(row);
  }
  return { rollback, inactive, notPossible };
}
