import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generate } from './generate.mjs';

const repo = resolve(import.meta.dirname, '..');

/**
 * What carve is to reach at a size: seconds, gap in percent and MB of the whole command, and how its
 * objective is to stand against HiGHS's: no worse, better, or (where HiGHS may find nothing) better if any.
 */
const sizes = [
  { accounts: 40, reps: 4 },
  { accounts: 200, reps: 8, asked: { seconds: 2, gap: 0.5, memory: 400, highs: 'no worse' } },
  { accounts: 1000, reps: 20, asked: { seconds: 3, gap: 0.5, memory: 400, highs: 'no worse' } },
  { accounts: 5000, reps: 50, asked: { seconds: 6, gap: 0.5, memory: 400, highs: 'better' } },
  { accounts: 20000, reps: 100, asked: { seconds: 12, gap: 0.5, memory: 500, highs: 'better' } },
  { accounts: 100000, reps: 500, asked: { seconds: 45, gap: 1, memory: 1000 } },
  { accounts: 1000000, reps: 1000, asked: { seconds: 180, gap: 3, memory: 3000 } },
];
const mostAccountsOfQuick = 20_000;

/** Larger models than these do not end, or do not fit. */
const mostPairs = { highs: 2_000_000, jslp: 2_000 };

/** The instances of a run, smallest first: S&P 500, then each size with each kind of rules. */
export function chosenInstances({ quick, only, rules, rivals }) {
  const sp500 = {
    size: 'sp500',
    name: 'S&P 500 (503 × 12)',
    asked: { seconds: 3, gap: 0.5, memory: 400 },
    rivals: rivals ? ['highs', 'snake'] : [],
  };
  const generated = sizes
    .filter(({ accounts }) => !quick || accounts <= mostAccountsOfQuick)
    .flatMap((size) =>
      ['none', 'regions', 'most'].map((kind) => {
        const instance = generatedInstance({ ...size, rules: kind });
        const withRivals = rivals && !(quick && kind === 'regions');
        return { ...instance, rivals: withRivals ? rivalsFor(size) : [] };
      }),
    );
  return [sp500, ...generated].filter(
    (instance) =>
      (only === undefined || only.includes(instance.size)) &&
      (rules === undefined || instance.rules === undefined || rules.includes(instance.rules)),
  );
}

export function generatedInstance({ accounts, reps, rules, asked }) {
  return {
    size: `${accounts}x${reps}`,
    name: `${accounts.toLocaleString('en')} × ${reps.toLocaleString('en')}, rules: ${rules}`,
    accounts,
    reps,
    rules,
    asked,
  };
}

function rivalsFor({ accounts, reps }) {
  const pairs = accounts * reps;
  return ['highs', 'jslp', 'snake'].filter((rival) => pairs <= (mostPairs[rival] ?? Infinity));
}

/** A folder with the instance's three files, made where it is not there yet. */
export function folderOf(work, { size, accounts, reps, rules }) {
  const folder = join(work, rules === undefined ? size : `${size}-${rules}`);
  if (existsSync(folder)) return folder;
  if (accounts === undefined) cpSync(join(repo, 'fixtures', size), folder, { recursive: true });
  else {
    mkdirSync(folder);
    const made = generate({ accounts, reps, rules });
    for (const file of ['accounts', 'reps', 'rules'])
      writeFileSync(join(folder, `${file}.csv`), made[file]);
  }
  return folder;
}
