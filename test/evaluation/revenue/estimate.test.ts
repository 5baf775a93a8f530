import { describe, expect, it } from 'vitest';
import {
  estimateRevenue,
  type RevenueAssumptions,
} from '../../../src/evaluation/revenue/estimate.js';
import { dayNumber } from '../../../src/model/units.js';
import { readProblem } from '../../../src/planning/inputs.js';

const named = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

const { problem } = readProblem({
  accounts: named(
    'accounts.csv',
    'account_id,owner,potential,workload,arr\nA1,R1,100,3,50\nA2,R1,60,3,20\nA3,R2,40,2,0\nA4,,80,2,0\nA5,gone,20,2,10\n',
  ),
  reps: named('reps.csv', 'rep_id,capacity\nR1,1\nR2,1\n'),
  rules: undefined,
  distances: undefined,
  bare: true,
  map: [],
  assembly: { asOf: dayNumber(20_000), weights: new Map(), shareBy: undefined, potentialCap: true },
});

const assumptions: RevenueAssumptions = {
  pipeline_per_potential: { low: 0.5, likely: 1, high: 2 },
  potential_is_money: true,
  loss_on_moved_arr: { low: 0, likely: 0.1, high: 0.5 },
  ramp_months: { low: 0, likely: 6, high: 12 },
  workload_per_rep: undefined,
};

describe('the estimate of revenue', () => {
  it('is what one works out by hand', () => {
    // R1 holds A1 (100, kept) and A4 (80, new): workload 5 of 6. R2 holds A2 (60, moved),
    // A3 (40, kept), A5 (20, orphaned): workload 7 of 6, so 6/7 of 120 is worked.
    const estimate = estimateRevenue(problem, Int32Array.of(0, 1, 1, 0, 1), assumptions);
    expect(estimate.potential).toBe(300);
    expect(estimate.workload_per_rep).toBe(6);
    expect(estimate.worked_potential).toBeCloseTo(180 + (120 * 6) / 7, 9);
    expect(estimate.new_hands_potential).toBeCloseTo(80 + (80 * 6) / 7, 9);
    // A2 leaves R1, and A5's owner is gone.
    expect(estimate.moved_arr).toBe(30);
    const worked = 180 + 720 / 7;
    const fresh = 80 + 480 / 7;
    expect(estimate.pipeline.likely).toBeCloseTo(worked - fresh / 4, 9);
    expect(estimate.pipeline.low).toBeCloseTo(0.5 * (worked - fresh / 2), 9);
    expect(estimate.pipeline.high).toBeCloseTo(2 * worked, 9);
    expect(estimate.loss).toEqual({ low: 0, likely: 3, high: 15 });
    expect(estimate.net?.low).toBeCloseTo(estimate.pipeline.low - 15, 9);
    expect(estimate.net?.high).toBeCloseTo(estimate.pipeline.high, 9);
  });

  it('counts nothing for accounts that nobody has, and risks only what has no owner where nothing moves', () => {
    const today = estimateRevenue(problem, Int32Array.of(0, 0, 1, -1, -1), assumptions);
    expect(today.worked_potential).toBe(200);
    expect(today.new_hands_potential).toBe(0);
    // What belonged to an owner who is gone is at risk whatever is done.
    expect(today.moved_arr).toBe(10);
    expect(today.loss.high).toBe(5);
    expect(
      estimateRevenue(problem, Int32Array.of(0, 0, 1, -1, -1), {
        ...assumptions,
        potential_is_money: false,
      }).net,
    ).toBeNull();
  });

  it('takes the workload a rep can serve from the assumptions', () => {
    const given = { ...assumptions, workload_per_rep: 3 };
    const half = estimateRevenue(problem, Int32Array.of(0, 0, 1, -1, -1), given);
    expect(half.worked_potential).toBe(160 / 2 + 40);
  });
});
