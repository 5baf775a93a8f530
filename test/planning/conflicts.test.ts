import { describe, expect, it } from 'vitest';
import { findConflict } from '../../src/planning/conflicts/conflict.js';
import { readProblem } from '../../src/planning/inputs.js';
import { makePlan } from '../../src/planning/plan.js';
import { conflictText } from '../../src/reports/conflict-words.js';
import type { SolveOptions } from '../../src/solver/program.js';
import { bruteForce } from '../oracle/brute.js';
import { type InputSet, problemOf, randomInputs } from '../oracle/random-inputs.js';
import { inputsOfSet } from './random-plan.js';

const options: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

const accounts = `account_id,owner,potential,segment,region
A1,R1,10,Ent,East
A2,R1,20,Ent,East
A3,R1,30,Ent,East
A4,R2,40,SMB,West
A5,R2,500,SMB,West
A6,,5,SMB,North
`;
const reps = 'rep_id,rep_name,region\nR1,Ann,East\nR2,Bo,West\nR3,Cy,West\n';

async function explain(rules: string): Promise<string> {
  const set: InputSet = {
    seed: 0,
    accounts,
    reps,
    rules,
    distances: undefined,
    options: { asOf: '2026-01-15' },
  };
  const { problem, assembled } = readProblem(inputsOfSet(set));
  expect((await makePlan(problem, options)).status).toBe('infeasible');
  return conflictText(problem, await findConflict(assembled, problem, options));
}

describe('conflicting must rows', () => {
  it('names two rows, counts it out and gives the least relaxation', async () => {
    const text = await explain(
      'rule,accounts,metric,max,level\nlimit,segment = Ent,,2,\nmatch,segment = Ent,region,,\nbalance,,workload,90%,must\n',
    );
    expect(text).toContain('Rows 2 and 3 cannot all hold:');
    expect(text).toContain('3 accounts must go to Ann, and row 2 allows 2.');
    expect(text).toContain('raise the max of row 2 from 2 to 3.');
  });

  it('tells an account that is larger than any band', async () => {
    const text = await explain('rule,metric,max,level\nbalance,potential,30%,must\n');
    expect(text).toContain('Row 2 cannot hold:');
    expect(text).toMatch(
      /Account A5 alone is 247\.9 % of any rep's target; no plan can come closer than 147\.9 %/,
    );
    expect(text).toMatch(/It holds if you raise the max of row 2 from 30 % to 14[89](\.\d)? %/);
  });

  it('names the accounts that nobody may take', async () => {
    const text = await explain('rule,metric\nmatch,region\n');
    expect(text).toContain('Nobody may take account A6: row 2 leaves no rep.');
  });

  it('is irreducible: without any one row of it a plan exists, with all of them none', async () => {
    let found = 0;
    for (let seed = 1; found < 25 && seed < 1500; seed++) {
      const set = randomInputs(seed, 600);
      if (set.rules === undefined || bruteForce(problemOf(set)).status !== 'none') continue;
      const { problem, assembled } = readProblem(inputsOfSet(set));
      const conflict = await findConflict(assembled, problem, options);
      if (conflict === undefined || conflict.rows.some(({ kind }) => kind !== 'rule')) continue;
      found++;
      const rows = conflict.rows.flatMap((row) => (row.kind === 'rule' ? [row.rule.row] : []));
      expect(conflict.irreducible, set.rules).toBe(true);
      expect(conflict.proven, set.rules).toBe(true);
      for (const gone of rows) {
        const status = bruteForce(
          problemOf(
            withMustRows(
              set,
              rows.filter((row) => row !== gone),
            ),
          ),
        ).status;
        expect(status, `seed ${seed} without ${gone} of ${rows.join(' ')}`).not.toBe('none');
      }
      expect(bruteForce(problemOf(withMustRows(set, rows))).status, `seed ${seed}`).toBe('none');
    }
    expect(found).toBe(25);
  });
});

const binds = /^(balance|limit|match|avoid|assign|keep|together|budget|exclude),/;

/** The set with only these of its must rows, and nobody locked or capped; the other rows become comments. */
function withMustRows(set: InputSet, kept: readonly number[]): InputSet {
  const lines = (set.rules ?? '').trimEnd().split('\n');
  const rules = lines.map((line, index) => {
    const must =
      binds.test(line) &&
      !/,should,/.test(line) &&
      !(line.startsWith('balance') && !/,must,/.test(line));
    const exempt = line.startsWith('exclude') && !/^exclude,"?,/.test(line);
    return index === 0 || !must || exempt || kept.includes(index + 1) ? line : `#${line}`;
  });
  return {
    ...set,
    rules: `${rules.join('\n')}\n`,
    accounts: withoutColumn(set.accounts, 'locked'),
    reps: withoutColumn(set.reps, 'max_accounts'),
  };
}

function withoutColumn(text: string, column: string): string {
  return text.replace(new RegExp(`(^|,)${column}(?=,|\\n)`), `$1un${column}`);
}
