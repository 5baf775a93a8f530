import { basename, dirname, join } from 'node:path';
import { parseDate } from '../inputs/cells/date.js';
import { InputError } from '../model/input-problem.js';
import { asProblem } from '../model/verification.js';
import { sha256 } from '../reports/checksums.js';
import { type TransitionJson, transitionSchema } from '../reports/transition/transition-json.js';
import { readJson } from '../verification/read-json.js';
import { readNamedFile } from './files.js';
import { type HandoverMade, madeTransition, packInputs } from './made-transition.js';
import type { World } from './world.js';

const packFile = 'transition.json';
const again = 'make the pack again with carve transition';

/** A folder that `carve transition` wrote. */
export interface Pack {
  readonly folder: string;
  readonly json: TransitionJson;
}

/**
 * The pack that is meant: a folder with a transition.json, where a day is asked for,
 * for a pack may lie in the very folder of its plan.
 *
 * @throws InputError where a day is asked for of what is no pack, or none of a folder that is nothing else.
 */
export async function packNamed(
  world: World,
  named: string,
  day: number | undefined,
): Promise<Pack | undefined> {
  const folder = basename(named) === packFile ? dirname(named) : named;
  const name = join(folder, packFile);
  const { file } = await readNamedFile(world, name);
  if (day === undefined) {
    const plan = file && (await readNamedFile(world, join(folder, 'plan.json'))).file;
    if (file === undefined || (plan !== undefined && basename(named) !== packFile))
      return undefined;
    const remedy = 'add --on DATE, or name the plan folder';
    throw new InputError([{ file: named, what: 'is a pack of several days', remedy }]);
  }
  if (file === undefined) {
    const what = 'is no folder of carve transition, and a day is asked for';
    throw new InputError([{ file: named, what, remedy: 'leave --on out, or name a pack' }]);
  }
  return { folder, json: packJson(name, file.bytes) };
}

function packJson(name: string, bytes: Uint8Array): TransitionJson {
  const json = readJson(name, bytes, transitionSchema);
  if (!('value' in json)) throw new InputError(json.faults.map((one) => asProblem(one, again)));
  return json.value;
}

/**
 * The pack that is meant where a command takes plans too: a folder with a
 * transition.json and no plan.json, or its transition.json.
 *
 * @throws InputError where its transition.json is none.
 */
export async function packAlone(world: World, named: string): Promise<Pack | undefined> {
  const isFile = basename(named) === packFile;
  const folder = isFile ? dirname(named) : named;
  const name = join(folder, packFile);
  const { file } = await readNamedFile(world, name);
  if (file === undefined) return undefined;
  const plan = await readNamedFile(world, join(folder, 'plan.json'));
  if (plan.file !== undefined && !isFile) return undefined;
  return { folder, json: packJson(name, file.bytes) };
}

/**
 * Works the handover of a pack out again, from its plan and its files.
 *
 * @throws InputError where they are not there, or not as they were.
 */
export async function handoverOfPack(
  world: World,
  { folder, json }: Pack,
  moved: { readonly accounts?: string | undefined; readonly reps?: string | undefined } = {},
): Promise<HandoverMade> {
  const { options, inputs, plan } = json;
  const [month, day] = options.fiscal_start.split('-').map(Number);
  const made = await madeTransition(world, join(folder, plan.path), {
    files: Object.fromEntries(
      packInputs.flatMap((role) => {
        const input = inputs[role];
        return input === undefined ? [] : [[role, join(folder, input.path)]];
      }),
    ),
    reading: options.reading ?? {},
    map: options.map ?? [],
    accounts: moved.accounts,
    reps: moved.reps,
    asOf: parseDate(options.as_of),
    effective: parseDate(options.effective),
    holdover: options.holdover,
    fiscalStart: { month, day },
    quota: options.quota,
    guaranteeDays: options.guarantee,
  });
  const changed = [
    ...(made.planned.plan.sha256 === plan.sha256 ? [] : [join(folder, plan.path)]),
    ...packInputs.flatMap((role) => {
      const file = made.files[role];
      return file === undefined || inputs[role]?.sha256 === sha256(file.bytes) ? [] : [file.name];
    }),
  ];
  if (changed.length > 0) {
    const what = 'has changed since the pack was made';
    throw new InputError(changed.map((file) => ({ file, what, remedy: again })));
  }
  return made;
}
