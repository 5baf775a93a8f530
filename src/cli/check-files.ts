import { dirname, join } from 'node:path';
import type { Baseline } from '../evaluation/check/drift-types.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import type { OwnFile } from '../inputs/csv/read-own.js';
import type { InputProblem } from '../model/input-problem.js';
import { readBaseline } from '../planning/baseline.js';
import { contents } from '../planning/inputs.js';
import type { CheckFlags } from './flags/input-flags.js';
import type { FurtherInputs } from './inputs.js';

/** What a check reads besides accounts, reps and rules. */
export interface CheckFiles {
  readonly assigned: OwnFile | undefined;
  readonly baseline: Baseline | undefined;
}

/** The files behind `--assignments` and `--baseline`: of a plan, its folder's tables as well. */
export function checkFiles(
  flags: Pick<CheckFlags, 'assignments' | 'baseline'>,
): FurtherInputs<CheckFiles> {
  const names = new Map<string, string>();
  if (flags.assignments !== undefined) names.set('assigned', flags.assignments);
  if (flags.baseline !== undefined) {
    const named = /\.json$/i.test(flags.baseline);
    const folder = named ? dirname(flags.baseline) : flags.baseline;
    names.set('plan', named ? flags.baseline : join(folder, 'plan.json'));
    names.set('planned', join(folder, 'assignments.csv'));
    names.set('territories', join(folder, 'territories.csv'));
  }
  return {
    names,
    after: new Map([
      ['planned', 'plan'],
      ['territories', 'plan'],
    ]),
    read: (files) => {
      const problems: InputProblem[] = [];
      const [given, plan, planned, territories] = [
        'assigned',
        'plan',
        'planned',
        'territories',
      ].map((name) => files.get(name));
      const assigned = given && readAssignments(...contents(given));
      const adopted =
        plan && planned && territories && readBaseline({ plan, assignments: planned, territories });
      for (const one of [...(assigned?.problems ?? []), ...(adopted?.problems ?? [])]) {
        problems.push(one);
      }
      return { value: { assigned: assigned?.own, baseline: adopted?.baseline }, problems };
    },
  };
}
