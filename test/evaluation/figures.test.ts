/** What is published of a plan, each figure worked out by hand. */
import { describe, expect, it } from 'vitest';
import { costAtMost, costsAtMost, isLoadRow } from '../../src/evaluation/cost-at-most.js';
import { customersOf } from '../../src/evaluation/customers.js';
import { evennessShare } from '../../src/evaluation/ladder.js';
import { inOrder, unevenness } from '../../src/evaluation/leading-metrics.js';
import {
  changedAccounts,
  changedAsFiled,
  movesOfNote,
} from '../../src/evaluation/moves-of-note.js';
import { nothingPlanned } from '../../src/evaluation/planned.js';
import {
  closerPct,
  nearSlack,
  provenBy,
  provenFor,
  slackOf,
  statusOf,
} from '../../src/evaluation/proven.js';
import { withRoleEvaluations } from '../../src/evaluation/roles.js';
import { objectiveFault, objectiveOf } from '../../src/evaluation/terms.js';
import { earthRadiusKm } from '../../src/scoring/sphere.js';
import { smallPlan } from '../reports/small-plan.js';

/** The as-of day is 2024-10-04; renewals lie 0, 90, 91, −1, 28, 1 and 0 days from it. */
const files = {
  accounts: `account_id,owner,potential,workload,arr,open_pipeline,won_amount,renewal_date,segment
K1,ann,100,1,10,1,5,2024-10-04,Big
M1,ann,300,2,20,2,6,2025-01-02,Big
M2,bo,50,1,30,,7,2025-01-03,Big
O1,lee,120,1,40,4,8,2024-10-03,Big
O2,zoe@old.example,60,1,50,5,9,2024-11-01,Big
N1,,40,1,60,6,,,Big
R1,bo,10,1,70,7,1,2024-10-05,Tiny
R2,,11,1,5,,,,Tiny
E1,bo,5,1,1000,100,10,2024-10-05,House
U1,ann,20,1,80,8,2,2024-10-04,Lost
`,
  reps: `rep_id,rep_name,manager,capacity,quota,status
ann,Ann,Max,1,500,active
bo,Bo,Max,1,,active
cy,Cy,Nia,0.5,,active
lee,Lee,Nia,1,,left
`,
  rules: `rule,accounts,reps
release,segment = Tiny,
exclude,segment = House,
match,segment = Lost,rep_id = none
`,
  plan: { K1: 'ann', M1: 'bo', M2: 'ann', O1: 'bo', O2: 'cy', N1: 'ann' },
};

const { problem, evaluation } = smallPlan(files);
const ids = (accounts: readonly number[]) => accounts.map((one) => problem.accountIds[one]);

describe('what happens to accounts', () => {
  it('is told by who had them and who has them', () => {
    const changes = problem.accountIds.map((id, account) => [id, evaluation.change[account]]);
    expect(Object.fromEntries(changes)).toEqual({
      K1: 'kept',
      M1: 'moved',
      M2: 'moved',
      O1: 'orphaned',
      O2: 'orphaned',
      N1: 'new',
      R1: 'released',
      R2: 'released',
      E1: 'excluded',
      U1: 'unassigned',
    });
    const holders = problem.accountIds.map((id, account) => [
      id,
      problem.repIds[evaluation.assignment[account]] ?? '',
    ]);
    // An excluded account stays where it is.
    expect(Object.fromEntries(holders)).toEqual({
      ...files.plan,
      R1: '',
      R2: '',
      E1: 'bo',
      U1: '',
    });
    expect(evaluation.feasible).toBe(false);
  });

  it('is summed up by how, and in all by who loses a face', () => {
    const { moved, orphaned, new: brought, released, total } = evaluation.changingHands;
    const figures = (
      accounts: number,
      arr: number,
      open_pipeline: number,
      won_amount: number,
      renewals_90d: number,
      renewals_90d_arr: number,
    ) => ({ accounts, arr, open_pipeline, won_amount, renewals_90d, renewals_90d_arr });
    expect(moved).toEqual(figures(2, 50, 2, 13, 1, 20));
    expect(orphaned).toEqual(figures(2, 90, 9, 17, 1, 50));
    expect(brought).toEqual(figures(1, 60, 6, 0, 0, 0));
    expect(released).toEqual(figures(2, 75, 7, 1, 1, 70));
    // M1, M2, O1, O2, R1 and U1: R2 and N1 had nobody.
    expect(total).toEqual(figures(6, 290, 26, 33, 4, 220));
  });

  it('is null where there is no such column', () => {
    const plain = smallPlan({
      accounts: 'account_id,owner,arr\nA1,ann,5\n',
      reps: 'rep_id\nann\nbo\n',
      plan: { A1: 'bo' },
    });
    expect(plain.evaluation.changingHands.total).toEqual({
      accounts: 1,
      arr: 5,
      open_pipeline: null,
      won_amount: null,
      renewals_90d: null,
      renewals_90d_arr: null,
    });
  });
});

describe('the headline', () => {
  it('counts moves, their share of planned potential and the ARR that leaves live owners', () => {
    const { after, before } = evaluation;
    expect(after).toMatchObject({ accounts_moved: 2, accounts_new: 1, accounts_orphaned: 2 });
    // M1 and M2 of K1 to N1 and U1; M1, M2, R1 and U1.
    expect(after.potential_moved_pct).toBeCloseTo((100 * 350) / 690, 12);
    expect(after.arr_moved).toBe(200);
    expect(after.mean_distance_km).toBeUndefined();
    // Today nothing has moved, and U1 is with its owner.
    expect(before).toMatchObject({ accounts_moved: 0, potential_moved_pct: 0, arr_moved: 0 });
    expect(before).toMatchObject({ accounts_new: 1, accounts_orphaned: 2 });
  });

  it('says how even load ÷ target is, over those who take part', () => {
    // Targets 268, 268 and 134 (670 by capacity; U1 counts in none); loads 190, 420 and 60.
    const ratios = [190 / 268, 420 / 268, 60 / 134];
    const mean = (ratios[0] + ratios[1] + ratios[2]) / 3;
    const variance = ratios.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 3;
    let pairs = 0;
    for (const one of ratios) for (const other of ratios) pairs += Math.abs(one - other);
    const even = evaluation.after.evenness.get('potential');
    expect(even?.mean_abs_deviation_pct).toBeCloseTo(
      (100 * (78 / 268 + 152 / 268 + 74 / 134)) / 3,
      10,
    );
    expect(even?.max_abs_deviation_pct).toBeCloseTo((100 * 152) / 268, 10);
    expect(even?.cv).toBeCloseTo(Math.sqrt(variance) / mean, 12);
    expect(even?.gini).toBeCloseTo(pairs / 9 / (2 * mean), 12);
    expect([...evaluation.after.evenness.keys()]).toEqual(['potential', 'workload']);
  });

  it('is of nothing where nobody has anything', () => {
    const nothing = smallPlan({
      accounts: 'account_id,potential\nA1,0\n',
      reps: 'rep_id\nann\nbo\n',
      plan: { A1: 'ann' },
    });
    expect(nothing.evaluation.after.potential_moved_pct).toBe(0);
    expect(nothing.evaluation.after.evenness.get('potential')).toEqual({
      mean_abs_deviation_pct: 0,
      max_abs_deviation_pct: 0,
      cv: 0,
      gini: 0,
    });
  });

  it('takes the mean way where account and rep both have a place', () => {
    const degree = (earthRadiusKm * Math.PI) / 180;
    const placed = smallPlan({
      accounts: `account_id,owner,latitude,longitude
A1,ann,0,1
A2,ann,0,3
A3,,0,9
A4,ann,,
`,
      reps: 'rep_id,latitude,longitude\nann,0,0\nbo,,\n',
      plan: { A1: 'ann', A2: 'bo', A3: 'ann', A4: 'ann' },
    });
    const { after, before, territories, distanceKm } = placed.evaluation;
    // Bo has no place, nor accounts to have one by: today A1 and A2 count, in the plan A1 and A3.
    expect(before.mean_distance_km).toBeCloseTo(2 * degree, 8);
    expect(after.mean_distance_km).toBeCloseTo(5 * degree, 8);
    expect(territories[0].mean_distance_km).toBeCloseTo(5 * degree, 8);
    expect(territories[1].mean_distance_km).toBeUndefined();
    expect([...distanceKm].map((km) => Math.round(km / degree))).toEqual([
      1,
      Number.NaN,
      9,
      Number.NaN,
    ]);
  });
});

describe('territories', () => {
  const of = (id: string) => evaluation.territories.find(({ rep_id }) => rep_id === id);

  it('hold what they have, had, gain and lose', () => {
    const figures = (
      id: string,
      [accounts, accounts_before, accounts_in, accounts_out]: readonly number[],
      [potential, potential_before]: readonly number[],
      [arr, arr_before, arr_in, arr_out]: readonly number[],
      [open_pipeline, open_pipeline_before]: readonly number[],
    ) => {
      expect(of(id), id).toMatchObject({
        accounts,
        accounts_before,
        accounts_in,
        accounts_out,
        potential,
        potential_before,
        arr,
        arr_before,
        arr_in,
        arr_out,
        open_pipeline,
        open_pipeline_before,
      });
    };
    // Before: all that is not excluded; a released account leaves its owner, and one that nobody may take too.
    figures('ann', [3, 3, 2, 2], [190, 420], [100, 110, 90, 100], [7, 11]);
    figures('bo', [2, 2, 2, 2], [420, 60], [60, 100, 60, 100], [6, 7]);
    figures('cy', [1, 0, 1, 0], [60, 0], [50, 0, 50, 0], [5, 0]);
    figures('lee', [0, 1, 0, 1], [0, 120], [0, 40, 0, 40], [0, 4]);
  });

  it('stand against their targets, today’s loads of live owners too', () => {
    expect(of('ann')).toMatchObject({ potential_target: 268, workload: 3, workload_before: 4 });
    expect(of('ann')?.workload_target).toBeCloseTo(2.8, 12);
    expect(of('ann')?.potential_deviation_pct).toBeCloseTo((100 * -78) / 268, 10);
    expect(of('ann')?.workload_deviation_pct).toBeCloseTo((100 * 0.2) / 2.8, 10);
    expect(of('ann')?.potential_deviation_before_pct).toBeCloseTo((100 * 152) / 268, 10);
    expect(of('bo')?.potential_deviation_before_pct).toBeCloseTo((100 * -218) / 268, 10);
    expect(of('cy')?.workload_deviation_before_pct).toBe(-100);
    expect(of('lee')).toMatchObject({ potential_target: 0, potential_deviation_pct: 0 });
  });

  it('stand against the median of their pool, by capacity', () => {
    // 190, 420 and 60 ÷ 0.5 = 120: the median is 190.
    expect(of('ann')?.potential_vs_median_pct).toBe(0);
    expect(of('bo')?.potential_vs_median_pct).toBeCloseTo((100 * 230) / 190, 10);
    expect(of('cy')?.potential_vs_median_pct).toBeCloseTo((100 * -70) / 190, 10);
    expect(of('lee')).toMatchObject({ potential_vs_median_pct: 0, live: false, onLeave: false });
    expect(of('ann')).toMatchObject({ live: true, onLeave: false, quota: 500, capacity: 1 });
    expect(of('bo')?.quota).toBeUndefined();
    expect([of('ann')?.pool, of('lee')?.pool]).toEqual([of('cy')?.pool, '']);
  });

  it('make teams, in the order of their managers', () => {
    const [max, nia] = evaluation.teams;
    expect(max).toMatchObject({
      manager: 'Max',
      reps: 2,
      capacity: 2,
      quota: 500,
      accounts: 5,
      potential: 610,
      potential_target: 536,
      accounts_in: 4,
      accounts_out: 4,
      arr_before: 210,
    });
    expect(nia).toMatchObject({ manager: 'Nia', reps: 2, capacity: 1.5, quota: undefined });
    expect(nia).toMatchObject({ potential: 60, potential_before: 120 });
    // 610 ÷ 2 = 305 and 60 ÷ 0.5 = 120 (Lee is not live), with 212.5 between them.
    expect(max.potential_vs_median_pct).toBeCloseTo((100 * 92.5) / 212.5, 10);
    expect(nia.potential_vs_median_pct).toBeCloseTo((100 * -92.5) / 212.5, 10);
  });
});

describe('the moves of note', () => {
  it('are the greatest by their share of potential or of ARR, of those that leave somebody', () => {
    // Of 690 and 365: M1 43 %, U1 22 % (80 of ARR), R1 19 % (ARR), O1 17 %, O2 14 % (ARR), M2 8 % (ARR).
    const all = movesOfNote(problem, evaluation, 9);
    expect(ids(all.accounts)).toEqual(['M1', 'U1', 'R1', 'O1', 'O2', 'M2']);
    expect(all.rest).toBe(0);
    const some = movesOfNote(problem, evaluation, 2);
    expect([ids(some.accounts), some.rest]).toEqual([['M1', 'U1'], 4]);
    // New ones have changed, but left nobody; R2 has nobody as before.
    const changed = ['M1', 'M2', 'O1', 'O2', 'N1', 'R1', 'U1'];
    expect(ids(changedAccounts(problem, evaluation))).toEqual(changed);
    expect(ids(changedAsFiled(problem, evaluation))).toEqual(changed);
  });

  it('are one of nothing where there is no other', () => {
    const empty = smallPlan({
      accounts: 'account_id,owner,potential\nA1,ann,0\nA2,ann,0\nA3,ann,1\n',
      reps: 'rep_id\nann\nbo\n',
      plan: { A1: 'bo', A2: 'bo', A3: 'ann' },
    });
    const { accounts, rest } = movesOfNote(empty.problem, empty.evaluation, 5);
    expect([accounts, rest]).toEqual([[0], 1]);
  });
});

describe('what is proven', () => {
  it('is a bound of at least 0 and at most the objective, with its gap', () => {
    expect(provenBy(0.3, 0.4)).toEqual({ bound: 0.3, gap: (0.4 - 0.3) / 0.4 });
    expect(provenBy(0.5, 0.4)).toEqual({ bound: 0.4, gap: 0 });
    expect(provenBy(-1, 0.4)).toEqual({ bound: 0, gap: 1 });
    expect(provenBy(Number.NaN, 0.4)).toEqual({ bound: 0, gap: 1 });
    expect(provenBy(0, 0)).toEqual({ bound: 0, gap: 0 });
    expect(provenBy(0, 1e-10).gap).toBeCloseTo(0.1, 12);
  });

  it('is nothing of a plan that breaks must rules', () => {
    expect(provenFor(0.3, { feasible: false, objective: 0.4 })).toBeUndefined();
    expect(provenFor(undefined, { feasible: true, objective: 0.4 })).toBeUndefined();
    expect(provenFor(0.3, { feasible: true, objective: 0.4 })?.bound).toBe(0.3);
    expect(statusOf(undefined)).toBe('infeasible');
    expect(statusOf({ bound: 1, gap: 1e-6 })).toBe('optimal');
    expect(statusOf({ bound: 1, gap: 1.1e-6 })).toBe('feasible');
  });

  it('is told in what people can see where the slack is below a thousandth', () => {
    expect(slackOf(0.5, { bound: 0.2 })).toBeCloseTo(0.3, 12);
    expect(nearSlack({ objective: 0.5 }, { bound: 0.4995, gap: 0.001 })).toBeCloseTo(5e-4, 12);
    expect(nearSlack({ objective: 0.5 }, { bound: 0.499, gap: 0.002 })).toBeUndefined();
    expect(nearSlack({ objective: 0.5 }, undefined)).toBeUndefined();
    // 500 × 0.0004 × (4 + 2 + 3) ÷ 4.
    const terms = [
      { name: 'potential', value: 0, weight: 4 },
      { name: 'workload', value: 0, weight: 2 },
      { name: 'disruption', value: 0, weight: 3 },
    ];
    expect(closerPct(0.0004, terms)).toBeCloseTo(0.45, 12);
    expect(closerPct(0.0004, terms.slice(1))).toBeUndefined();
  });
});

describe('scores', () => {
  const terms = [
    { name: 'workload', value: 0.1, weight: 2 },
    { name: 'potential', value: 0.4, weight: 4 },
    { name: 'disruption', value: 0.5, weight: 4 },
  ];

  it('are weighted means: of all terms, and of potential and workload alone', () => {
    expect(objectiveOf(terms)).toBeCloseTo((0.2 + 1.6 + 2) / 10, 12);
    expect(objectiveFault(terms)).toBeUndefined();
    expect(unevenness({ terms })).toBeCloseTo(0.3, 12);
    expect(unevenness({ terms: terms.slice(2) })).toBe(0);
    expect(inOrder(['arr', 'workload', 'potential', 'score'])).toEqual([
      'potential',
      'workload',
      'arr',
      'score',
    ]);
    expect(inOrder(['arr', 'workload'])).toEqual(['workload', 'arr']);
  });

  it('say what share of the evenness a plan between two others buys', () => {
    expect(evennessShare({ from: 1, to: 0.5 }, 0.6)).toBeCloseTo(0.8, 12);
    expect(evennessShare({ from: 0.5, to: 0.5 }, 0.5)).toBe(1);
    expect(evennessShare({ from: 0.4, to: 0.5 }, 0.5)).toBe(1);
  });

  it('say what a row costs at most, as a share of the objective', () => {
    expect(costAtMost({ objective: 0.4, bound: 0.3 }, 0.5)).toBeCloseTo(0.2, 12);
    expect(costAtMost({ objective: 0.3, bound: 0.4 }, 0.5)).toBe(0);
    expect(costAtMost({ objective: 1e-10, bound: 0 }, 0)).toBeCloseTo(0.1, 12);
    const both = costsAtMost([{ rows: [2, 3], objective: 0.4, bound: 0.3 }], 0.5);
    expect([...both.keys()]).toEqual([2, 3]);
    const isLoad = (rule: 'limit' | 'balance' | 'match', level: 'must' | 'should') =>
      isLoadRow({ rule, level });
    expect([isLoad('limit', 'must'), isLoad('limit', 'should')]).toEqual([true, false]);
    expect([isLoad('balance', 'must'), isLoad('match', 'must')]).toEqual([false, false]);
  });
});

describe('the accounts', () => {
  const team = 'rep_id\nann\nbo\n';
  const of = (accounts: string, rules = 'rule\n') =>
    smallPlan({ accounts, reps: team, rules, plan: {} });

  it('of customers are those whose type begins so, or with ARR', () => {
    const typed = of(
      'account_id,type,arr\nA,Customer - Direct,\nB, customer,0\nC,Former customer,\nD,Prospect,5\n',
    );
    const isCustomer = customersOf(typed.problem);
    expect([0, 1, 2, 3].map((account) => isCustomer?.(account))).toEqual([true, true, false, true]);
    const paying = customersOf(of('account_id,arr\nA,5\nB,\n').problem);
    expect([paying?.(0), paying?.(1)]).toEqual([true, false]);
    expect(customersOf(of('account_id\nA\n').problem)).toBeUndefined();
  });

  it('are not to be all excluded or released', () => {
    const two = 'account_id,segment\nA,Big\nB,Tiny\n';
    const rules = 'rule,accounts\nexclude,segment = Big\n';
    expect(nothingPlanned(of(two, rules).problem)).toBeUndefined();
    const none = nothingPlanned(of(two, `${rules}release,segment = Tiny\n`).problem);
    expect(none).toMatchObject({
      file: 'accounts.csv',
      what: 'leaves no account to plan: all are excluded or released',
      remedy: 'let the rules leave some',
    });
  });

  it('have the roles of a plan beside their reps where there are some', () => {
    expect(withRoleEvaluations(evaluation, [])).toBe(evaluation);
    const role = {
      name: 'SDR',
      key: 'sdr',
      rows: [],
      rowOf: new Int32Array(),
      named: new Uint8Array(),
      holders: [],
      takes: new Uint8Array(),
      rules: [],
    };
    const roles = [{ role, problem, evaluation }];
    expect(withRoleEvaluations(evaluation, roles)).toMatchObject({
      objective: evaluation.objective,
    });
    expect(withRoleEvaluations(evaluation, roles).roles).toBe(roles);
  });
});
