import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { NamedBytes } from '../planning/inputs.js';
import { isAtRisk, planTransition } from '../planning/transition.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import { pageOf, terminalText } from '../reports/document/terminal.js';
import { notesText } from '../reports/notes-text.js';
import { planOptionsIn } from '../reports/plan-parts.js';
import { maskedNames, plainNames } from '../reports/transition/names.js';
import { packText } from '../reports/transition/pack.js';
import { packFileNames, transitionFiles } from '../reports/transition/transition-files.js';
import { transitionSchema } from '../reports/transition/transition-json.js';
import { exitCodes } from './exit-codes.js';
import { contestedStdin, pathFrom, readNamedFile, realFolder } from './files.js';
import { formsOf } from './flags/forms.js';
import { readOptions, type Values } from './flags/option.js';
import { interruptible } from './interrupt.js';
import { templatesIn } from './letter-templates.js';
import { transitionOptions } from './options.js';
import { outputProblems } from './output-folder.js';
import { planFolderNamed } from './plan-folder.js';
import { inputNames, readPlannedEvaluation } from './planned-problem.js';
import { readTableFile } from './table-files.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

type TransitionFlags = Values<typeof transitionOptions>;

/** Files besides the plan, by what they are to the pack. */
const besides = ['opportunities', 'activities', 'contacts', 'holidays'] as const;
type Besides = { readonly [Role in (typeof besides)[number]]?: NamedBytes };

/** `carve transition PLAN`: all that has to happen after a plan is adopted; with `--strict` 1 where anything is not ready. */
export async function transitionCommand(
  world: World,
  named: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readOptions('transition', transitionOptions, given);
  const folder = planFolderNamed(named);
  const { accounts, reps } = flags;
  const planned = await readPlannedEvaluation(world, folder, { accounts, reps }, true);
  const { plan, read, evaluation } = planned;
  const files = await readBesides(world, flags);
  const moves = await readNamedFile(world, join(folder, 'moves.csv'));
  const templates = await templatesIn(world, flags.templates);
  const inputs = [
    ...['plan.json', ...Object.keys(plan.files)].map((name) => join(folder, name)),
    ...inputNames(folder, plan, { accounts, reps }),
    ...besides.flatMap((role) => flags[role] ?? []),
  ];
  const faults = await outputProblems(world, { out: flags.out, names: packFileNames, inputs });
  if (faults.length > 0) throw new InputError(faults);
  const options = planOptionsIn(plan.options);
  const forms = formsOf(flags);
  const made = planTransition({
    read,
    evaluation,
    moves: moves.file,
    opportunities: files.opportunities,
    activities: files.activities,
    contacts: files.contacts,
    holidays: files.holidays,
    map: [...options.map, ...flags.map],
    forms: {
      ...options.forms,
      opportunities: forms.opportunities,
      activities: forms.activities,
      contacts: forms.contacts,
    },
    asOf: flags.asOf ?? read.problem.asOf,
    effective: flags.effective,
    holdover: flags.holdover,
    fiscalStart: flags.fiscalStart,
    quota: flags.quota,
    guaranteeDays: flags.guarantee,
  });
  const { transition, notes } = made;
  const names = (flags.mask ? maskedNames : plainNames)(read.problem, made.opportunities);
  const out = await realFolder(world, flags.out);
  const written = transitionFiles({
    transition,
    names,
    templates,
    isAtRisk: isAtRisk(read.problem.accounts),
    origin: {
      version,
      plan: { path: pathFrom(world, out, folder) || '.', sha256: plan.sha256 },
      inputs: Object.fromEntries(
        besides.flatMap((role) => {
          const file = files[role];
          if (file === undefined) return [];
          const path = pathFrom(world, out, file.name);
          return [[role, { path, sha256: sha256(file.bytes), rows: made.rows[role] ?? 0 }]];
        }),
      ),
      fiscalStart: [flags.fiscalStart.month, flags.fiscalStart.day]
        .map((part) => String(part).padStart(2, '0'))
        .join('-'),
      map: flags.map,
    },
  });
  const earlier = await earlierFiles(world, flags.out);
  const stop = interruptible();
  await writeFolder(world, flags.out, written).finally(stop.release);
  for (const name of earlier) {
    if (!written.has(name)) await rm(join(resolve(world.cwd, flags.out), name), { force: true });
  }
  if (stop.requested()) return exitCodes.interrupted;
  tell(world, [...planned.notes, ...notes], flags);
  if (flags.format === 'json') world.stdout.write(written.get('transition.json') ?? '');
  else if (!flags.quiet) {
    const page = pageOf(terminalOf(world, flags));
    const document = packText(transition, names, flags.out, [...written.keys()]);
    world.stdout.write(terminalText(page, document));
  }
  const isReady = Object.values(transition.notReady).every((count) => count === 0);
  return flags.strict && !isReady ? exitCodes.finding : exitCodes.done;
}

async function readBesides(world: World, flags: TransitionFlags): Promise<Besides> {
  const names = besides.flatMap((role) => flags[role] ?? []);
  const problems: InputProblem[] = [...contestedStdin(names)];
  if (problems.length > 0) throw new InputError(problems);
  const forms = formsOf(flags);
  const files: { [Role in (typeof besides)[number]]?: NamedBytes } = {};
  for (const role of besides) {
    const name = flags[role];
    if (name === undefined) continue;
    const form = role === 'holidays' ? forms.others : forms[role];
    const reading = await readTableFile(world, name, form);
    problems.push(...reading.problems);
    if (reading.file !== undefined) files[role] = reading.file;
  }
  if (problems.length > 0) throw new InputError(problems);
  return files;
}

/** Playbooks and letters of an earlier pack in the folder, lest one of a rep who no longer has any is handed out. */
async function earlierFiles(world: World, out: string): Promise<readonly string[]> {
  const path = join(resolve(world.cwd, out), 'transition.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  try {
    const { files } = transitionSchema.parse(JSON.parse(text));
    return Object.keys(files).filter((name) =>
      /^(?:playbooks\/[\w.-]+\.(?:md|html)|letters\/[\w.-]+\.md)$/.test(name),
    );
  } catch {
    return [];
  }
}

function tell(world: World, notes: readonly string[], { quiet }: TransitionFlags): void {
  if (quiet) return;
  const problem = { assumptions: [], warnings: [], rules: [] };
  world.stderr.write(notesText({ notes, drafted: [], problem, columns: world.stderr.columns }));
}
