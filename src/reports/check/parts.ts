import type { CheckResult } from '../../evaluation/check/types.js';
import type { Problem } from '../../model/problem.js';
import type { RuleText } from '../../model/rule.js';

/** What every form of a check's report is made of. */
export interface CheckParts {
  readonly problem: Problem;
  readonly result: CheckResult;
  /** Rows that carve drafted. */
  readonly drafted: readonly RuleText[];
  /** Files as the user named them. */
  readonly files: {
    readonly accounts: string;
    readonly reps: string;
    /** Undefined where the rules were drafted, or there are none. */
    readonly rules: string | undefined;
    /** Undefined where today's owners are checked. */
    readonly assignments: string | undefined;
    readonly baseline: string | undefined;
  };
}

/** The files that a finding can point into. */
export type PlacedFile = 'accounts' | 'reps' | 'rules';

/** The line of an editor on which a row of a file stands, for formats that point into files. */
export type LineOf = (file: PlacedFile, row: number) => number;
