/** One measured process of reading.mjs: `node reading-part.mjs PART FOLDER` prints its figures as JSON. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [part, folder] = process.argv.slice(2);
const file = (name) => ({ name, bytes: readFileSync(join(folder, name)) });
const asOf = 20_468; // 2026-01-15

/** Each loads what it needs, and returns what is timed. */
const parts = {
  /** The sync API with its own defaults: every row an array of strings, all of them kept. */
  'csv-parse': async () => {
    const { parse } = await import('csv-parse/sync');
    const { bytes } = file('accounts.csv');
    return () => parse(bytes);
  },
  /** Every row an object by header, as scripts read a file whose columns they ask for by name. */
  records: async () => {
    const { parse } = await import('csv-parse/sync');
    const { bytes } = file('accounts.csv');
    return () => parse(bytes, { columns: true });
  },
  accounts: async () => {
    const { readAccounts } = await import('../src/inputs/csv/accounts-and-reps.js');
    const { name, bytes } = file('accounts.csv');
    return () => readAccounts(name, bytes);
  },
  check: async () => {
    const { readProblem } = await import('../dist/planning/inputs.js');
    const { evaluate } = await import('../dist/evaluation/evaluate.js');
    const { today } = await import('../dist/evaluation/changes.js');
    const inputs = {
      accounts: file('accounts.csv'),
      reps: file('reps.csv'),
      rules: file('rules.csv'),
      distances: undefined,
      bare: false,
      map: [],
      assembly: { asOf, weights: new Map(), shareBy: undefined, potentialCap: true },
    };
    return () => {
      const { problem } = readProblem(inputs);
      return evaluate(problem, today(problem));
    };
  },
};

const timed = await parts[part]();
const started = performance.now();
const result = timed();
const seconds = (performance.now() - started) / 1000;
if (result === undefined) throw new Error('nothing was done');
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    seconds,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    memory: (1024 * maxRSS) / 1e6,
  }),
);
