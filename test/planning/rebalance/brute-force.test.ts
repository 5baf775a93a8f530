import { describe, expect, it } from 'vitest';
import { today } from '../../../src/evaluation/changes.js';
import { evaluate } from '../../../src/evaluation/evaluate.js';
import { AccountState, type Problem } from '../../../src/model/problem.js';
import { Book, potentialRow } from '../../../src/planning/rebalance/book.js';
import { type Rebalanced, rebalance } from '../../../src/planning/rebalance/rebalance.js';
import { dice, randomTask } from './random-rebalance.js';

/** What is published of a plan, in the order in which it counts; worked out from the evaluation alone. */
function worth(
  { within }: Pick<Rebalanced, 'within'>,
  problem: Problem,
  assignment: Int32Array,
  maxMoves: number | undefined,
): number[] {
  const evaluation = evaluate(problem, assignment);
  const broken = evaluation.outcomes.filter(
    ({ level, status, unplaceable }) =>
      level === 'must' && status === 'broken' && unplaceable === 0,
  ).length;
  let disruption = 0;
  let moves = 0;
  evaluation.change.forEach((change, account) => {
    if (change !== 'moved') return;
    disruption += problem.disruption[account];
    moves++;
  });
  let excess = 0;
  for (const { rep, potential_deviation_pct: off } of evaluation.territories) {
    if (Number.isNaN(within[rep]) || potentialRow(problem) === undefined) continue;
    excess += Math.max(0, Math.ceil(Math.abs(off) - 100 * within[rep] - 1e-7));
  }
  const over = Math.max(0, moves - (maxMoves ?? Number.POSITIVE_INFINITY));
  return [broken, over, excess, disruption, moves, evaluation.objective];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    if (Math.abs(a[at] - b[at]) > 1e-9) return a[at] - b[at];
  }
  return 0;
}

/** Every plan in which touched pools alone change. */
function* allPlans({ problem, touched }: Rebalanced): Generator<Int32Array> {
  const start = today(problem);
  const open = (rep: number): boolean => touched.has(problem.pools.of[rep]);
  const free = [...start.keys()].filter((account) => {
    if (problem.state[account] !== AccountState.planned) return false;
    return start[account] < 0 || open(start[account]);
  });
  const plan = start.slice();
  const visit = function* (at: number): Generator<Int32Array> {
    if (at === free.length) {
      yield plan;
      return;
    }
    const account = free[at];
    const reps = [...problem.repSets[problem.eligible[account]].reps].filter(open);
    const choices = new Set([...(start[account] < 0 ? [] : [start[account]]), ...reps]);
    for (const rep of choices.size === 0 ? [-1] : choices) {
      plan[account] = rep;
      yield* visit(at + 1);
    }
  };
  yield* visit(0);
}

describe('a rebalance of few accounts', () => {
  const seeds = Array.from({ length: 120 }, (_, seed) => seed + 1);

  it('is the best of all plans, and its bound lies below every plan that does as well', () => {
    let moving = 0;
    for (const seed of seeds) {
      const task = randomTask(seed, 5);
      const found = rebalance(task);
      const { problem, leastChange } = found;
      if (problem.unplaceable.length > 0) {
        // Whom nobody may have nobody has.
        for (const { account } of problem.unplaceable)
          expect(found.evaluation.assignment[account]).toBe(-1);
        continue;
      }
      const own = worth(found, problem, found.evaluation.assignment, task.maxMoves);
      let best = own;
      let least = Number.POSITIVE_INFINITY;
      for (const plan of allPlans(found)) {
        const other = worth(found, problem, plan, task.maxMoves);
        if (compare(other, best) < 0) best = other;
        if (other[0] <= own[0] && other[2] <= own[2]) least = Math.min(least, other[3]);
      }
      expect(compare(own, best), `seed ${seed}: ${own} against ${best}`).toBe(0);
      expect(leastChange.bound, `seed ${seed}`).toBeLessThanOrEqual(least + 1e-9);
      if (leastChange.moves > 0) moving++;
    }
    expect(moving).toBeGreaterThan(15);
  });

  it('keeps its book as the evaluation does', () => {
    for (const seed of seeds) {
      const task = randomTask(seed, 8);
      const found = rebalance(task);
      const { problem } = found;
      const roll = dice(seed);
      const evenness = { measure: potentialRow(problem), within: found.within };
      const book = new Book(problem, today(problem), evenness, task.maxMoves);
      for (let step = 0; step < 30; step++) {
        const account = roll(problem.accountCount);
        if (problem.eligible[account] < 0) continue;
        const { reps } = problem.repSets[problem.eligible[account]];
        if (reps.length > 0) book.move(account, reps[roll(reps.length)]);
      }
      const placed = [...book.repOf.keys()].every(
        (account) => book.repOf[account] >= 0 || problem.eligible[account] < 0,
      );
      if (!placed) continue;
      const [broken, over, excess, disruption, moves] = worth(
        found,
        problem,
        book.repOf,
        task.maxMoves,
      );
      const score = book.score();
      expect([score.broken, score.overMoves, score.excess, score.moves], `seed ${seed}`).toEqual([
        broken,
        over,
        excess,
        moves,
      ]);
      expect(score.disruption).toBeCloseTo(disruption, 9);
    }
  });

  it('gives bounds that hold where not every plan is looked at', () => {
    for (const seed of seeds.slice(0, 40)) {
      const task = randomTask(1000 + seed, 5);
      const found = rebalance(task);
      expect(found.leastChange.bound).toBeLessThanOrEqual(found.leastChange.disruption + 1e-9);
      expect(found.leastChange.gap).toBeGreaterThanOrEqual(0);
    }
  });
});
