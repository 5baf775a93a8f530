import type { Problem } from '../../model/problem.js';
import { evaluate } from '../evaluate.js';
import { driftOf } from './drift.js';
import { liveHolders, unownedOf } from './held.js';
import { ruleChecks } from './rule-checks.js';
import { thresholdChecks, unownedCheck } from './thresholds.js';
import type { Baseline, Check, CheckResult, Grade, Held, Policy } from './types.js';

/**
 * Holds today's owners, or an assignment from elsewhere, against every rule
 * and threshold. The figures of today's owners are a plan's `before`, those of
 * a file its `after` (contract 6).
 */
export function checkHeld(
  problem: Problem,
  held: Held,
  policy: Policy,
  baseline?: Baseline,
): CheckResult {
  const assignment = liveHolders(problem, held);
  const evaluation = evaluate(problem, assignment);
  const figures = held.from === 'owners' ? evaluation.before : evaluation.after;
  const unowned = unownedOf(problem, held, assignment);
  const drift = baseline && driftOf(problem, held, assignment, baseline, policy);
  const checks = [
    ...ruleChecks({ problem, assignment, held, policy }),
    ...thresholdChecks(problem, assignment, figures, policy),
    unownedCheck(problem, unowned, policy),
    ...(drift?.checks ?? []),
  ];
  return {
    passed: !checks.some((check) => isBroken(check) && check.grade === 'failure'),
    held,
    checks,
    figures,
    evaluation,
    unowned,
    drift: drift?.drift,
    policy,
  };
}

export function isBroken({ cases }: Check): boolean {
  return cases.some(({ breaches }) => breaches.length > 0);
}

/** The broken checks that come to this. */
export function brokenChecks({ checks }: CheckResult, grade: Grade): Check[] {
  return checks.filter((check) => check.grade === grade && isBroken(check));
}
