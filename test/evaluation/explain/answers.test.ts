import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { explainAccount } from '../../../src/evaluation/explain/account.js';
import { mayHave } from '../../../src/evaluation/explain/alternatives.js';
import { Ledger } from '../../../src/evaluation/explain/ledger.js';
import { explainMove } from '../../../src/evaluation/explain/move.js';
import { overviewOf, unitsOf } from '../../../src/evaluation/explain/overview.js';
import { explainRep } from '../../../src/evaluation/explain/rep.js';
import { ruleCost } from '../../../src/evaluation/explain/rule-cost.js';
import type { Problem } from '../../../src/model/problem.js';
import { repReasonWords } from '../../../src/reports/explain/rep-text.js';
import { randomInputs } from '../../oracle/random-inputs.js';
import { readSet } from '../../planning/random-plan.js';
import { smallPlan } from '../../reports/small-plan.js';

const small = {
  accounts: `account_id,account_name,owner,potential,fit,icp
A,Acme,ann,60,10,yes
B,Bolt,ann,20,30,no
C,Coda,bo,20,20,yes
D,Dune,,10,,no
E,Ever,lee,10,40,no
`,
  reps: `rep_id,rep_name,status
ann,Ann,active
bo,Bo,active
lee,Lee,left
`,
  rules: `rule,accounts,reps,metric,top,min,max,weight,level
score,,,fit,,,,3,
score,icp = yes,,,,,,-1,
limit,,,accounts,,,3,,must
avoid,account_id = E,rep_id = ann,,,,,,must
`,
  plan: { A: 'ann', B: 'bo', C: 'bo', D: 'bo', E: 'bo' },
};

function toolsFor({ problem, evaluation }: ReturnType<typeof smallPlan>) {
  return { ledger: new Ledger(problem, evaluation.assignment), units: unitsOf(problem) };
}

describe('explaining an account', () => {
  const made = smallPlan(small);
  const explain = (id: string) => {
    const account = made.problem.accountIds.indexOf(id);
    return explainAccount(made.problem, made.evaluation, toolsFor(made), account);
  };

  it('takes its score apart: the points add up to it', () => {
    // fit 10 of 10, 20, 30, 40: half of one of four; three quarters of the weight are fit's.
    const [fit, icp] = explain('A').signals;
    expect(fit).toMatchObject({ metric: 'fit', value: 10, share: 0.125, of: 75 });
    expect(fit.points).toBeCloseTo(9.375, 12);
    // It passes the yes/no signal of negative weight, and so gets nothing for it.
    expect(icp).toMatchObject({ metric: '', passes: true, points: 0, of: 25 });
    made.problem.accountIds.forEach((id, account) => {
      const sum = explain(id).signals.reduce((all, { points }) => all + points, 0);
      expect(sum).toBeCloseTo(made.problem.score[account], 9);
    });
    expect(explain('D').signals[0]).toMatchObject({ value: undefined, points: 0 });
  });

  it('says who could have it, who not by which row, and who takes none', () => {
    const { problem } = made;
    const named = (reps: readonly number[]) => reps.map((rep) => problem.repIds[rep]);
    const ever = explain('E').alternatives;
    expect(ever?.open).toEqual([]);
    expect(ever?.barred.map(({ rows, reps }) => [rows, named(reps)])).toEqual([[[5], ['ann']]]);
    expect(named(ever?.notLive ?? [])).toEqual(['lee']);
    const acme = explain('A').alternatives;
    // Bo has four, one more than row 4 allows; a fifth breaks it further.
    expect(acme?.open.map(({ rep, breaks }) => [problem.repIds[rep], breaks])).toEqual([
      ['bo', [4]],
    ]);
  });
});

describe('explaining a rep', () => {
  const { problem, evaluation } = smallPlan(small);
  const reported = (id: string) => explainRep(problem, evaluation, problem.repIds.indexOf(id));

  it('lists what comes and goes, with the reason by their own figures', () => {
    const bo = reported('bo');
    const gains = bo.gains.map(({ account, otherId, why }) => [
      problem.accountIds[account],
      otherId,
      why.kind,
    ]);
    expect(gains).toEqual([
      ['B', 'ann', 'decided'],
      ['D', '', 'unowned'],
      ['E', 'lee', 'owner gone'],
    ]);
    expect(bo.kept).toBe(1);
    // Without it Bo would be below a share: to Ann, who had more than hers, that is told
    // as what it does for all, and to Bo as their own.
    const [loss] = reported('ann').losses;
    expect(repReasonWords(problem, loss.why, false)).toBe('it evens out potential over the team');
    const [gain] = bo.gains;
    expect(repReasonWords(problem, gain.why, true)).toBe(
      'without it you would be below your fair share of potential',
    );
    expect(reported('lee').losses.map(({ why }) => why)).toEqual([{ kind: 'takes none' }]);
  });
});

it('parts the objective among its terms', () => {
  const { problem, evaluation } = smallPlan(small);
  const { terms } = overviewOf(problem, evaluation, { moves: 3, reps: 3 });
  const points = terms.reduce((sum, term) => sum + term.points, 0);
  expect(points).toBeCloseTo(evaluation.objective, 12);
  expect(terms.reduce((sum, term) => sum + term.share, 0)).toBeCloseTo(1, 12);
});

/** The cheapest exchange by judging every one of them in full. */
function bestByJudging(problem: Problem, assignment: Int32Array, account: number, to: number) {
  const units = unitsOf(problem);
  const from = assignment[account];
  const before = evaluate(problem, assignment);
  if (!mayHave(problem, account, to)) return Number.POSITIVE_INFINITY;
  let best = Number.POSITIVE_INFINITY;
  for (let other = 0; other < problem.accountCount; other++) {
    if (assignment[other] !== to || units.of(account).includes(other)) continue;
    if (![...units.of(other)].every((one) => mayHave(problem, one, from))) continue;
    const moved = assignment.slice();
    for (const one of units.of(account)) moved[one] = to;
    for (const one of units.of(other)) moved[one] = from;
    const after = evaluate(problem, moved);
    if (after.feasible) best = Math.min(best, after.objective - before.objective);
  }
  return best;
}

it('finds the best swap that keeps the must rules, as judging all of them does', () => {
  const seen = { some: 0, none: 0 };
  const seeds = Number(process.env.CARVE_SEEDS ?? 150);
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = readSet(randomInputs(seed, 300));
    const given = problem.eligible.map((set, account) => {
      const reps = set < 0 ? [] : problem.repSets[set].reps;
      return reps.length === 0 ? -1 : reps[(seed + account) % reps.length];
    });
    for (const family of problem.mustFamilies) {
      for (const account of family) given[account] = given[family[0]];
    }
    const evaluation = evaluate(problem, given);
    if (!evaluation.feasible || !Number.isFinite(evaluation.objective)) continue;
    const tools = { ledger: new Ledger(problem, given), units: unitsOf(problem) };
    for (let account = 0; account < problem.accountCount; account++) {
      for (let to = 0; to < problem.repCount; to++) {
        if (given[account] < 0 || given[account] === to || problem.live[to] === 0) continue;
        const { swap } = explainMove(problem, evaluation, tools, { account, to });
        const best = bestByJudging(problem, given, account, to);
        const label = `seed ${seed}, ${account} to ${to}`;
        if (swap.best === undefined) {
          expect(best, label).toBe(Number.POSITIVE_INFINITY);
          seen.none++;
        } else {
          expect(Math.abs(swap.best.price - best), label).toBeLessThanOrEqual(1e-9);
          seen.some++;
        }
      }
    }
  }
  expect(seen.some).toBeGreaterThan(seeds / 10);
  expect(seen.none).toBeGreaterThan(seeds / 10);
});

describe('what a row costs', () => {
  const base = smallPlan(small);
  const plan = (value: number, bound: number, other = base) => ({
    ...other,
    evaluation: { ...other.evaluation, objective: value },
    status: 'feasible' as const,
    proven: { bound, gap: (value - bound) / value },
  });
  const better = smallPlan({ ...small, plan: { ...small.plan, D: 'ann' } });

  it('is certain only beyond what the proofs leave open', () => {
    const tight = ruleCost(4, plan(base.evaluation.objective, base.evaluation.objective), {
      ...plan(better.evaluation.objective, 0, better),
    });
    expect(tight.cost).toBeCloseTo(base.evaluation.objective - better.evaluation.objective, 12);
    expect(tight).toMatchObject({ certain: true, otherGoals: false });
    const loose = ruleCost(4, plan(base.evaluation.objective, 0), tight.without);
    expect(loose.certain).toBe(false);
    expect(ruleCost(4, tight.with, tight.with)).toMatchObject({ cost: 0, certain: false });
  });

  it('leaves the term of a row that is gone out of both, and tells other weights', () => {
    const rules = `${small.rules}prefer,,rep_id = ann,,,,,2,\n`;
    const wished = smallPlan({ ...small, rules });
    const reported = ruleCost(6, plan(1, 0, wished), plan(1, 0));
    expect(reported.terms.map(({ name }) => name)).not.toContain('prefer:6');
    expect(reported.cost).toBeCloseTo(0, 12);
    const heavier = smallPlan({ ...small, rules: `${small.rules}weight,,,disruption,,,,9,\n` });
    expect(ruleCost(6, plan(1, 0, heavier), plan(1, 0)).otherGoals).toBe(true);
  });
});
