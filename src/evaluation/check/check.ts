import { liveHolders } from '../../measures/loads.js';
import type { Problem } from '../../model/problem.js';
import { evaluate } from '../evaluate.js';
import { bookChecks } from './books.js';
import { driftChecks, driftOf } from './drift.js';
import { unownedOf } from './held.js';
import type { Judged } from './judged.js';
import { noiseOf } from './noise.js';
import { ruleChecks } from './rule-checks.js';
import { SincePlan } from './since-plan.js';
import { noiseCheck, thresholdChecks, unownedCheck } from './thresholds.js';
import type { Baseline, Check, CheckResult, Grade, Held, Policy } from './types.js';

/**
 * Holds today's owners, or an assignment from elsewhere, against every rule
 * and threshold. The figures of today's owners are a plan's `before`; those of
 * a file, and of today's owners since an adopted plan, its `after` (contract 6).
 */
export function checkHeld(
  problem: Problem,
  held: Held,
  policy: Policy,
  baseline?: Baseline,
): CheckResult {
  const assignment = liveHolders(problem, held.holder);
  const evaluation = evaluate(problem, assignment);
  const figures = held.since === 'nothing' ? evaluation.before : evaluation.after;
  const unowned = unownedOf(problem, held, assignment);
  const since = baseline && new SincePlan(problem, held, assignment, baseline);
  const judged: Judged = { problem, assignment, held, policy, since };
  const noise = policy.noise && noiseOf(problem, assignment, policy.noise);
  const checks = [
    ...ruleChecks(judged),
    ...thresholdChecks(judged, figures),
    ...(policy.books === undefined ? [] : bookChecks(problem, policy.books)),
    unownedCheck(judged, unowned),
    ...(noise === undefined ? [] : noiseCheck(problem, noise)),
    ...(since === undefined ? [] : driftChecks(judged, since)),
  ];
  return {
    passed: !checks.some((check) => isBroken(check) && check.grade === 'failure'),
    held,
    checks,
    figures,
    evaluation,
    unowned,
    drift: since && driftOf(judged, since),
    noise,
    policy,
  };
}

export function isBroken({ cases }: Check): boolean {
  return cases.some(({ breaches }) => breaches.length > 0);
}

/** The checks that can be met or broken. */
export function judgedChecks({ checks }: Pick<CheckResult, 'checks'>): Check[] {
  return checks.filter(({ unjudged }) => unjudged === undefined);
}

/** The broken checks that come to this. */
export function brokenChecks({ checks }: CheckResult, grade: Grade): Check[] {
  return checks.filter((check) => check.grade === grade && isBroken(check));
}
