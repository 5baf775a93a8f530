import type { CostsAtMost } from '../../evaluation/cost-at-most.js';
import type { PlanStatus } from '../../evaluation/proven.js';
import type { Evaluation, Proven } from '../../evaluation/types.js';
import type { Problem } from '../../model/problem.js';
import type { RuleText } from '../../model/rule.js';
import type { BarSigns } from './page.js';

/** A plan as it is told to people, wherever that is. */
export interface ToldPlan {
  readonly plan: {
    readonly status: PlanStatus;
    readonly evaluation: Evaluation;
    /** Undefined where nothing is proven. */
    readonly proven: Proven | undefined;
    readonly solution?: { readonly interrupted: boolean };
    /** Mean absolute deviation by metric, in percent, that no plan can remove. */
    readonly unavoidable?: ReadonlyMap<string, number>;
    /** What must rows can cost at most, as far as it was worked out. */
    readonly costsAtMost?: CostsAtMost | undefined;
    /** Whether it is proven that no plan keeps all must rules. */
    readonly provenInfeasible?: boolean;
  };
  readonly problem: Problem;
  /** Whether it was the time limit that ended the search. */
  readonly timeIsUp?: boolean;
  /** Rows that carve drafted. */
  readonly drafted: readonly RuleText[];
}

/** What the summary on the terminal is made of. */
export interface SummaryParts extends ToldPlan {
  /** The plan folder as the user named it. */
  readonly out: string;
  /** Names of the files in it; none when nothing was written. */
  readonly files: readonly string[];
  /** Width of the terminal; 60 to 100 are used, 80 unless told. */
  readonly columns?: number | undefined;
  readonly colour: boolean;
  /** What bars are drawn with; undefined where none are wanted. */
  readonly bars?: BarSigns | undefined;
}
