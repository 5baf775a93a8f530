/** Three mergers: parents by account, and one that is gone, with its heir. */
export declare const mergers: {
  readonly parents: Readonly<Record<string, string>>;
  readonly gone: string;
  readonly heir: string;
};

/** Customers who bought nothing more. */
export declare const churned: readonly string[];

/** Who leaves in February and in July. */
export declare const leavers: readonly [string, string];

/** The exports of a year, written into the folder where accounts.csv, reps.csv and the plans are. */
export declare function yearExports(folder: string): {
  readonly leads: (name: string) => void;
  readonly hires: (name: string) => void;
  readonly left: (name: string) => void;
  readonly ramped: (name: string) => void;
  readonly mergers: (name: string) => void;
  /** Fills in the sheets of a folder. */
  readonly answers: (sheets: string) => void;
  readonly merged: (name: string, plan: string) => void;
  readonly churned: (name: string, plan: string) => void;
};
