import { filledColumn, type Table } from '../model/table.js';
import type { Handover } from './handovers.js';

/** A renewal that is due before whoever gets the account has it, or before they call. */
export interface EarlyRenewal {
  readonly handover: Handover;
  /** Day number. */
  readonly day: number;
  /** Before what it is. */
  readonly before: 'handover' | 'call';
}

/** The renewals, from the as-of day on, that the handover comes too late for; in the order of the accounts file. */
export function earlyRenewals(
  { accounts, asOf }: { readonly accounts: Table; readonly asOf: number },
  handovers: readonly Handover[],
): readonly EarlyRenewal[] {
  const renewals = filledColumn(accounts, 'renewal_date');
  if (renewals?.kind !== 'date') return [];
  return handovers.flatMap((handover): EarlyRenewal[] => {
    const day = renewals.days[handover.account];
    // Nobody calls for whoever gets nothing.
    if (handover.rep < 0 || !(day >= asOf && day < handover.due)) return [];
    return [{ handover, day, before: day < handover.effective ? 'handover' : 'call' }];
  });
}
