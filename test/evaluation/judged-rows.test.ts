/** Rows of every kind judged, and what decides between two reps. */
import { describe, expect, it } from 'vitest';
import { objectiveBy } from '../../src/evaluation/cost-at-most.js';
import { decisionOf } from '../../src/evaluation/decision.js';
import { Ledger } from '../../src/evaluation/explain/ledger.js';
import { objectiveFault, termsOf } from '../../src/evaluation/terms.js';
import { smallPlan } from '../reports/small-plan.js';

const header = 'rule,name,accounts,reps,metric,by,min,max,weight,level\n';

describe('outcomes', () => {
  const { evaluation } = smallPlan({
    accounts: `account_id,owner,segment,locked
A,ann,Big,yes
B,bo,Big,no
C,bo,Lost,no
D,bo,Big,yes
`,
    reps: 'rep_id,max_accounts\nann,1\nbo,\ncy,9\n',
    rules: `${header}limit,At most three,,,accounts,,,3,,must
match,,segment = Lost,rep_id = none,,,,,,must
match,,segment = Big,rep_id = ann,,,,,,should
`,
    plan: { A: 'bo', B: 'ann', C: '', D: 'ann' },
  });
  const said = evaluation.outcomes.map(
    ({ row, rule, level, status, counts, concerned, broken }) => [
      row,
      rule,
      level,
      status,
      counts,
      concerned,
      broken,
    ],
  );

  it('are of the rows in their order, then of locked accounts and max_accounts, one each', () => {
    expect(said).toEqual([
      [2, 'limit', 'must', 'met', 'reps', 3, 0],
      // C may go to nobody: the row is broken though no account with a rep breaks it.
      [3, 'match', 'must', 'broken', 'accounts', 1, 0],
      [4, 'match', 'should', 'broken', 'accounts', 3, 1],
      ['accounts.csv:2', 'locked', 'must', 'broken', 'accounts', 1, 1],
      ['accounts.csv:5', 'locked', 'must', 'broken', 'accounts', 1, 1],
      ['reps.csv:2', 'max_accounts', 'must', 'broken', 'reps', 1, 1],
      ['reps.csv:4', 'max_accounts', 'must', 'met', 'reps', 1, 0],
    ]);
  });

  it('carry the name of a row that has one, and how many accounts it leaves to nobody', () => {
    expect(evaluation.outcomes[0]).toHaveProperty('name', 'At most three');
    expect(evaluation.outcomes[1]).not.toHaveProperty('name');
    expect(evaluation.outcomes.map(({ unplaceable }) => unplaceable)).toEqual([
      0, 1, 0, 0, 0, 0, 0,
    ]);
    expect(evaluation.feasible).toBe(false);
  });

  it('of a keep row tell of the accounts it asks for whose owner is gone, unless they are not planned or had none', () => {
    const { evaluation: kept } = smallPlan({
      accounts: `account_id,owner,segment
A,ann,Big
B,gone,Big
C,lee,Big
D,,Big
E,gone,Small
F,gone,Out
`,
      reps: 'rep_id,status\nann,active\nlee,left\n',
      rules: `${header}keep,,segment != Small,,,,,,,must
keep,,segment = Small,,,,,,1,should
keep,,segment = Nowhere,,,,,,,must
exclude,,segment = Out,,,,,,,
`,
      plan: { A: 'ann', B: 'ann', C: 'ann', D: 'ann', E: 'ann' },
    });
    // B and C; D had nobody, E does not pass, F is not planned.
    expect(kept.outcomes.slice(0, 3)).toMatchObject([
      { concerned: 1, broken: 0, ownerGone: 2, status: 'met' },
      { concerned: 0, ownerGone: 1 },
      { concerned: 0 },
    ]);
    expect(kept.outcomes[2]).not.toHaveProperty('ownerGone');
  });

  it('are met by a locked account that stays', () => {
    const stays = smallPlan({
      accounts: 'account_id,owner,locked\nA,ann,yes\n',
      reps: 'rep_id\nann\nbo\n',
      plan: { A: 'ann' },
    }).evaluation;
    expect(stays.outcomes).toMatchObject([{ row: 'accounts.csv:2', status: 'met', broken: 0 }]);
    expect(stays.feasible).toBe(true);
    // A planned account without a rep is no plan, whatever the rows say.
    const open = smallPlan({ accounts: 'account_id\nA\n', reps: 'rep_id\nann\n', plan: {} });
    expect([open.evaluation.outcomes, open.evaluation.feasible]).toEqual([[], false]);
  });
});

describe('terms', () => {
  const files = {
    accounts: 'account_id,owner,potential,segment\nA,ann,30,Big\nB,bo,10,Small\n',
    reps: 'rep_id\nann\nbo\n',
    rules: `${header}prefer,,segment = Big,rep_id = bo,,,,,2,
limit,,,,accounts,,,1,3,should
keep,,segment = Small,,,,,,4,should
`,
    plan: { A: 'ann', B: 'ann' },
  };
  const { problem, evaluation } = smallPlan(files);

  it('stand in one order: balances, disruption, then rows by their number, whatever their kind', () => {
    expect(evaluation.terms.map(({ name, weight }) => [name, weight])).toEqual([
      ['potential', 4],
      ['workload', 2],
      ['disruption', 3],
      ['prefer:2', 2],
      ['limit:3', 3],
      ['keep:4', 4],
    ]);
    // A is not with Bo; Ann has 2 of 1, Bo none: (1 + 0) ÷ 2; B left.
    expect(evaluation.terms.slice(3).map(({ value }) => value)).toEqual([1, 0.5, 1]);
  });

  it('have no score without weights, nor with numbers beyond reckoning', () => {
    const of = (...weights: readonly number[]) =>
      objectiveFault(weights.map((weight) => ({ name: 'x', value: 1, weight })));
    expect([of(1, 2), of(0, 0), of(), of(0, 1)]).toEqual([
      undefined,
      'no weight',
      'no weight',
      undefined,
    ]);
    expect([of(Number.NaN), of(1e308, 1e308), of(1e-320)]).toEqual([
      'no weight',
      'weights too large',
      'weights too small',
    ]);
    const finite = { name: 'x', value: 1, weight: 1 };
    expect(objectiveFault([finite, { ...finite, value: Number.POSITIVE_INFINITY }])).toBe(
      'terms too large',
    );
  });

  it('give the objective of an assignment by other rules, of planned accounts alone', () => {
    const given = Int32Array.of(0, 0);
    expect(objectiveBy(problem, given)).toBeCloseTo(evaluation.objective, 12);
    const without = smallPlan({ ...files, rules: `${header}exclude,,segment = Small,,,,,,,\n` });
    // B is left out: nobody’s, whatever is said of it.
    expect(objectiveBy(without.problem, given)).toBeCloseTo(without.evaluation.objective, 12);
    expect(termsOf(without.problem, Int32Array.of(0, -1)).map(({ value }) => value)).toEqual(
      without.evaluation.terms.map(({ value }) => value),
    );
    const unweighted = smallPlan({
      ...files,
      rules: `${header}balance,,,,potential,,,,0,\nbalance,,,,workload,,,,0,\nweight,,,,disruption,,,,0,\n`,
    });
    expect(objectiveBy(unweighted.problem, given)).toBeUndefined();
  });
});

describe('what decided', () => {
  const decided = (
    rules: string,
    plan: Readonly<Record<string, string>>,
    { id = 'A', parentOfB = 'P' } = {},
  ) => {
    const { problem, evaluation } = smallPlan({
      accounts: `account_id,owner,potential,parent_id
A,ann,30,P
B,ann,20,${parentOfB}
P,bo,90,
`,
      reps: 'rep_id\nann\nbo\ncy\n',
      rules: `${header}${rules}`,
      plan,
    });
    const account = problem.accountIds.indexOf(id);
    const step = {
      account,
      from: evaluation.assignment[account],
      to: problem.liveOwner[account],
    };
    return decisionOf(problem, new Ledger(problem, evaluation.assignment), step);
  };
  const allBo = { A: 'bo', B: 'bo', P: 'bo' };

  it('is the first must row that breaks where the account goes back', () => {
    const rules =
      'limit,,,rep_id = ann,accounts,,,0,,must\navoid,,account_id = A,rep_id = ann,,,,,,must\n';
    expect(decided(rules, allBo)).toMatchObject({ is: 'rule', objection: { row: 2 } });
  });

  it('is the row of the family, not one that is read on its head', () => {
    const rules = 'avoid,,account_id = P,rep_id = ann,,,,,,must\ntogether,,,,,,,,,must\n';
    expect(decided(rules, allBo)).toMatchObject({ is: 'rule', objection: { row: 3 } });
    // The head itself is kept from Ann by its own row.
    const head = { A: 'bo', B: 'bo', P: 'cy' };
    expect(
      decided('avoid,,account_id = P,rep_id = bo,,,,,,must\n', head, { id: 'P' }),
    ).toMatchObject({
      is: 'rule',
      objection: { row: 2 },
    });
  });

  it('is the family where its kept member holds the others', () => {
    const kept = 'together,,,,,,,,,must\nkeep,,account_id = P,,,,,,,must\n';
    const alone = { parentOfB: '' };
    expect(decided(kept, allBo, alone)).toEqual({ is: 'family' });
    // A row before the one of the family is told instead of it, one after it is not.
    const limit = 'limit,,,rep_id = ann,accounts,,,0,,must\n';
    const before = decided(`${limit}${kept}`, allBo, alone);
    expect(before).toMatchObject({ is: 'rule', objection: { row: 2 } });
    expect(decided(`${kept}${limit}`, allBo, alone)).toEqual({ is: 'family' });
    // Two that are free are bound to each other by the row itself.
    expect(decided(kept, allBo)).toMatchObject({ is: 'rule', objection: { row: 2 } });
  });

  it('is the term that gets worse most where no must row breaks, else nothing', () => {
    const far = { A: 'bo', B: 'ann', P: 'cy' };
    const rules = 'prefer,,account_id = A,rep_id = bo,,,,,50,\n';
    expect(decided(rules, far)).toMatchObject({
      is: 'term',
      objection: { name: 'prefer:2', row: 2 },
    });
    expect(decided('', { A: 'bo', B: 'bo', P: 'bo' })).toMatchObject({ is: 'nothing' });
  });
});

describe('territories', () => {
  it('name their pool as given or by its number, tell leave, pieces and further metrics', () => {
    const files = {
      accounts:
        'account_id,owner,potential,intent,state\nA,ann,10,40,CA\nB,bo,30,60,NY\nC,di,5,0,NJ\n',
      rules: `${header}balance,,,,intent,,,,,\nbalance,,intent > 50,,potential,,,,,\ncontiguous,,,,state,,,,,should\n`,
      plan: { A: 'ann', B: 'ann', C: 'di' },
    };
    const { evaluation } = smallPlan({
      ...files,
      reps: 'rep_id,rep_name,status,pool\nann,Ann,active,North\nbo,,active,South\ndi,,on_leave,South\nflo,,left,North\n',
    });
    const told = evaluation.territories.map((one) => [
      one.rep_name,
      one.name,
      one.pool,
      one.live,
      one.onLeave,
      one.pieces,
    ]);
    expect(told).toEqual([
      ['Ann', 'Ann', 'North', true, false, 2],
      ['', 'bo', 'South', true, false, 0],
      ['', 'di', 'South', false, true, 1],
      ['', 'flo', 'North', false, false, 0],
    ]);
    const [ann, bo] = evaluation.territories;
    expect([ann.further, bo.further]).toEqual([
      [{ metric: 'intent', load: 100, target: 50, deviation_pct: 100 }],
      [{ metric: 'intent', load: 0, target: 50, deviation_pct: -100 }],
    ]);
    expect([...evaluation.after.evenness.keys()]).toEqual(['potential', 'workload', 'intent']);
    const numbered = smallPlan({
      ...files,
      reps: 'rep_id,status\nann,active\nbo,active\ndi,left\n',
    });
    expect(numbered.evaluation.territories.map(({ pool }) => pool)).toEqual(['1', '1', '']);
  });
});
