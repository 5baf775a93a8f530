import type { InputProblem } from './input-problem.js';

/**
 * What a disagreement is to the others: an input or a file that is not the one
 * it was, be it in its line ends alone; a file that cannot be looked at; a cell
 * known to have been edited; or what follows from those.
 */
export type DisagreementRole =
  | 'input'
  | 'input-line-ends'
  | 'changed'
  | 'line-ends'
  | 'missing'
  | 'edit'
  | 'consequence';

/** One thing in a plan folder that is not as it should be: where, what, and what it should be. */
export interface Disagreement {
  /** A file of the folder, or an input by its path. */
  readonly file: string;
  /** Absent where nothing is known to have been changed. */
  readonly role?: DisagreementRole;
  /** The spreadsheet row (the header is 1). */
  readonly row?: number;
  /** A column, or the place in a JSON file: `objective.bound`. */
  readonly column?: string;
  /** What is wrong, as a phrase after the place; beside `expected`, what the difference comes from. */
  readonly what?: string;
  /** What is there, and what it should be; numbers as numbers. */
  readonly found?: string | number | boolean | null;
  readonly expected?: string | number | boolean | null;
}

/** What became of the verification of a plan. */
export interface Verification {
  readonly disagreements: readonly Disagreement[];
  /** What could not be looked at, and why. */
  readonly unchecked: readonly string[];
  readonly notes: readonly string[];
  readonly counted: VerifiedCounts;
  readonly proofs: VerifiedProofs;
}

/** What was held against what it should be. */
export interface VerifiedCounts {
  /** Files of the folder and inputs whose checksums were compared. */
  readonly files: number;
  readonly accounts: number;
  /** Numbers worked out again. */
  readonly figures: number;
  /** Things that disagree, those left out of the list as well. */
  readonly differences: number;
  /** How many of them follow from what was changed. */
  readonly consequences: number;
}

/** What was proven again; absent where it was not, or where nothing is claimed. */
export interface VerifiedProofs {
  readonly bound?: number;
  readonly gap?: number;
  readonly infeasible?: true;
  /** By metric, the mean absolute deviation in percent that no plan can go below. */
  readonly floors: ReadonlyMap<string, number>;
  /** Of how many must rows it was proven what they cost at most. */
  readonly ruleCosts?: number;
  /** The same of each role; absent where no row gives one. */
  readonly roles?: readonly VerifiedRole[];
}

/** What was proven again of a role. */
export interface VerifiedRole extends Omit<VerifiedProofs, 'roles' | 'gap'> {
  readonly name: string;
  readonly objective: number;
}

/** What is wrong with a JSON file or a plan folder, with what to do. */
export function asProblem({ file, row, column, what }: Disagreement, remedy: string): InputProblem {
  return {
    file,
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    what: what ?? 'does not fit',
    remedy,
  };
}
