/** What the page's script is given: by column, for there may be 50,000 accounts. */
export interface PageData {
  /** Reps in their order, owners who are gone, and nobody last. */
  readonly holders: readonly string[];
  /** By rep. */
  readonly managers: readonly string[];
  readonly changes: readonly string[];
  readonly reasons: readonly string[];
  readonly accounts: {
    readonly ids: readonly string[];
    readonly names: readonly string[];
    /** Indices into `holders`. */
    readonly from: readonly number[];
    readonly to: readonly number[];
    /** Index into `changes`. */
    readonly change: readonly number[];
    readonly potential: readonly number[];
    readonly workload: readonly number[];
    readonly arr: readonly number[] | undefined;
    /** What `arr` is called: with its currency, where that is known. */
    readonly arrTitle: string | undefined;
    /** Index into `reasons`. */
    readonly reason: readonly number[];
  };
}

/** What the map's script is given. */
export interface MapData {
  /** How many of the page's holders are reps. */
  readonly reps: number;
  /** By account of the page's data; `null` where it is not on the map. */
  readonly points: readonly (readonly [number, number] | null)[];
}
