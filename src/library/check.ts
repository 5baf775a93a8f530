import { checkHeld } from '../evaluation/check/check.js';
import { ownersHeld } from '../evaluation/check/held.js';
import type { Yardstick } from '../evaluation/check/types.js';
import { nothingPlanned } from '../evaluation/planned.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import { InputError } from '../model/input-problem.js';
import type { Bound } from '../model/problem.js';
import { readBaseline } from '../planning/baseline.js';
import { givenAssignment } from '../planning/given-assignment.js';
import { contents, type NamedBytes, readProblem } from '../planning/inputs.js';
import { sincePlan } from '../planning/since-plan.js';
import { version } from '../planning/version.js';
import type { CheckJson } from '../reports/check/check-json.js';
import { checkJson } from '../reports/check/json.js';
import { type PlanFolder, readFolder } from './folder.js';
import { givenInputs, type InputOptions, inputsTold } from './options.js';
import { namedBytes, type Source } from './source.js';

export interface CheckOptions extends InputOptions {
  /** Who holds what, in the form of assignments.csv; today's owners unless told. */
  readonly assignments?: Source;
  /** An adopted plan, which drift is measured from. */
  readonly baseline?: PlanFolder;
  /** The deviation in potential and workload that no rep may pass: 0.1 is 10 %. */
  readonly maxDeviation?: number;
  /** What deviations are measured against; each rep's target unless told. */
  readonly against?: Yardstick;
  /** The Gini coefficient of load ÷ target that potential and workload may reach, 0 to 1. */
  readonly maxGini?: number;
  /** Planned accounts that may be without a live rep: a number of them, or `{ share: 0.02 }`. */
  readonly maxUnowned?: number | { readonly share: number };
  /** Warnings fail too. */
  readonly strict?: boolean;
}

/**
 * Holds who has what against every rule and threshold, as `carve check --format json` does.
 *
 * @throws InputError with everything that is wrong with the inputs, at once.
 */
export async function check(options: CheckOptions): Promise<CheckJson> {
  const { inputs, files, told } = await givenInputs(options);
  const read = readProblem(inputs);
  const nobody = nothingPlanned(read.problem);
  if (nobody !== undefined) throw new InputError([nobody]);
  const baseline = options.baseline && baselineOf(options.baseline);
  const since = baseline && sincePlan(read, baseline);
  const problem = since?.problem ?? read.problem;
  const assigned =
    options.assignments === undefined ? undefined : assignedBy(problem, options.assignments);
  const held = assigned?.held ?? since?.held ?? ownersHeld(problem);
  const { maxDeviation, against = 'target', maxGini, maxUnowned, strict = false } = options;
  const policy = {
    maxDeviation,
    against,
    maxGini,
    maxUnowned: boundOf(maxUnowned),
    strict,
    draftedRows: new Set(read.drafted.map(({ row }) => row)),
  };
  const name = (role: 'accounts' | 'reps'): string => files.get(role)?.name ?? role;
  const parts = {
    problem,
    result: checkHeld(problem, held, policy, baseline),
    drafted: read.drafted,
    files: {
      accounts: name('accounts'),
      reps: name('reps'),
      rules: files.get('rules')?.name,
      assignments: options.assignments === undefined ? undefined : 'assignments.csv',
      baseline: options.baseline && 'plan.json',
    },
  };
  return checkJson(parts, {
    version,
    inputs: inputsTold(files, read.rows),
    options: { ...told, drafted: read.drafted.length > 0 },
  });
}

function boundOf(bound: CheckOptions['maxUnowned']): Bound | undefined {
  if (bound === undefined) return undefined;
  return typeof bound === 'number'
    ? { amount: bound, share: false }
    : { amount: bound.share, share: true };
}

function assignedBy(problem: Parameters<typeof givenAssignment>[0], source: Source) {
  const { own, problems } = readAssignments(...contents(namedBytes('assignments.csv', source)));
  if (own === undefined || problems.length > 0) throw new InputError(problems);
  return givenAssignment(problem, own);
}

function baselineOf(folder: PlanFolder) {
  const { files } = readFolder(folder);
  const file = (name: string): NamedBytes => ({ name, bytes: files.get(name) ?? Buffer.alloc(0) });
  const { baseline, problems } = readBaseline({
    plan: file('plan.json'),
    assignments: file('assignments.csv'),
    territories: file('territories.csv'),
  });
  if (baseline === undefined || problems.length > 0) throw new InputError(problems);
  return baseline;
}
