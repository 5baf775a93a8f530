/** One thing wrong with an input: where, what, and what to do about it. */
export interface InputProblem {
  /** The file as the user named it, or the flag (`--map`) the value came from. */
  readonly file: string;
  /** The spreadsheet row (the header is 1); absent when the whole file is meant. */
  readonly row?: number;
  /** The column as the file spells it; absent when the whole row is meant. */
  readonly column?: string;
  /** What is wrong, without the value: "is no number". */
  readonly what: string;
  /** The offending value as written. */
  readonly value?: string;
  /** What the user can do. */
  readonly remedy: string;
}

/** Raised once, with everything that is wrong in every file. Exit code 2. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(`${problems.length} problem${problems.length === 1 ? '' : 's'} in the input`);
    this.name = 'InputError';
    this.problems = problems;
  }
}
