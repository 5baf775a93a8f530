import { brokenChecks, judgedChecks } from '../../evaluation/check/check.js';
import type { Check } from '../../evaluation/check/types.js';
import { numberWords } from '../number-words.js';
import { counted } from '../outcome-words.js';
import type { CheckParts } from './parts.js';

/** The check in one sentence: passed or failed, by what, and what was checked. */
export function verdict(parts: CheckParts): string {
  const { result } = parts;
  const failures = brokenChecks(result, 'failure');
  const warnings = brokenChecks(result, 'warning').length;
  const warned = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`;
  const what = subject(parts);
  const judged = judgedChecks(result).length;
  const unjudged = result.checks.length - judged;
  const aside = unjudged === 0 ? '' : `, ${numberWords(unjudged)} not judged`;
  const all = counted(judged, 'check');
  if (result.passed) return `Passed: ${what}, ${all}${warned}${aside}`;
  return `Failed: ${what}, ${failureWords(failures)} of ${all}${warned}${aside}`;
}

/** "today's owners of 503 accounts", "assignments.csv for 503 accounts". */
function subject({ files, result }: CheckParts): string {
  const planned = counted(result.unowned.planned, 'account');
  return files.assignments === undefined
    ? `today's owners of ${planned}`
    : `${files.assignments} for ${planned}`;
}

/** "2 must rules and 1 threshold broken". */
function failureWords(failures: readonly Check[]): string {
  const rules = failures.filter(({ source }) => source.kind === 'rule');
  const thresholds = failures.length - rules.length;
  const groups = [
    ...(rules.length > 0 ? [counted(rules.length, 'rule')] : []),
    ...(thresholds > 0 ? [counted(thresholds, 'threshold')] : []),
  ];
  return `${groups.join(' and ')} broken`;
}
