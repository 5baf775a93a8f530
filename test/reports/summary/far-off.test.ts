import { describe, expect, it } from 'vitest';
import { verdictDetail } from '../../../src/reports/plan-words.js';
import { distanceWords } from '../../../src/reports/summary.js';
import { smallPlan } from '../small-plan.js';

const accounts = `account_id,owner,potential\n${Array.from({ length: 10 }, (_, i) => `A${i},ann,10`).join('\n')}\n`;
const reps = 'rep_id,rep_name\nann,Ann\nbo,Bo\n';
const stay = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`A${i}`, 'ann']));

function detail(rules: string, plan: Readonly<Record<string, string>>): string {
  const made = smallPlan({ accounts, reps, rules, plan });
  return verdictDetail({
    plan: { status: 'feasible', evaluation: made.evaluation, proven: undefined },
    problem: made.problem,
    drafted: [],
  });
}

describe('a rep whom a careful budget leaves far above a fair share', () => {
  const rules = 'rule,name,max,level\nbudget,Few move,10%,should\n';

  it('is told, with the budget that holds them there and what would mend it', () => {
    // Ann keeps nine of ten: 90 where 50 is fair.
    expect(detail(rules, { ...stay, A0: 'bo' })).toContain(
      'Ann stays 80 % above a fair share of potential; Few move (row 2) lets no more accounts leave their owners: raise its max to even out more.',
    );
  });

  it('is not blamed on a budget of which something is left, nor on none', () => {
    expect(detail(rules, stay)).not.toContain('raise its max');
    expect(detail('rule\n', { ...stay, A0: 'bo' })).not.toContain('raise its max');
  });
});

describe('the mean distance', () => {
  it('is told whether or not anybody owned anything before', () => {
    expect(distanceWords(undefined, 12.4)).toMatch(/^mean distance from rep to account: 12 km/);
    expect(distanceWords(30, 12.4)).toBe('mean distance from rep to account: 30 → 12 km');
  });
});
