/** The amounts with 0 for accounts that are not marked 1: the very array where that changes nothing. */
export function onlyMarked(amounts: Float64Array, marks: Uint8Array): Float64Array {
  let copy: Float64Array | undefined;
  for (let account = 0; account < amounts.length; account++) {
    if (marks[account] === 1 || amounts[account] === 0) continue;
    copy ??= amounts.slice();
    copy[account] = 0;
  }
  return copy ?? amounts;
}
