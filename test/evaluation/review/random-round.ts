import { evaluate } from '../../../src/evaluation/evaluate.js';
import { settleReview } from '../../../src/evaluation/review/review.js';
import { reviewSheets } from '../../../src/evaluation/review/sheets.js';
import type { Evaluation } from '../../../src/evaluation/types.js';
import { readAnswers } from '../../../src/inputs/csv/review-answers.js';
import { writeCsv } from '../../../src/inputs/csv/write.js';
import { AccountState, type Problem } from '../../../src/model/problem.js';
import { dayNumber } from '../../../src/model/units.js';
import { readProblem } from '../../../src/planning/inputs.js';
import { readAgainstPlan } from '../../../src/planning/review/answers.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);
export const asOf = dayNumber(20_600);

/** Numbers in [0, 1) that are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A problem of some size, and an assignment of it that nobody optimised but that keeps to E_i. */
export function randomPlan(
  next: () => number,
  size: number,
): { readonly problem: Problem; readonly evaluation: Evaluation } {
  const regions = ['East', 'West', 'North'];
  const reps = Array.from({ length: 9 }, (_, rep) => ({
    id: `R${rep}`,
    region: regions[rep % 3],
    manager: rep === 8 ? '' : `Boss ${rep % 4}`,
    status: rep === 7 ? 'left' : 'active',
  }));
  const pick = <One>(all: readonly One[]): One => all[Math.floor(next() * all.length)];
  const accounts = Array.from({ length: size }, (_, at) => [
    `A${at}`,
    next() < 0.1 ? '' : next() < 0.05 ? 'Gone' : pick(reps).id,
    Math.round(1 + 100 * next()),
    next() < 0.2 ? '' : pick(regions),
    next() < 0.1 && at > 0 ? `A${Math.floor(next() * at)}` : '',
    next() < 0.05 ? 'old' : 'new',
  ]);
  const { problem } = readProblem({
    accounts: {
      name: 'accounts.csv',
      bytes: bytes(
        writeCsv(['account_id', 'owner', 'potential', 'region', 'parent_id', 'segment'], accounts),
      ),
    },
    reps: {
      name: 'reps.csv',
      bytes: bytes(
        writeCsv(
          ['rep_id', 'region', 'manager', 'status'],
          reps.map(({ id, region, manager, status }) => [id, region, manager, status]),
        ),
      ),
    },
    rules: {
      name: 'rules.csv',
      bytes: bytes(
        `rule,accounts,reps,metric,max,level\nmatch,,,region,,must\nlimit,,,accounts,${Math.ceil(size / 5)},must\ntogether,,,,,must\nrelease,segment = old,,,,\n`,
      ),
    },
    bare: false,
    map: [],
    assembly: { asOf, weights: new Map(), shareBy: undefined, potentialCap: true },
  });
  const assignment = problem.owner.map((_, account) => {
    if (problem.state[account] !== AccountState.planned) return -1;
    const head = problem.familyHead[account];
    const eligible = problem.repSets[problem.eligible[account]].reps;
    if (eligible.length === 0) return -1;
    const owner = problem.liveOwner[head];
    if (owner >= 0 && head % 3 !== 0 && eligible.includes(owner)) return owner;
    return eligible[head % eligible.length];
  });
  return { problem, evaluation: evaluate(problem, assignment) };
}

/** A sheet as a manager sends it back, by column. */
export type AnswerCells = Readonly<Record<string, string>>;

/** What carve makes of answers. */
export function roundOf(
  { problem, evaluation }: { readonly problem: Problem; readonly evaluation: Evaluation },
  files: readonly (readonly AnswerCells[])[],
  terms: { readonly silenceAccepts?: boolean; readonly expires?: number } = {},
) {
  const sheets = reviewSheets(problem, evaluation, (row) => `row ${row}`);
  const read = files.map((rows, at) => {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const text = writeCsv(
      columns,
      rows.map((row) => columns.map((column) => row[column] ?? '')),
    );
    return readAnswers(`answers-${at}.csv`, bytes(text));
  });
  const rows = read.flatMap(({ answers }) => answers);
  const { answers, problems } = readAgainstPlan(problem, evaluation, sheets, rows);
  const review = settleReview(problem, evaluation, sheets, answers, {
    silenceAccepts: terms.silenceAccepts ?? false,
    expires: terms.expires === undefined ? undefined : dayNumber(terms.expires),
    asOf,
    ruleWords: String,
  });
  return { sheets, review, problems: [...read.flatMap((one) => one.problems), ...problems] };
}
