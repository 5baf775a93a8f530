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

/** What the script of the areas is given, where territories are to be in one piece. */
export interface AreaData {
  /** The list in which a team or a rep is chosen. */
  readonly select: string;
  /** The column of the areas. */
  readonly by: string;
  /** By the value of a rep in that list, and by "team " and the name of a team. */
  readonly held: Readonly<
    Record<string, { readonly today: DrawnPieces; readonly plan: DrawnPieces }>
  >;
  /** By area, where the number of a piece may stand; `null` where the area is not on the map. */
  readonly at: readonly (readonly [number, number] | null)[];
}

/** Pieces, the greatest first, each by its areas, those with most accounts first. */
export interface DrawnPieces {
  readonly words: string;
  readonly pieces: readonly (readonly number[])[];
}
