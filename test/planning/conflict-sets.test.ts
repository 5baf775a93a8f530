/** What is said of infeasible problems, against all plans: how many is set by CARVE_SEEDS. */
import { expect, it } from 'vitest';
import type { Conflict, MustRow, Relaxation } from '../../src/evaluation/conflict-types.js';
import { findConflict } from '../../src/planning/conflicts/conflict.js';
import { readProblem } from '../../src/planning/inputs.js';
import { conflictText } from '../../src/reports/conflict-words.js';
import type { SolveOptions } from '../../src/solver/program.js';
import { type Change, crowdedInputs, hasPlan, type MustSet, partOf } from '../oracle/part.js';
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
  return row.kind === 'rule' ? `row ${row.rule.row}` : `${row.kind}`;
}

interface Tally {
  conflicts: number;
  /** how many conflicts of one row, two rows, … */
  ofRows: Record<number, number>;
  proven: number;
  relaxed: number;
  facts: number;
}

async function conflictFaults(set: InputSet, tally: Tally): Promise<string[]> {
  const { problem, assembled } = readProblem(inputsOfSet(set));
  const conflict = await findConflict(assembled, problem, options);
  if (conflict === undefined) return ['no conflict is named'];
  tally.conflicts++;
  tally.ofRows[conflict.rows.length] = (tally.ofRows[conflict.rows.length] ?? 0) + 1;
  if (conflict.proven) tally.proven++;
  const { rows } = conflict;
  const wrong: string[] = [];
  if (!conflict.proven) wrong.push('not proven');
  if (!conflict.irreducible) wrong.push('not said to be irreducible');
  if (!/cannot ((all|both) )?hold/.test(conflictText(problem, conflict)))
    wrong.push('does not say cannot');
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
  wrong.push(...relaxationFaults(set, conflict, tally).map((what) => `${names}: ${what}`));
  return wrong;
}

/** One written step less: a whole account, a tenth of a percent, or the third digit. */
function oneStepLess({ file, column, from, to }: Relaxation, metric: string): number | undefined {
  const whole = file === 'reps' || ['', 'accounts'].includes(metric);
  const digit = 10 ** (Math.floor(Math.log10(Math.max(to.amount, 1e-6))) - 2);
  // A bound may be passed by 1e-9, so what lies next to 0 is no step away from it.
  const least = 1e-5 * from.amount;
  const step = Math.max(least, to.percent ? 0.001 : whole ? 1 : digit);
  const less = column === 'min' ? to.amount + step : to.amount - step;
  const passed = column === 'min' ? less >= from.amount : less <= from.amount;
  return passed ? undefined : less;
}

/** Whether the conflict goes away once one of its bounds is struck out. */
function oneBoundIsToBlame(set: InputSet, rows: readonly MustRow[]): boolean {
  const changes = rows.flatMap((row): Change[] => {
    if (row.kind === 'locked') return [];
    if (row.kind === 'max_accounts')
      return [{ file: 'reps', row: row.row, column: 'max_accounts', text: '' }];
    const { kind, row: number, metric } = row.rule;
    // Where sums can be negative, no bound that can be written asks nothing.
    if (['margin', 'days_to_renewal'].includes(metric)) return [];
    const columns =
      kind === 'limit' ? ['min', 'max'] : ['budget', 'balance'].includes(kind) ? ['max'] : [];
    return columns.map((column) => ({
      file: 'rules',
      row: number,
      column: column as 'min' | 'max',
      text: '',
    }));
  });
  return changes.some((change) => hasPlan(partOf(set, mustSet(rows), change)));
}

function relaxationFaults(set: InputSet, conflict: Conflict, tally: Tally): string[] {
  const { relaxation, rows } = conflict;
  if (relaxation === undefined) {
    return oneBoundIsToBlame(set, rows) ? ['no relaxation'] : [];
  }
  tally.relaxed++;
  const { file, row, column, to, from } = relaxation;
  const holdsAt = (amount: number) => {
    const text = to.percent ? `${100 * amount}%` : String(amount);
    const change: Change = { file, row, column, text };
    return hasPlan(partOf(set, mustSet(rows), change));
  };
  const told = `${column} of ${row} from ${from.amount} to ${to.amount}`;
  if (!holdsAt(to.amount)) return [`${told} does not help`];
  const rule = rows.find((one) => one.kind === 'rule' && one.rule.row === row);
  const less = oneStepLess(relaxation, rule?.kind === 'rule' ? rule.rule.metric : '');
  return less !== undefined && holdsAt(less) ? [`${told}, but ${less} would do`] : [];
}

it('rows said to conflict do, none of them is too many, and what is said to help helps', async () => {
  const tally: Tally = { conflicts: 0, ofRows: {}, proven: 0, relaxed: 0, facts: 0 };
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
  expect(wrong.length === 0 ? '' : `${wrong.length} wrong\n${wrong.slice(0, 5).join('\n\n')}`).toBe(
    '',
  );
});
