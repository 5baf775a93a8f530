import { join } from 'node:path';
import { parseDate } from '../cells/date.js';
import { InputError } from '../model/input-problem.js';
import { type NamedBytes, type ReadProblem, readProblem } from '../planning/inputs.js';
import { version } from '../planning/version.js';
import type { PlanInputs, PlanJson } from '../reports/plan-json.js';
import { problemLine } from '../reports/problems-text.js';
import { verificationJson, verificationText } from '../reports/verification-text.js';
import { verify } from '../verification/verify.js';
import { exitCodes } from './exit-codes.js';
import { readInput } from './files.js';
import { readVerifyFlags, type VerifyFlags } from './flags/verify-flags.js';
import { readPlanFolder } from './plan-folder.js';
import type { World } from './world.js';

/** `carve verify PLAN`: works a plan folder out again and says what disagrees. */
export async function verifyCommand(
  world: World,
  folder: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readVerifyFlags(given);
  const { plan, files } = await readPlanFolder(world, folder);
  const asOf = dayOf(folder, plan);
  const { inputs, unreadable } = await findInputs(world, folder, plan, flags);
  const { read, faults } = readAgain(plan, asOf, inputs);
  const verification = verify(
    { plan, files, inputs, read, unreadable: [...unreadable, ...faults] },
    version,
  );
  if (flags.format === 'json') world.stdout.write(verificationJson(verification));
  else if (!flags.quiet) {
    const { columns = 80, isTerminal } = world.stdout;
    const colour = flags.color && isTerminal && !world.environment.NO_COLOR;
    world.stdout.write(verificationText(verification, { folder, plan, columns, colour }));
  }
  if (verification.disagreements.length > 0) return exitCodes.finding;
  return verification.unchecked.length > 0 ? exitCodes.badInput : exitCodes.done;
}

/** The schema lets days through that no month has. */
function dayOf(folder: string, { options }: PlanJson): number {
  const day = parseDate(options.as_of);
  if (day !== undefined) return day;
  const place = { file: join(folder, 'plan.json'), column: 'options.as_of' };
  const remedy = 'name a folder that carve plan wrote, or plan again';
  throw new InputError([{ ...place, what: 'is no date', value: options.as_of, remedy }]);
}

const roles = ['accounts', 'reps', 'rules', 'distances'] as const;

/** The inputs by what they are: those named by flags, else where plan.json says, from the plan folder. */
async function findInputs(
  world: World,
  folder: string,
  plan: PlanJson,
  flags: VerifyFlags,
): Promise<{
  readonly inputs: ReadonlyMap<keyof PlanInputs, NamedBytes>;
  readonly unreadable: readonly string[];
}> {
  const inputs = new Map<keyof PlanInputs, NamedBytes>();
  const unreadable: string[] = [];
  for (const role of roles) {
    const planned = plan.inputs[role];
    if (planned === undefined) {
      if (flags[role] === undefined) continue;
      const remedy = 'leave the flag out';
      throw new InputError([
        { file: `--${role}`, what: 'names a file, and the plan was made without one', remedy },
      ]);
    }
    const remedy = `name it with --${role} FILE`;
    if (planned.path === '-' && flags[role] === undefined) {
      unreadable.push(`the ${role} came from standard input; ${remedy}`);
      continue;
    }
    const reading = await readInput(world, flags[role] ?? join(folder, planned.path));
    if (reading.problem === undefined) inputs.set(role, reading.file);
    else unreadable.push(problemLine({ ...reading.problem, remedy }));
  }
  return { inputs, unreadable };
}

/** What the inputs come to under the options of the plan, or what is wrong with them. */
function readAgain(
  { inputs: planned, options }: PlanJson,
  asOf: number,
  inputs: ReadonlyMap<keyof PlanInputs, NamedBytes>,
): { readonly read: ReadProblem | undefined; readonly faults: readonly string[] } {
  const accounts = inputs.get('accounts');
  const reps = inputs.get('reps');
  const isWhole = roles.every((role) => planned[role] === undefined || inputs.has(role));
  if (accounts === undefined || reps === undefined || !isWhole) {
    return { read: undefined, faults: [] };
  }
  try {
    const read = readProblem({
      accounts,
      reps,
      rules: inputs.get('rules'),
      distances: inputs.get('distances'),
      bare: options.bare,
      maxMoves: options.max_moves ?? undefined,
      map: options.map,
      assembly: {
        asOf,
        weights: new Map(Object.entries(options.weights)),
        shareBy: options.share_by === 'capacity' ? undefined : options.share_by,
        potentialCap: options.potential_cap === 'p95',
      },
    });
    return { read, faults: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { read: undefined, faults: error.problems.slice(0, mostFaults).map(problemLine) };
  }
}

/** Of an input that cannot be read, this much says enough. */
const mostFaults = 5;
