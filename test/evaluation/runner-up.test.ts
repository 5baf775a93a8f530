import { expect, it } from 'vitest';
import { Ledger } from '../../src/evaluation/explain/ledger.js';
import { runnersUp } from '../../src/evaluation/runner-up.js';
import { smallPlan } from '../reports/small-plan.js';
import { dice } from './explain/dice.js';

/** Thirty accounts of all sizes and places, and more reps than are weighed one by one. */
function manyReps(placed: boolean) {
  const { below } = dice(5);
  const place = () => (placed ? `${below(100) - 50},${below(300) - 150}` : ',');
  const [accounts, reps] = [30, 60].map((count) => Array.from({ length: count }, (_, at) => at));
  return smallPlan({
    accounts: `account_id,owner,potential,workload,disruption,latitude,longitude\n${accounts
      .map((at) => `a${at},r${at % 7},${1 + below(90)},${1 + below(5)},${below(9)},${place()}`)
      .join('\n')}\n`,
    reps: `rep_id,capacity,latitude,longitude\n${reps
      .map((rep) => `r${rep},${1 + below(3)},${place()}`)
      .join('\n')}\n`,
    rules: 'rule,accounts,reps,level\navoid,account_id = a3,rep_id = r9,must\n',
    plan: Object.fromEntries(accounts.map((at) => [`a${at}`, `r${(at * 11) % 60}`])),
  });
}

it.each([true, false])(
  'the runner-up is whoever else the plan would score best with, of 60 reps as of few (places: %s)',
  (placed) => {
    const { problem, evaluation } = manyReps(placed);
    const ledger = new Ledger(problem, evaluation.assignment);
    const runnerUp = runnersUp(problem, evaluation.assignment, ledger);
    for (let account = 0; account < problem.accountCount; account++) {
      const { reps } = problem.repSets[problem.eligible[account]];
      const price = (rep: number) => ledger.price(ledger.stepsTo([account], rep));
      const others = [...reps].filter((rep) => rep !== evaluation.assignment[account]);
      const least = Math.min(...others.map(price));
      const found = runnerUp([account]);
      expect(others).toContain(found);
      expect(price(found)).toBeCloseTo(least, 12);
      // Two accounts that go together, too.
      const pair = [account, (account + 1) % problem.accountCount];
      expect(runnerUp(pair)).not.toBe(evaluation.assignment[account]);
    }
  },
);

it('there is no runner-up where nobody else may have an account', () => {
  const { problem, evaluation } = smallPlan({
    accounts: 'account_id,owner\nA,ann\n',
    reps: 'rep_id\nann\nbo\n',
    rules: 'rule,reps,level\nmatch,rep_id = ann,must\n',
    plan: { A: 'ann' },
  });
  const ledger = new Ledger(problem, evaluation.assignment);
  expect(runnersUp(problem, evaluation.assignment, ledger)([0])).toBe(-1);
});
