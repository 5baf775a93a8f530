import { describe, expect, it } from 'vitest';
import { explainReps } from '../../../src/evaluation/explain/rep.js';
import { repReasonWords } from '../../../src/reports/explain/rep-text.js';
import { smallPlan } from '../small-plan.js';

/** Ann has two of Mega, one more than she may; the one that leaves goes to Bo. */
const made = smallPlan({
  accounts:
    'account_id,account_name,owner,potential,segment\nA,Acme,ann,40,Mega\nB,Bolt,ann,40,Mega\nC,Coda,bo,20,SMB\nD,Dune,ann,30,SMB\nE,Ever,,40,Mega\n',
  reps: 'rep_id,rep_name\nann,Ann\nbo,Bo\n',
  rules: 'rule,name,accounts,max\nlimit,Few megas,segment = Mega,1\n',
  plan: { A: 'ann', B: 'bo', C: 'bo', D: 'bo', E: '' },
});
const [ann, bo] = explainReps(made.problem, made.evaluation);
const say = (of: typeof ann, side: 'gains' | 'losses', id: string): string => {
  const one = of[side].find(({ account }) => made.problem.accountIds[account] === id);
  return one === undefined ? '' : repReasonWords(made.problem, one.why, side === 'gains');
};

describe('what a rep is told of an account', () => {
  it('is what decided, by their own standing and the rules', () => {
    expect(say(ann, 'losses', 'B')).toBe(
      'you may hold at most 1 account whose segment is Mega (Few megas, row 2)',
    );
    expect(say(ann, 'losses', 'D')).toBe('you could as well have kept it');
  });

  it('tells nothing of how the other stands', () => {
    expect(say(bo, 'gains', 'B')).toBe('Few megas (row 2) asks for another owner');
    for (const [one, other] of [
      [ann, 'Bo'],
      [bo, 'Ann'],
    ] as const) {
      for (const side of ['gains', 'losses'] as const) {
        for (const { why } of one[side]) {
          const words = repReasonWords(made.problem, why, side === 'gains');
          expect(words).not.toContain(other);
          expect(words).not.toMatch(/\d %/);
        }
      }
    }
  });
});
