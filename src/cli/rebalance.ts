import { join } from 'node:path';
import { nothingPlanned } from '../evaluation/planned.js';
import { holdersChanged } from '../evaluation/role-changes.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import { loadPageKit } from '../library/page-kit.js';
import { InputError } from '../model/input-problem.js';
import { filledColumn, isoDate } from '../model/table.js';
import { dayNumber } from '../model/units.js';
import type { AdoptedPlan } from '../planning/adopted/adopted-plan.js';
import { knownIds, type ReadProblem } from '../planning/inputs.js';
import { judgedPlan } from '../planning/judged-plan.js';
import { keptRolesSearch, withKeptRoles } from '../planning/kept-roles.js';
import { planFilePieces } from '../planning/plan-files.js';
import { ownedAsPlanned, repsIn } from '../planning/plan-owners.js';
import {
  type Beside,
  type BesideRole,
  besideRoles,
  goneButThere,
  noneBeside,
  olderExport,
  readBeside,
  toldEvents,
  unknownEvents,
  unknownFreezes,
} from '../planning/rebalance/beside.js';
import { eventCounts } from '../planning/rebalance/events.js';
import {
  handoverCells,
  handoverColumns,
  handoverOf,
  handoverTables,
  roleCoverFile,
} from '../planning/rebalance/handover.js';
import { patched } from '../planning/rebalance/patch.js';
import { rebalance } from '../planning/rebalance/rebalance.js';
import { roleConflictsOf } from '../planning/role-conflicts.js';
import { keepsMustRules } from '../planning/role-plans.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import { documentMarkdown } from '../reports/document/markdown.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { notesText } from '../reports/notes-text.js';
import type { PlanInputs, RebalanceJson } from '../reports/plan-json.js';
import { rebalanceDocument } from '../reports/rebalance/summary.js';
import { planFileNames } from '../reports/summary.js';
import { type AdoptedFrom, readPlanNamed } from './adopted-plan.js';
import { asPlanned, continued, planSourceFrom } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { pathFrom, readNamedFile, realFolder } from './files.js';
import { problemOptionsFrom, readInputFlags } from './flags/input-flags.js';
import { rebalanceOptions } from './flags/rebalance-options.js';
import { type FurtherInputs, readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { outputProblems } from './output-folder.js';
import { writePlanFolder } from './plan-folder.js';
import { tellRoleConflicts } from './role-conflicts.js';
import { terminalOf } from './terminal.js';
import { toldStatuses } from './told-statuses.js';
import type { World } from './world.js';

const ownFiles = ['events.csv', 'cover.csv', 'stop-outbound.csv', roleCoverFile];

/** `carve rebalance PLAN ACCOUNTS REPS`: changes an adopted plan as little as what happened since asks for. */
export async function rebalanceCommand(
  world: World,
  planNamed: string,
  accountsNamed: string,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const adopted = await readPlanNamed(world, planNamed);
  const { flags, accounts, notes } = await flagsFor(
    world,
    adopted,
    { accounts: accountsNamed, reps: repsName },
    given,
  );
  const out = await realFolder(world, flags.out);
  const names = [...planFileNames, ...ownFiles];
  const { maxMoves } = flags;
  const reading = await readInputs(
    world,
    {
      accounts,
      reps: repsName,
      alsoWrong: (files) =>
        outputProblems(world, { out: flags.out, names, inputs: [...files, ...adopted.files] }),
    },
    // Here the most moves are no row of the rules, but go before evenness.
    { ...flags, maxMoves: undefined },
    out,
    besideFiles(flags, adopted.adopted),
  );
  const beside = reading.further ?? noneBeside;
  const told = toldEvents(beside.events);
  const owned = await ownersOf(world, reading, adopted, out);
  const nobody = nothingPlanned(owned.read.problem);
  if (nobody !== undefined) throw new InputError([nobody]);
  const effective = flags.effective ?? flags.asOfDay;
  const frozen = new Set(
    [...beside.freezes].flatMap(([id, until]) => (until >= effective ? [id] : [])),
  );
  const rebalanced = rebalance({
    read: owned.read,
    adopted: adopted.adopted,
    told,
    frozen,
    within: flags.within,
    maxMoves,
    uneven: flags.uneven,
    relax: flags.relax,
  });
  const { problem, evaluation, events } = rebalanced;
  const { holidays, freezes } = beside;
  const plan = await withKeptRoles(judgedPlan(problem, evaluation), owned.read.assembled);
  const whole = { ...rebalanced, evaluation: plan.evaluation };
  const handover = handoverOf(whole, { effective, holidays, freezes });
  if (!flags.quiet) {
    const all = [
      ...notes,
      ...owned.notes,
      ...unknownFreezes(beside, knownIds(owned.read)),
      ...goneButThere(beside, knownIds(owned.read)),
      ...olderExport(events, problem.accountCount),
      ...owned.read.notes,
    ];
    const { columns } = world.stderr;
    world.stderr.write(notesText({ ...owned.read, notes: all, problem, columns }));
  }
  const asked: RebalanceJson = {
    effective: isoDate(dayNumber(effective)),
    within: flags.within ?? null,
    max_moves: maxMoves ?? null,
    uneven: flags.uneven,
    frozen: [...frozen].filter((id) => problem.accountIds.includes(id)).sort(),
    statuses: Object.fromEntries([...rebalanced.patch.statuses].sort()),
    files: filesOf(world, out, beside.files),
  };
  const { relaxations } = rebalanced;
  const written = planFilePieces({
    plan,
    version,
    inputs: owned.inputs,
    from: await planSourceFrom(world, flags.out, adopted.from),
    options: {
      seed: 1,
      effort: 'normal',
      ...problemOptionsFrom(flags, owned.read.drafted.length > 0),
      maxMoves: undefined,
      relaxations,
    },
    rebalanced: {
      leastChange: rebalanced.leastChange,
      rebalance: asked,
      events: eventCounts(events),
      beside: {
        tables: handoverTables(whole, handover),
        moves: { columns: handoverColumns, cells: handoverCells(problem, handover) },
      },
    },
    assumptions: problem.assumptions,
    drafted: owned.read.drafted,
    pageKit: await loadPageKit(problem),
  });
  await writePlanFolder(world, flags.out, written);
  const document = rebalanceDocument({
    plan,
    rebalanced: whole,
    handover,
    out: flags.out,
    files: [...written.keys()],
  });
  if (flags.format === 'json') world.stdout.write([...(written.get('plan.json') ?? [])].join(''));
  else if (flags.format === 'markdown') {
    world.stdout.write(documentMarkdown('carve rebalance', document));
  } else if (!flags.quiet) {
    world.stdout.write(terminalText(pageOf(terminalOf(world, flags)), document));
  }
  for (const of of await roleConflictsOf(plan, owned.read.assembled, keptRolesSearch))
    tellRoleConflicts(world, of, flags);
  if (!keepsMustRules(plan)) return exitCodes.rulesNotMet;
  const moved =
    handover.handovers.length > 0 || holdersChanged(problem, plan.evaluation).length > 0;
  return flags.exitCode && moved ? exitCodes.finding : exitCodes.done;
}

/** The flags, with what the plan says of how its files are read and its rules, where they say nothing. */
async function flagsFor(
  world: World,
  { from }: AdoptedFrom,
  names: { readonly accounts: string; readonly reps: string },
  given: Readonly<Record<string, unknown>>,
) {
  const asked = await withMapFile(
    world,
    readInputFlags('rebalance', rebalanceOptions, given, world.today()),
  );
  const planned = from.plan === undefined ? asked : asPlanned(asked, from.plan);
  const ownRules = from.folder === undefined ? undefined : join(from.folder, 'rules-used.csv');
  const rules = asked.rules ?? (asked.bare ? undefined : ownRules);
  const asPlan = { ...planned, rules };
  const { accounts, flags } = await continued(world, names.accounts, asPlan, names.reps);
  const { statuses, notes } = await toldStatuses(world, from.named, from.plan, names.reps);
  return { accounts, flags: { ...flags, statuses }, notes };
}

function besideFiles(
  flags: { readonly [Role in BesideRole]?: string | undefined },
  adopted: AdoptedPlan,
): FurtherInputs<Beside> {
  const named = besideRoles.flatMap((role): [string, string][] => {
    const name = flags[role];
    return name === undefined ? [] : [[role, name]];
  });
  return {
    names: new Map(named),
    read: readBeside,
    against: (beside, ids) => unknownEvents(beside, adopted, ids),
  };
}

/** Accounts without any owner today are owned as planned. */
async function ownersOf(
  world: World,
  { read, inputs }: { readonly read: ReadProblem; readonly inputs: PlanInputs },
  { from, adopted }: AdoptedFrom,
  out: string,
): Promise<{
  readonly read: ReadProblem;
  readonly inputs: PlanInputs;
  readonly notes: readonly string[];
}> {
  const { assembled } = read;
  if (filledColumn(assembled.accounts, 'owner') !== undefined) return { read, inputs, notes: [] };
  const bytes = await readBytes(world, from.assignments);
  const planned = repsIn(readAssignments(from.assignments, bytes, true).own);
  const owned = ownedAsPlanned(assembled.accounts, planned);
  const nothing = { frozen: new Set<string>(), statuses: new Map(), released: undefined };
  const again = patched(
    { ...read, assembled: { ...assembled, accounts: owned.accounts } },
    nothing,
  );
  const path = pathFrom(world, out, from.assignments);
  const owners = { path, sha256: sha256(bytes), rows: adopted.accounts.size };
  return { read: again, inputs: { ...inputs, owners }, notes: owned.notes };
}

function filesOf(world: World, out: string, files: Beside['files']): RebalanceJson['files'] {
  return Object.fromEntries(
    [...files].map(([role, { name, bytes, rows }]) => [
      role,
      { path: pathFrom(world, out, name), sha256: sha256(bytes), rows },
    ]),
  );
}

async function readBytes(world: World, name: string): Promise<Uint8Array> {
  const { file, problem } = await readNamedFile(world, name);
  if (file === undefined) throw new InputError([problem]);
  return file.bytes;
}
