import type { AccountChange, Amounts } from './types.js';

/** A sum of what is known; undefined where nothing is. */
export function plus(sum: number | undefined, amount: number | undefined): number | undefined {
  return amount === undefined ? sum : (sum ?? 0) + amount;
}

export const nothing: Amounts = { accounts: 0, potential: undefined, arr: undefined };

/** The same with one account more. */
export function withAccount(
  amounts: Amounts,
  account: Pick<AccountChange, 'potential' | 'arr'>,
): Amounts {
  return {
    accounts: amounts.accounts + 1,
    potential: plus(amounts.potential, account.potential),
    arr: plus(amounts.arr, account.arr),
  };
}

/** Text in the order of its UTF-16 units, the same in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sums in another order differ in their last bits; within a must bound's tolerance (1e-9) they are the same. */
export function sameAmount(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
