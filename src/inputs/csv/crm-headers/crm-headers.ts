/** Headers that stand for a column, as the CRM writes them (see `headerKey` for how they are compared). */
export interface Spellings {
  /** They mean this column beyond doubt. */
  readonly strong?: readonly string[];
  /** They mean it where no strong one is there. */
  readonly weak?: readonly string[];
}

/** Files whose columns CRMs name in their own way; `ofAccounts` is how rows of other files name their account. */
export const headedFiles = [
  'accounts',
  'reps',
  'ofAccounts',
  'opportunities',
  'activities',
  'contacts',
] as const;

export type HeadedFile = (typeof headedFiles)[number];

/** What a CRM calls carve's columns, where not by their own names. */
export interface CrmHeaders extends Readonly<Partial<Record<HeadedFile, ColumnSpellings>>> {
  /** The CRM as its maker spells it. */
  readonly label: string;
}

export type ColumnSpellings = Readonly<Record<string, Spellings>>;
