import type { WithoutRows } from '../../evaluation/cost-at-most.js';
import type { RowName } from '../../model/problem.js';
import type { Program, SolveOptions } from '../../solver/program.js';
import type { NamedLoad } from '../../solver/rep-loads.js';
import type { BoundSource } from '../../solver/warm/bound-source.js';

/** What is proven of the plans that need not keep some rows. */
export interface RowBound extends WithoutRows {
  /** Left out together; several only where every plan scores the same without them. */
  readonly rows: readonly RowName[];
  /** The loads of the problem without them, and a price for each group of each. */
  readonly loads: readonly NamedLoad[];
  readonly prices: readonly (readonly number[])[];
}

/** Who answers: in this thread or in another. */
export type BoundsFor = (
  program: Program,
  prices: Float64Array,
  options: SolveOptions,
) => BoundSource;
