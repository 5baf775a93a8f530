/** A cut worked out: `constant` − Σ amounts of its entries ≤ Σ of what it charges for loads. */
export interface CutTerms {
  readonly constant: number;
  /** What a unit adds to the left side of the cut at a rep, beyond what it adds anywhere else. */
  readonly entries: readonly CutEntry[];
  readonly charges: readonly CutCharge[];
  /** How far rounding may have lifted the constant. */
  readonly rounding: number;
}

export interface CutEntry {
  readonly unit: number;
  readonly rep: number;
  readonly amount: number;
}

/** What a cut allows for a load that is off its bend: `under` for each one below it, `over` for each above. */
export interface CutCharge {
  readonly slot: number;
  readonly bend: number;
  readonly under: number;
  readonly over: number;
}
