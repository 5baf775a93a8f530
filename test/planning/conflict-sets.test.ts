/** What is said of infeasible problems, against all plans: how many is set by CARVE_SEEDS. */
import { expect, it } from 'vitest';
import { today } from '../../src/evaluation/changes.js';
import type { Conflict, MustRow } from '../../src/evaluation/conflict-claims.js';
import type { Problem } from '../../src/model/problem.js';
import type { Relaxation } from '../../src/model/relaxation.js';
import { mustRowsOf } from '../../src/planning/conflicts/must-rows.js';
import type { Relaxations } from '../../src/planning/conflicts/relaxations.js';
import { readProblem } from '../../src/planning/inputs.js';
import { explainConflicts } from '../../src/planning/plan-or-explain.js';
import { leastCosts } from '../../src/solver/least-cost.js';
import type { SolveOptions } from '../../src/solver/model/program.js';
import { solve } from '../../src/solver/solve.js';
import { crowdedInputs, hasPlan, type MustSet, partOf } from '../oracle/part.js';
import { type InputSet, problemOf, randomInputs } from '../oracle/random-inputs.js';
import { untrueFacts } from './facts-hold.js';
import { inputsOfSet } from './random-plan.js';

const count = Number(process.env.CARVE_SEEDS ?? 60);
const seeds = Array.from({ length: count }, (_, index) => index + 20_001);

const options: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

const solver = { solve, leastCosts };

function show(set: InputSet, what: string): string {
  return `seed ${set.seed}: ${what}\n${set.accounts}\n${set.reps}\n${set.rules ?? '(no rules)'}\n${JSON.stringify(set.options)}`;
}

function mustSet(rows: readonly MustRow[]): MustSet {
  return {
    rows: rows.flatMap((row) => (row.kind === 'rule' ? [row.rule.row] : [])),
    locked: rows.some(({ kind }) => kind === 'locked'),
    capped: rows.flatMap((row) => (row.kind === 'max_accounts' ? [row.row] : [])),
  };
}

function nameOf(row: MustRow): string {
  if (row.kind === 'rule') return `row ${row.rule.row}`;
  return row.kind === 'max_accounts' ? `max_accounts of row ${row.row}` : row.kind;
}

interface Tally {
  conflicts: number;
  /** how many conflicts of one row, two rows, … */
  ofRows: Record<number, number>;
  /** how many problems had one conflict, two, … */
  several: Record<number, number>;
  relaxed: number;
  changes: number;
  facts: number;
}

async function conflictFaults(set: InputSet, tally: Tally): Promise<string[]> {
  const { problem, assembled } = readProblem(inputsOfSet(set));
  const near = today(problem);
  const explained = await explainConflicts(assembled, problem, { solver, options, near });
  const { conflicts, settled } = explained;
  if (conflicts.length === 0) return ['no conflict is named'];
  tally.several[conflicts.length] = (tally.several[conflicts.length] ?? 0) + 1;
  const wrong: string[] = [];
  const all = mustSet(mustRowsOf(problem));
  let left = mustRowsOf(problem);
  for (const conflict of conflicts) {
    tally.conflicts++;
    wrong.push(...faultsOf(set, conflict, tally, problem));
    if (conflict.rows.some((row) => !left.some((one) => nameOf(one) === nameOf(row)))) {
      wrong.push(`${conflict.rows.map(nameOf).join(', ')} are not apart from earlier ones`);
    }
    const names = conflict.rows.map(nameOf);
    left = left.filter((row) => !names.includes(nameOf(row)));
  }
  if (!settled) wrong.push('not settled');
  if (!hasPlan(partOf(set, mustSet(left)))) wrong.push('there is no plan for what is left');
  wrong.push(...relaxationFaults(set, all, explained.relaxed, tally));
  return wrong;
}

function faultsOf(set: InputSet, conflict: Conflict, tally: Tally, problem: Problem): string[] {
  const { rows } = conflict;
  tally.ofRows[rows.length] = (tally.ofRows[rows.length] ?? 0) + 1;
  const wrong: string[] = [];
  if (!conflict.proven) wrong.push('not proven');
  if (!conflict.irreducible) wrong.push('not said to be irreducible');
  const names = rows.map(nameOf).join(', ');
  if (hasPlan(partOf(set, mustSet(rows)))) wrong.push(`there is a plan for ${names}`);
  for (const row of rows) {
    const rest = rows.filter((one) => one !== row);
    if (!hasPlan(partOf(set, mustSet(rest)))) {
      wrong.push(`${names}: there is no plan without ${nameOf(row)} either`);
    }
  }
  const untrue = untrueFacts(set, mustSet(rows), conflict.facts, problem);
  tally.facts += conflict.facts.length;
  wrong.push(...untrue.map((what) => `${names}: ${what}`));
  return wrong;
}

/** One written step less: a whole account, a tenth of a percent, or the third digit. */
function oneStepLess({ column, from, to }: Relaxation, metric: string): string | undefined {
  const percent = to.endsWith('%');
  const amountOf = (text: string): number =>
    text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  const whole = column === 'max_accounts' || (!percent && ['', 'accounts'].includes(metric));
  const digit = 10 ** (Math.floor(Math.log10(Math.max(amountOf(to), 1e-6))) - 2);
  // A bound may be passed by 1e-9, so what lies next to 0 is no step away from it.
  const least = 1e-5 * amountOf(from);
  const step = Math.max(least, percent ? 0.001 : whole ? 1 : digit);
  const less = column === 'min' ? amountOf(to) + step : amountOf(to) - step;
  const passed = column === 'min' ? less >= amountOf(from) : less <= amountOf(from);
  return passed ? from : percent ? `${100 * less}%` : String(less);
}

function relaxationFaults(
  set: InputSet,
  all: MustSet,
  relaxed: Relaxations | undefined,
  tally: Tally,
): string[] {
  if (relaxed === undefined) return ['no relaxations'];
  const { relaxations, problem } = relaxed;
  tally.relaxed++;
  tally.changes += relaxations.length;
  const reported = relaxations
    .map(({ file, row, column, from, to }) => `${file}:${row} ${column} from ${from} to ${to}`)
    .join(', ');
  if (!hasPlan(partOf(set, all, relaxations))) return [`${reported} do not help`];
  return relaxations.flatMap((one) => {
    if (!['min', 'max', 'max_accounts'].includes(one.column)) return [];
    const rule = problem.rules.find(({ row }) => one.file === 'rules.csv' && row === one.row);
    const to = oneStepLess(one, rule?.metric ?? '');
    const others = relaxations.filter((other) => other !== one);
    if (to === undefined || !hasPlan(partOf(set, all, [...others, { ...one, to }]))) return [];
    return [`${reported}, but ${to} would do for ${one.column} of ${one.row}`];
  });
}

it(
  'rows said to conflict do, none of them is too many, and what is said to help helps',
  async () => {
    const tally: Tally = {
      conflicts: 0,
      ofRows: {},
      several: {},
      relaxed: 0,
      changes: 0,
      facts: 0,
    };
    const wrong: string[] = [];
    const sets = seeds.flatMap((seed) => {
      const set = randomInputs(seed, 1024);
      return set.rules === undefined ? [set] : [set, crowdedInputs(seed)];
    });
    for (const set of sets) {
      if (hasPlan(problemOf(set))) continue;
      wrong.push(...(await conflictFaults(set, tally)).map((what) => show(set, what)));
    }
    if (process.env.CARVE_SEEDS !== undefined) process.stdout.write(`${JSON.stringify(tally)}\n`);
    expect(
      wrong.length === 0 ? '' : `${wrong.length} wrong\n${wrong.slice(0, 5).join('\n\n')}`,
    ).toBe('');
  },
  60_000 + 1_000 * count,
);
