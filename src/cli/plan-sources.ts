import { basename, join } from 'node:path';
import { readAgain } from '../library/planned.js';
import { type RebalancedAgain, rebalancedAgain } from '../library/rebalanced-again.js';
import { routedAgain } from '../library/routed-again.js';
import { InputError } from '../model/input-problem.js';
import type { NamedBytes, ReadProblem } from '../planning/inputs.js';
import { besideRoles } from '../planning/rebalance/beside.js';
import { routeBesideRoles } from '../planning/routing/given.js';
import { sha256 } from '../reports/checksums.js';
import type { PlanInputs, PlanJson, RebalanceJson } from '../reports/plan-json.js';
import type { ChainLink, FolderAgain } from '../verification/plan-folder.js';
import { readPlanNamed } from './adopted-plan.js';
import { pathFrom, readNamedFile, realFolder } from './files.js';
import { planChain } from './plan-chain.js';
import type { World } from './world.js';

/** A rebalanced plan as it was read. */
export interface RebalancedFolder {
  readonly folder: string;
  readonly plan: PlanJson;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly inputs: ReadonlyMap<keyof PlanInputs, NamedBytes>;
  readonly read: Pick<ReadProblem, 'problem'>;
}

/**
 * What a rebalanced plan's events and handover follow from; where that is not
 * there or not as it was, why. Neither where the plan is no rebalance.
 */
async function rebalanceSources(
  world: World,
  { folder, plan, files, inputs, read }: RebalancedFolder,
): Promise<{ readonly again?: RebalancedAgain | undefined; readonly lacks?: string }> {
  const { rebalance } = plan;
  if (rebalance === undefined) return {};
  // A managers' round about a rebalance goes on from it, and has its events: what they
  // are told from is the plan before both.
  const chain = await planChain(world, folder, plan);
  const before = chain.find((_, at) => {
    const by = at === 0 ? plan : chain[at - 1].plan;
    return by !== undefined && (by.review === undefined || by.rebalance === undefined);
  });
  if (before === undefined || before.found !== before.expected || before.isWhole === false) {
    return { lacks: 'the plan before it is not there as it was' };
  }
  const beside = await besideAsItWas(world, folder, besideRoles, rebalance.files);
  if (typeof beside === 'string') return { lacks: beside };
  try {
    const { adopted } = await readPlanNamed(world, placeOf(before));
    const asked = await askedAgain({ folder, plan, files, inputs, read });
    return { again: rebalancedAgain(plan, asked, read.problem, { adopted, files: beside }) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { lacks: 'the plan before it cannot be read' };
  }
}

/** What a rebalance or a routing says besides, worked out again; where what that takes is not there as it was, what. */
export async function planAgain(
  world: World,
  given: RebalancedFolder & { readonly read: ReadProblem },
): Promise<{ readonly again?: FolderAgain | undefined; readonly lacks?: string }> {
  const { folder, plan, read } = given;
  if (plan.route === undefined) return rebalanceSources(world, given);
  const files = await besideAsItWas(world, folder, routeBesideRoles, plan.route.files);
  if (typeof files === 'string') return { lacks: files };
  const beside = routedAgain(plan, read, files);
  return { again: beside && { beside } };
}

/** The small files that a plan was made with, or which of them is not there as it was. */
async function besideAsItWas<Role extends string>(
  world: World,
  folder: string,
  roles: readonly Role[],
  files: { readonly [Name in Role]?: PlanInputs['accounts'] | undefined },
): Promise<ReadonlyMap<Role, NamedBytes> | string> {
  const beside = new Map<Role, NamedBytes>();
  for (const role of roles) {
    const given = files[role];
    if (given === undefined) continue;
    const name = join(folder, given.path);
    const { file } = given.path === '-' ? { file: undefined } : await readNamedFile(world, name);
    if (file === undefined || sha256(file.bytes) !== given.sha256) {
      return `the file of --${role} is not there as it was`;
    }
    beside.set(role, file);
  }
  return beside;
}

/** What a round about a rebalance carries on: how that was asked for, seen from the new folder, and its handover. */
export interface CarriedOn {
  readonly rebalance: RebalanceJson;
  readonly again: RebalancedAgain;
}

/**
 * What a plan made of a rebalanced one carries on; undefined where it is no rebalance.
 *
 * @throws InputError where what its handover follows from is not there any more.
 */
export async function carriedOn(
  world: World,
  named: string,
  rebalanced: RebalancedFolder,
  out: string,
): Promise<CarriedOn | undefined> {
  const { folder, plan } = rebalanced;
  if (plan.rebalance === undefined) return undefined;
  const { again, lacks } = await rebalanceSources(world, rebalanced);
  if (again === undefined) {
    const what = `is a rebalance, and ${lacks ?? 'what it was told cannot be read'}: waves, dates and cover follow from that`;
    const remedy = 'put it back where plan.json says it was';
    throw new InputError([{ file: named, what, remedy }]);
  }
  const [at, from] = [await realFolder(world, out), await realFolder(world, folder)];
  const files: RebalanceJson['files'] = {};
  for (const role of besideRoles) {
    const file = plan.rebalance.files[role];
    if (file !== undefined) {
      files[role] = { ...file, path: pathFrom(world, at, join(from, file.path)) };
    }
  }
  return { rebalance: { ...plan.rebalance, files }, again };
}

/** Where a plan is, as it can be read. */
function placeOf({ folder = '', name }: ChainLink): string {
  return /\.csv$/i.test(name) ? join(folder, basename(name)) : folder;
}

/** What was read under the rules as they were asked for, before any was relaxed. */
async function askedAgain({
  folder,
  plan,
  files,
  inputs,
  read,
}: RebalancedFolder): Promise<Pick<ReadProblem, 'problem'>> {
  if (plan.options.relaxations === undefined) return read;
  const { relaxations, ...options } = plan.options;
  const asked = { ...plan, options };
  const again = await readAgain(
    join(folder, 'plan.json'),
    asked,
    inputs,
    false,
    files.get('assignments.csv'),
  );
  return again.read ?? read;
}
