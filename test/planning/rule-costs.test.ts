/** What a must row can cost at most: by hand, and against every plan there is without the row. */
import { describe, expect, it } from 'vitest';
import { costsAtMost } from '../../src/evaluation/cost-at-most.js';
import { certificateText } from '../../src/planning/certificate.js';
import { readProblem } from '../../src/planning/inputs.js';
import { planWithCosts } from '../../src/planning/rule-costs/plan-with-costs.js';
import type { SolveOptions } from '../../src/solver/model/program.js';
import { bruteForce } from '../oracle/brute.js';
import { judge } from '../oracle/judge.js';
import { type InputSet, randomInputs } from '../oracle/random-inputs.js';
import { type RuleCostEntry, reproveWithout, withoutRows } from '../oracle/without-rows.js';
import { inputsOfSet } from './random-plan.js';

const count = Number(process.env.CARVE_SEEDS ?? 60);

const options: SolveOptions = {
  seed: 1,
  effort: 'normal',
  threads: 1,
  timeLimit: undefined,
  now: () => 0,
};

function setOf(parts: Pick<InputSet, 'accounts' | 'reps'> & { rules: string }): InputSet {
  return { seed: 0, distances: undefined, options: { asOf: '2025-06-30' }, ...parts };
}

async function costed(set: InputSet, effort: SolveOptions['effort'] = 'normal') {
  const read = readProblem(inputsOfSet(set));
  const plan = await planWithCosts(read.problem, read.assembled, { ...options, effort });
  const bounds = plan.rowBounds ?? [];
  const costs = costsAtMost(bounds, plan.evaluation.objective);
  const certificate: { rule_costs?: RuleCostEntry[] } = JSON.parse(certificateText(plan));
  return { plan, bounds, costs, entries: certificate.rule_costs ?? [] };
}

const reps = 'rep_id\nr1\nr2\n';

describe('cost at most, by hand', () => {
  it('is the whole score where without the row the plan is perfect', async () => {
    // r1 must have 10 + 20 of 40: 50 % off where 10 % hardly matters, 0.02 + 0.4. Without, 20 and 10 + 10.
    const { plan, costs } = await costed(
      setOf({
        accounts: 'account_id,owner,potential\nA1,,10\nA2,,10\nA3,,20\n',
        reps,
        rules:
          'rule,accounts,reps,metric,weight\nassign,account_id = A1|A3,rep_id = r1,,\nbalance,,,workload,0\n',
      }),
    );
    expect(plan.evaluation.objective).toBeCloseTo(0.42, 9);
    expect([...costs.keys()]).toEqual([2]);
    expect(costs.get(2)).toBeCloseTo(1, 9);
  });

  it('is what each of two rows costs where costs add up by account', async () => {
    // Disruption alone: A1 (3 of 4) must leave r1, A2 (1 of 4) must leave r2.
    const { plan, costs } = await costed(
      setOf({
        accounts: 'account_id,owner,potential,disruption\nA1,r1,1,3\nA2,r2,1,1\n',
        reps,
        rules:
          'rule,accounts,reps,metric,weight\nassign,account_id = A1,rep_id = r2,,\nassign,account_id = A2,rep_id = r1,,\nbalance,,,potential,0\nbalance,,,workload,0\n',
      }),
    );
    expect(plan.evaluation.objective).toBe(1);
    expect(costs.get(2)).toBeCloseTo(0.75, 9);
    expect(costs.get(3)).toBeCloseTo(0.25, 9);
  });

  it('is nothing for a bound that holds nobody up, and something for one that does', async () => {
    // All ten would stay with r1; row 2 lets two of them.
    const accounts = Array.from({ length: 10 }, (_, at) => `A${at},r1,1,1`).join('\n');
    const { costs, entries, bounds } = await costed(
      setOf({
        accounts: `account_id,owner,potential,disruption\n${accounts}\n`,
        reps: 'rep_id,max_accounts\nr1,9\nr2,100\n',
        rules:
          'rule,reps,metric,max,weight\nlimit,rep_id = r1,,2,\nbudget,,,100%,\nbalance,,potential,,0\nbalance,,workload,,0\n',
      }),
    );
    expect(costs.get(2)).toBeCloseTo((0.8 - 0.1) / 0.8, 7);
    for (const row of [3, 'reps.csv:2', 'reps.csv:3'] as const) {
      expect(costs.get(row)).toBeCloseTo(0, 8);
    }
    // Rows without a price are left out together.
    expect(bounds.map(({ rows }) => rows)).toContainEqual([3, 'reps.csv:2', 'reps.csv:3']);
    expect(entries.map(({ rows }) => rows)).toEqual(bounds.map(({ rows }) => rows));
  });

  it('takes locked accounts one by one, and as one where they are too many', async () => {
    const accounts = (locked: number) =>
      Array.from({ length: 60 }, (_, at) => `A${at},r1,${at + 1},${at < locked ? 'yes' : ''}`);
    const inputs = (locked: number) =>
      setOf({
        accounts: `account_id,owner,potential,locked\n${accounts(locked).join('\n')}\n`,
        reps,
        rules: 'rule,metric,weight\nbalance,workload,0\n',
      });
    const few = await costed(inputs(3));
    expect([...few.costs.keys()]).toEqual(['accounts.csv:2', 'accounts.csv:3', 'accounts.csv:4']);
    const many = await costed(inputs(50));
    expect([...many.costs.keys()]).toEqual(['locked']);
    // Half of all is 915, and 50 of the accounts are 1,275.
    expect(many.costs.get('locked')).toBeGreaterThan(0.5);
  });

  it('is not asked of a plan that breaks a must row', async () => {
    const { plan, bounds } = await costed(
      setOf({
        accounts: 'account_id,potential\nA1,1\nA2,1\nA3,1\n',
        reps,
        rules: 'rule,metric,max\nlimit,,1\n',
      }),
    );
    expect(plan.status).toBe('infeasible');
    expect(bounds).toEqual([]);
  });

  it('stops where it is told to, and says nothing of the rest', async () => {
    const read = readProblem(inputsOfSet(randomInputs(20_003)));
    const stopped = { ...options, shouldStop: () => true };
    const plan = await planWithCosts(read.problem, read.assembled, stopped);
    expect(plan.rowBounds).toEqual([]);
  });
});

describe('cost at most, of random small problems', { timeout: 600_000 }, () => {
  it('is never below what the best plan without the row saves, and its certificate proves it', async () => {
    const seen = { rows: 0, brute: 0, costly: 0, exact: 0, placing: 0 };
    for (let seed = 31_001; seed < 31_001 + count; seed++) {
      const set = randomInputs(seed, 600);
      const { plan, bounds, costs, entries } = await costed(
        set,
        seed % 3 === 0 ? 'quick' : 'normal',
      );
      if (plan.proven === undefined) continue;
      const must = plan.evaluation.outcomes.filter(({ level }) => level === 'must');
      expect({ seed, most: [...costs.values()].every((cost) => cost >= 0) }).toEqual({
        seed,
        most: true,
      });
      expect(bounds.length === 0 && must.length > 0 ? seed : 'all worked out').toBe(
        'all worked out',
      );
      const ids = new Map(
        plan.problem.accountIds.map((id, account) => [
          id,
          plan.problem.repIds[plan.evaluation.assignment[account]] ?? '',
        ]),
      );
      for (const [at, { rows, bound, objective }] of bounds.entries()) {
        const reported = `seed ${seed}, without ${rows.join()}\n${set.accounts}\n${set.reps}\n${set.rules}`;
        const theirs = withoutRows(set, [...rows]);
        const judged = judge(theirs, ids).objective;
        expect(judged, reported).toBeCloseTo(objective, 9);
        const again = reproveWithout(set, entries[at]);
        expect(again.faults, reported).toEqual([]);
        expect(again.bound, reported).toBeGreaterThanOrEqual(bound - 1e-9);
        seen.rows += rows.length;
        const best = bruteForce(theirs, 5000);
        if (best.status !== 'best') continue;
        seen.brute++;
        expect(bound, reported).toBeLessThanOrEqual(best.objective + 1e-9);
        const saving = (objective - best.objective) / Math.max(plan.evaluation.objective, 1e-9);
        for (const row of rows) {
          const cost = costs.get(row) ?? Number.NaN;
          expect(cost, reported).toBeGreaterThanOrEqual(saving - 1e-6);
          if (saving > 0.01) seen.costly++;
          if (saving > 0.01 && cost <= saving + 1e-6) seen.exact++;
        }
        if (rows.some((row) => typeof row === 'number')) seen.placing++;
      }
    }
    if (process.env.CARVE_SEEDS !== undefined) process.stdout.write(`${JSON.stringify(seen)}\n`);
    expect(
      Object.values(seen).every((often) => often >= 3),
      JSON.stringify(seen),
    ).toBe(true);
  });
});
