import { describe, expect, it } from 'vitest';
import { previousRepId } from '../../../src/evaluation/changes.js';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { type AnswerCells, asOf, randomPlan, roundOf, seeded } from './random-round.js';

const plan = randomPlan(seeded(5), 700);
const { problem, evaluation } = plan;
const repId = (rep: number): string => (rep < 0 ? '' : problem.repIds[rep]);
const { sheets } = roundOf(plan, []);
const rowOf = (manager: string, account: number): AnswerCells => ({
  manager,
  account_id: problem.accountIds[account],
  from: previousRepId(problem, account),
  to: repId(evaluation.assignment[account]),
});

describe('a round in which all is accepted', () => {
  const files = sheets.map(({ manager, rows }) =>
    rows.map(({ account }) => ({ ...rowOf(manager, account), decision: 'accept' })),
  );
  it('gives the plan itself', () => {
    const { review } = roundOf(plan, files);
    expect([...review.evaluation.assignment]).toEqual([...evaluation.assignment]);
    expect(review).toMatchObject({ taken: 0, byHand: 0, price: 0, open: [], conflicts: [] });
  });
  it('and so does silence, where it accepts', () => {
    const { review } = roundOf(plan, [], { silenceAccepts: true });
    const { review: open } = roundOf(plan, []);
    expect(review.decisions.length).toBe(open.open.length);
    expect(review.open).toEqual([]);
    expect(review.decisions.every(({ status }) => status === 'taken')).toBe(true);
  });
});

/** Answers of all sorts: blanks, conflicts, stale accounts, added rows. */
function randomAnswers(seed: number): AnswerCells[][] {
  const next = seeded(seed);
  let left = 500;
  return sheets.map(({ manager, rows }) => {
    const answers = rows.map(({ account }): AnswerCells => {
      const row = rowOf(manager, account);
      if (left-- <= 0 || next() < 0.1) return row;
      const decision = ['accept', 'Reject', 'move', 'move', ''][Math.floor(next() * 5)];
      return {
        ...row,
        ...(next() < 0.05 && { account_id: `GONE-${left}` }),
        ...(next() < 0.05 && { to: 'R3' }),
        decision,
        to_rep_id: decision === 'move' && next() < 0.9 ? `R${Math.floor(next() * 9)}` : '',
        why: next() < 0.9 ? `reason ${Math.floor(next() * 4)}` : '',
        correction: next() < 0.1 ? 'potential is wrong' : '',
      };
    });
    const added = Array.from({ length: 10 }, () => ({
      account_id: `A${Math.floor(next() * 700)}`,
      decision: next() < 0.5 ? 'move' : '',
      to_rep_id: `R${Math.floor(next() * 7)}`,
      why: 'asked for',
    }));
    return [...answers, ...added];
  });
}

describe('500 random decisions', () => {
  const files = randomAnswers(11);
  const { review, problems } = roundOf(plan, files);
  const handled = review.decisions.filter(
    ({ status, decision }) => status === 'taken' && decision !== 'accept',
  );

  it('are read without a fault', () => {
    expect(problems).toEqual([]);
  });

  it('lose nothing: each row is in the register, or open', () => {
    const known = new Set(review.decisions.map((one) => `${one.accountId} ${one.decision}`));
    for (const row of files.flat()) {
      const asked = row.decision || (row.to_rep_id ? 'move' : '');
      if (asked !== '') expect(known).toContain(`${row.account_id} ${asked.toLowerCase()}`);
    }
    const decided = new Set(review.decisions.map(({ account }) => account));
    const listed = new Set(sheets.flatMap(({ rows }) => rows.map(({ account }) => account)));
    expect(new Set(review.open)).toEqual(new Set([...listed].filter((one) => !decided.has(one))));
    const inConflict = review.decisions.filter(({ status }) => status === 'conflict');
    const told = new Set(review.conflicts.map(({ accountId }) => accountId));
    expect(new Set(inConflict.map(({ accountId }) => accountId))).toEqual(told);
    expect(new Set(review.conflicts.map(({ what }) => what)).size).toBeGreaterThanOrEqual(5);
  });

  it('cost what two full evaluations differ by', () => {
    let priced = 0;
    for (const { account, rep, price, decision } of review.decisions) {
      if (price === undefined || decision === 'accept') continue;
      const changed = evaluation.assignment.slice();
      changed[account] = rep;
      expect(price).toBe(evaluate(problem, changed).objective - evaluation.objective);
      priced++;
    }
    expect(priced).toBeGreaterThan(100);
    expect(review.price).toBe(review.evaluation.objective - evaluation.objective);
  });

  it('move what was taken and nothing else, and break no must rule', () => {
    const wanted = evaluation.assignment.slice();
    for (const { account, rep } of handled) wanted[account] = rep;
    expect([...review.evaluation.assignment]).toEqual([...wanted]);
    expect(handled.length).toBeGreaterThan(20);
    const brokenBefore = evaluation.outcomes.filter(({ status }) => status === 'broken');
    const broken = review.evaluation.outcomes.filter(({ status }) => status === 'broken');
    expect(broken.map(({ row, broken: count }) => [row, count])).toEqual(
      brokenBefore.map(({ row, broken: count }) => [row, count]),
    );
  });

  it('come out the same in any order, and read twice', () => {
    const turned = [...files, files[0]].reverse().map((rows) => [...rows].reverse());
    const again = roundOf(plan, turned).review;
    expect({ ...again, evaluation: again.evaluation.objective }).toEqual({
      ...review,
      evaluation: review.evaluation.objective,
    });
  });

  it('are not taken once they have expired; the last day counts', () => {
    expect(roundOf(plan, files, { expires: asOf }).review.taken).toBe(review.taken);
    const late = roundOf(plan, files, { expires: asOf - 1 }).review;
    expect(late.taken).toBe(0);
    expect(late.decisions.filter(({ status }) => status === 'expired').length).toBeGreaterThan(20);
  });
});

describe('cells that name nothing', () => {
  it('are told by file, row and column, all at once', () => {
    const [account] = sheets[0].rows.map((row) => row.account);
    const row = rowOf(sheets[0].manager, account);
    const { problems } = roundOf(plan, [
      [
        { ...row, decision: 'acept' },
        { ...row, decision: 'move', to_rep_id: 'R99', why: 'x' },
        { decision: 'move', to_rep_id: 'R1', why: 'x' },
        { account_id: 'A9999', decision: 'move', to_rep_id: 'R1', why: 'x' },
      ],
    ]);
    expect(problems.map(({ row: at, column }) => [at, column])).toEqual([
      [2, 'decision'],
      [4, 'account_id'],
      [3, 'to_rep_id'],
      [5, 'account_id'],
    ]);
  });
});
