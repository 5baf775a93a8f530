/** Some of the must rows of an input set, and whether any plan at all keeps them. */
import { forEachPlan } from './brute.js';
import { keepsMustRows } from './judge.js';
import type { Problem } from './model.js';
import { buildProblem } from './problem.js';
import { type InputSet, randomInputs } from './random-inputs.js';
import { readRules, readTable } from './read.js';
import { bindingKinds } from './terms.js';

/** What must hold, by where it stands. */
export interface MustSet {
  /** rows of rules.csv */
  rows: readonly number[];
  locked: boolean;
  /** rows of reps.csv whose max_accounts holds */
  capped: readonly number[];
}

/** One cell written anew. */
export interface Change {
  file: 'rules.csv' | 'reps.csv' | 'accounts.csv';
  row: number;
  column: string;
  to: string;
}

/** The set with only these of its must rows (and everything that does not bind). */
export function partOf(set: InputSet, kept: MustSet, changes: readonly Change[] = []): Problem {
  const change = (file: Change['file'], row: number): Record<string, string> =>
    Object.fromEntries(
      changes
        .filter((one) => one.file === file && one.row === row)
        .map(({ column, to }) => [column, to]),
    );
  const accounts = readTable(set.accounts);
  const reps = readTable(set.reps);
  const rules = set.rules === undefined ? [] : readRules(readTable(set.rules));
  for (const { row, cells } of accounts.lines) {
    if (!kept.locked) cells.locked = '';
    Object.assign(cells, change('accounts.csv', row));
  }
  for (const { row, cells } of reps.lines) {
    if (!kept.capped.includes(row)) cells.max_accounts = '';
    Object.assign(cells, change('reps.csv', row));
  }
  const left = rules.filter(({ row, rule, level, reps: whom }) => {
    const binds =
      rule === 'exclude' ? whom !== '' : level === 'must' && bindingKinds.includes(rule);
    return !binds || kept.rows.includes(row);
  });
  const changed = left.map((rule) => ({ ...rule, ...change('rules.csv', rule.row) }));
  // Whether a plan exists does not depend on weights, and these may name rows that are gone.
  const options = { ...set.options, weights: undefined };
  const distances = set.distances === undefined ? undefined : readTable(set.distances);
  return buildProblem({ accounts, reps, rules: changed, options, distances });
}

/** The same set, with every row a must that can be one. */
export function hardened(set: InputSet): InputSet {
  const lines = (set.rules ?? '').split('\n').map((line) => {
    const binds = /^(limit|match|avoid|assign|keep|together|budget)/.test(line);
    // The last columns are max, weight, value, level and note.
    const even = line.startsWith('balance') && line.split(',').at(-5) !== '';
    return binds || even ? line.replace(/,(should)?,([^,]*)$/, ',must,$2') : line;
  });
  return { ...set, rules: lines.join('\n') };
}

/** Many must rows, each of which could be kept were it alone: what is infeasible here takes several. */
export function crowdedInputs(seed: number): InputSet {
  const set = hardened(randomInputs(seed, 1024, 14));
  const lines = (set.rules ?? '').split('\n').map((line, index) => {
    const alone = partOf(set, { rows: [index + 1], locked: false, capped: [] });
    return index === 0 || line === '' || hasPlan(alone) ? line : `#${line}`;
  });
  return { ...set, rules: lines.join('\n') };
}

class Found extends Error {}

/** Whether some plan keeps every must row, by looking at all of them. */
export function hasPlan(problem: Problem): boolean {
  try {
    forEachPlan(problem, (assignment) => {
      if (keepsMustRows(problem, assignment)) throw new Found();
    });
  } catch (error) {
    if (error instanceof Found) return true;
    throw error;
  }
  return false;
}
