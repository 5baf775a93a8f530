import { describe, expect, it } from 'vitest';
import { checkHeld, isBroken } from '../../../src/evaluation/check/check.js';
import { ownersHeld } from '../../../src/evaluation/check/held.js';
import type { Check, CheckResult, Held, Policy } from '../../../src/evaluation/check/types.js';
import type { RuleOutcome } from '../../../src/evaluation/types.js';
import type { Problem } from '../../../src/model/problem.js';
import { randomInputs } from '../../oracle/random-inputs.js';
import { readSet } from '../../planning/random-plan.js';

const seeds = Array.from({ length: Number(process.env.CARVE_SEEDS ?? 150) }, (_, seed) => seed + 1);

const policy: Policy = {
  maxDeviation: undefined,
  against: 'target',
  maxGini: undefined,
  noise: undefined,
  maxUnowned: undefined,
  books: undefined,
  strict: false,
  draftedRows: new Set(),
};

/** Accounts dealt to live reps in turn, some to nobody. */
function dealt(problem: Problem, seed: number): Held {
  const live = [...problem.live.keys()].filter((rep) => problem.live[rep] === 1);
  const holder = Int32Array.from(problem.accountIds, (_, account) => {
    const turn = account * 7 + seed;
    return turn % 11 === 0 ? -1 : live[turn % live.length];
  });
  return { since: 'owners', holder, stale: () => '' };
}

/** What a check's breaches come to by the counting of rule outcomes. */
function brokenCount(check: Check): number {
  const breaches = check.cases.flatMap((one) => one.breaches);
  if (check.counts === 'reps' || check.counts === 'owners') {
    return new Set(breaches.map((one) => (one.kind === 'reps' ? one.who + one.reps : ''))).size;
  }
  // Families that stray from their kept members are the check's own; outcomes do not count them.
  const isFamily = check.counts === 'families';
  return breaches.filter((one) =>
    isFamily ? one.kind === 'family' : one.kind === 'account' && !one.stranded,
  ).length;
}

function agree(result: CheckResult, seed: number): void {
  const byRow = new Map(result.evaluation.outcomes.map((outcome) => [outcome.row, outcome]));
  for (const check of result.checks) {
    if (check.source.kind !== 'rule' || check.source.row === undefined) continue;
    if (check.source.rule === 'release' || check.unjudged !== undefined) continue;
    const outcome: RuleOutcome | undefined = byRow.get(check.source.row);
    const name = `seed ${seed}, row ${check.source.row}`;
    if (outcome?.unplaceable === 0) expect(brokenCount(check), name).toBe(outcome.broken);
    if (outcome?.status === 'broken') expect(isBroken(check), name).toBe(true);
  }
}

describe('a check and the evaluation of the same assignment', () => {
  it("count the same breaches of today's owners, with the figures of a plan's before", () => {
    for (const seed of seeds) {
      const problem = readSet(randomInputs(seed));
      const result = checkHeld(problem, ownersHeld(problem), policy);
      agree(result, seed);
      expect(result.figures).toEqual(result.evaluation.before);
    }
  });

  it('count the same breaches of a file, and fail where it is not feasible', () => {
    let failed = 0;
    for (const seed of seeds) {
      const problem = readSet(randomInputs(seed));
      const result = checkHeld(problem, dealt(problem, seed), {
        ...policy,
        maxUnowned: { amount: 0, share: false },
      });
      agree(result, seed);
      expect(result.figures).toEqual(result.evaluation.after);
      if (!result.evaluation.feasible) {
        failed++;
        expect(result.passed, `seed ${seed}`).toBe(false);
      }
    }
    expect(failed).toBeGreaterThan(10);
  });
});
