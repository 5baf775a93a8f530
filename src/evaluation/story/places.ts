import type { Problem } from '../../model/problem.js';
import { filledNumbers, type Table } from '../../model/table.js';

/** Degrees: longitude, then latitude, as maps have them. */
export type Place = readonly [number, number];

/** Where accounts are, and where the reps live who have or had them. */
export interface Places {
  /** By account; undefined where it has none. */
  readonly account: (account: number) => Place | undefined;
  readonly rep: (rep: number) => Place | undefined;
}

/** Undefined where no account has a place. */
export function placesOf({
  accounts,
  reps,
}: Pick<Problem, 'accounts' | 'reps'>): Places | undefined {
  const account = placesIn(accounts);
  if (account === undefined) return undefined;
  return { account, rep: placesIn(reps) ?? (() => undefined) };
}

function placesIn(table: Table): ((row: number) => Place | undefined) | undefined {
  const latitude = filledNumbers(table, 'latitude');
  const longitude = filledNumbers(table, 'longitude');
  if (latitude === undefined || longitude === undefined) return undefined;
  return (row) =>
    Number.isNaN(latitude[row]) || Number.isNaN(longitude[row])
      ? undefined
      : [longitude[row], latitude[row]];
}
