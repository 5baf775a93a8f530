import { describe, expect, it } from 'vitest';
import { readProblem } from '../../src/planning/inputs.js';
import { makePlan } from '../../src/planning/plan.js';
import { explainConflicts } from '../../src/planning/plan-or-explain.js';
import { conflictsText } from '../../src/reports/conflict-words.js';
import { leastCosts } from '../../src/solver/least-cost.js';
import type { SolveOptions } from '../../src/solver/model/program.js';
import { solve } from '../../src/solver/solve.js';
import type { InputSet } from '../oracle/random-inputs.js';
import { inputsOfSet } from './random-plan.js';

const options: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};
const solver = { solve, leastCosts };

const accounts = `account_id,owner,potential,segment,region
A1,R1,10,Ent,East
A2,R1,20,Ent,East
A3,R1,30,Ent,East
A4,R2,40,SMB,West
A5,R2,500,SMB,West
A6,,5,SMB,North
`;
const reps = 'rep_id,rep_name,region\nR1,Ann,East\nR2,Bo,West\nR3,Cy,West\n';

const capped = 'rep_id,rep_name,region,max_accounts\nR1,Ann,East,1\nR2,Bo,West,\nR3,Cy,West,\n';

function setOf(rules: string, team = reps, owned = accounts): InputSet {
  return {
    seed: 0,
    accounts: owned,
    reps: team,
    rules,
    distances: undefined,
    options: { asOf: '2026-01-15' },
  };
}

async function explain(rules: string, team = reps, owned = accounts): Promise<string> {
  const { problem, assembled } = readProblem(inputsOfSet(setOf(rules, team, owned)));
  const plan = await makePlan(problem, options);
  expect(plan.status).toBe('infeasible');
  const near = plan.evaluation.assignment;
  const explained = await explainConflicts(assembled, problem, { solver, options, near });
  const { relaxed } = explained;
  // What is said to help does.
  expect(relaxed && (await makePlan(relaxed.problem, options)).status).not.toBe('infeasible');
  return conflictsText(problem, {
    ...explained,
    proven: plan.provenInfeasible,
    relaxations: relaxed?.relaxations,
    relaxed: false,
  });
}

describe('conflicting must rows', () => {
  it('are looked for by the solver that is given, so that it may work in another thread', async () => {
    // One rep takes the account of 500; of 5, 10, 20, 30 and 40 two others get 50 and 55 at best.
    const rules = 'rule,metric,min\nlimit,potential,51\n';
    const { problem, assembled } = readProblem(inputsOfSet(setOf(rules)));
    let asked = 0;
    const counted: typeof solve = (program, how) => {
      asked++;
      return solve(program, how);
    };
    const near = new Int32Array(problem.accountCount).fill(-1);
    const asking = { solver: { solve: counted, leastCosts }, options, near };
    const explained = await explainConflicts(assembled, problem, asking);
    expect(explained.conflicts.map(({ proven }) => proven)).toEqual([true]);
    expect(explained.conflicts).toEqual(
      (await explainConflicts(assembled, problem, { ...asking, solver })).conflicts,
    );
    expect(asked).toBeGreaterThan(0);
  });

  it('names two rows, counts it out and gives the least relaxation', async () => {
    const text = await explain(
      'rule,accounts,metric,max,level\nlimit,segment = Ent,,2,\nmatch,segment = Ent,region,,\nbalance,,workload,90%,must\n',
    );
    expect(text).toContain('Rows 2 and 3 cannot both hold:');
    expect(text).toContain('3 accounts (A1, A2, A3) must go to Ann, and row 2 allows 2.');
    expect(text).toContain('\n  the max of row 2 from 2 to 3\n');
  });

  it('tells an account that is larger than any band', async () => {
    const text = await explain('rule,metric,max,level\nbalance,potential,30%,must\n');
    expect(text).toContain('Row 2 cannot hold:');
    expect(text).toMatch(
      /Account A5 alone is 247\.9 % of any rep's target; no plan can come closer than 147\.9 %/,
    );
    expect(text).toMatch(/the max of row 2 from 30% to 14[89](\.\d)?%/);
  });

  it('names the accounts that nobody may take', async () => {
    const text = await explain('rule,metric\nmatch,region\n');
    expect(text).toContain('Nobody may take account A6: row 2 leaves no rep.');
  });

  it('says by how much one rep would have to hold more', async () => {
    const text = await explain('rule,accounts,reps\nmatch,segment = Ent,rep_id = R1\n', capped);
    expect(text).toContain('Row 2 and the max_accounts of Ann (reps.csv row 2) cannot both hold:');
    expect(text).toContain('Ann holds at most 1 account');
    expect(text).toContain('\n  the max_accounts of Ann (reps.csv row 2) from 1 to 3\n');
  });

  it('finds a bound that asks for nothing at all', async () => {
    const text = await explain(
      'rule,reps,metric,max,level\nlimit,rep_id = R2|R3,potential,0,\nlimit,rep_id = R1,potential,100,\n',
    );
    expect(text).toContain('Rows 2 and 3 cannot both hold:');
    // 605 in all: Ann takes 100 of it (10 + 20 + 30 + 40), and someone takes the 500.
    expect(text).toMatch(/the max of row (2 from 0 to 500|3 from 100 to 605)\n/);
  });

  it('sees what binds only once a rep is no longer excluded', async () => {
    const text = await explain(
      'rule,accounts,reps\nmatch,segment = Ent,rep_id = R1\nexclude,,rep_id = R1\n',
      capped,
    );
    expect(text).toMatch(
      /^(Rows 2 and 3|Row 2 and the max_accounts of Ann \(reps.csv row 2\)) cannot both hold/,
    );
  });

  it('counts only what adds up, and names all who may hold it', async () => {
    // A1 to A3 are 60 with Ann, A4 is 40 with Bo; both are in the North.
    const north = 'rep_id,rep_name,region\nR1,Ann,North\nR2,Bo,North\nR3,Cy,South\n';
    const rules =
      'rule,accounts,reps,metric,by,max\nmatch,segment = Ent,rep_id = R1,,,\n' +
      'match,account_id = A4,rep_id = R2,,,\nlimit,account_id != A5|A6,,potential,region,70\n';
    expect(await explain(rules, north)).toContain(
      '100 in potential (A4, A3, A2 …) must go to Ann or Bo, and row 4 allows them 70.',
    );
    const margins = accounts
      .replace('region\n', 'region,margin\n')
      .replace(/(East|North)\n/g, '$1,5\n')
      .replace(/West\n/g, 'West,-20\n');
    // 15 is confined to Ann, and −20 could come there too, but row 3 keeps that away.
    const text = await explain(
      'rule,accounts,reps,metric,max\nmatch,segment = Ent,rep_id = R1,,\n' +
        'avoid,segment = SMB,rep_id = R1,,\nlimit,,rep_id = R1,margin,10\n',
      reps,
      margins,
    );
    expect(text).toContain('Rows 2, 3 and 4 cannot all hold:');
    expect(text).not.toContain('in margin must go to');
  });

  it('leaves out what was needed only beside a row that is left out itself', async () => {
    // Row 5 would keep A6 with Ann, were she not excluded by row 4: kept accounts need no match.
    const text = await explain(
      'rule,accounts,reps\nmatch,account_id = A1,rep_id = R2\nmatch,account_id = A1,rep_id = R3\nexclude,,rep_id = R1\nkeep,account_id = A1,\n',
    );
    expect(text).toContain('Rows 2 and 3 cannot both hold:');
  });

  it('ends where a repair could go round in circles under ever larger penalties', async () => {
    const owned =
      'account_id,owner,potential\nA0,R1,1\nA1,R2,2\nA2,R1,3\nA3,R2,4\nA4,R1,5\nA5,R2,6\n';
    const text = await explain(
      'rule,accounts,metric,min\nlimit,potential > 3,potential,100%\n',
      'rep_id\nR1\nR2\nR3\n',
      owned,
    );
    // 4 + 5 + 6 of 21 is what all reps together hold in such accounts: 15 ÷ 21 at best.
    expect(text).toContain('the min of row 2 from 100% to 71.4%');
  });

  it('counts what all max_accounts allow together', async () => {
    const owned = `account_id\n${'123456789'.split('').join('\n')}\n`;
    const text = await explain('rule\n', 'rep_id,max_accounts\nR1,2\nR2,2\nR3,2\n', owned);
    expect(text).toContain(
      '9 accounts (1, 2, 3 …) must go to R1, R2 or R3, and their max_accounts allow them 6.',
    );
  });
});
