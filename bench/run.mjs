/**
 * carve on generated instances and on the S&P 500: its own runs first and alone, how time grows, then
 * HiGHS and javascript-lp-solver as MIPs and a spreadsheet's snake draft on the same instances.
 * `npm run bench`, `npm run bench -- --quick`, `npm run bench -- --help`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureRivals } from './beside-rivals.mjs';
import { readFlags } from './flags.mjs';
import { measureGap } from './gap/measure-gap.mjs';
import { measureGrowth } from './growth.mjs';
import { chosenInstances } from './instances.mjs';
import { measureKinds } from './kinds/measure-kinds.mjs';
import { printedTables } from './printed-tables.mjs';
import { measureSizes } from './sizes.mjs';
import { checkThreads } from './threads-check.mjs';

/** Milliseconds of a quick run, its last words included. */
const quickLimit = 570_000;

const flags = readFlags();
const work = mkdtempSync(join(tmpdir(), 'carve-bench-'));
// Also when interrupted.
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const about = {
  node: process.version,
  processor: cpus()[0]?.model,
  cores: availableParallelism(),
  ...flags,
};
console.log(
  `node ${about.node}, ${about.cores} cores (${about.processor}), effort ${flags.effort}, ` +
    `medians of ${flags.repeat} ${flags.repeat === 1 ? 'run' : 'runs'}; ✗ marks what misses its target`,
);
const tables = printedTables(flags.json, about);
const instances = flags.sizes ? chosenInstances(flags) : [];
const measured = instances.length > 0 ? measureSizes(tables, work, instances, flags) : [];
if (flags.growth) measureGrowth(tables, work, measured, flags);
if (flags.threadsCheck && !(await checkThreads(tables, work, flags))) process.exitCode = 1;
if (flags.kinds) await measureKinds(tables, work, flags);
if (flags.gap) await measureGap(tables, work, flags);
if (measured.some(({ instance }) => instance.rivals.length > 0)) {
  await measureRivals(tables, work, measured, {
    limit: flags.rivalSeconds,
    until: flags.quick ? quickLimit : Number.POSITIVE_INFINITY,
    atOnce: Math.min(2, about.cores),
  });
}
tables.say(`${(performance.now() / 1000).toFixed(0)} s in all`);
