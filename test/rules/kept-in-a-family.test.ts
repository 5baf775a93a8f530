import { expect, it } from 'vitest';
import { evaluate } from '../../src/evaluation/evaluate.js';
import { readTexts } from '../planning/random-kinds.js';

const head = 'rule,accounts,reps,level';

/** Head is free and worth more; Child is settled by the row in front. */
function statusOf(row: string, childAt: 'R1' | 'R2'): string {
  const problem = readTexts({
    accounts: 'account_id,potential,owner,parent_id\nChild,1,R1,Head\nHead,5,,\n',
    reps: 'rep_id\nR1\nR2\n',
    rules: `${head}\n${row}\ntogether,,,must\n`,
  });
  const rep = problem.repIds.indexOf(childAt);
  const { outcomes } = evaluate(problem, Int32Array.of(rep, rep));
  return outcomes[0].status;
}

it('a kept account is held to its owner though its family is read by another', () => {
  expect(statusOf('keep,account_id = Child,,must', 'R1')).toBe('met');
  expect(statusOf('keep,account_id = Child,,must', 'R2')).toBe('broken');
});

it('an assigned account is held to its rep though its family is read by another', () => {
  expect(statusOf('assign,account_id = Child,rep_id = R2,must', 'R2')).toBe('met');
  expect(statusOf('assign,account_id = Child,rep_id = R2,must', 'R1')).toBe('broken');
});
