/**
 * Variables of a relaxation that carry load from one row to others, free and
 * without end: variable t takes up rows row[start[t]] … row[start[t+1] − 1] by
 * their `amount`, below 0 where it brings load to them.
 */
export interface Transfers {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly amount: Float64Array;
}

export const noTransfers: Transfers = {
  start: new Int32Array(1),
  row: new Int32Array(0),
  amount: new Float64Array(0),
};

export function transferCount({ start }: Transfers): number {
  return start.length - 1;
}
