/** Must bounds may be passed by 1e-9 · max(1, |bound|): search, bound and proof must all grant it. */
import { describe, expect, it } from 'vitest';
import { certificateText } from '../../src/planning/certificate.js';
import { makePlan } from '../../src/planning/plan.js';
import { bruteForce } from '../oracle/brute.js';
import { type Certificate, reprove } from '../oracle/certificate.js';
import { type InputSet, problemOf, randomInputs } from '../oracle/random-inputs.js';
import { readSet } from './random-plan.js';

function inputs(accounts: string[], rules: string[]): InputSet {
  return {
    seed: 0,
    accounts: `${accounts.join('\n')}\n`,
    reps: 'rep_id\nr1\nr2\n',
    rules: `${rules.join('\n')}\n`,
    distances: undefined,
    options: { asOf: '2025-06-30' },
  };
}

/** Plans, and holds objective, bound and certificate against all plans there are. */
async function planned(set: InputSet) {
  const problem = problemOf(set);
  const plan = await makePlan(readSet(set), {
    seed: 1,
    effort: 'normal',
    threads: 1,
    timeLimit: undefined,
    now: () => 0,
  });
  const certificate = JSON.parse(certificateText(plan)) as Certificate;
  const { bound, faults } = reprove(problem, certificate);
  return { plan, best: bruteForce(problem), published: certificate.bound, reproven: bound, faults };
}

async function expectBest(set: InputSet, objective: number): Promise<void> {
  const { plan, best, published, reproven, faults } = await planned(set);
  expect(best.status === 'best' && best.objective).toBeCloseTo(objective, 6);
  expect(faults).toEqual([]);
  expect(plan.status).toBe('optimal');
  expect(plan.evaluation.objective).toBeCloseTo(objective, 6);
  expect(published).toBeLessThanOrEqual(plan.evaluation.objective);
  expect(Math.abs((published ?? Number.NaN) - reproven)).toBeLessThan(1e-13);
}

describe('must bounds passed by no more than their tolerance', () => {
  it('hold for an amount a little above a whole number', async () => {
    // a at r2 is 4e-9 past 5, and 5e-9 is allowed; 5.000000004 is no multiple of 1.
    const accounts = [
      'account_id,potential,owner,disruption',
      'a,5.000000004,r2,1',
      'b,5,r1,1',
      'c,1,r1,1',
    ];
    const rules = ['rule,reps,metric,max', 'limit,rep_id = r2,potential,5'];
    await expectBest(inputs(accounts, rules), 0.064377);
  });

  it('hold for a sum less than 1, where 1e-9 is allowed', async () => {
    // a and b come to 0.3 + 9e-10; c to 0.3; any other plan has more than 0.3 somewhere.
    const accounts = ['account_id,potential', 'a,0.1', 'b,0.2000000009', 'c,0.3'];
    await expectBest(inputs(accounts, ['rule,metric,max', 'limit,potential,0.3']), 0.0844444);
  });

  it('hold where 0.1 + 0.2 is held against 0.3', async () => {
    const accounts = ['account_id,potential', 'a,0.1', 'b,0.2', 'c,0.3'];
    await expectBest(inputs(accounts, ['rule,metric,max', 'limit,potential,0.3']), 0.0844444);
  });

  it('hold for a balance row', async () => {
    // 10 and 11.00000001 of a target of 10.500000005 each: 4.7619048072 % off.
    const accounts = ['account_id,potential', 'a,10', 'b,11.00000001'];
    const rules = ['rule,metric,max,level', 'balance,potential,4.761904810%,must'];
    const { plan, best, published, reproven, faults } = await planned(inputs(accounts, rules));
    expect(faults).toEqual([]);
    expect(plan.status).toBe('optimal');
    expect(best.status === 'best' && best.objective).toBe(plan.evaluation.objective);
    expect(Math.abs((published ?? Number.NaN) - reproven)).toBeLessThan(1e-13);
  });

  it('hold for a percentage of a whole above 1', async () => {
    // One x and one y each: 10.00000002 of 20.00000002 is 1e-8 past the half, as much as is allowed.
    const accounts = [
      'account_id,segment,potential',
      'a,x,10',
      'b,x,10.00000002',
      'c,y,10',
      'd,y,10',
    ];
    const rules = ['rule,accounts,metric,max', 'limit,segment = x,potential,50%'];
    const { plan, best, published, reproven, faults } = await planned(inputs(accounts, rules));
    expect(faults).toEqual([]);
    expect(best.status === 'best' && best.objective).toBe(plan.evaluation.objective);
    // An objective of 1e-10: the guard for rounding is a millionth of it.
    expect(plan.proven?.gap).toBeLessThan(1e-5);
    expect(Math.abs((published ?? Number.NaN) - reproven)).toBeLessThan(1e-13);
  });

  it.each([
    // a alone would be 6.6e-9 past its bound of nearly 6, which allows 6e-9: b or c must join it.
    ['a share passed by more than it allows', '99.99999989%', ['a,x,6', 'b,y,3', 'c,y,3']],
    ['a share of nothing', '0%', ['a,x,0.0000000009', 'b,y,1', 'c,y,1']],
  ])('hold for %s', async (_, max, rows) => {
    const accounts = ['account_id,segment,potential', ...rows];
    const rules = ['rule,accounts,metric,max', `limit,segment = x,potential,${max}`];
    const { plan, best, published, reproven, faults } = await planned(inputs(accounts, rules));
    expect(faults).toEqual([]);
    expect(plan.status).toBe('optimal');
    expect(best.status === 'best' && best.objective).toBeCloseTo(plan.evaluation.objective, 12);
    expect(Math.abs((published ?? Number.NaN) - reproven)).toBeLessThan(1e-13);
  });

  it('are each allowed their own: a great max lends nothing to a small min', async () => {
    // Of 1e10, 10 may be passed; none of that is for the 5 that r1 must have. All would rather stay.
    const accounts = ['account_id,potential,owner', 'a,6,r2', 'b,7,r2', 'c,8,r2'];
    const rules = [
      'rule,reps,metric,min,max,weight',
      'limit,rep_id = r1,potential,5,10000000000,',
      'weight,,disruption,,,1000',
    ];
    const { plan, best } = await planned(inputs(accounts, rules));
    expect(plan.status).toBe('optimal');
    expect(best.status === 'best' && best.objective).toBeCloseTo(plan.evaluation.objective, 12);
  });

  it.each([20_418, 20_899])('count in the bound of random problem %i', async (seed) => {
    const { published, reproven, faults } = await planned(randomInputs(seed));
    expect(faults).toEqual([]);
    // Where nothing keeps the must rules there is nothing to publish.
    const least = published ?? Number.POSITIVE_INFINITY;
    expect(reproven).toBeGreaterThanOrEqual(least - 1e-13);
  });
});
