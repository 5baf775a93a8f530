import type { InputProblem } from '../../model/input-problem.js';
import { amount } from './column-spec.js';
import type { FileForm } from './file-form.js';
import type { ReadingNote } from './findings.js';
import { type PairList, readPairs } from './pairs.js';

/** Kilometres between accounts and reps, one row a pair, ids as the file gives them. */
export interface DistanceList extends Omit<PairList, 'values'> {
  /** Kilometres, 0 or more. */
  readonly km: Float64Array;
}

export interface DistancesReading {
  /** Undefined where a column is missing or the file could not be read. */
  readonly distances: DistanceList | undefined;
  readonly problems: readonly InputProblem[];
  /** Sentences about what was taken for what. */
  readonly notes: readonly ReadingNote[];
}

/** Reads a file of `account_id, rep_id, km`; other columns are passed over. */
export function readDistances(file: string, bytes: Uint8Array, form?: FileForm): DistancesReading {
  const { pairs, ...reading } = readPairs(file, bytes, { name: 'km', cells: amount }, form);
  if (pairs === undefined) return { ...reading, distances: undefined };
  const { values: km, ...rest } = pairs;
  return { ...reading, distances: { ...rest, km } };
}
