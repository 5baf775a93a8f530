import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { dayOwners, dealsFile } from '../crm/day-owners.js';
import { exportOwners } from '../crm/export-owners.js';
import { crms } from '../crm/index.js';
import type { LinkedFile } from '../crm/linked-owners.js';
import { exportRoleField } from '../crm/role-fields.js';
import { roleChangesOf } from '../evaluation/role-changes.js';
import type { Evaluation } from '../evaluation/types.js';
import type { PlannedEvaluation } from '../library/planned.js';
import { InputError } from '../model/input-problem.js';
import type { ReadProblem } from '../planning/inputs.js';
import { contactsFile, opportunitiesFile } from '../planning/linked-exports.js';
import { version } from '../planning/version.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import {
  exportFileNames,
  exportFiles,
  exportJson,
  isRoleFile,
  roleFileNames,
  type WholeExport,
} from '../reports/export/files.js';
import { exportDocument } from '../reports/export/summary.js';
import { notesText } from '../reports/notes-text.js';
import type { PlanJson } from '../reports/plan-json.js';
import { exitCodes } from './exit-codes.js';
import { type ExportFlags, readExportFlags } from './flags/export-flags.js';
import { interruptible } from './interrupt.js';
import { outputProblems, removeEarlier } from './output-folder.js';
import { handoverOfPack, type Pack, packNamed } from './pack-folder.js';
import { inputNames, readPlannedEvaluation } from './planned-problem.js';
import { idleSheets, readTableFile } from './table-files.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** `carve export PLAN --for CRM`: the CRM's load file and its rollback. */
export async function exportCommand(
  world: World,
  folder: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readExportFlags(given);
  const pack = await packNamed(world, folder, flags.on);
  if (pack !== undefined && flags.on !== undefined) {
    return exportDay(world, pack, flags.on, flags);
  }
  const planned = await readPlannedEvaluation(world, folder, flags, true);
  const { problem } = planned.read;
  const faults = await outputProblems(world, {
    out: flags.out,
    names: fileNames(flags, planned.evaluation),
    inputs: filesRead(folder, planned.plan, flags),
  });
  if (faults.length > 0) throw new InputError(faults);
  const linked = await linkedFiles(world, planned.read, flags);
  const { assignment } = planned.evaluation;
  const files = {
    asRead: planned.read.asRead.accounts,
    linked: linked.files,
    // Owners that came from a plan are the CRM's by now; the account file may be older.
    ...(planned.plan.inputs.owners !== undefined && {
      heldBy: (account: number) => problem.owner[account],
    }),
  };
  const crm = crms[flags.for];
  const exported = exportOwners(problem, assignment, crm, flags, files);
  const roles = (planned.evaluation.roles ?? []).map((role) =>
    exportRoleField(problem, crm, role, roleChangesOf(problem, role), flags, files.asRead),
  );
  tell(world, { ...planned, notes: [...planned.notes, ...linked.notes] }, flags);
  return writeExport(world, { ...exported, roles }, flags);
}

/** What of a handover takes effect on one day. */
async function exportDay(
  world: World,
  { folder, json }: Pack,
  day: number,
  flags: ExportFlags,
): Promise<number> {
  const made = await handoverOfPack(world, { folder, json }, flags);
  const { planned, transition } = made;
  const { problem, asRead } = planned.read;
  const { handovers, deals } = transition;
  const { opportunities } = transition.inputs;
  const owners = dayOwners(problem.accountCount, handovers, deals, opportunities, day);
  const dealFiles =
    opportunities === undefined || owners.opportunities === undefined
      ? []
      : [dealsFile(opportunities, owners.opportunities, owners, deals, day)];
  const others = await linkedFiles(world, planned.read, { ...flags, openOpportunities: 'stay' });
  const contacts = others.files.filter(({ kind }) => kind === 'contacts');
  const faults = await outputProblems(world, {
    out: flags.out,
    names: fileNames(flags, planned.evaluation),
    inputs: [...made.inputNames, ...(flags.contacts === undefined ? [] : [flags.contacts])],
  });
  if (faults.length > 0) throw new InputError(faults);
  const { assignment } = planned.evaluation;
  const onDay = assignment.map((rep, account) =>
    owners.accounts[account] >= 0 ? owners.accounts[account] : rep,
  );
  const exported = exportOwners(problem, onDay, crms[flags.for], flags, {
    asRead: asRead.accounts,
    linked: [...dealFiles, ...contacts],
    heldBy: (account) => owners.heldBy[account],
    // Released accounts go to the house on the effective date.
    changesNow: (account) =>
      owners.accounts[account] >= 0 ||
      handovers.some(
        (one) => one.account === account && one.change === 'released' && one.effective === day,
      ),
  });
  const roles = (planned.evaluation.roles ?? []).map((role) => {
    const now = transition.roleHandovers.filter(
      (one) => one.role === role && one.effective === day,
    );
    return exportRoleField(problem, crms[flags.for], role, now, flags, asRead.accounts);
  });
  tell(world, { ...planned, notes: [...planned.notes, ...made.notes, ...others.notes] }, flags);
  return writeExport(world, { ...exported, roles }, flags);
}

/** Writes the load files and says on stdout what they are. */
async function writeExport(
  world: World,
  exported: WholeExport,
  flags: ExportFlags,
): Promise<number> {
  const stop = interruptible();
  const files = exportFiles(exported);
  await writeFolder(world, flags.out, files).finally(stop.release);
  await removeOtherRoles(world, exported.crm, flags.out, new Set(files.keys()));
  if (stop.requested()) return exitCodes.interrupted;
  if (flags.format === 'json') world.stdout.write(exportJson(exported, version));
  else if (!flags.quiet) {
    world.stdout.write(
      terminalText(pageOf(terminalOf(world, flags)), exportDocument(exported, flags.out)),
    );
  }
  return exitCodes.done;
}

/** An earlier export's files of a role that this one does not load would be taken for this one's. */
async function removeOtherRoles(
  world: World,
  crm: WholeExport['crm'],
  out: string,
  written: ReadonlySet<string>,
): Promise<void> {
  const there = await readdir(resolve(world.cwd, out));
  for (const name of there.filter((one) => isRoleFile(crm.name, one) && !written.has(one))) {
    await removeEarlier(world, out, { name, firstLine: `${crm.idHeader},` });
  }
}

/** The names of all files that an export may write. */
function fileNames(flags: ExportFlags, { roles = [] }: Evaluation): string[] {
  const kinds = [undefined, 'opportunities', 'contacts'] as const;
  const ofRoles = roleFileNames(
    flags.for,
    roles.map(({ role }) => role),
  );
  return [...kinds.map((kind) => exportFileNames(flags.for, kind)), ...ofRoles].flatMap((names) =>
    Object.values<string>({ ...names }),
  );
}

/** All that was read, which must outlive the export. */
function filesRead(folder: string, plan: PlanJson, flags: ExportFlags): string[] {
  const own = ['plan.json', ...Object.keys(plan.files)].map((name) => join(folder, name));
  const contacts = flags.contacts === undefined ? [] : [flags.contacts];
  return [...own, ...inputNames(folder, plan, flags), ...contacts];
}

/** What a reader should know of the plan, on stderr. */
function tell(world: World, { notes, status }: PlannedEvaluation, { quiet }: ExportFlags): void {
  if (quiet) return;
  const broken = 'the plan does not keep all must rules; it is exported as it is';
  world.stderr.write(
    notesText({
      notes: status === 'infeasible' ? [...notes, broken] : notes,
      drafted: [],
      problem: { assumptions: [], warnings: [], rules: [] },
      columns: world.stderr.columns,
    }),
  );
}

/**
 * The opportunities of a plan and the contacts of `--contacts`, whose owners go along.
 *
 * @throws InputError where the contacts cannot be read.
 */
export async function linkedFiles(
  world: World,
  read: ReadProblem,
  flags: Pick<ExportFlags, 'openOpportunities' | 'contacts' | 'map' | 'forms'>,
): Promise<{ readonly files: readonly LinkedFile[]; readonly notes: readonly string[] }> {
  const deals = opportunitiesFile(read, flags.openOpportunities);
  const files = deals === undefined ? [] : [deals];
  if (flags.contacts === undefined) {
    if (flags.map.length === 0) return { files, notes: [] };
    const what = 'maps the headers of contacts, and none are given';
    throw new InputError([{ file: '--map', what, remedy: 'give them with --contacts FILE' }]);
  }
  const { map, forms } = flags;
  const form = forms.contacts;
  const { file, problems } = await readTableFile(world, flags.contacts, form);
  if (file === undefined || problems.length > 0) throw new InputError(problems);
  const idle = idleSheets([{ file, form }]);
  if (idle.length > 0) throw new InputError(idle);
  const contacts = contactsFile(read, file, { map, form });
  return { files: [...files, contacts.file], notes: contacts.notes };
}
