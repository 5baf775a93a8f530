/** What a plan is judged by while it is changed as little as can be; each counts before all that follow. */
export interface Score {
  /** Must rows that are broken. */
  readonly broken: number;
  /** By how much, so that a search knows which way is better: Σ of squares of what is past each bound, as a part of it. */
  readonly brokenBy: number;
  /** Accounts that leave a live owner beyond `--max-moves`. */
  readonly overMoves: number;
  /** Whole percent past what is allowed, over the reps of touched pools. */
  readonly excess: number;
  /** The same before rounding up. */
  readonly excessBy: number;
  /** Σ disruption of the planned accounts that leave a live owner. */
  readonly disruption: number;
  /** Their number. */
  readonly moves: number;
}

/** Sums of the same amounts in another order. */
const rounding = 1e-9;

function differ(a: number, b: number): number {
  return Math.abs(a - b) <= rounding * Math.max(1, Math.abs(a), Math.abs(b)) ? 0 : a - b;
}

/** Below 0 where a is better by what is published, 0 where that is the same. */
export function compareScores(a: Score, b: Score): number {
  return (
    a.broken - b.broken ||
    a.overMoves - b.overMoves ||
    a.excess - b.excess ||
    differ(a.disruption, b.disruption) ||
    a.moves - b.moves
  );
}

/** The same for a search, which also sees what is nearer to better. */
export function compareWays(a: Score, b: Score): number {
  return (
    a.broken - b.broken ||
    differ(a.brokenBy, b.brokenBy) ||
    a.overMoves - b.overMoves ||
    a.excess - b.excess ||
    differ(a.disruption, b.disruption) ||
    a.moves - b.moves ||
    differ(a.excessBy, b.excessBy)
  );
}

/** What is missing from rules and evenness alone, whatever it costs in moves. */
export function compareFaults(a: Score, b: Score): number {
  return (
    a.broken - b.broken ||
    differ(a.brokenBy, b.brokenBy) ||
    a.overMoves - b.overMoves ||
    a.excess - b.excess ||
    differ(a.excessBy, b.excessBy)
  );
}
