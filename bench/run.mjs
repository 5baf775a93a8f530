/**
 * carve on generated instances and on the S&P 500, beside HiGHS and javascript-lp-solver as MIPs and a
 * spreadsheet's snake draft, in one run: `npm run bench`, or `npm run bench -- --quick` to 20,000 × 100.
 * `--repeat N` (default 3) runs of carve each, medians told; `--only 200x8` for one size; `--no-rivals`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generate } from './generate.mjs';

const repo = resolve(import.meta.dirname, '..');
const has = (flag) => process.argv.includes(flag);
const valueAfter = (flag, standard) => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? standard : process.argv[at + 1];
};
const quick = has('--quick');
const repeat = Number(valueAfter('--repeat', quick ? 1 : 3));
const only = valueAfter('--only', undefined);
const effort = valueAfter('--effort', 'normal');

/** accounts, reps, rules, and what issue-sized targets ask: seconds, gap in percent, MB. */
const sizes = [
  [200, 8, 'none', 2, 0.5, 400],
  [200, 8, 'most', 2, 0.5, 400],
  [1000, 20, 'none', 3, 0.5, 400],
  [1000, 20, 'most', 3, 0.5, 400],
  [5000, 50, 'none', 6, 0.5, 400],
  [5000, 50, 'most', 6, 0.5, 400],
  [20000, 100, 'none', 12, 0.5, 500],
  [20000, 100, 'most', 12, 0.5, 500],
  ...(quick
    ? []
    : [
        [100000, 500, 'none', 45, 1, 1000],
        [100000, 500, 'most', 45, 1, 1000],
        [1000000, 1000, 'most', 180, 3, 3000],
      ]),
];

const work = mkdtempSync(join(tmpdir(), 'carve-bench-'));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (cells) => console.log(`| ${cells.join(' | ')} |`);

console.log(
  `node ${process.version}, ${availableParallelism()} cores, effort ${effort}, ${repeat} runs each\n`,
);
row([
  'instance',
  'seconds',
  'gap %',
  'MB',
  'objective',
  'exit',
  'HiGHS 60 s',
  'jsLPSolver',
  'snake draft',
  'asked',
]);
row(Array(10).fill('---'));
try {
  measure('S&P 500', sp500(), [3, 0.5, 400]);
  for (const [accounts, reps, rules, ...asked] of sizes) {
    const name = `${accounts}x${reps}`;
    if (only !== undefined && only !== name) continue;
    const folder = join(work, `${name}-${rules}`);
    mkdirSync(folder);
    const made = generate({ accounts, reps, rules });
    for (const file of ['accounts', 'reps', 'rules'])
      writeFileSync(join(folder, `${file}.csv`), made[file]);
    measure(
      `${accounts.toLocaleString('en')} × ${reps}, rules: ${rules}`,
      folder,
      asked,
      accounts * reps,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function sp500() {
  const folder = join(work, 'sp500');
  cpSync(join(repo, 'fixtures/sp500'), folder, { recursive: true });
  return folder;
}

function measure(name, folder, [seconds, gap, memory], pairs = 6000) {
  const runs = [];
  for (let run = 0; run < repeat; run++) runs.push(carve(folder));
  const last = runs[runs.length - 1];
  const rivals = !has('--no-rivals');
  const highs = rivals && pairs <= 2_000_000 ? rival(folder, 'highs', 60) : '–';
  const jslp = rivals && pairs <= 2000 ? rival(folder, 'jslp', 60) : '–';
  const snake = rivals && pairs <= 2_000_000 ? rival(folder, 'snake', 60) : '–';
  row([
    name,
    median(runs.map((one) => one.seconds)).toFixed(1),
    last.gap === undefined ? '–' : (100 * last.gap).toFixed(2),
    Math.round(median(runs.map((one) => one.memory))),
    last.objective?.toFixed(5) ?? '–',
    last.code,
    highs,
    jslp,
    snake,
    `${seconds} s, ${gap} %, ${memory} MB`,
  ]);
}

/** The whole command, reading and writing included. */
function carve(folder) {
  const out = join(folder, 'out');
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--require',
      join(repo, 'bench/memory-hook.cjs'),
      join(repo, 'bin/carve.js'),
      'plan',
      join(folder, 'accounts.csv'),
      join(folder, 'reps.csv'),
      '--rules',
      join(folder, 'rules.csv'),
      '--as-of',
      '2026-01-15',
      '--threads',
      '2',
      '--effort',
      effort,
      '--quiet',
      '--out',
      out,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const seconds = (performance.now() - started) / 1000;
  const memory = Number(/maxrss (\d+)\s*$/.exec(stderr)?.[1] ?? 0) / 1024;
  if (status !== 0 && status !== 3) return { seconds, memory, code: status };
  const { objective } = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
  return { seconds, memory, code: status, objective: objective.value, gap: objective.gap };
}

/** A rival's objective, or why there is none. */
function rival(folder, which, limit) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--max-old-space-size=8000', join(repo, 'bench/rivals.mjs'), folder, which, String(limit)],
    { encoding: 'utf8', timeout: limit * 1000 + 60_000, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  if (status !== 0) return 'nothing';
  const answer = JSON.parse(stdout.trim().split('\n').pop());
  if (answer.objective === null) return 'nothing';
  return `${answer.objective.toFixed(5)}${answer.violation > 0 ? ' (breaks rules)' : ''}`;
}
