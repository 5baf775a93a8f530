/** An input set without some of its rows, and what a certificate proves of rules without them. */
import { type Certificate, type CertifiedLoad, reprove } from './certificate.js';
import type { Problem } from './model.js';
import { buildProblem } from './problem.js';
import { type InputSet, linkedTablesOf } from './random-inputs.js';
import { readRules, readTable } from './read.js';

/** As certificate.json has it: rows of the rules, `accounts.csv:ROW`, `reps.csv:ROW`, or `locked`. */
export type LeftOut = (number | string)[];

export interface RuleCostEntry {
  rows: LeftOut;
  bound: number;
  loads: CertifiedLoad[];
  prices: number[][][];
  proof: NonNullable<Certificate['proof']>;
}

export function withoutRows(set: InputSet, rows: LeftOut): Problem {
  const accounts = readTable(set.accounts);
  const reps = readTable(set.reps);
  const rules = set.rules === undefined ? [] : readRules(readTable(set.rules));
  for (const { row, cells } of accounts.lines) {
    if (rows.includes('locked') || rows.includes(`accounts.csv:${row}`)) cells.locked = '';
  }
  for (const { row, cells } of reps.lines) {
    if (rows.includes(`reps.csv:${row}`)) cells.max_accounts = '';
  }
  return buildProblem({
    accounts,
    reps,
    rules: rules.filter(({ row }) => !rows.includes(row)),
    options: set.options,
    distances: set.distances === undefined ? undefined : readTable(set.distances),
    ...linkedTablesOf(set),
  });
}

/** What no plan by the rules without the rows is below, as far as the entry proves. */
export function reproveWithout(set: InputSet, entry: RuleCostEntry) {
  const { bound, loads, prices, proof } = entry;
  const certificate = { form: 'carve-certificate-1', bound, loads, prices, proof };
  return reprove(withoutRows(set, entry.rows), certificate);
}
