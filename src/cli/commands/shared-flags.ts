import { type Command, Option } from 'commander';

/** The two files that most commands begin with. */
export function withInputFiles(command: Command): Command {
  return command
    .argument('<accounts>', 'accounts.csv or a CRM export; - for standard input')
    .argument('<reps>', 'reps.csv or a CRM export');
}

/** The flags that say how files are read and what they mean (contract 1); the same everywhere. */
export function withInputFlags(command: Command): Command {
  return withFormFlags(withMapFlags(command))
    .option('--save-map <file>', 'write which header was taken for which column, for --map-file')
    .option('--rules <file>', 'rules.csv; without it, safe rules are drafted from the data')
    .option('--bare', 'no drafted rules')
    .option('--as-of <date>', 'the day that dates are counted from, YYYY-MM-DD (default: today)')
    .option(
      '--weights <name=w,…>',
      'weights by term, such as potential=4,disruption=1',
      (value, all: string[] = []) => [...all, value],
    )
    .option(
      '--share-by <column>',
      'share territories by this column of the rep file instead of capacity',
    )
    .option('--distances <file>', 'account_id, rep_id, km for every pair the rules allow')
    .option(
      '--locate',
      'look up coordinates by city and state, or postal code, where there are none',
    )
    .option(
      '--same-places',
      'states and countries are one value to rules however spelled: CA, California, US-CA',
    )
    .option(
      '--opportunities <file>',
      'a CRM export of opportunities: pipeline, wins and their owners, by account',
    )
    .option(
      '--activities <file>',
      'a CRM export of activities: last contact and touches, by account',
    )
    .option(
      '--owner-from <opportunities>',
      'accounts without an owner take the rep with the most opportunities',
    )
    .option(
      '--potential-cap <p95|none>',
      'whether potential from revenue or employees is capped (default: p95)',
    );
}

/** The flags of a command that searches for a plan. */
export function withSearchFlags(command: Command): Command {
  return command
    .option('--seed <n>', 'seed of the search (default: 1)')
    .option('--effort <effort>', 'quick, normal or thorough (default: normal)')
    .option('--max-moves <n>', 'a must rule: at most so many accounts leave an active owner')
    .option('--time-limit <seconds>', 'stop the search after this time')
    .addOption(threadsOption());
}

/** As many threads as are wanted. */
export function threadsOption(): Option {
  return new Option('--threads <n>', 'threads to use; never changes the plan (default: all cores)');
}

/** The plan folder of a command that reads one again, and where its inputs are if they were moved; what it says is text or JSON. */
export function withPlanFolder(command: Command): Command {
  return withPlanInputs(command.argument('<plan>', 'the plan folder, or its plan.json')).addOption(
    new Option('--format <format>', 'what goes to stdout: text or json').default('text'),
  );
}

/** Where the inputs of a plan are if they were moved. */
export function withPlanInputs(command: Command): Command {
  return command
    .option('--accounts <file>', 'the account file, where it is no longer where plan.json says')
    .option('--reps <file>', 'the rep file, likewise')
    .option('--rules <file>', 'the rules file, likewise')
    .option('--distances <file>', 'the distances file, likewise')
    .option('--opportunities <file>', 'the opportunities, likewise')
    .option('--activities <file>', 'the activities, likewise');
}

/** The flags that say how a command speaks. */
export function withOutputFlags(command: Command, quiet = 'say nothing but errors'): Command {
  return command.option('--quiet', quiet).option('--no-color', 'no colour (also NO_COLOR)');
}

/** The flags that say what a file does not say of itself. */
export function withFormFlags(command: Command): Command {
  const gather = (value: string, all: string[] = []): string[] => [...all, value];
  return command
    .option(
      '--encoding <name>',
      'what text files are in, such as windows-1252 (default: told by their bytes); like the three that follow it may be for one file: reps=NAME',
      gather,
    )
    .option('--sheet <name>', 'the sheet of a workbook (.xlsx)', gather)
    .option(
      '--decimal <mark>',
      'what stands before the fraction of a number: . or , (default: . )',
      gather,
    )
    .option('--dates <order>', 'the order of dates such as 3/4/2026: mdy or dmy', gather);
}

/** The flag for headers that carve does not know. */
export function withMapFlag(command: Command): Command {
  return command.option(
    '--map <column=header>',
    'take a header for a column, or say what a stage means (stage:won=Signed); repeatable',
    (value: string, all: string[] = []) => [...all, value],
  );
}

/** The same, and the file that keeps such mappings. */
export function withMapFlags(command: Command): Command {
  return withMapFlag(command).option(
    '--map-file <file>',
    'a mapping that --save-map wrote; --map goes before it',
  );
}
