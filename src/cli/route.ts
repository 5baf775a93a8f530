import { join } from 'node:path';
import { evaluate } from '../evaluation/evaluate.js';
import { nothingPlanned } from '../evaluation/planned.js';
import { writeCsv } from '../inputs/csv/write.js';
import { loadPageKit } from '../library/page-kit.js';
import { InputError } from '../model/input-problem.js';
import { judgedPlan } from '../planning/judged-plan.js';
import { keptRolesSearch, withKeptRoles } from '../planning/kept-roles.js';
import { planFilePieces } from '../planning/plan-files.js';
import { roleConflictsOf } from '../planning/role-conflicts.js';
import { claimsByAccount } from '../planning/routing/claims.js';
import {
  freshAccounts,
  nothingBeside,
  type RouteBeside,
  type RouteBesideRole,
  readRouteBeside,
  routeBesideRoles,
  unknownClaims,
} from '../planning/routing/given.js';
import { route } from '../planning/routing/route.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { notesText } from '../reports/notes-text.js';
import type { RouteJson } from '../reports/plan-json.js';
import { routedJson } from '../reports/routing/routed-json.js';
import {
  routedColumns,
  routedRows,
  routingFiles,
  routingTables,
} from '../reports/routing/routing-tables.js';
import { routingDocument } from '../reports/routing/routing-text.js';
import { planFileNames } from '../reports/summary.js';
import { continued, type NamedPlan, planNamed, planSourceFrom } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { contestedStdin, pathFrom, readNamedFile, realFolder } from './files.js';
import { problemOptionsFrom, readInputFlags } from './flags/input-flags.js';
import { readOptions } from './flags/option.js';
import { routeOptions } from './flags/route-options.js';
import { inputOptions } from './flags/shared-options.js';
import { type FurtherInputs, readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { keptName, readNewFile } from './new-file.js';
import { outputProblems } from './output-folder.js';
import { noPlan, writePlanFolder } from './plan-folder.js';
import { tellRoleConflicts } from './role-conflicts.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import type { FileContent } from './write-folder.js';

/** `carve route PLAN NEW`: gives new accounts to reps by written steps; exit code 1 if any finds none. */
export async function routeCommand(
  world: World,
  named: string,
  newNamed: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const own = readOptions('route', routeOptions, given);
  const asked = await withMapFile(
    world,
    readInputFlags('route', inputOptions, given, world.today()),
  );
  const from = await planNamed(world, named);
  if (from === undefined) {
    const remedy = `${noPlan}, or its assignments.csv`;
    throw new InputError([{ file: named, what: 'is no plan', remedy }]);
  }
  const reps = own.reps ?? (await repsBeside(world, from));
  const { accounts, flags, notes } = await continued(world, named, asked, reps, from);
  const contested = contestedStdin(
    [newNamed, own.claims, own.order, own.reps].filter((name) => name !== undefined),
  );
  if (contested.length > 0) throw new InputError(contested);
  const added = await readNewFile(world, newNamed, flags, flags.new);
  const out = await realFolder(world, own.out);
  // What is kept is read from where standard input would be.
  const { kept } = added;
  const reading = await readInputs(
    kept === undefined ? world : { ...world, readStdin: () => Promise.resolve(kept) },
    {
      accounts: own.accounts ?? accounts,
      reps,
      alsoWrong: (files) =>
        outputProblems(world, {
          out: own.out,
          names: [...planFileNames, ...Object.values(routingFiles), keptName],
          inputs: [...files, ...filesOf(from), newNamed],
          knownBy: own.force ? undefined : 'plan.json',
        }),
    },
    { ...flags, new: kept === undefined ? newNamed : '-' },
    out,
    besideFiles(own),
  );
  const { read } = reading;
  const { problem } = read;
  const nobody = nothingPlanned(problem);
  if (nobody !== undefined) throw new InputError([nobody]);
  const fresh = freshAccounts(read, added);
  const { claims, steps, files } = reading.further ?? nothingBeside;

  const routing = route({
    problem,
    linked: read.linked,
    fresh: [...fresh.accounts],
    steps,
    claims: claimsByAccount(problem, claims, fresh.accounts),
  });
  const evaluation = evaluate(problem, routing.assignment);
  const parts = { problem, evaluation, routing, hasClaims: own.claims !== undefined };
  const inputs =
    reading.inputs.new === undefined || kept === undefined
      ? reading.inputs
      : { ...reading.inputs, new: { ...reading.inputs.new, path: keptName } };
  const asRouted: RouteJson = {
    steps: [...steps],
    routed: routing.routed.length,
    unrouted: routing.unrouted.length,
    files: Object.fromEntries(
      [...files].map(([role, { name, bytes, rows }]) => [
        role,
        { path: pathFrom(world, out, name), sha256: sha256(bytes), rows },
      ]),
    ),
  };
  const plan = await withKeptRoles(judgedPlan(problem, evaluation), read.assembled);
  const written = new Map<string, FileContent>(kept === undefined ? [] : [[keptName, kept]]);
  const pieces = planFilePieces({
    plan,
    version,
    inputs,
    from: await planSourceFrom(world, own.out, from),
    options: {
      seed: 1,
      effort: 'normal',
      ...problemOptionsFrom(flags, read.drafted.length > 0),
    },
    routed: { route: asRouted, tables: routingTables(parts) },
    assumptions: problem.assumptions,
    drafted: read.drafted,
    // A webhook waits for the answer; carve report draws the page whenever it is asked for.
    pageKit: own.format === 'text' ? await loadPageKit(problem) : undefined,
  });
  for (const [name, content] of pieces) written.set(name, content);
  await writePlanFolder(world, own.out, written);

  if (!flags.quiet) {
    world.stderr.write(
      notesText({
        ...read,
        notes: [...notes, ...read.notes, ...fresh.notes],
        problem,
        columns: world.stderr.columns,
      }),
    );
  }
  if (own.format === 'json')
    world.stdout.write(
      routedJson(
        parts,
        new Map(
          [...fresh.namedAs].map(([one, same]) => [
            problem.accountIds[one],
            problem.accountIds[same],
          ]),
        ),
      ),
    );
  else if (own.format === 'csv') {
    world.stdout.write(
      writeCsv(
        routedColumns,
        routedRows(parts).map((row) => Object.values(row)),
      ),
    );
  } else if (!flags.quiet) {
    const page = routingDocument({ ...parts, plan }, { out: own.out, files: [...written.keys()] });
    world.stdout.write(terminalText(pageOf(terminalOf(world, flags)), page));
  }
  const broken = await roleConflictsOf(plan, read.assembled, keptRolesSearch);
  for (const of of broken) tellRoleConflicts(world, of);
  if (broken.length > 0) return exitCodes.rulesNotMet;
  return routing.unrouted.length > 0 ? exitCodes.finding : exitCodes.done;
}

/** Files of the plan that must outlive what is written. */
function filesOf({ folder, assignments }: NamedPlan): readonly string[] {
  if (folder === undefined) return [assignments];
  return ['assignments.csv', 'plan.json', 'rules-used.csv'].map((name) => join(folder, name));
}

/** The rep file that the plan was made with. */
async function repsBeside(world: World, { folder, plan, named }: NamedPlan): Promise<string> {
  const path = plan?.inputs.reps.path;
  const name =
    folder === undefined || path === undefined || path === '-' ? undefined : join(folder, path);
  if (name !== undefined && (await readNamedFile(world, name)).file !== undefined) return name;
  const what =
    name === undefined
      ? 'does not say where its rep file is'
      : 'was made with a rep file that is not there';
  throw new InputError([{ file: named, what, remedy: 'name it with --reps FILE' }]);
}

function besideFiles(
  names: { readonly [Role in RouteBesideRole]?: string | undefined },
): FurtherInputs<RouteBeside> {
  const asked = routeBesideRoles.flatMap((role): [string, string][] => {
    const name = names[role];
    return name === undefined ? [] : [[role, name]];
  });
  return { names: new Map(asked), read: readRouteBeside, against: unknownClaims };
}
