import { dirname, join } from 'node:path';
import { readRules } from '../inputs/csv/rules.js';
import { readScenarios } from '../inputs/csv/scenarios.js';
import type { InputProblem } from '../model/input-problem.js';
import type { Assumed } from '../planning/assumptions.js';
import { contents } from '../planning/inputs.js';
import { standardNames } from '../planning/scenarios/recipes.js';
import type { OwnScenario } from '../planning/scenarios/scenarios.js';
import { readAssumed } from './assumptions-file.js';
import type { ScenariosFlags } from './flags/input-flags.js';
import { weightsFrom } from './flags/weights.js';
import { readTableFile } from './table-files.js';
import type { World } from './world.js';

/** What `carve scenarios` reads besides accounts, reps and rules. */
export interface ScenarioFiles {
  readonly own: readonly OwnScenario[];
  readonly assumed: Assumed;
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
  const reading =
    flags.assumptions === undefined
      ? undefined
      : await readTableFile(world, flags.assumptions, undefined);
  const { assumed, problems: faults } = readAssumed(reading?.file);
  problems.push(...(reading?.problems ?? []), ...faults);
  return { own, assumed, problems, names };
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
