import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type RevenueAssumptions, standardAssumptions } from '../evaluation/revenue/estimate.js';
import { readRules } from '../inputs/csv/rules.js';
import { readScenarios } from '../inputs/csv/scenarios.js';
import type { InputProblem } from '../model/input-problem.js';
import { asProblem } from '../model/verification.js';
import { contents } from '../planning/inputs.js';
import { standardNames } from '../planning/scenarios/recipes.js';
import type { OwnScenario } from '../planning/scenarios/scenarios.js';
import { readJson } from '../verification/read-json.js';
import { readInput } from './files.js';
import type { ScenariosFlags } from './flags/input-flags.js';
import { weightsFrom } from './flags/weights.js';
import { readTableFile } from './table-files.js';
import type { World } from './world.js';

/** What `carve scenarios` reads besides accounts, reps and rules. */
export interface ScenarioFiles {
  readonly own: readonly OwnScenario[];
  readonly assumptions: RevenueAssumptions;
  readonly problems: readonly InputProblem[];
  /** Every file that was read. */
  readonly names: readonly string[];
}

/** The files behind `--scenarios` and `--assumptions`, and the rules files that the former names. */
export async function scenarioFiles(world: World, flags: ScenariosFlags): Promise<ScenarioFiles> {
  const problems: InputProblem[] = [];
  const names = [flags.scenarios, flags.assumptions].filter((name) => name !== undefined);
  const own =
    flags.scenarios === undefined ? [] : await readOwn(world, flags.scenarios, problems, names);
  const assumptions =
    flags.assumptions === undefined
      ? standardAssumptions
      : await readAssumptions(world, flags.assumptions, problems);
  return { own, assumptions, problems, names };
}

async function readOwn(
  world: World,
  name: string,
  problems: InputProblem[],
  names: string[],
): Promise<readonly OwnScenario[]> {
  const reading = await readTableFile(world, name, undefined);
  problems.push(...reading.problems);
  if (reading.file === undefined) return [];
  const { scenarios, problems: faults } = readScenarios(...contents(reading.file), standardNames);
  problems.push(...faults);
  const own: OwnScenario[] = [];
  for (const { row, name: title, weights, rules, note } of scenarios) {
    const place = { file: name, row, column: 'weights' };
    const file = rules === '' ? undefined : join(dirname(name), rules);
    if (file !== undefined) names.push(file);
    const ruled = file === undefined ? undefined : await readTableFile(world, file, undefined);
    problems.push(...(ruled?.problems ?? []));
    const read = ruled?.file && readRules(...contents(ruled.file), { mayBeEmpty: true });
    problems.push(...(read?.problems ?? []));
    own.push({
      name: title,
      note,
      rows: read?.rules,
      weights: weights === '' ? undefined : weightsFrom(weights, place, problems),
    });
  }
  return own;
}

const amount = z.number().finite().min(0);

/** A range, or one number where nothing is left open. */
const range = z.union(
  [
    amount.transform((value) => ({ low: value, likely: value, high: value })),
    z
      .strictObject({ low: amount, likely: amount, high: amount })
      .refine(({ low, likely, high }) => low <= likely && likely <= high),
  ],
  { error: 'is neither a number of 0 or more nor low, likely and high that rise' },
);

const assumptionsShape = z.strictObject({
  pipeline_per_potential: range.optional(),
  loss_on_moved_arr: range
    .refine(({ high }) => high <= 1, { message: 'is a share: 0.13 is 13 %' })
    .optional(),
  ramp_months: range.refine(({ high }) => high <= 24, { message: 'is at most 24' }).optional(),
  workload_per_rep: amount.positive().nullable().optional(),
});

async function readAssumptions(
  world: World,
  name: string,
  problems: InputProblem[],
): Promise<RevenueAssumptions> {
  const reading = await readInput(world, name);
  if (reading.problem !== undefined) {
    problems.push(reading.problem);
    return standardAssumptions;
  }
  const json = readJson(name, reading.file.bytes, assumptionsShape);
  if (!('value' in json)) {
    const remedy = 'see docs/scenarios.md for what it may hold';
    problems.push(...json.faults.map((fault) => asProblem(fault, remedy)));
    return standardAssumptions;
  }
  const { value } = json;
  return {
    potential_is_money: value.pipeline_per_potential !== undefined,
    pipeline_per_potential:
      value.pipeline_per_potential ?? standardAssumptions.pipeline_per_potential,
    loss_on_moved_arr: value.loss_on_moved_arr ?? standardAssumptions.loss_on_moved_arr,
    ramp_months: value.ramp_months ?? standardAssumptions.ramp_months,
    workload_per_rep: value.workload_per_rep ?? undefined,
  };
}
