import { describe, expect, it } from 'vitest';
import { moveCauses } from '../../../src/evaluation/decision.js';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { maskedNames, plainNames } from '../../../src/reports/transition/names.js';
import { whyMoved } from '../../../src/reports/transition/why-moved.js';
import { type Handover, handoversOf } from '../../../src/transition/handovers.js';
import { type SmallFiles, smallPlan } from '../small-plan.js';

const header = 'rule,name,accounts,reps,metric,top,min,max,weight,level\n';

/** What the old and the new rep of account A are told, and what the plan's own reason is. */
function told(files: SmallFiles, { masked = false } = {}) {
  const { problem, evaluation } = smallPlan(files);
  const account = problem.accountIds.indexOf('A');
  const handover: Handover | undefined = handoversOf(problem, evaluation, {
    effective: problem.asOf,
    holidays: new Set(),
    waveOf: () => 1,
    planned: new Map(),
  }).find((one) => one.account === account);
  if (handover === undefined) throw new Error('A stays');
  const names = masked ? maskedNames(problem, undefined) : plainNames(problem, undefined);
  const causeOf = moveCauses(problem, evaluation.assignment);
  // Nothing but the problem of a handover is read.
  const transition = { inputs: { problem }, causeOf } as Parameters<typeof whyMoved>[0];
  return {
    old: whyMoved(transition, names, handover, handover.previous),
    new: whyMoved(transition, names, handover, handover.rep),
    plan: evaluate(problem, evaluation.assignment).reasonOf(account),
  };
}

const reps =
  'rep_id,rep_name,region,max_accounts\nann,Ann Lee,East,\nbo,Bo Chen,West,\ncy,Cy Diaz,West,\n';

/** A and a mate that comes to Ann in its place; all of one size. */
const pair = (rules: string, more: Partial<SmallFiles> = {}): SmallFiles => ({
  accounts:
    'account_id,account_name,owner,potential,segment,region,parent_id\nA,Acme,ann,30,Mega,East,\nB,Bolt,,30,Mega,East,\n',
  reps,
  rules: `${header}${rules}`,
  plan: { A: 'bo', B: 'ann' },
  ...more,
});

describe('a playbook says why an account moved', () => {
  it('by the limit that the plan’s reason names, with and without a name of its own', () => {
    const named = told(
      pair(
        'limit,Six mega-caps each,segment = Mega,,accounts,,,1,,must\nbalance,,,,potential,,,,,\n',
      ),
    );
    expect(named.plan).toContain('(Six mega-caps each, row 2)');
    expect([named.old, named.new]).toEqual(Array(2).fill('by the rule “Six mega-caps each”'));
    const nameless = told(pair('limit,,segment = Mega,,accounts,,,1,,must\n'));
    expect(nameless.new).toBe(
      'by the rule that each rep must hold at most 1 account whose segment is Mega',
    );
    const masked = told(pair('limit,Six,segment = Mega,,accounts,,,1,,must\n'), { masked: true });
    expect(masked.new).toBe('by a rule of the plan (row 2)');
  });

  it('by max_accounts of the rep who had it, without a row of another file', () => {
    const full = told(
      pair('balance,,,,potential,,,,,\n', { reps: reps.replace('East,\n', 'East,1\n') }),
    );
    expect(full.plan).toContain('(max_accounts)');
    expect(full.old).toBe('by the rule that a rep holds at most their max_accounts');
  });

  it('by the rule that keeps it from its old rep, where the row is about the account itself', () => {
    const own = told(
      pair('match,Own region,,,region,,,,,must\n', {
        accounts:
          'account_id,account_name,owner,potential,segment,region,parent_id\nA,Acme,ann,30,Mega,West,\nB,Bolt,,30,Mega,East,\n',
      }),
    );
    expect(own.plan).toContain('Own region (row 2)');
    expect(own.old).toBe('by the rule “Own region”');
  });

  it('with its family, whose head the old rep may not have, though the account itself they might', () => {
    // A is in the East, as Ann is; its parent is in the West.
    const files = pair('match,Own region,,,region,,,,,must\ntogether,Families,,,,,,,,must\n', {
      accounts:
        'account_id,account_name,owner,potential,segment,region,parent_id\nA,Acme,ann,30,Mega,East,P\nP,Parent Co,,90,Mega,West,\n',
      plan: { A: 'bo', P: 'bo' },
    });
    const family = told(files);
    expect(family.plan).toBe(
      'moved: goes with its family (Families, row 3), headed by Parent Co, which Ann Lee may not have: Own region (row 2)',
    );
    expect(family.old).toBe(
      'it goes with its family, headed by Parent Co, which you may not have by the rule “Own region”',
    );
    expect(family.new).toBe(
      'it goes with its family, headed by Parent Co, which Ann Lee may not have by the rule “Own region”',
    );
    // Its id stands where it is listed, and nowhere else.
    const nameless = told({ ...files, accounts: files.accounts.replace('Parent Co', '') });
    expect(nameless.old).toBe(
      'it goes with its family, whose head you may not have by the rule “Own region”',
    );
  });

  it('to even out what the plan’s reason weighs, and nothing of how anybody stands', () => {
    const even = (metric: string): string => {
      const weights = [...new Set(['potential', 'workload', metric])].map(
        (one) => `balance,,,,${one},,,,${one === metric ? 9 : 0},\n`,
      );
      const accounts = `account_id,owner,potential,workload,beds\nA,ann,30,30,30\nB,ann,30,30,30\n`;
      return told(pair(weights.join(''), { accounts })).old;
    };
    expect(even('potential')).toBe('to even out the territories');
    expect(even('workload')).toBe('to even out the work');
    expect(even('beds')).toBe('to even out beds');
  });

  it('as a must rule on deviations asks, where the rep would be beyond it', () => {
    const beyond = told(
      pair('balance,Fair,,,potential,,,10%,,must\n', {
        accounts:
          'account_id,account_name,owner,potential\nA,Acme,ann,30\nB,Bolt,ann,30\nC,Coda,cy,30\n',
        plan: { A: 'bo', B: 'ann', C: 'cy' },
      }),
    );
    expect(beyond.plan).toContain('beyond what Fair, row 2 allows');
    expect(beyond.old).toBe('to even out the territories, by the rule “Fair”');
  });

  it('not at all, where nothing but chance decided', () => {
    const chance = told(
      pair('balance,,,,potential,,,,0,\nbalance,,,,workload,,,,0,\n', {
        accounts: 'account_id,account_name,owner,potential\nA,Acme,ann,0\nB,Bolt,,0\n',
      }),
    );
    expect(chance.plan).toBe('moved: Ann Lee could as well have kept it');
    expect(chance.old).toBe('it could as well have stayed');
  });
});
