import { describe, expect, it } from 'vitest';
import type { RuleCost } from '../../../src/evaluation/explain/rule-cost.js';
import { planSummaryOf } from '../../../src/evaluation/story/story.js';
import { everyChange, smallPlan } from '../../reports/small-plan.js';

/** Targets are 280, 280 and 140: 700 in potential by capacities of 1, 1 and ½. */
function planSummary(given: Partial<Parameters<typeof planSummaryOf>[0]> = {}) {
  const plan = smallPlan(everyChange);
  const proven = { bound: 0.4, gap: 0.1 };
  return { plan, planSummary: planSummaryOf({ ...plan, status: 'feasible', proven, ...given }) };
}

describe('the story of a plan', () => {
  it('counts every account by what became of it', () => {
    expect(planSummary().planSummary.tally).toEqual({
      planned: 6,
      kept: 2,
      moved: 1,
      new: 1,
      orphaned: 2,
      nobody: 0,
      released: 1,
      excluded: 1,
    });
  });

  it('ranks reps from the greatest gain in potential to the greatest loss', () => {
    const { reps } = planSummary().planSummary;
    expect(
      reps.map(({ territory, potential, side }) => [territory.rep_id, potential, side]),
    ).toEqual([
      ['cy', 360, 'gains'],
      ['bo', 110, 'gains'],
      ['lee', -120, 'loses'],
      ['ann', -260, 'loses'],
    ]);
    expect(reps.map(({ accounts, arr }) => [accounts, arr])).toEqual([
      [2, 27],
      [0, 0],
      [-1, 0],
      [0, -20],
    ]);
  });

  it('adds up what flows from whom to whom, owners who are no reps among them', () => {
    const { plan, planSummary: reported } = planSummary();
    const name = (rep: number): string => (rep < 0 ? '' : plan.problem.repIds[rep]);
    expect(
      reported.flows.map(({ from, to, accounts, potential, arr }) => [
        from.kind === 'rep' ? name(from.rep) : from.kind === 'departed' ? from.owner : from.kind,
        name(to),
        accounts,
        potential,
        arr,
      ]),
    ).toEqual([
      ['ann', 'cy', 1, 300, 20],
      ['lee', 'bo', 1, 120, 0],
      ['zoe@old.example', 'cy', 1, 60, 7],
      ['unowned', 'ann', 1, 40, 0],
      ['bo', '', 1, 10, 0],
    ]);
  });

  it('lets flows add up to what each rep gains', () => {
    const { reps, flows } = planSummary().planSummary;
    for (const { rep, potential, arr, accounts } of reps) {
      const net = { potential: 0, arr: 0, accounts: 0 };
      for (const flow of flows) {
        const sign =
          Number(flow.to === rep) - Number(flow.from.kind === 'rep' && flow.from.rep === rep);
        net.potential += sign * flow.potential;
        net.arr += sign * flow.arr;
        net.accounts += sign * flow.accounts;
      }
      expect(net).toEqual({ potential, arr, accounts });
    }
  });

  it('names the accounts that weigh most, and what each does to giver and taker', () => {
    const { plan, planSummary: reported } = planSummary();
    expect(reported.matters.map(({ account }) => plan.problem.accountIds[account])).toEqual([
      '002',
      '004',
      '005',
      '006',
    ]);
    const [first, second, third] = reported.matters;
    expect(first.potentialPct).toBeCloseTo(300 / 7, 10);
    expect(first.arrPct).toBeCloseTo(2000 / 77, 10);
    expect(first.giver?.points).toBeCloseTo(-30_000 / 280, 10);
    expect(first.taker?.points).toBeCloseTo(30_000 / 140, 10);
    // Lee Roy has left, and has no target to stand below.
    expect(second.giver).toBeUndefined();
    expect(second.taker?.points).toBeCloseTo(12_000 / 280, 10);
    // 60 of 700 in potential is less than 7 of 77 in ARR.
    expect([first.by, second.by, third.by]).toEqual(['potential', 'potential', 'arr']);
  });

  it('tells how many rules there are of each state, and their tolerance', () => {
    const { ruleCount, tolerances } = planSummary().planSummary;
    expect(ruleCount).toEqual({ mustMet: 3, mustBroken: 0, shouldMet: 2, shouldBroken: 0 });
    expect(tolerances).toEqual([
      { metric: 'potential', bandPct: 10, maxPct: undefined, isMust: false },
      { metric: 'workload', bandPct: 10, maxPct: undefined, isMust: false },
    ]);
  });

  it('tells whether it can be better, and what nobody can remove', () => {
    const { better } = planSummary({ unavoidable: new Map([['potential', 3]]) }).planSummary;
    expect([better.gapPct, better.bound]).toEqual([10, 0.4]);
    expect(better.unavoidable).toEqual([
      { metric: 'potential', floorPct: 3, nowPct: expect.closeTo((50 + 28.571 + 157.143) / 3, 2) },
    ]);
    const points = better.terms.map((term) => term.points);
    expect(points.reduce((sum, one) => sum + one, 0)).toBeCloseTo(better.objective, 12);
  });

  it('names the dearest rule of those whose price is beyond doubt', () => {
    const { plan, planSummary: plain } = planSummary();
    expect(plain.costliestRule).toBeUndefined();
    const compared = { ...plan, status: 'feasible', proven: undefined } as const;
    const price = (row: number, cost: number, certain: boolean, otherGoals = false): RuleCost => ({
      row,
      cost,
      certain,
      otherGoals,
      frees: false,
      with: compared,
      without: compared,
      terms: [],
      objective: { with: 1, without: 1 - cost },
    });
    const rows = plan.problem.rules.map(({ row }) => row);
    const prices = [
      price(rows[0], 0.1, true),
      price(rows[1], 0.3, false),
      price(rows[2], 0.4, true, true),
      price(rows[3], 0.2, true),
    ];
    expect(planSummary({ prices }).planSummary.costliestRule?.name).toBe(rows[3]);
  });
});
