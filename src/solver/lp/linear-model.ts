/** A linear program to be minimised, in plain arrays; what the adapter hands to a library. */
export interface LinearModel {
  readonly columns: readonly LinearColumn[];
  readonly rows: readonly LinearRow[];
}

export interface LinearColumn {
  readonly cost: number;
  /** -Infinity or a number. */
  readonly lower: number;
  /** Infinity or a number. */
  readonly upper: number;
  readonly integer: boolean;
}

export interface LinearRow {
  /** Lower ≤ Σ coefficient · column ≤ upper; equal for an equation. */
  readonly lower: number;
  readonly upper: number;
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
}

/** What a library answered. Never trusted: prices are judged by the bound they prove, placements by their cost. */
export interface LinearAnswer {
  /** By column. */
  readonly values: Float64Array;
  /** Shadow prices by row, where the library tells them. */
  readonly duals: Float64Array | undefined;
}

/** Collects columns and rows of a model. */
export class ModelBuilder {
  readonly columns: LinearColumn[] = [];
  readonly rows: LinearRow[] = [];

  column(cost: number, lower: number, upper: number, integer = false): number {
    this.columns.push({ cost, lower, upper, integer });
    return this.columns.length - 1;
  }

  row(lower: number, upper: number, entries: readonly (readonly [number, number])[]): number {
    const kept = entries.filter(([, coefficient]) => coefficient !== 0);
    this.rows.push({
      lower,
      upper,
      columns: kept.map(([column]) => column),
      coefficients: kept.map(([, coefficient]) => coefficient),
    });
    return this.rows.length - 1;
  }
}
