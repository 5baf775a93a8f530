/** What somebody wants to do, and the command for it; by when in the year. */
const jobs = [
  [
    'To begin',
    [
      ['find the exports in this folder', 'carve init'],
      ['a small example to try', 'carve init my-example'],
      ['is the data any good?', 'carve validate accounts.csv reps.csv'],
    ],
  ],
  [
    'Plan the year',
    [
      ['how many reps does the goal take?', 'carve capacity reps.csv --goal 12M'],
      ['one plan', 'carve plan accounts.csv reps.csv --out plan'],
      ['options side by side', 'carve scenarios accounts.csv reps.csv'],
      ['why is this account there?', 'carve explain plan Acme'],
      ['show it, send it', 'carve report plan --out plan.html --open'],
      ['managers have their say', 'carve review plan'],
      ['every number checked again', 'carve verify plan'],
    ],
  ],
  [
    'Put it in force',
    [
      ['letters, playbooks, dates', 'carve transition plan --out handover'],
      ['load files for the CRM', 'carve export plan --for salesforce'],
    ],
  ],
  [
    'Run the year',
    [
      ['Monday morning: who to call', 'carve coverage accounts.csv reps.csv'],
      ['a lead comes in', 'carve route plan leads.csv'],
      ['somebody leaves or joins', 'carve rebalance plan accounts.csv reps.csv'],
      ['nightly: have they drifted?', 'carve check accounts.csv reps.csv'],
      ['what did two plans change?', 'carve diff plan other-plan'],
    ],
  ],
] as const;

/** What `carve` alone says: which command does which job, on one screen. */
export const jobsText = [
  'carve: fair, explainable sales territories',
  ...jobs.flatMap(([when, those]) => [
    when,
    ...those.map(([job, command]) => `  ${job.padEnd(34)}${command}`),
  ]),
  'carve COMMAND --help has all it can be told; tab completes: carve completion',
  '',
].join('\n');

/** What stands below the flags of a command: how it is called for a job, and where the rest is told. */
export function exampleText(name: string): string {
  const commands = jobs.flatMap(([, those]) => those.map(([job, command]) => ({ job, command })));
  const own = commands.filter(({ command }) => command.split(' ')[1] === name);
  if (own.length === 0) return '';
  return [
    '',
    'For example:',
    ...own.map(({ job, command }) => `  ${command}   (${job})`),
    '',
    'carve --help has the exit codes, docs/README.md the page of each command.',
  ].join('\n');
}
