import { describe, expect, it } from 'vitest';
import { checkHeld } from '../../../src/evaluation/check/check.js';
import { ownersHeld } from '../../../src/evaluation/check/held.js';
import type { Baseline } from '../../../src/evaluation/check/types.js';
import { dayNumber } from '../../../src/model/units.js';
import type { ProblemInputs, ReadProblem } from '../../../src/planning/inputs.js';
import { readProblem } from '../../../src/planning/inputs.js';
import { sincePlan } from '../../../src/planning/since-plan.js';
import { breachWords, cameOut } from '../../../src/reports/check/breach-words.js';
import { breachesOf, checkId } from '../../../src/reports/check/check-words.js';
import { detailWords } from '../../../src/reports/check/detail-words.js';
import type { CheckParts } from '../../../src/reports/check/places.js';
import { noPolicy } from './small-check.js';

const reps =
  'rep_id,rep_name,region,manager,status\nann,Ann,East,Max,\nbo,Bo,West,Max,\ncy,Cy,East|West,Nia,\n';

function readFiles(accounts: string, rules: string): ReadProblem {
  const named = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const inputs: ProblemInputs = {
    accounts: named('accounts.csv', accounts),
    reps: named('reps.csv', reps),
    rules: named('rules.csv', rules),
    distances: undefined,
    bare: false,
    map: [],
    assembly: {
      asOf: dayNumber(20_000),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  };
  return readProblem(inputs);
}

/** A plan that gave accounts to reps; all of them one potential and workload. */
function planned(
  repOf: Readonly<Record<string, string>>,
  excluded: readonly string[] = [],
): Baseline {
  const amounts = { potential: 1, workload: 1 };
  return {
    accounts: new Map(
      Object.entries(repOf).map(([id, repId]) => [
        id,
        {
          name: '',
          repId,
          amounts,
          state: excluded.includes(id) ? 'excluded' : 'planned',
        } as const,
      ]),
    ),
    reps: new Map(
      ['ann', 'bo', 'cy'].map((id) => [
        id,
        { name: `${id[0].toUpperCase()}${id.slice(1)}`, standing: new Map() },
      ]),
    ),
  };
}

function check(accounts: string, rules: string, baseline?: Baseline): CheckParts {
  const read = readFiles(accounts, rules);
  const since = baseline && sincePlan(read, baseline);
  const problem = since?.problem ?? read.problem;
  return {
    problem,
    result: checkHeld(problem, since?.held ?? ownersHeld(problem), noPolicy, baseline),
    drafted: [],
    files: {
      accounts: 'accounts.csv',
      reps: 'reps.csv',
      rules: 'rules.csv',
      assignments: undefined,
      baseline: baseline && 'plan.json',
    },
  };
}

/** What failed, sentence by sentence, with what would mend it. */
function failed(parts: CheckParts): string[] {
  return parts.result.checks
    .filter(({ grade }) => grade === 'failure')
    .flatMap((one) =>
      breachesOf(one).map(({ breach }) =>
        [
          `${checkId(one.source)}: ${breachWords(parts, one, breach)}`,
          ...detailWords(parts, breach, 9),
        ].join('. '),
      ),
    );
}

const outcomes = (parts: CheckParts): (readonly [string, string])[] =>
  parts.result.checks
    .filter(({ source }) => source.kind === 'rule')
    .map((one) => [checkId(one.source), cameOut(parts, one)] as const);

const notJudged = 'not judged (needs --baseline or --assignments)';

describe('a check since an adopted plan', () => {
  const locked = 'account_id,owner,locked,region\n1,bo,yes,East\n2,ann,,East\n3,bo,,West\n';

  it('finds a locked account that was moved by hand', () => {
    const plan = planned({ '1': 'ann', '2': 'ann', '3': 'bo' });
    const parts = check(locked, 'rule,metric\nmatch,region\n', plan);
    expect(failed(parts)).toEqual(['locked: 1 is with Bo and should stay with Ann']);
    expect(parts.result.figures.accounts_moved).toBe(1);
  });

  it('does not judge locked accounts, nor what they are exempt from, without the plan', () => {
    const parts = check(locked, 'rule,metric\nmatch,region\n');
    expect(parts.result.passed).toBe(true);
    expect(outcomes(parts)).toEqual([
      ['match-row-2', 'all 2 accounts sit with a rep who fits'],
      ['locked', notJudged],
    ]);
    expect(parts.result.checks[0].heldAside).toBe(1);
    expect(parts.result.figures).toEqual(parts.result.evaluation.before);
  });

  it('finds kept accounts that moved, each owner meant as the plan had them', () => {
    // By the plan Ann's greatest is 1 and Bo's is 3; today 2 would be Ann's greatest.
    const accounts = 'account_id,owner,potential\n1,bo,9\n2,ann,5\n3,bo,7\n4,bo,1\n';
    const rules = 'rule,top\nkeep,1\n';
    const plan = planned({ '1': 'ann', '2': 'ann', '3': 'bo', '4': 'bo' });
    expect(failed(check(accounts, rules, plan))).toEqual([
      'keep-row-2: 1 is with Bo and should stay with Ann',
    ]);
    expect(outcomes(check(accounts, rules))).toEqual([['keep-row-2', notJudged]]);
  });

  it('counts what left the reps of the plan against a budget, in all and by group', () => {
    const accounts = 'account_id,owner,arr\n1,bo,50\n2,bo,30\n3,bo,20\n4,cy,10\n';
    const plan = planned({ '1': 'ann', '2': 'ann', '3': 'bo', '4': 'cy' });
    const all = check(accounts, 'rule,metric,max\nbudget,arr,40\n', plan);
    expect(failed(all)).toEqual([
      'budget-row-2: 80 in arr changes owner, at most 40. To fix it: give back at least 40 in arr of 2 accounts: 1 with Bo, 2 with Bo',
    ]);
    expect(outcomes(all)).toEqual([['budget-row-2', '']]);
    expect(outcomes(check(accounts, 'rule,metric,max\nbudget,arr,40\n'))).toEqual([
      ['budget-row-2', notJudged],
    ]);
  });

  it('keeps the owner of the file for accounts the plan says nothing of', () => {
    const accounts = 'account_id,owner,locked\n1,ann,yes\n2,bo,yes\n3,cy,\n';
    const parts = check(accounts, 'rule\n', planned({ '1': 'ann', '2': 'ann' }, ['2']));
    expect(failed(parts)).toEqual([]);
    expect(parts.result.drift).toMatchObject({ moved: 0, added: 2, gone: 0 });
  });

  it('says how many accounts to give up, those that came since the plan first', () => {
    const accounts = 'account_id,owner\n1,ann\n2,ann\n3,ann\n4,bo\n';
    const parts = check(
      accounts,
      'rule,max\nlimit,1\n',
      planned({ '1': 'ann', '2': 'ann', '3': 'bo', '4': 'bo' }),
    );
    expect(failed(parts)).toEqual([
      'limit-row-2: Ann holds 3 accounts, at most 1. To fix it: give up 2 of 3 accounts: 3, 1, 2. Since the plan: 3 came from Bo (+1)',
    ]);
  });

  it('says how much to give up and to take on for a balance row', () => {
    // Targets are 40 each: Ann holds 90, Bo 30, Cy none, and 20 % is 48 and 32.
    const accounts = 'account_id,owner,potential\n1,ann,90\n2,bo,30\n';
    const rules = 'rule,metric,max,level\nbalance,potential,20%,must\n';
    expect(failed(check(accounts, rules))).toEqual([
      'balance-row-2: Ann is 125 % above fair share in potential (90 of 40), at most 20 %. To fix it: give up at least 42 in potential to be within 20 % of fair share',
      'balance-row-2: Cy is 100 % below fair share in potential (0 of 40), at most 20 %. To fix it: take on at least 32 in potential to be within 20 % of fair share',
      'balance-row-2: Bo is 25 % below fair share in potential (30 of 40), at most 20 %. To fix it: take on at least 2 in potential to be within 20 % of fair share',
    ]);
  });

  it('counts groups as groups, and tells of a balance row that nothing can break', () => {
    const accounts = 'account_id,owner\n1,ann\n2,bo\n3,cy\n';
    const rules = 'rule,metric,by,max\nlimit,,manager,1\nbalance,workload,,\n';
    expect(outcomes(check(accounts, rules))).toEqual([
      ['limit-row-2', '1 of 2 groups by manager past the bound'],
      ['balance-row-3', 'not judged (it has no max)'],
    ]);
  });
});
