/**
 * The solver's own form of a problem: every planned account that someone may
 * take belongs to a unit, each unit goes to exactly one of its eligible reps,
 * and a plan costs
 *
 *   constant
 *   + Σ over units of the linear cost of the place it got
 *   + Σ over rep loads and leaving loads of a convex function of the load
 *   + Σ over families that are split of their split cost.
 *
 * This sum is the objective of the contract (section 5), already divided by
 * the sum of the weights. Nothing here knows accounts, rules or names.
 */
export interface Program {
  readonly unitCount: number;
  readonly repCount: number;
  /** Cost that no plan changes. */
  readonly constant: number;
  /** For each unit, an index into `sets`. */
  readonly setOf: Int32Array;
  /** Distinct sets of eligible reps, each ascending and never empty. */
  readonly sets: readonly Int32Array[];
  readonly homes: Homes;
  readonly penalties: Penalties;
  readonly distance: Distances | undefined;
  readonly repLoads: readonly RepLoad[];
  readonly leavingLoads: readonly LeavingLoad[];
  /** Groups of units that cost something unless one rep has them all. */
  readonly families: readonly SoftFamily[];
  /** Undefined: of those that are as good the first is taken. */
  readonly turns?: Turns | undefined;
}

/** In whose turn units and reps come where several are as good: least first, equal ones as they stand. */
export interface Turns {
  /** Undefined: units stay as they stand. */
  readonly units: Uint32Array | undefined;
  readonly reps: Uint32Array;
}

/**
 * Who owns the unit's members today or is known there, one entry for each unit
 * and rep (a unit of several accounts may have several owners; owners are live
 * reps). Entries of unit u are start[u] … start[u+1]-1.
 */
export interface Homes {
  readonly start: Int32Array;
  readonly rep: Int32Array;
  /** Added to the cost of the unit wherever it goes other than to this rep; ≥ 0. */
  readonly leavingCost: Float64Array;
  /**
   * Amounts that the unit takes from this rep if it leaves, in the order of
   * their importance. They cost nothing: of placements that cost the same, the
   * one that takes less is chosen (`settle-ties.ts`).
   */
  readonly taken?: readonly Float64Array[];
}

/** Linear costs of placements outside a set of reps. Entries of unit u are start[u] … start[u+1]-1. */
export interface Penalties {
  readonly start: Int32Array;
  /** Index into `accepted`. */
  readonly set: Int32Array;
  /** Added when the unit's rep is not in the set; ≥ 0. */
  readonly cost: Float64Array;
  /** For each set, 1 for the reps it holds (length repCount). */
  readonly accepted: readonly Uint8Array[];
}

/**
 * Travel: places of unit u are start[u] … start[u+1]-1 (a unit of several
 * accounts has several). The cost of unit u at rep j is
 * Σ over its places of cost × km(place, j), the great circle on a sphere of
 * 6371.0088 km. A rep whose vector is NaN costs `fallback` (already in cost
 * units) for that place. With `table`, km is read there instead.
 */
export interface Distances {
  readonly start: Int32Array;
  /** Unit vectors of the places. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** Objective cost per km of each place; ≥ 0. */
  readonly cost: Float64Array;
  /** Cost of the place at a rep without a vector. */
  readonly fallback: Float64Array;
  /** Unit vectors of the reps; NaN where a rep has no place. */
  readonly repX: Float64Array;
  readonly repY: Float64Array;
  readonly repZ: Float64Array;
  /** km by place and rep, row-major (place × repCount), where real distances were given. */
  readonly table: Float64Array | undefined;
}

/** A measure summed over the units that the reps of a group hold: balanced amounts, limits. */
export interface RepLoad {
  /** What it is, for the certificate: `potential`, `limit:7` … */
  readonly name: string;
  /** Amount by unit; may be negative (percentage limits). */
  readonly amount: Float64Array;
  /** Group of each rep, or -1 where the rep's load does not count. */
  readonly groupOf: Int32Array;
  readonly costs: readonly LoadCost[];
}

/** A measure summed over what leaves its owner: budgets. */
export interface LeavingLoad {
  readonly name: string;
  /** Amount by entry of `homes`; ≥ 0 is usual, not promised. */
  readonly amount: Float64Array;
  /** Group of each owner (rep), or -1 where what this owner loses does not count. */
  readonly groupOf: Int32Array;
  readonly costs: readonly LoadCost[];
}

/**
 * A convex piecewise-linear function of one load: slope `slopes[0]` below
 * `knots[0]`, `slopes[k]` between `knots[k-1]` and `knots[k]`, the last slope
 * above the last knot; its value at `knots[0]` is `valueAtFirstKnot`. Slopes
 * never fall. There is always at least one knot.
 */
export interface LoadCost {
  readonly knots: Float64Array;
  readonly slopes: Float64Array;
  readonly valueAtFirstKnot: number;
  /** Must bounds on the load; ±Infinity where there is none. */
  readonly low: number;
  readonly high: number;
  /** How far past `low` or `high` a load may be and still keep the rule (rounding). */
  readonly tolerance: number;
  /** What one unit of violation is measured in, > 0: a violation counts as its excess ÷ scale. */
  readonly violationScale: number;
}

export interface SoftFamily {
  /** Ascending, two or more different units. */
  readonly units: Int32Array;
  readonly splitCost: number;
}

/** A place for every unit. */
export type Placement = Int32Array;

/**
 * Multipliers, one for each group of each load: the slope at which that load
 * is priced. For any finite multipliers y,
 *
 *   constant + Σ_units min over ALL eligible reps of (linear cost + Σ y·amount)
 *   + Σ_loads min over the attainable load L of (cost(L) − y·L)
 *
 * is at most the cost of every plan that keeps the must bounds.
 */
export interface Multipliers {
  /** By repLoads index, then group. */
  readonly rep: readonly Float64Array[];
  /** By leavingLoads index, then group. */
  readonly leaving: readonly Float64Array[];
  /** By cut of the proof; none below 0. Undefined: cuts are not used. */
  readonly cuts: Float64Array | undefined;
}

/** What whole units cannot do but shared ones can. Every placement keeps it, so it may be priced like a load. */
export type Cut = RoundedCut | GreatCut;

/**
 * A Gomory mixed-integer cut (1960) of a sum of loads. Each row says, of one load L, a bend K and what is
 * under and over it,
 *
 *   Σ amount·x + (K − L)⁺ − (L − K)⁺ = K.
 *
 * Rows are added up, each `times` its factor, and a unit that is counted from
 * one of its reps has what it brings there taken off wherever it goes (which
 * changes nothing, as it goes somewhere). Of the sum, Σ A·x + … = R, with
 * r = the part of R after the point and
 *
 *   h(a) = f where f ≤ r, else r(1 − f)/(1 − r),   f = the part of a after the point,
 *
 * every placement of whole units has
 *
 *   Σ h(A)·x + Σ_rows (under·(K − L)⁺ + over·(L − K)⁺) ≥ r
 *
 * with under = times, over = times·r/(1 − r), or for times < 0 the other way about.
 */
export interface RoundedCut {
  readonly rows: readonly CutRow[];
  /** Units counted from a rep, each once. */
  readonly from: readonly { readonly unit: number; readonly rep: number }[];
}

export interface CutRow {
  /** Of a rep load: its groups one after the other, load by load. */
  readonly slot: number;
  readonly bend: number;
  readonly times: number;
}

/**
 * Whoever has a great unit is over, and so is what else it has. Of a load L with amounts a and its bend K, a load
 * N of the same reps with amounts b and its bend n, a price p ≥ 0 and any units `held`, let
 *
 *   s = a for a unit that is held, else min(p·b, a),      E = p·n + Σ over those held of (a − p·b)⁺.
 *
 * If E ≤ K, every placement of whole units has
 *
 *   (L − K)⁺ + p·(N − n)⁺ ≥ Σ max(s, a − K + E)·x − E.
 *
 * Of the units that are there, let k count as a − K + E. With none, Σ s ≤ p·N + Σ over those held of (a − p·b)⁺, so
 * the right side is at most p·(N − n). Else, as s ≤ a, it is at most L − k·(K − E) − E ≤ L − K.
 * Rows are added up, each `times` its factor.
 */
export interface GreatCut {
  readonly great: readonly GreatRow[];
}

export interface GreatRow extends CutRow {
  /** A load of the same reps, its bend, and p; undefined: p is 0. */
  readonly beside?: { readonly slot: number; readonly bend: number; readonly price: number };
  /** Units, each once; undefined: none. */
  readonly held?: readonly number[];
}

/** A cost that no plan undercuts, and what proves it. */
export interface LeastCost {
  readonly bound: number;
  readonly multipliers: Multipliers;
}

/**
 * Prices of units, which let each rep choose a set of units for itself, and the
 * load of each rep that such a set is held to whole. With π the prices, every
 * plan costs at least
 *
 *   constant + Σ_units π + Σ_reps min over sets of units open to the rep of
 *     (Σ (linear cost + Σ y·amount − π) + cost(L) − y·L of the load in its grid)
 *   + Σ_loads in no grid of min over the attainable load L of (cost(L) − y·L),
 *
 * since a plan is one such set a rep. Units may be in several sets or none, but
 * loads in grids are no longer shared, and that proves more where reps have few units.
 */
export interface ByRep {
  /** By unit, how far π is above the least of (linear cost + Σ y·amount) at any rep it may go to. */
  readonly prices: Float64Array;
  /** By rep; undefined: all its loads are priced alone. */
  readonly grids: readonly (RepGrid | undefined)[];
}

/**
 * A load that is one rep's alone, counted in steps: each amount as the whole
 * number of steps nearest to it, and `cells` steps or more as one.
 */
export interface RepGrid {
  /** Of a rep load: its groups one after the other, load by load. */
  readonly slot: number;
  readonly step: number;
  readonly cells: number;
}

/**
 * A proof, in one of three forms; docs/certificate.md has the arithmetic.
 *
 * - Multipliers, with prices of units or without: their bound.
 * - Cases: a unit whose open reps are parted, each case proven by itself; the
 *   bound is the least of the cases'.
 * - Ruled out: multipliers whose bound, with one unit held to the reps ruled
 *   out for it, is what each of these cases is worth; `proof` holds for the
 *   plans that use none of them. The bound is the least of all of these.
 *
 * `impossible` multipliers prove that no plan of the case keeps the must
 * bounds: with every cost of the program (constant, linear, load and split
 * costs) taken as 0 their bound is above 0, and so it counts as Infinity,
 * since the same multipliers many times over prove any number.
 */
export type Proof = PriceProof | CaseProof | RuledOutProof;

export interface PriceProof {
  readonly multipliers: Multipliers;
  readonly byRep?: ByRep;
  readonly impossible?: true;
}

export interface CaseProof {
  readonly unit: number;
  /** The `reps` of the cases part the reps still open to the unit. */
  readonly cases: readonly { readonly reps: readonly number[]; readonly proof: Proof }[];
}

export interface RuledOutProof {
  readonly multipliers: Multipliers;
  readonly byRep?: ByRep;
  readonly impossible?: true;
  /** Units that no family ties, each once, and some (not all) of their open reps. */
  readonly ruledOut: readonly { readonly unit: number; readonly reps: readonly number[] }[];
  readonly proof: Proof;
}

export type Effort = 'quick' | 'normal' | 'thorough';

export interface SolveOptions {
  /** Any whole number; the same seed gives the same answer. */
  readonly seed: number;
  readonly effort: Effort;
  /** Worker threads to use; never changes the answer. */
  readonly threads: number;
  /** Seconds after which the best plan so far is returned; undefined: counted work only. */
  readonly timeLimit: number | undefined;
  /** Milliseconds from any fixed point; only read with a time limit or for progress. */
  readonly now: () => number;
  /** Told now and then how far the work is. Must not change anything. */
  readonly onProgress?: (progress: Progress) => void;
  /** Asked now and then; true stops the search and returns the best plan so far. */
  readonly shouldStop?: () => boolean;
}

export interface Progress {
  /** What is being done, in a word or two: `prices`, `search`, `proof`. */
  readonly phase: string;
  /** 0–1 */
  readonly done: number;
  readonly objective: number | undefined;
  readonly bound: number | undefined;
}

export interface Solution {
  readonly placement: Placement;
  /** Objective of the placement, violations not counted. */
  readonly objective: number;
  /** Σ of violations in their scales; 0 when every must bound is kept. */
  readonly violation: number;
  /** Proven: no plan that keeps the must bounds costs less. Infinity: proven that there is no such plan. */
  readonly bound: number;
  readonly proof: Proof;
  /** What the prices of the proof's cuts are of. */
  readonly cuts: readonly Cut[];
  /** True when a time limit or a stop request ended the search early. */
  readonly interrupted: boolean;
}
