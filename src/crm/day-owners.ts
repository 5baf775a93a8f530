import type { OpportunityRows } from '../inputs/opportunities/aggregates.js';
import { OpportunityState } from '../inputs/opportunities/states.js';
import type { Deal } from '../transition/deals.js';
import type { Handover } from '../transition/handovers.js';
import type { LinkedFile } from './linked-owners.js';

/** Who gets what on one day of a handover. */
export interface DayOwners {
  /** By account: the rep who gets it that day; -1 where it does not change that day. */
  readonly accounts: Int32Array;
  /** By account: the interim owner whose time ends that day; -1 for none. */
  readonly heldBy: Int32Array;
  /** By opportunity, likewise; undefined without opportunities. */
  readonly opportunities: Int32Array | undefined;
}

/**
 * What takes effect on a day: accounts go to their interim owner, where there is
 * one, on the effective date, and to their rep when that one is ready; deals go
 * with them, but for those that are kept, which go on the last day of keeping.
 */
export function dayOwners(
  accountCount: number,
  handovers: readonly Handover[],
  deals: readonly Deal[],
  rows: OpportunityRows | undefined,
  day: number,
): DayOwners {
  const accounts = new Int32Array(accountCount).fill(-1);
  const heldBy = new Int32Array(accountCount).fill(-1);
  for (const { account, rep, interim, effective, interimUntil } of handovers) {
    if (effective === day) accounts[account] = interim >= 0 ? interim : rep;
    else if (interim >= 0 && interimUntil === day) {
      accounts[account] = rep;
      heldBy[account] = interim;
    }
  }
  return {
    accounts,
    heldBy,
    opportunities: rows && dealOwners(rows, handovers, deals, accounts, day),
  };
}

function dealOwners(
  { account, states }: OpportunityRows,
  handovers: readonly Handover[],
  deals: readonly Deal[],
  accounts: Int32Array,
  day: number,
): Int32Array {
  const changing = new Set(handovers.map((one) => one.account));
  const owners = Int32Array.from(account, (of, row) =>
    of >= 0 && changing.has(of) && states.state[row] === OpportunityState.open ? accounts[of] : -1,
  );
  for (const { row, keepUntil, next, handover } of deals) {
    if (keepUntil === undefined) continue;
    const { interim, interimUntil, rep } = handover;
    const isReady = interim >= 0 && interimUntil !== undefined && interimUntil <= keepUntil;
    if (keepUntil === day) owners[row] = isReady ? rep : next;
    else if (day < keepUntil) owners[row] = -1;
  }
  return owners;
}

/** Opportunities as an export takes them, each with its own new owner; those kept until that day come from who kept them. */
export function dealsFile(
  rows: OpportunityRows,
  newReps: Int32Array,
  { heldBy: ofAccounts }: DayOwners,
  deals: readonly Deal[],
  day: number,
): LinkedFile {
  const { table, account } = rows;
  const heldBy = Int32Array.from(account, (of) => (of >= 0 ? ofAccounts[of] : -1));
  for (const { row, keepUntil } of deals) if (keepUntil === day) heldBy[row] = -1;
  const mayMove = Uint8Array.from(newReps, (rep) => (rep >= 0 ? 1 : 0));
  return { kind: 'opportunities', table, account, mayMove, ownersOnly: false, newReps, heldBy };
}
