import { join } from 'node:path';
import { type PlannedEvaluation, plannedEvaluation } from '../library/planned.js';
import { planFolderNamed, readPlanFolder } from './plan-folder.js';
import { findInputs, type InputOverrides } from './planned-problem.js';
import type { World } from './world.js';

/**
 * Reads a plan folder and the very inputs it was made from, and judges its
 * assignments.csv.
 *
 * @param wholeOpportunities keep their columns that carve does not know, for their export.
 * @throws InputError where the folder is no plan, or an input is not there or
 *   not as it was.
 */
export async function readPlannedEvaluation(
  world: World,
  named: string,
  given: InputOverrides,
  wholeOpportunities = false,
): Promise<PlannedEvaluation> {
  const folder = planFolderNamed(named);
  const { plan, files } = await readPlanFolder(world, folder);
  const planName = join(folder, 'plan.json');
  const { inputs, unreadable } = await findInputs(world, folder, plan, given);
  return plannedEvaluation({ planName, plan, files, inputs }, wholeOpportunities, unreadable);
}
