/** How the cells of a column are read. */
export type CellKind =
  | { readonly kind: 'text' }
  /** Text that stays text, even where every cell looks like a number. */
  | { readonly kind: 'id' }
  /** As an id, but Salesforce's all-zero id is an empty cell. */
  | { readonly kind: 'reference' }
  | NumberCells
  /** With `ownOrder`, the file's own dates may show which of day and month comes first. */
  | { readonly kind: 'date'; readonly ownOrder?: true }
  | { readonly kind: 'flag' };

export interface NumberCells {
  readonly kind: 'number';
  readonly least: number;
  readonly most: number;
  /** What `85%` is: 0.85 or 85. */
  readonly percentIs: 'fraction' | 'points';
  /** What to write, as in "write a number from 0 to 100". */
  readonly wanted: string;
  /** What they hold, as the docs say it. */
  readonly holds: string;
  /** Amounts below 0 are credits: they count as they are, and are listed. */
  readonly mayBeCredit?: true;
}

/** A column that carve knows: its name, its cells, and what others call it. */
export interface ColumnSpec {
  /** Lower case with underscores: the name everywhere outside the file. */
  readonly name: string;
  readonly cells: CellKind;
  /** What its cells hold, where their kind does not say all of it; for the docs. */
  readonly holds?: string;
  /** What carve does with it; for the docs. */
  readonly use?: string;
  /**
   * Header keys (see `headerKey`) that mean this column beyond doubt, the
   * spellings of the common CRMs. The name's own key is always one.
   */
  readonly strong: readonly string[];
  /** Header keys that mean this column where no strong one is there. */
  readonly weak: readonly string[];
  /** Two header keys that make up this column together, joined by a space. */
  readonly pair?: readonly [string, string];
}

/** What cells of a kind hold, as the docs say it. */
export function holdsOf({ cells, holds }: ColumnSpec): string {
  if (holds !== undefined) return holds;
  switch (cells.kind) {
    case 'number':
      return cells.holds;
    case 'flag':
      return 'yes/no';
    case 'date':
      return 'date';
    default:
      return 'text';
  }
}

export const text: CellKind = { kind: 'text' };
export const id: CellKind = { kind: 'id' };
export const reference: CellKind = { kind: 'reference' };
export const date: CellKind = { kind: 'date' };
export const exportedDate: CellKind = { kind: 'date', ownOrder: true };
export const flag: CellKind = { kind: 'flag' };

export const amount: NumberCells = {
  kind: 'number',
  least: 0,
  most: Number.POSITIVE_INFINITY,
  percentIs: 'fraction',
  wanted: 'a number of 0 or more',
  holds: 'number, 0 or more',
};

/** Money that may be owed back: a credit note, a contraction. */
export const credit: CellKind = {
  ...amount,
  least: Number.NEGATIVE_INFINITY,
  wanted: 'a number',
  holds: 'number; below 0 it is a credit',
  mayBeCredit: true,
};

export const points: CellKind = {
  kind: 'number',
  least: 0,
  most: 100,
  percentIs: 'points',
  wanted: 'a number from 0 to 100',
  holds: 'number from 0 to 100',
};

export const share: CellKind = {
  kind: 'number',
  least: 0,
  most: 1,
  percentIs: 'fraction',
  wanted: 'a number from 0 to 1 or a percentage, 0.5 or 50%',
  holds: '0 to 1, or a percentage',
};

/** Degrees between −limit and limit. */
export function degrees(limit: number): CellKind {
  return {
    kind: 'number',
    least: -limit,
    most: limit,
    percentIs: 'fraction',
    wanted: `degrees from -${limit} to ${limit}`,
    holds: 'degrees',
  };
}
