import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type FileForm, givenForm } from '../inputs/csv/file-form.js';
import { InputError } from '../model/input-problem.js';
import { isAtRisk } from '../planning/transition.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { notesText } from '../reports/notes-text.js';
import { silentWarnings } from '../reports/transition/letters.js';
import { maskedNames, plainNames } from '../reports/transition/names.js';
import { packText } from '../reports/transition/pack.js';
import { packFileNames, transitionFiles } from '../reports/transition/transition-files.js';
import { type TransitionJson, transitionSchema } from '../reports/transition/transition-json.js';
import { exitCodes } from './exit-codes.js';
import { pathFrom, realFolder } from './files.js';
import { formsOf } from './flags/forms.js';
import { readOptions, type Values } from './flags/option.js';
import { transitionOptions } from './flags/transition-options.js';
import { interruptible } from './interrupt.js';
import { templatesIn } from './letter-templates.js';
import { type HandoverMade, madeTransition, packInputs } from './made-transition.js';
import { outputProblems } from './output-folder.js';
import { planFolderNamed } from './plan-folder.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

type TransitionFlags = Values<typeof transitionOptions>;

/** `carve transition PLAN`: all that has to happen after a plan is adopted; with `--strict` 1 where anything is not ready. */
export async function transitionCommand(
  world: World,
  named: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readOptions('transition', transitionOptions, given);
  const folder = planFolderNamed(named);
  const reading = readingOf(flags);
  const made = await madeTransition(world, folder, {
    ...flags,
    guaranteeDays: flags.guarantee,
    files: flags,
    reading,
  });
  const { planned, transition } = made;
  const templates = await templatesIn(world, flags.templates);
  const faults = await outputProblems(world, {
    out: flags.out,
    names: packFileNames,
    inputs: made.inputNames,
    knownBy: flags.force ? undefined : 'transition.json',
  });
  if (faults.length > 0) throw new InputError(faults);
  const { problem } = planned.read;
  const names = (flags.mask ? maskedNames : plainNames)(problem, made.opportunities);
  const written = transitionFiles({
    transition,
    names,
    templates,
    isAtRisk: isAtRisk(problem.accounts),
    origin: await originOf(world, folder, flags, made, reading),
  });
  const earlier = await earlierFiles(world, flags.out);
  const stop = interruptible();
  await writeFolder(world, flags.out, written).finally(stop.release);
  for (const name of earlier) {
    if (!written.has(name)) await rm(join(resolve(world.cwd, flags.out), name), { force: true });
  }
  if (stop.requested()) return exitCodes.interrupted;
  tell(world, [...planned.notes, ...made.notes], flags);
  if (flags.format === 'json') world.stdout.write(written.get('transition.json') ?? '');
  else if (!flags.quiet) {
    const page = pageOf(terminalOf(world, flags));
    const document = packText(
      transition,
      names,
      flags.out,
      [...written.keys()],
      silentWarnings(transition, templates),
    );
    world.stdout.write(terminalText(page, document));
  }
  const isReady = Object.values(transition.notReady).every((count) => count === 0);
  return flags.strict && !isReady ? exitCodes.finding : exitCodes.done;
}

/** What flags say of how the files are read. */
function readingOf(flags: TransitionFlags): NonNullable<TransitionJson['options']['reading']> {
  const forms = formsOf(flags);
  const formOf = (role: (typeof packInputs)[number]): FileForm =>
    givenForm(role === 'holidays' ? forms.others : forms[role]);
  return Object.fromEntries(
    packInputs.flatMap((role) => {
      const form = formOf(role);
      return flags[role] === undefined || Object.keys(form).length === 0 ? [] : [[role, form]];
    }),
  );
}

async function originOf(
  world: World,
  folder: string,
  flags: TransitionFlags,
  { planned, files, rows }: HandoverMade,
  reading: TransitionJson['options']['reading'],
) {
  const out = await realFolder(world, flags.out);
  const { month, day } = flags.fiscalStart;
  return {
    version,
    plan: { path: pathFrom(world, out, folder) || '.', sha256: planned.plan.sha256 },
    inputs: {
      ...Object.fromEntries(
        packInputs.flatMap((role) => {
          const file = files[role];
          if (file === undefined) return [];
          const path = pathFrom(world, out, file.name);
          return [[role, { path, sha256: sha256(file.bytes), rows: rows[role] ?? 0 }]];
        }),
      ),
      ...(flags.templates !== undefined && { templates: pathFrom(world, out, flags.templates) }),
    },
    fiscalStart: [month, day].map((part) => String(part).padStart(2, '0')).join('-'),
    map: flags.map,
    reading,
  };
}

/** Playbooks and letters, and what is told of roles, of an earlier pack in the folder, lest the playbook of a rep whose accounts no longer change hands is given out. */
async function earlierFiles(world: World, out: string): Promise<readonly string[]> {
  const path = join(resolve(world.cwd, out), 'transition.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  try {
    const { files } = transitionSchema.parse(JSON.parse(text));
    return Object.keys(files).filter((name) =>
      /^(?:playbooks\/[\w.-]+\.(?:md|html)|(?:role-)?letters\/[\w.-]+\.md|role-(?:handovers|letters)\.csv)$/.test(
        name,
      ),
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
