import { join } from 'node:path';
import type { PlannedEvaluation } from '../library/planned.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { NamedBytes } from '../planning/inputs.js';
import {
  planTransition,
  type TransitionMade,
  type TransitionRequest,
} from '../planning/transition.js';
import { planOptionsIn } from '../reports/plan-parts.js';
import type { TransitionJson } from '../reports/transition/transition-json.js';
import { contestedStdin, readNamedFile } from './files.js';
import { inputNames, readPlannedEvaluation } from './planned-problem.js';
import { readTableFile } from './table-files.js';
import type { World } from './world.js';

/** Files besides the plan, by what they are to a pack. */
export const packInputs = ['opportunities', 'activities', 'contacts', 'holidays'] as const;
export type PackInput = (typeof packInputs)[number];

/** How a handover is asked for: by flags, or by what an earlier pack says of itself. */
export interface HandoverAsked
  extends Pick<
    TransitionRequest,
    'effective' | 'holdover' | 'fiscalStart' | 'quota' | 'guaranteeDays'
  > {
  /** Names of the files that are given. */
  readonly files: { readonly [Role in PackInput]?: string | undefined };
  readonly reading: NonNullable<TransitionJson['options']['reading']>;
  /** Where those of the plan are if they were moved. */
  readonly accounts?: string | undefined;
  readonly reps?: string | undefined;
  /** Of the pack itself, besides those of the plan. */
  readonly map: readonly string[];
  /** Undefined: the plan's. */
  readonly asOf: TransitionRequest['asOf'] | undefined;
}

/** A handover as it was worked out, with the plan and the files that it was made of. */
export interface HandoverMade extends TransitionMade {
  readonly planned: PlannedEvaluation;
  readonly files: { readonly [Role in PackInput]?: NamedBytes };
  /** All that was read, which must outlive what is written. */
  readonly inputNames: readonly string[];
}

/**
 * Reads a plan folder and the files beside it, and works out the handover.
 *
 * @throws InputError with everything that is wrong with them.
 */
export async function madeTransition(
  world: World,
  folder: string,
  asked: HandoverAsked,
): Promise<HandoverMade> {
  const { accounts, reps } = asked;
  const planned = await readPlannedEvaluation(world, folder, { accounts, reps }, true);
  const { plan, read, evaluation } = planned;
  const files = await readFiles(world, asked);
  const moves = await readNamedFile(world, join(folder, 'moves.csv'));
  const options = planOptionsIn(plan.options);
  const { opportunities, activities, contacts, holidays } = files;
  const made = planTransition({
    read,
    evaluation,
    moves: moves.file,
    opportunities,
    activities,
    contacts,
    holidays,
    map: [...options.map, ...asked.map],
    forms: { ...options.forms, ...asked.reading },
    asOf: asked.asOf ?? read.problem.asOf,
    effective: asked.effective,
    holdover: asked.holdover,
    fiscalStart: asked.fiscalStart,
    quota: asked.quota,
    guaranteeDays: asked.guaranteeDays,
  });
  return {
    ...made,
    planned,
    files,
    inputNames: [
      ...['plan.json', ...Object.keys(plan.files)].map((name) => join(folder, name)),
      ...inputNames(folder, plan, { accounts, reps }),
      ...packInputs.flatMap((role) => asked.files[role] ?? []),
    ],
  };
}

async function readFiles(
  world: World,
  { files: names, reading }: HandoverAsked,
): Promise<HandoverMade['files']> {
  const given = packInputs.flatMap((role) => names[role] ?? []);
  const problems: InputProblem[] = [...contestedStdin(given)];
  if (problems.length > 0) throw new InputError(problems);
  const files: { [Role in PackInput]?: NamedBytes } = {};
  for (const role of packInputs) {
    const name = names[role];
    if (name === undefined) continue;
    const found = await readTableFile(world, name, reading[role]);
    problems.push(...found.problems);
    if (found.file !== undefined) files[role] = found.file;
  }
  if (problems.length > 0) throw new InputError(problems);
  return files;
}
