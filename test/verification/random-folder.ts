/** Plans of random problems as the folders they would be, without a disk. */
import { type InputRole, inputRoles, optionalRoles } from '../../src/inputs/csv/file-roles.js';
import { readProblem } from '../../src/planning/inputs.js';
import type { Plan, Solver } from '../../src/planning/plan.js';
import { planFiles } from '../../src/planning/plan-files.js';
import { planWithCosts } from '../../src/planning/rule-costs/plan-with-costs.js';
import { sealedPlanText, sha256 } from '../../src/reports/checksums.js';
import { type PlanJson, planSchema } from '../../src/reports/plan-json.js';
import type { PlanFolder } from '../../src/verification/plan-folder.js';
import type { InputSet } from '../oracle/random-inputs.js';
import { inputsOfSet } from '../planning/random-plan.js';
import { plainOptions } from '../reports/plan-options.js';

/** Plans an input set, and gives the folder as it would be found. */
export async function plannedFolder(
  set: InputSet,
  effort: 'quick' | 'normal' = 'normal',
  solver?: Solver,
): Promise<{ readonly plan: Plan; readonly folder: PlanFolder }> {
  const given = inputsOfSet(set);
  const read = readProblem(given);
  const options = { seed: 1, effort, threads: 1, timeLimit: undefined, now: () => 0 };
  const plan = await planWithCosts(read.problem, read.assembled, options, solver);
  const inputs = new Map(
    inputRoles.flatMap((role) => {
      const file = given[role];
      return file === undefined ? [] : [[role, file] as const];
    }),
  );
  const entry = (role: InputRole) => ({
    path: `${role}.csv`,
    sha256: sha256(inputs.get(role)?.bytes ?? ''),
    rows: read.rows[role],
  });
  const texts = planFiles({
    plan,
    version: 'test',
    inputs: {
      accounts: entry('accounts'),
      reps: entry('reps'),
      ...Object.fromEntries(
        optionalRoles.filter((role) => inputs.has(role)).map((role) => [role, entry(role)]),
      ),
    },
    options: {
      ...plainOptions,
      effort,
      weights: given.assembly.weights,
      shareBy: given.assembly.shareBy,
      potentialCap: given.assembly.potentialCap,
    },
    assumptions: read.problem.assumptions,
  });
  const files = new Map([...texts].map(([name, text]) => [name, Buffer.from(text)]));
  return { plan, folder: folderWith({ inputs, read, unreadable: [] }, files) };
}

function folderWith(
  rest: Omit<PlanFolder, 'plan' | 'files'>,
  files: ReadonlyMap<string, Buffer>,
): PlanFolder {
  const json: unknown = JSON.parse(String(files.get('plan.json')));
  return { ...rest, files, plan: planSchema.parse(json) };
}

/** The folder with files or figures changed by someone who then made all checksums fit. */
export function forged(
  folder: PlanFolder,
  changes: Readonly<Record<string, string>>,
  figures: (plan: PlanJson) => object = () => ({}),
): PlanFolder {
  const files = new Map(folder.files);
  for (const [name, text] of Object.entries(changes)) files.set(name, Buffer.from(text));
  // The schema would put keys in another order than the file has.
  const written: PlanJson = JSON.parse(String(files.get('plan.json')));
  files.delete('plan.json');
  const sums = new Map([...files].map(([name, bytes]) => [name, sha256(bytes)]));
  const changed = { ...written, ...figures(folder.plan) };
  const { files: _, sha256: __, ...rest } = changed;
  files.set('plan.json', Buffer.from(sealedPlanText(rest, sums)));
  return folderWith(folder, files);
}
