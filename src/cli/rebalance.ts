import { join } from 'node:path';
import { nothingPlanned } from '../evaluation/planned.js';
import { readAssignments } from '../inputs/csv/assignments.js';
import {
  type EventRow,
  readEvents,
  readFreeze,
  readHolidays,
} from '../inputs/csv/calendar-files.js';
import { loadPageKit } from '../library/page-kit.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { filledColumn, isoDate } from '../model/table.js';
import { dayNumber } from '../model/units.js';
import type { AdoptedPlan } from '../planning/adopted/adopted-plan.js';
import { contents, type NamedBytes, type ReadProblem } from '../planning/inputs.js';
import { judgedPlan } from '../planning/judged-plan.js';
import { withKeptRoles } from '../planning/kept-roles.js';
import { planFilePieces } from '../planning/plan-files.js';
import { ownedAsPlanned, repsIn } from '../planning/plan-owners.js';
import { eventKinds, type ToldEvent } from '../planning/rebalance/events.js';
import {
  handoverCells,
  handoverColumns,
  handoverOf,
  handoverTables,
} from '../planning/rebalance/handover.js';
import { patched } from '../planning/rebalance/patch.js';
import { rebalance } from '../planning/rebalance/rebalance.js';
import { keepsMustRules } from '../planning/role-plans.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import { documentMarkdown } from '../reports/document/markdown.js';
import { pageOf, terminalText } from '../reports/document/terminal.js';
import { notesText } from '../reports/notes-text.js';
import type { PlanInputs, RebalanceJson } from '../reports/plan-json.js';
import { relaxationColumns } from '../reports/plan-tables.js';
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
import { outputProblems, removeEarlier } from './output-folder.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

const ownFiles = ['events.csv', 'cover.csv', 'stop-outbound.csv'];

/** `carve rebalance PLAN ACCOUNTS REPS`: changes an adopted plan as little as what happened since asks for. */
export async function rebalanceCommand(
  world: World,
  planNamed: string,
  accountsNamed: string,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const adopted = await readPlanNamed(world, planNamed);
  const { flags, accounts } = await flagsFor(world, adopted, accountsNamed, given);
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
    besideFiles(flags),
  );
  const beside = reading.further ?? noneBeside;
  const told = toldEvents(beside.events, adopted.adopted, reading.read);
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
  const handover = handoverOf(rebalanced, { effective, holidays, freezes });
  const plan = await withKeptRoles(judgedPlan(problem, evaluation), owned.read.assembled);
  if (!flags.quiet) {
    const notes = [...owned.notes, ...owned.read.notes];
    world.stderr.write(notesText({ ...owned.read, notes, problem, columns: world.stderr.columns }));
  }
  const counts: Record<string, number> = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
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
      events: counts,
      beside: {
        tables: handoverTables(rebalanced, handover),
        moves: { columns: handoverColumns, cells: handoverCells(problem, handover) },
      },
    },
    assumptions: problem.assumptions,
    drafted: owned.read.drafted,
    pageKit: await loadPageKit(problem),
  });
  await writeFolder(world, flags.out, written);
  if (relaxations.length === 0) {
    const earlier = { name: 'relaxations.csv', firstLine: relaxationColumns.join() };
    await removeEarlier(world, flags.out, earlier);
  }
  const document = rebalanceDocument({
    plan,
    rebalanced,
    handover,
    effective,
    out: flags.out,
    files: [...written.keys()],
  });
  if (flags.format === 'json') world.stdout.write([...(written.get('plan.json') ?? [])].join(''));
  else if (flags.format === 'markdown') {
    world.stdout.write(documentMarkdown('carve rebalance', document));
  } else if (!flags.quiet) {
    world.stdout.write(terminalText(pageOf(terminalOf(world, flags)), document));
  }
  if (!keepsMustRules(plan)) return exitCodes.rulesNotMet;
  const moved = handover.handovers.length > 0;
  return flags.exitCode && moved ? exitCodes.finding : exitCodes.done;
}

/** The flags, with what the plan says of how its files are read and its rules, where they say nothing. */
async function flagsFor(
  world: World,
  { from }: AdoptedFrom,
  accountsNamed: string,
  given: Readonly<Record<string, unknown>>,
) {
  const asked = await withMapFile(
    world,
    readInputFlags('rebalance', rebalanceOptions, given, world.today()),
  );
  const planned = from.plan === undefined ? asked : asPlanned(asked, from.plan);
  const ownRules = from.folder === undefined ? undefined : join(from.folder, 'rules-used.csv');
  const rules = asked.rules ?? (asked.bare ? undefined : ownRules);
  const { accounts, flags } = await continued(world, accountsNamed, { ...planned, rules });
  return { accounts, flags };
}

/** Events, freezes and holidays, as far as they were given. */
interface Beside {
  readonly events: readonly EventRow[];
  readonly freezes: ReadonlyMap<string, number>;
  readonly holidays: ReadonlySet<number>;
  readonly files: ReadonlyMap<string, NamedBytes & { readonly rows: number }>;
}

const noneBeside: Beside = {
  events: [],
  freezes: new Map(),
  holidays: new Set(),
  files: new Map(),
};

function besideFiles(flags: {
  readonly events?: string | undefined;
  readonly freeze?: string | undefined;
  readonly holidays?: string | undefined;
}): FurtherInputs<Beside> {
  const names = new Map<string, string>();
  for (const role of ['events', 'freeze', 'holidays'] as const) {
    const name = flags[role];
    if (name !== undefined) names.set(role, name);
  }
  return {
    names,
    read: (files) => {
      const problems: InputProblem[] = [];
      const [events, freeze, holidays] = ['events', 'freeze', 'holidays'].map((role) =>
        files.get(role),
      );
      const told = events && readEvents(...contents(events), [...eventKinds, 'none']);
      const frozen = freeze && readFreeze(...contents(freeze));
      const free = holidays && readHolidays(...contents(holidays));
      for (const one of [told, frozen, free]) problems.push(...(one?.problems ?? []));
      const rowsOf = new Map([
        ['events', told?.value.length ?? 0],
        ['freeze', frozen?.value.size ?? 0],
        ['holidays', free?.value.size ?? 0],
      ]);
      return {
        value: {
          events: told?.value ?? [],
          freezes: frozen?.value ?? new Map(),
          holidays: free?.value ?? new Set(),
          files: new Map(
            [...files].map(([role, file]) => [role, { ...file, rows: rowsOf.get(role) ?? 0 }]),
          ),
        },
        problems,
      };
    },
  };
}

/** @throws InputError where an event is of nobody and nothing that is known. */
function toldEvents(
  rows: readonly EventRow[],
  { accounts, reps, name }: AdoptedPlan,
  { problem }: ReadProblem,
): readonly ToldEvent[] {
  const known = new Set([
    ...problem.accountIds,
    ...problem.repIds,
    ...accounts.keys(),
    ...reps.keys(),
  ]);
  const problems: InputProblem[] = [];
  const told = rows.map(({ row, kind, ...event }): ToldEvent => {
    if (kind !== 'rule' && kind !== 'none' && !known.has(event.id)) {
      const place = { file: '--events', row, column: 'id', value: event.id };
      const remedy = 'write a rep_id or an account_id as the files have it';
      problems.push({ ...place, what: `is no rep or account of ${name} or of today`, remedy });
    }
    const found = eventKinds.find((one) => one === kind);
    return { ...event, kind: found ?? 'none' };
  });
  if (problems.length > 0) throw new InputError(problems);
  return told;
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
