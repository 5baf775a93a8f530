// What commands print stands in README.md and docs/ between
//   <!-- run: carve plan … -->   and   <!-- end of run -->
// (`<!-- run 1-16: … -->` shows these lines alone). Commands run in a copy of fixtures/sp500 with fixtures/exports in it, in the order
// of the files; `<!-- prepare: … -->` runs without being shown, and no command runs twice.
// With --write they are put in (of all files, or of those that are named: all run all the same, since what one command
// leaves in the folder is what a later one finds); without it, what is stale is named and the exit code is 1.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { yearExports } from './year-exports.mjs';

const repo = resolve(import.meta.dirname, '../..');
const write = process.argv.includes('--write');
const folder = mkdtempSync(join(tmpdir(), 'carve-transcripts-'));
cpSync(join(repo, 'fixtures/sp500'), folder, { recursive: true });
cpSync(join(repo, 'fixtures/rebalance'), folder, { recursive: true });
cpSync(join(repo, 'fixtures/exports'), join(folder, 'exports'), { recursive: true });
for (const name of ['capacity', 'coverage', 'review'])
  cpSync(join(repo, 'fixtures', name), join(folder, 'fixtures', name), { recursive: true });
cpSync(join(repo, 'fixtures/route'), join(folder, 'route'), { recursive: true });
cpSync(join(repo, 'fixtures/backtest'), join(folder, 'backtest'), { recursive: true });
cpSync(join(repo, 'fixtures/roles'), join(folder, 'roles'), { recursive: true });
cpSync(join(repo, 'fixtures/transition'), join(folder, 'handover'), { recursive: true });

/** What a command printed on stdout, by the command. */
const printed = new Map();

function run(command) {
  if (printed.has(command)) return printed.get(command);
  const [program, ...words] = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? b);
  let output = '';
  if (program === 'carve') {
    const ran = spawnSync(process.execPath, [join(repo, 'bin/carve.js'), ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (ran.status === null || ran.status > 1) throw new Error(`${command}\n${ran.stderr}`);
    output = ran.stdout;
  } else if (command === 'drift') drift();
  else if (command === 'merge') merge();
  else if (program === 'year') year(words);
  else throw new Error(`${command}: no command of carve`);
  printed.set(command, output);
  return output;
}

/** drifted.csv: the plan in `out` adopted, and then 30 accounts of R07 given to R10. */
function drift() {
  const read = (name) => parse(readFileSync(join(folder, name), 'utf8'), { columns: true });
  const planned = new Map(
    read('out/assignments.csv').map(({ account_id, rep_id }) => [account_id, rep_id]),
  );
  let left = 30;
  const accounts = read('accounts.csv').map((account) => {
    const rep = planned.get(account.account_id);
    const moved = rep === 'R07' && left-- > 0;
    return { ...account, owner: moved ? 'R10' : rep };
  });
  writeFileSync(join(folder, 'drifted.csv'), stringify(accounts, { header: true }));
}

/** `year merged merged.csv apr`: a file of the year of docs/year.md. */
function year([what, ...names]) {
  yearExports(folder)[what](...names);
}

/** merged.csv: the plan in `out` adopted, and then one company of the East bought by another. */
function merge() {
  const read = (name) => parse(readFileSync(join(folder, name), 'utf8'), { columns: true });
  const planned = new Map(
    read('out/assignments.csv').map(({ account_id, rep_id }) => [account_id, rep_id]),
  );
  const accounts = read('accounts.csv').map((account) => ({
    ...account,
    owner: planned.get(account.account_id),
    parent_id: account.account_id === 'AOS' ? 'MMM' : account.parent_id,
  }));
  writeFileSync(join(folder, 'merged.csv'), stringify(accounts, { header: true }));
}

const block =
  /<!-- (run|prepare)(?: (\d+)-(\d+))?: (.*?) -->\n(?:```text\n[\s\S]*?```\n<!-- end of run -->\n)?/g;

function renewed(text) {
  return text.replace(block, (whole, kind, first, last, command) => {
    const output = run(command);
    if (kind === 'prepare') return whole;
    const lines = output.trimEnd().split('\n');
    const shown = first === undefined ? lines : lines.slice(first - 1, last);
    if (last !== undefined && last < lines.length) shown.push('  …');
    const head = whole.slice(0, whole.indexOf('\n') + 1);
    const from = first > 1 ? '  …\n' : '';
    return `${head}\`\`\`text\n$ ${command}\n${from}${shown.join('\n')}\n\`\`\`\n<!-- end of run -->\n`;
  });
}

/** The files asked about; all where none is named. */
const only = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const files = [
  'README.md',
  ...readdirSync(join(repo, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
];
const stale = [];
try {
  for (const name of files) {
    const text = readFileSync(join(repo, name), 'utf8');
    const now = renewed(text);
    if (now === text || (only.length > 0 && !only.includes(name))) continue;
    stale.push(name);
    if (write) writeFileSync(join(repo, name), now);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (stale.length > 0) {
  process.stdout.write(`${write ? 'renewed' : 'stale'}: ${stale.join(', ')}\n`);
  if (!write) {
    process.stdout.write('npm run docs puts in what this version prints\n');
    process.exitCode = 1;
  }
}
