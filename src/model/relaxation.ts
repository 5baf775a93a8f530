/** One cell of an input, written so that the must rules can all hold: a row of relaxations.csv. */
export interface Relaxation {
  /** What the file is, whatever it is called. */
  readonly file: 'rules.csv' | 'reps.csv' | 'accounts.csv';
  /** As a spreadsheet counts it; of rules.csv, the row of rules-used.csv. */
  readonly row: number;
  readonly column: string;
  /** The cell as it stands. */
  readonly from: string;
  readonly to: string;
}

/** Changes to rules first, then those to the other files, each by row and column. */
export function inOrder(relaxations: readonly Relaxation[]): readonly Relaxation[] {
  const files: readonly Relaxation['file'][] = ['rules.csv', 'accounts.csv', 'reps.csv'];
  return [...relaxations].sort(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) ||
      a.row - b.row ||
      (a.column < b.column ? -1 : a.column > b.column ? 1 : 0),
  );
}
