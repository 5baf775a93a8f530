import { describe, expect, it } from 'vitest';
import { overviewTerms } from '../../../src/evaluation/explain/overview.js';
import { costliestWish, reportedRules } from '../../../src/evaluation/story/rules.js';
import { smallPlan } from '../../reports/small-plan.js';

/** Two accounts, both with Ann; Bo would be wished for the small one. */
const files = {
  accounts: 'account_id,owner,potential,segment\n1,ann,300,Big\n2,ann,100,Small\n',
  reps: 'rep_id\nann\nbo\n',
  rules:
    'rule,accounts,reps,weight\nprefer,segment = Small,rep_id = bo,1\nprefer,segment = Big,rep_id = ann,9\n',
};

describe('costliestWish', () => {
  it('is the wish kept in part that makes up most of the score', () => {
    const { evaluation } = smallPlan({ ...files, plan: { 1: 'ann', 2: 'ann' } });
    const terms = overviewTerms(evaluation);
    const found = costliestWish(reportedRules(evaluation.outcomes), terms);
    expect(found?.rule.name).toBe(2);
    expect(found?.share).toBe(terms.find(({ name }) => name === 'prefer:2')?.share);
  });

  it('is none where all wishes are kept', () => {
    const { evaluation } = smallPlan({ ...files, plan: { 1: 'ann', 2: 'bo' } });
    expect(
      costliestWish(reportedRules(evaluation.outcomes), overviewTerms(evaluation)),
    ).toBeUndefined();
  });
});
