import { describe, expect, it } from 'vitest';
import { makeKind } from '../../../bench/kinds/make-kind.mjs';
import { referencePlan } from '../../../bench/reference/reference-plan.mjs';
import type { Problem } from '../../../src/model/problem.js';
import { makePlan } from '../../../src/planning/plan.js';
import type { Placement, Program } from '../../../src/solver/model/program.js';
import { settleTies } from '../../../src/solver/search/settle-ties.js';
import { programOf, type Translation } from '../../../src/solver/translate/from-problem.js';
import { readTexts } from '../../planning/random-kinds.js';
import { judge } from '../brute-force.js';

/** Kinds with accounts that are alike, so that many placements cost the same. */
const kinds = [
  'equal-owned',
  'equal-allowned-arr',
  'few-owned-workload',
  'duplicates-owned-arr',
  'duplicates-allowned-limits',
  'zeros-owned-budget',
  'equal-owned-families',
  'few-owned-softpairs-maxacc',
  'equal-owned-regions-metrics',
  'duplicates-allowned-places-band',
];

/** What a placement takes from owners: potential, then ARR. */
function takenBy(problem: Problem, assignment: Int32Array): [number, number] {
  let [potential, arr] = [0, 0];
  assignment.forEach((rep, account) => {
    const owner = problem.liveOwner[account];
    if (problem.state[account] !== 0 || owner < 0 || rep === owner) return;
    potential += problem.potential[account];
    arr += problem.arr[account];
  });
  return [potential, arr];
}

/** Every placement that one relocation or one swap away is, in words that name the move. */
function* neighbours({ sets, setOf }: Program, placement: Placement) {
  for (let unit = 0; unit < placement.length; unit++) {
    for (const rep of sets[setOf[unit]]) {
      const moved = placement.slice();
      moved[unit] = rep;
      yield { move: `${unit} to ${rep}`, moved };
    }
    for (let other = unit + 1; other < placement.length; other++) {
      const [mine, theirs] = [placement[unit], placement[other]];
      if (!sets[setOf[unit]].includes(theirs) || !sets[setOf[other]].includes(mine)) continue;
      const moved = placement.slice();
      [moved[unit], moved[other]] = [theirs, mine];
      yield { move: `${unit} with ${other}`, moved };
    }
  }
}

/** Moves that cost no more, break no must bound further, and take less from owners. */
function leftOver(
  problem: Problem,
  { program, assignmentOf }: Translation,
  placement: Placement,
): string[] {
  const now = judge(program, placement);
  const taken = takenBy(problem, assignmentOf(placement));
  return [...neighbours(program, placement)].flatMap(({ move, moved }) => {
    const other = judge(program, moved);
    // Judged from scratch, what is the same differs by rounding.
    if (other.violation > now.violation || other.objective > now.objective + 0.9e-12) return [];
    const [potential, arr] = takenBy(problem, assignmentOf(moved));
    return potential < taken[0] || (potential === taken[0] && arr < taken[1]) ? [move] : [];
  });
}

describe('of placements that cost the same', () => {
  it('no relocation and no swap takes less potential from owners, then ARR', () => {
    let settled = 0;
    for (const [at, kind] of kinds.entries()) {
      for (let seed = 1; seed <= 4; seed++) {
        const problem = readTexts(makeKind({ kind, accounts: 24, reps: 4, seed: 10 * at + seed }));
        const translation = programOf(problem);
        const { program, assignmentOf, units } = translation;
        const { assignment } = referencePlan(problem);
        const start = Int32Array.from(
          { length: program.unitCount },
          (_, unit) => assignment[units.accounts[units.start[unit]]],
        );
        const { placement, objective, violation } = settleTies(program, start, () => false);
        const before = judge(program, start);
        const after = judge(program, placement);
        const name = `${kind}, seed ${seed}`;
        expect(objective, name).toBeCloseTo(after.objective, 12);
        expect(violation, name).toBeCloseTo(after.violation, 12);
        expect(after.objective, name).toBeLessThanOrEqual(before.objective + 1e-12);
        expect(after.violation, name).toBeLessThanOrEqual(before.violation);
        const taken = takenBy(problem, assignmentOf(placement));
        if (takenBy(problem, assignmentOf(start))[0] > taken[0]) settled++;
        expect(leftOver(problem, translation, placement), name).toEqual([]);
      }
    }
    expect(settled).toBeGreaterThan(kinds.length);
  });

  it('a plan is one that takes least', async () => {
    for (const [at, kind] of kinds.slice(0, 4).entries()) {
      const problem = readTexts(makeKind({ kind, accounts: 20, reps: 3, seed: 100 + at }));
      const { solution, translation } = await makePlan(problem, {
        seed: 1,
        effort: 'quick',
        threads: 1,
        timeLimit: undefined,
        now: () => 0,
      });
      expect(leftOver(problem, translation, solution.placement), kind).toEqual([]);
    }
  });

  it('leaves a program without such amounts as it is', () => {
    const problem = readTexts(makeKind({ kind: 'equal-owned', accounts: 12, reps: 3, seed: 1 }));
    const { program } = programOf(problem);
    const { taken: _, ...homes } = program.homes;
    const start = new Int32Array(program.unitCount);
    expect(settleTies({ ...program, homes }, start, () => false).placement).toEqual(start);
  });
});
