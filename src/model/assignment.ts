/** The rep (index into reps.csv) of each account, or -1 where it has none. */
export type Assignment = Int32Array;

export const NOBODY = -1;
