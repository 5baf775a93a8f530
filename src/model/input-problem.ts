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
  /** What would mend the command, where there is one way to: words in the place of others, and flags behind it. */
  readonly fix?: {
    readonly replace?: readonly (readonly [from: string, to: string])[];
    readonly add?: readonly string[];
  };
}

/** One problem as one line, `FILE:ROW: COLUMN: what is wrong, "the value"; what to do`; what is absent is left out. */
export function problemSentence(problem: InputProblem): string {
  const { file, row, column, what, value, remedy } = problem;
  const place = row === undefined ? `${file}:` : `${file}:${row}:`;
  const named = column === undefined || column === '' ? '' : `${column}: `;
  const quoted = value === undefined || value === '' ? '' : `, "${value}"`;
  const advice = remedy === '' ? '' : `; ${remedy}`;
  return `${place} ${named}${what}${quoted}${advice}`;
}

/** So many stand in the message of an error; its `problems` have all. */
const inMessage = 10;

/** Raised once, with everything that is wrong in every file. Exit code 2. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    const lines = problems.slice(0, inMessage).map(problemSentence);
    const more = problems.length - lines.length;
    super(
      [
        `${problems.length} problem${problems.length === 1 ? '' : 's'} in the input`,
        ...lines,
        ...(more > 0 ? [`… and ${more} more`] : []),
      ].join('\n'),
    );
    this.name = 'InputError';
    this.problems = problems;
  }
}
