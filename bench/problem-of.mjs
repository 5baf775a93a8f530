import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module of the built library. */
export const dist = (path) =>
  import(pathToFileURL(resolve(import.meta.dirname, '../dist', path)).href);

/** 2026-01-15, in days since 1970. */
const asOf = 20468;

/** The problem of a folder's files: accounts, reps, and rules and distances where they are there; no drafted rules. */
export async function problemOf(folder, weights = new Map()) {
  const { readProblem } = await dist('planning/inputs.js');
  const file = (name) => ({ name, bytes: readFileSync(join(folder, name)) });
  const fileIfAny = (name) => (existsSync(join(folder, name)) ? file(name) : undefined);
  const { problem } = readProblem({
    accounts: file('accounts.csv'),
    reps: file('reps.csv'),
    rules: fileIfAny('rules.csv'),
    distances: fileIfAny('distances.csv'),
    bare: true,
    map: [],
    assembly: { asOf, weights, shareBy: undefined, potentialCap: true },
  });
  return problem;
}
