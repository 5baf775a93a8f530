import type { WithoutRows } from '../../evaluation/cost-at-most.js';
import type { RowName } from '../../model/problem.js';
import type { SolveOptions } from '../../solver/model/program.js';
import type { NamedLoad } from '../../solver/translate/rep-loads.js';
import type { BoundSource, Subject } from '../../solver/warm/bound-source.js';

/** What is proven of the plans that need not keep some rows. */
export interface RowBound extends WithoutRows {
  /** Left out together; several only where every plan scores the same without them. */
  readonly rows: readonly RowName[];
  /** The loads of the problem without them, and a price for each group of each. */
  readonly loads: readonly NamedLoad[];
  readonly prices: readonly (readonly number[])[];
}

/** Who answers: in this thread or in another. */
export type BoundsFor = (subject: Subject, options: SolveOptions) => BoundSource;
