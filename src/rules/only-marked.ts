/** The amounts with 0 for accounts that are not marked 1: the very array where that changes nothing. */
export function onlyMarked(amounts: Float64Array, marks: Uint8Array): Float64Array {
  const stays = (amount: number, account: number): boolean => marks[account] === 1 || amount === 0;
  return amounts.every(stays)
    ? amounts
    : amounts.map((amount, account) => (marks[account] === 1 ? amount : 0));
}
