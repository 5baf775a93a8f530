import { open, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isAssignments } from '../inputs/csv/assignments.js';
import { fileRoleNames, type OptionalRole } from '../inputs/csv/file-roles.js';
import { sha256 } from '../reports/checksums.js';
import type { PlanJson, PlanSource } from '../reports/plan-json.js';
import { planOptionsIn } from '../reports/plan-parts.js';
import { pathFrom, readNamedFile, realFolder } from './files.js';
import type { InputFlags } from './flags/input-flags.js';
import { planFolderNamed, readPlanFolder } from './plan-folder.js';
import { toldStatuses } from './told-statuses.js';
import type { World } from './world.js';

/** A plan that a command goes on from, as it was named and as it is found. */
export interface NamedPlan {
  /** The folder as the user named it, or the assignments.csv. */
  readonly named: string;
  /** Where assignments.csv is. */
  readonly assignments: string;
  /** Undefined where an assignments.csv stands alone. */
  readonly folder: string | undefined;
  readonly plan: PlanJson | undefined;
  /** The value that `from` has for it. */
  readonly sha256: string;
}

const assignmentsFile = 'assignments.csv';

/**
 * The plan that is meant where a plan folder, its plan.json or an
 * assignments.csv is named; undefined where it is none of them.
 *
 * @throws InputError where a folder has a plan.json that is no plan's.
 */
export async function planNamed(world: World, named: string): Promise<NamedPlan | undefined> {
  if (named === '-') return undefined;
  const folder = planFolderNamed(named);
  if (await isPlanFolder(world, folder)) {
    const { plan } = await readPlanFolder(world, folder, []);
    const assignments = join(folder, assignmentsFile);
    return { named: folder, assignments, folder, plan, sha256: plan.sha256 };
  }
  if (!(await beginsAsAssignments(world, named))) return undefined;
  const { file } = await readNamedFile(world, named);
  if (file === undefined) return undefined;
  const beside = dirname(named);
  const isWhole = basename(named) === assignmentsFile && (await isPlanFolder(world, beside));
  return {
    named,
    assignments: named,
    folder: isWhole ? beside : undefined,
    plan: isWhole ? (await readPlanFolder(world, beside, [])).plan : undefined,
    sha256: sha256(file.bytes),
  };
}

/** What `from` says of a plan in the plan.json of a folder. */
export async function planSourceFrom(
  world: World,
  out: string,
  { named, sha256: sum }: NamedPlan,
): Promise<PlanSource> {
  return { path: pathFrom(world, await realFolder(world, out), named) || '.', sha256: sum };
}

async function isPlanFolder(world: World, folder: string): Promise<boolean> {
  return stat(resolve(world.cwd, folder, 'plan.json')).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Room for the header of a file of carve's. */
const headerBytes = 4096;

/** Whether a file has the header of an assignments.csv. Nothing but its beginning is read. */
async function beginsAsAssignments(world: World, named: string): Promise<boolean> {
  const path = resolve(world.cwd, named);
  // What is no file (a pipe, say) is read once, and not here.
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return false;
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    const [header] = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\ufeff/, '')
      .split(/\r?\n/, 1);
    return isAssignments(header.split(',').map((name) => name.replace(/^"|"$/g, '').trim()));
  } finally {
    await file.close();
  }
}

/** What a command reads, where accounts may be a plan. */
export interface ContinuedInputs<Flags> {
  readonly accounts: string;
  readonly flags: Flags;
  /** The plan whose reps are the owners; undefined where there is none. */
  readonly from: NamedPlan | undefined;
  /** Sentences for stderr. */
  readonly notes: readonly string[];
}

/** The files beside accounts that a plan brings with it; its rules are those that it was made with. */
const broughtAlong = [
  'distances',
  'neighbours',
  'opportunities',
  'activities',
  'relationships',
  'new',
  'overrides',
] as const;

/**
 * Accounts as they are named: where that is a plan folder or its
 * assignments.csv, the accounts that it was made from with the plan's reps as
 * their owners, its rules and its other files, and how all of them were read;
 * what flags say goes first.
 *
 * @param reps the rep file, which may be older than what the plan was told of reps.
 * @param known the plan that `accounts` names, where it was read already.
 * @throws InputError where a folder has a plan.json that is no plan's.
 */
export async function continued<Flags extends InputFlags>(
  world: World,
  accounts: string,
  flags: Flags,
  reps: string,
  known?: NamedPlan,
): Promise<ContinuedInputs<Flags>> {
  const found = await withOwners(world, accounts, flags, known);
  const { from } = found;
  if (from === undefined) return found;
  const { statuses, notes } = await toldStatuses(world, from.named, from.plan, reps);
  return { ...found, flags: { ...found.flags, statuses }, notes: [...found.notes, ...notes] };
}

async function withOwners<Flags extends InputFlags>(
  world: World,
  accounts: string,
  flags: Flags,
  known: NamedPlan | undefined,
): Promise<ContinuedInputs<Flags>> {
  const given = known ?? (await planNamed(world, accounts));
  if (given === undefined) {
    const from = flags.owners === undefined ? undefined : await planNamed(world, flags.owners);
    const owners = from?.assignments ?? flags.owners;
    return { accounts, flags: { ...flags, owners }, from, notes: [] };
  }
  const from =
    flags.owners === undefined ? given : ((await planNamed(world, flags.owners)) ?? given);
  const { folder, plan } = given;
  if (folder === undefined || plan === undefined) {
    const owned = { ...flags, owners: from.assignments };
    return { accounts: given.assignments, flags: owned, from, notes: [] };
  }
  const beside = async (path: string | undefined): Promise<string | undefined> => {
    if (path === undefined || path === '-') return undefined;
    const name = join(folder, path);
    return (await readNamedFile(world, name)).file === undefined ? undefined : name;
  };
  const planned = await beside(plan.inputs.accounts.path);
  const others: { [Role in OptionalRole]?: string | undefined } = {};
  for (const role of broughtAlong)
    others[role] = flags[role] ?? (await beside(plan.inputs[role]?.path));
  const rules = flags.rules ?? (flags.bare ? undefined : join(folder, 'rules-used.csv'));
  return {
    accounts: planned ?? given.assignments,
    flags: { ...asPlanned(flags, plan), ...others, rules, owners: from.assignments },
    from,
    notes: [
      planned === undefined
        ? `${accounts}: the accounts it was made from are not there; its ${assignmentsFile} stands in for them`
        : `${accounts}: a plan; its accounts are in ${planned}`,
      ...(rules === undefined || rules === flags.rules ? [] : [`rules are those of ${rules}`]),
    ],
  };
}

/** Flags with what a plan says of how its files are read, where they say nothing. */
export function asPlanned<Flags extends InputFlags>(flags: Flags, plan: PlanJson): Flags {
  const options = planOptionsIn(plan.options);
  const forms = Object.fromEntries(
    [...fileRoleNames, 'others' as const].map((role) => {
      const planned =
        role === 'contacts' || role === 'market' || role === 'others' ? {} : options.forms?.[role];
      return [role, { ...planned, ...given(flags.forms[role]) }];
    }),
  );
  return {
    ...flags,
    forms: { ...flags.forms, ...forms },
    map: flags.map.length > 0 ? flags.map : options.map,
    weights: flags.weights.size > 0 ? flags.weights : options.weights,
    shareBy: flags.shareBy ?? options.shareBy,
    potentialCap: flags.potentialCap && options.potentialCap,
    locate: flags.locate || options.locate === true,
    samePlaces: flags.samePlaces || options.samePlaces === true,
    currency: flags.currency ?? options.currency,
  };
}

function given<Form extends object>(form: Form): Partial<Form> {
  return Object.fromEntries(
    Object.entries(form).filter(([, value]) => value !== undefined),
  ) as Partial<Form>;
}
