import { describe, expect, it } from 'vitest';
import type { TermPart } from '../../../src/evaluation/explain/overview.js';
import { flowsOf } from '../../../src/evaluation/story/flows.js';
import {
  costliestRows,
  costliestWish,
  reportedRules,
} from '../../../src/evaluation/story/rules.js';
import { repGains, tolerancesOf } from '../../../src/evaluation/story/winners.js';
import type { RuleOutcome } from '../../../src/evaluation/types.js';
import { nothing } from '../../../src/measures/family.js';
import type { RowName } from '../../../src/model/problem.js';
import { overrideRow } from '../../../src/model/rule.js';
import { smallPlan } from '../../reports/small-plan.js';

const outcome = (
  row: RuleOutcome['row'],
  level: RuleOutcome['level'],
  status: RuleOutcome['status'],
  rule: RuleOutcome['rule'] = 'limit',
): RuleOutcome => ({ ...nothing, row, rule, level, status, unplaceable: 0 });

describe('the rules of a report', () => {
  const outcomes = [
    outcome(2, 'should', 'met'),
    outcome(3, 'should', 'broken'),
    outcome(4, 'must', 'met'),
    outcome(5, 'must', 'broken'),
    outcome('accounts.csv:2', 'must', 'met', 'locked'),
    outcome('accounts.csv:3', 'must', 'met', 'locked'),
    outcome('accounts.csv:4', 'must', 'broken', 'locked'),
    outcome('reps.csv:2', 'must', 'met', 'max_accounts'),
  ];

  it('begin with the broken must rows, then the should rows in part, then all that are met', () => {
    const costs = new Map<RowName, number>([
      [4, 0.1],
      ['locked', 0.3],
    ]);
    const rules = reportedRules(outcomes, [], costs);
    expect(rules.map(({ name, rows, status, atMost }) => [name, rows, status, atMost])).toEqual([
      [5, 1, 'broken', undefined],
      ['accounts.csv:4', 1, 'broken', undefined],
      [3, 1, 'broken', undefined],
      [2, 1, 'met', undefined],
      [4, 1, 'met', 0.1],
      // Locks and caps that are kept are told together.
      ['locked', 2, 'met', 0.3],
      ['max_accounts', 1, 'met', undefined],
    ]);
    expect(rules.at(-1)).toMatchObject({ level: 'must', outcome: undefined });
    expect(reportedRules(outcomes.slice(0, 4))).toHaveLength(4);
  });

  it('name the two that can cost most, equal ones in the order of the rules, and those not worked out', () => {
    const costs = new Map<RowName, number>([
      ['locked', 0.2],
      [5, 0.2],
      [4, 0.1],
    ]);
    expect(costliestRows(outcomes, costs)).toEqual({
      most: [
        { name: 5, atMost: 0.2 },
        { name: 'locked', atMost: 0.2 },
      ],
      notWorkedOut: ['reps.csv:2'],
    });
    expect(costliestRows(outcomes, new Map())).toBeUndefined();
    // What an override costs stands where it was decided.
    const decided = [outcome(overrideRow(2), 'must', 'met', 'assign'), outcomes[2]];
    expect(costliestRows(decided, new Map([[9, 0.1]]))?.notWorkedOut).toEqual([4]);
  });

  it('name the wish kept in part that makes up most of the score', () => {
    const part = (name: string, share: number): TermPart => ({
      name,
      share,
      value: 1,
      weight: 1,
      points: share,
    });
    const terms = [
      part('limit:3', 0.2),
      part('limit:6', 0.5),
      part('limit:5', 0.9),
      part('limit:2', 1),
    ];
    const rules = reportedRules([...outcomes, outcome(6, 'should', 'broken')]);
    // Row 5 is a must and row 2 is kept.
    expect(costliestWish(rules, terms)).toMatchObject({ share: 0.5, rule: { name: 6 } });
    expect(costliestWish(rules, terms.slice(0, 1))).toMatchObject({ rule: { name: 3 } });
    expect(costliestWish(rules, [])).toBeUndefined();
  });
});

describe('who gains and who loses', () => {
  it('is told by potential, and by accounts where potential stays', () => {
    const { evaluation } = smallPlan({
      accounts: `account_id,owner,potential
A,ann,30
B,ann,0.1
C,bo,0.2
D,bo,29.9
E,cy,0
F,di,4
`,
      reps: 'rep_id,status\nann,active\nbo,active\ncy,active\ndi,left\ned,active\nflo,left\n',
      // Ann and Bo exchange as much; Cy’s account of nothing goes to Ed; Di’s goes to Cy.
      plan: { A: 'bo', B: 'ann', C: 'bo', D: 'ann', E: 'ed', F: 'cy' },
    });
    const gains = repGains(evaluation).map(({ territory, side, accounts }) => [
      territory.rep_id,
      side,
      accounts,
    ]);
    // Flo left and had nothing: nothing is said.
    expect(gains).toEqual([
      ['cy', 'gains', 0],
      ['bo', 'gains', 0],
      ['ed', 'gains', 1],
      ['ann', 'loses', 0],
      ['di', 'loses', -1],
    ]);
  });

  it('is measured by the band and the max of each metric balanced rep by rep', () => {
    const { problem } = smallPlan({
      accounts: 'account_id,potential\nA,1\n',
      reps: 'rep_id,region\nann,x\n',
      rules: `rule,metric,by,min,max,level
balance,potential,,5%,20%,must
balance,workload,,,30%,
balance,accounts,region,,40%,
`,
      plan: { A: 'ann' },
    });
    expect(tolerancesOf(problem)).toEqual([
      { metric: 'potential', bandPct: 5, maxPct: 20, isMust: true },
      { metric: 'workload', bandPct: 10, maxPct: 30, isMust: false },
    ]);
  });
});

it('flows of as much potential stand by ARR, then accounts, then who gives, then who gets', () => {
  const { problem, evaluation } = smallPlan({
    accounts: `account_id,owner,potential,arr
A,ann,10,1
B,bo,10,2
C,zoe,10,1
D,yan,10,1
E,,10,1
F,bo,10,1
G,cy,5,1
H,cy,5,0
`,
    reps: 'rep_id\nann\nbo\ncy\ndi\n',
    plan: { A: 'di', B: 'di', C: 'di', D: 'di', E: 'di', F: 'cy', G: 'di', H: 'di' },
  });
  const said = flowsOf(problem, evaluation).map(({ from, to, accounts }) => [
    from.kind === 'rep' ? problem.repIds[from.rep] : from.kind === 'departed' ? from.owner : '',
    problem.repIds[to],
    accounts,
  ]);
  expect(said).toEqual([
    ['bo', 'di', 1],
    ['cy', 'di', 2],
    ['ann', 'di', 1],
    ['bo', 'cy', 1],
    ['yan', 'di', 1],
    ['zoe', 'di', 1],
    ['', 'di', 1],
  ]);
});
