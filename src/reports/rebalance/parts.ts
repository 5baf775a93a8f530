import type { Evaluation } from '../../evaluation/types.js';
import type { Problem } from '../../model/problem.js';
import type { LeastChange } from '../plan-json.js';
import type { ReportedPlan } from '../plan-words.js';

/** An event as it is told. */
export interface ToldOf {
  readonly kind: string;
  readonly id: string;
  readonly accounts: number | undefined;
  readonly arr: number | undefined;
  readonly note: string;
}

/** A bound that cannot be kept any more, and the number that would do. */
export interface OutgrownBound {
  readonly row: number | string | undefined;
  readonly column: string;
  readonly from: { readonly amount: number; readonly percent: boolean };
  readonly to: number;
}

/** What the report of a rebalance is made of. */
export interface RebalanceParts {
  /** The plan with its roles, where rows give some. */
  readonly plan: Pick<ReportedPlan['plan'], 'roles'>;
  readonly rebalanced: {
    readonly problem: Problem;
    readonly evaluation: Evaluation;
    readonly events: readonly ToldOf[];
    readonly within: Float64Array;
    readonly score: { readonly broken: number; readonly excess: number };
    readonly leastChange: LeastChange;
    readonly outgrown: readonly OutgrownBound[];
    readonly relaxations: readonly unknown[];
  };
  readonly handover: {
    readonly handovers: readonly {
      readonly account: number;
      readonly wave: 1 | 2 | 3;
      readonly due: number;
      /** The day on which the owner changes. */
      readonly effective: number;
      readonly interim: { readonly rep: number; readonly until: number | undefined } | undefined;
    }[];
    readonly covers: readonly {
      readonly account: number;
      readonly rep: number;
      readonly away: number;
      readonly until: number | undefined;
    }[];
    readonly stops: readonly unknown[];
    readonly roleCovers: readonly {
      readonly role: { readonly role: { readonly name: string } };
      readonly account: number;
      readonly rep: number;
      readonly away: number;
      readonly until: number | undefined;
    }[];
  };
  readonly out: string;
  readonly files: readonly string[];
}

/** So many lines of a list say enough; the files have all. */
export const linesAtMost = 8;
