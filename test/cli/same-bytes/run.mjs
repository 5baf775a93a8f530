// node test/cli/same-bytes/run.mjs [--record] [--keep FOLDER] [--only GROUP,…]
// Compares what the built command says and writes with recorded.jsonl, or records it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { differences, lineOf, readRecorded } from './recorded.mjs';
import { runGroups } from './run-groups.mjs';

const recordedFile = join(import.meta.dirname ?? '.', 'recorded.jsonl');
const { values } = parseArgs({
  options: {
    record: { type: 'boolean', default: false },
    keep: { type: 'string' },
    only: { type: 'string' },
  },
});
const only = values.only?.split(',');
const recorded = readRecorded(readFileSync(recordedFile, { encoding: 'utf8', flag: 'a+' }));
const say = process.stdout.write.bind(process.stdout);

const lines = [];
const reported = [];
const seen = new Set();
await runGroups({
  keep: values.keep,
  only,
  report: (outcome) => {
    seen.add(outcome.command);
    lines.push(lineOf(outcome));
    reported.push(...differences(recorded.get(outcome.command), outcome));
  },
});
for (const command of recorded.keys()) {
  const group = command.slice(0, command.indexOf(': carve'));
  if (!seen.has(command) && (only === undefined || only.includes(group))) {
    reported.push(`${command}\n  is recorded and no longer run`);
  }
}
if (values.record) {
  if (only !== undefined) throw new Error('all groups are recorded together: leave out --only');
  writeFileSync(recordedFile, lines.join(''));
  say(`recorded ${lines.length} commands; ${reported.length} outputs are not as they were\n`);
}
if (reported.length > 0) {
  const shown = reported.slice(0, 20);
  if (reported.length > shown.length) shown.push(`… and ${reported.length - shown.length} more`);
  say(`${shown.join('\n')}\n`);
}
if (reported.length > 0 && !values.record) {
  say(
    '\nTo see a difference, keep both outputs: node test/cli/same-bytes/run.mjs --keep /tmp/new --only GROUP here,\n' +
      'the same with --keep /tmp/old in a checkout of the last commit that passed, then diff -r /tmp/old /tmp/new.\n' +
      'Where the new is right: node test/cli/same-bytes/run.mjs --record, and say why in the commit.\n',
  );
  process.exitCode = 1;
}
