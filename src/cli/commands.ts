import type { Command } from 'commander';
import { groupBy } from '../model/grouping.js';
import { shells } from './completion/scripts.js';
import { DeclaredOption } from './declared-option.js';
import { capacityOptions } from './flags/capacity-options.js';
import { coverageOptions } from './flags/coverage-options.js';
import { listed, type Options } from './flags/option.js';
import { rebalanceOptions } from './flags/rebalance-options.js';
import { routeOptions } from './flags/route-options.js';
import { transitionOptions } from './flags/transition-options.js';
import { gatedWorld } from './gated-world.js';
import {
  checkOptions,
  diffOptions,
  explainOptions,
  exportOptions,
  initOptions,
  planOptions,
  reportOptions,
  reviewOptions,
  scenariosOptions,
  validateOptions,
  verifyOptions,
} from './options.js';
import type { World } from './world.js';

type Flags = Record<string, unknown>;

/** What commands are for, as --help parts them, in this order; one without commands is not shown. */
const groups = {
  plan: 'Plan:',
  year: 'Run the year:',
  trust: 'Trust:',
  inAndOut: 'In and out:',
  help: 'Help:',
} as const;

type Group = keyof typeof groups;

/** Commands by what they are for, the groups in their order wherever a command was declared. */
export function inGroups<Item>(
  _all: Item[],
  visible: Item[],
  headingOf: (item: Item) => string,
): Map<string, Item[]> {
  const found = groupBy(visible, headingOf);
  const headings = new Set<string>([...Object.values(groups), ...found.keys()]);
  return new Map([...headings].map((heading) => [heading, found.get(heading) ?? []]));
}

/** Does what a command is for and says its exit code. */
type Run<Named extends readonly unknown[]> = (
  world: World,
  ...given: [...Named, Flags]
) => Promise<number>;

/**
 * Adds every command to the program: its group, words, arguments and flags. What one does
 * is loaded when it is called, so that no command waits for the others' parts.
 *
 * @param done takes a command's exit code.
 */
export function declareCommands(
  program: Command,
  world: World,
  done: (code: number) => void,
): void {
  const declare = <Named extends readonly unknown[]>(
    group: Group,
    name: string,
    description: string,
    named: readonly Argument[],
    options: Options,
    load: () => Promise<Run<Named>>,
  ): void => {
    const command = program.command(name).description(description).helpGroup(groups[group]);
    for (const [argument, meaning] of named) command.argument(argument, meaning);
    withOptions(command, options).action(async (...given: [...Named, Flags]) => {
      const run = await load();
      // Commander hands over the command itself besides.
      const own = given.slice(0, named.length + 1) as [...Named, Flags];
      const { format, open, quiet }: Flags = Object(own[named.length]);
      const gated = gatedWorld(world, format);
      const begun = world.now();
      const code =
        open === true
          ? await (await import('./open-page.js')).openingPage(gated, (watched) =>
              run(watched, ...own),
            )
          : await run(gated, ...own);
      if (quiet !== true) tellDuration(world, name, world.now() - begun);
      done(code);
    });
  };

  declare(
    'plan',
    'plan',
    'score, solve, and write a plan folder',
    inputFiles,
    planOptions,
    async () => (await import('./plan.js')).planCommand,
  );
  declare(
    'plan',
    'scenarios',
    'several plans side by side, with what each gives up',
    inputFiles,
    scenariosOptions,
    async () => (await import('./scenarios.js')).scenariosCommand,
  );
  declare(
    'plan',
    'diff',
    'what differs between two plan folders, assignment files or CRM exports',
    [
      ['<a>', 'a plan folder, a file with account_id and rep_id, or a CRM export'],
      ['<b>', 'the same; with --base, <a> is mine and <b> is theirs'],
    ],
    diffOptions,
    async () => (await import('./diff.js')).diffCommand,
  );
  declare(
    'plan',
    'explain',
    'why an account is where it is, what moving it would cost, what a rule costs',
    [
      planFolder,
      ['[who]', 'an account (id or name) or a rep (rep_id, e-mail or name); none: the plan'],
    ],
    explainOptions,
    async () => (await import('./explain.js')).explainCommand,
  );
  declare(
    'plan',
    'report',
    'the plan to show and to send: a page, Markdown, a workbook, a PDF, or text',
    [['<plan>', 'the plan folder, or its plan.json; or a folder of carve scenarios']],
    reportOptions,
    async () => (await import('./report.js')).reportCommand,
  );
  declare(
    'trust',
    'check',
    "hold today's owners, or an assignments file, against the rules; the CI gate",
    inputFiles,
    checkOptions,
    async () => (await import('./check.js')).checkCommand,
  );
  declare(
    'trust',
    'validate',
    'find every problem in the data before anything is planned',
    inputFiles,
    validateOptions,
    async () => (await import('./validate.js')).validateCommand,
  );
  declare(
    'trust',
    'verify',
    'work every figure of a plan folder out again, and prove its bound again',
    [planFolder],
    verifyOptions,
    async () => (await import('./verify.js')).verifyCommand,
  );
  declare(
    'year',
    'rebalance',
    'change an adopted plan as little as leavers, joiners, churn and mergers ask for',
    [['<plan>', 'the adopted plan: its folder, or its assignments.csv'], ...inputFiles],
    rebalanceOptions,
    async () => (await import('./rebalance.js')).rebalanceCommand,
  );
  declare(
    'year',
    'route',
    'who gets these new accounts or leads; disputes decided by written steps',
    [
      ['<plan>', 'the adopted plan: its folder, or its assignments.csv'],
      ['<new>', 'the new accounts or leads, CSV or JSON; - for standard input'],
    ],
    routeOptions,
    async () => (await import('./route.js')).routeCommand,
  );
  declare(
    'year',
    'review',
    "the managers' round: a sheet for each manager out, their decisions back in",
    [planFolder, ['[files...]', "managers' sheets as they came back, CSV or XLSX, in any order"]],
    reviewOptions,
    async () => (await import('./review.js')).reviewCommand,
  );
  declare(
    'year',
    'transition',
    'the handover of an adopted plan: playbooks, letters, deals, quotas, 90 days of dates',
    [['<plan>', 'the plan folder, or its plan.json']],
    transitionOptions,
    async () => (await import('./transition.js')).transitionCommand,
  );
  declare(
    'year',
    'coverage',
    'are the books worked: coverage, this week, priorities, whitespace, pipeline against quota',
    inputFiles,
    coverageOptions,
    async () => (await import('./coverage.js')).coverageCommand,
  );
  declare(
    'year',
    'capacity',
    'how many reps it takes to reach a goal, and by when',
    [['<reps>', 'reps.csv or a CRM export; - for standard input']],
    capacityOptions,
    async () => (await import('./capacity.js')).capacityCommand,
  );
  declare(
    'inAndOut',
    'export',
    "the file that a CRM's loader takes to carry a plan out, and the one back",
    [planFolder],
    exportOptions,
    async () => (await import('./export.js')).exportCommand,
  );
  declare(
    'inAndOut',
    'init',
    'find the exports in this folder and draft mapping and rules for them; or an example to try',
    [['[folder]', 'write a working example there, in place of looking for exports here']],
    initOptions,
    async () => init,
  );
  declare<[string]>(
    'help',
    'completion',
    'the script with which a shell completes commands, flags, files, accounts and reps',
    [['<shell>', `${listed(shells)}; source <(carve completion bash) turns it on`]],
    {},
    async () => (await import('./completion/completion.js')).completionCommand,
  );
  // What those scripts ask at every tab; nobody types it.
  program
    .command('complete <shell> [words...]', { hidden: true })
    .helpGroup(groups.help)
    .action(async (shell: string, words: readonly string[]) => {
      const { completeCommand } = await import('./completion/completion.js');
      done(await completeCommand(world, program, shell, words));
    });
}

async function init(world: World, named: string | undefined, flags: Flags): Promise<number> {
  if (!Array.isArray(flags.from)) {
    if (named === undefined && flags.templates === undefined) {
      const { initHereCommand } = await import('./init-here.js');
      return initHereCommand(world, flags);
    }
    const { initCommand } = await import('./init.js');
    return initCommand(world, named ?? 'carve-example', flags);
  }
  const { draftFolder, initFromCommand } = await import('./init-from.js');
  // The flag takes all words that follow it; the third is the folder.
  const words = flags.from.map(String);
  const last = named === undefined && words.length === 3 ? words.pop() : undefined;
  return initFromCommand(world, words, named ?? last ?? draftFolder, flags);
}

/** From here on somebody has waited, and may want to know for how long. */
const longMilliseconds = 2000;

function tellDuration({ stderr }: World, name: string, milliseconds: number): void {
  if (!stderr.isTerminal || milliseconds < longMilliseconds) return;
  stderr.write(`carve ${name} took ${(milliseconds / 1000).toFixed(1)} s\n`);
}

/** An argument as commander writes it, and what --help says of it. */
type Argument = readonly [name: string, meaning: string];

/** The two files that most commands begin with. */
const inputFiles: readonly Argument[] = [
  ['<accounts>', 'accounts.csv or a CRM export; - for standard input'],
  ['<reps>', 'reps.csv or a CRM export'],
];

/** The plan folder of a command that reads one again. */
const planFolder: Argument = ['<plan>', 'the plan folder, or its plan.json'];

/** The flags of a command, in the order in which --help shows them. */
export function withOptions(command: Command, options: Options): Command {
  for (const option of Object.values(options)) command.addOption(new DeclaredOption(option));
  return command;
}
