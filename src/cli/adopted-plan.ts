import { join } from 'node:path';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { type AdoptedPlan, readAdoptedPlan } from '../planning/adopted/adopted-plan.js';
import type { NamedBytes } from '../planning/inputs.js';
import { type NamedPlan, planNamed } from './continued.js';
import { readNamedFile } from './files.js';
import { noPlan } from './plan-folder.js';
import type { World } from './world.js';

/** A plan that a command goes on from: where it is, and what it holds. */
export interface AdoptedFrom {
  readonly from: NamedPlan;
  readonly adopted: AdoptedPlan;
  /** Every file that was read, which must outlive what is written. */
  readonly files: readonly string[];
}

/**
 * Reads the plan that a plan folder, its plan.json or an assignments.csv names.
 *
 * @throws InputError where it names no plan, or a file of it cannot be read.
 */
export async function readPlanNamed(world: World, named: string): Promise<AdoptedFrom> {
  const from = await planNamed(world, named);
  if (from === undefined) {
    const remedy = `${noPlan}, or its assignments.csv`;
    throw new InputError([{ file: named, what: 'is no plan', remedy }]);
  }
  const problems: InputProblem[] = [];
  const read = async (name: string): Promise<NamedBytes | undefined> => {
    const { file, problem } = await readNamedFile(world, name);
    if (problem !== undefined) problems.push({ ...problem, remedy: noPlan });
    return file;
  };
  const beside = async (name: string): Promise<NamedBytes | undefined> =>
    from.folder === undefined ? undefined : read(join(from.folder, name));
  const assignments = await read(from.assignments);
  const territories = await beside('territories.csv');
  const rulesUsed = await beside('rules-used.csv');
  if (assignments === undefined || problems.length > 0) throw new InputError(problems);
  const { named: name, plan } = from;
  const reading = readAdoptedPlan({ name, plan, assignments, territories, rulesUsed });
  if (reading.problems.length > 0) throw new InputError(reading.problems);
  const files = [assignments, territories, rulesUsed].flatMap((file) => (file ? [file.name] : []));
  return { from, adopted: reading.adopted, files };
}
