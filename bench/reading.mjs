/**
 * `npm run bench:reading`: what reading costs beside csv-parse alone. Each figure is the median of
 * several processes of their own, taken in turn, so that noise falls on all alike.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './carve-runs.mjs';
import { folderOf, generatedInstance } from './instances.mjs';

const help = `npm run bench:reading -- [flags]

  --large      1,000,000 × 1,000 as well
  --repeat N   processes for each figure (5)
  --json FILE  every figure`;

/** What is timed, and the most that is asked of it, as times csv-parse alone. */
const parts = [
  { part: 'csv-parse', name: 'csv-parse alone' },
  { part: 'records', name: 'csv-parse alone, rows as records (`columns: true`)' },
  { part: 'accounts', name: 'accounts read, validated, in columns', asked: { '1000000x1000': 2 } },
  {
    part: 'check',
    name: "all files read, assembled, today's owners judged",
    asked: { '100000x300': 1.5 },
  },
];

const { values } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '5' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const repeat = Number(values.repeat);
if (values.help || !(Number.isInteger(repeat) && repeat > 0)) {
  console.log(help);
  process.exit(values.help ? 0 : 2);
}

const instances = [
  generatedInstance({ accounts: 100_000, reps: 300, rules: 'most' }),
  ...(values.large ? [generatedInstance({ accounts: 1_000_000, reps: 1000, rules: 'most' })] : []),
];
const work = mkdtempSync(join(tmpdir(), 'carve-reading-'));
const figures = [];
try {
  console.log(`Node ${process.version}, ${cpus().length} cores, medians of ${repeat}`);
  for (const instance of instances) report(instance, measured(folderOf(work, instance)));
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(figures, null, 1));

/** The runs of each part, the parts in turn. */
function measured(folder) {
  const runs = new Map(parts.map(({ part }) => [part, []]));
  for (let round = 0; round < repeat; round++) {
    for (const { part } of parts) runs.get(part).push(run(part, folder));
  }
  return runs;
}

/** `seconds` within the process, libraries loaded and files in memory; `process` from start to end. */
function run(part, folder) {
  const started = performance.now();
  const script = join(import.meta.dirname, 'reading-part.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, part, folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${part} ended with ${status}: ${stderr}`);
  return { ...JSON.parse(stdout), process: (performance.now() - started) / 1000 };
}

function report({ name, size }, runs) {
  const of = (part, figure) => median(runs.get(part).map((one) => one[figure]));
  console.log(`\n${name}\n`);
  console.log('| what | seconds | × | whole process | × | CPU | × | MB | asked |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const { part, name: what, asked } of parts) {
    const cells = ['seconds', 'process', 'cpu'].flatMap((figure) => [
      of(part, figure).toFixed(2),
      (of(part, figure) / of('csv-parse', figure)).toFixed(2),
    ]);
    const limit = asked?.[size] === undefined ? '–' : `${asked[size]} ×`;
    console.log(`| ${what} | ${cells.join(' | ')} | ${of(part, 'memory').toFixed(0)} | ${limit} |`);
    figures.push({ size, part, runs: runs.get(part) });
  }
}
