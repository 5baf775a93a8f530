import type {
  Breach,
  Check,
  CheckCase,
  CheckSource,
  Yardstick,
} from '../../evaluation/check/types.js';
import type { Bound, Problem } from '../../model/problem.js';
import { definitions } from '../../rules/kinds/index.js';
import { numberWords, percentWords } from '../number-words.js';
import { counted } from '../outcome-words.js';

/** Where a check comes from, as a label: `row 9`, `--max-deviation`. */
export function checkLabel({ source, grade }: Pick<Check, 'source' | 'grade'>): string {
  switch (source.kind) {
    case 'rule':
      if (source.row !== undefined) return `row ${source.row}`;
      return source.rule === 'locked' ? 'locked' : 'max_accounts';
    case 'max-deviation':
    case 'max-gini':
      return `--${source.kind}`;
    case 'unowned':
      return source.bound === undefined && grade !== 'failure' ? 'owners' : '--max-unowned';
    case 'drift':
      return '--baseline';
  }
}

/** A name that stays the same from run to run, for tools that follow findings: `balance-row-9`. */
export function checkId(source: CheckSource): string {
  switch (source.kind) {
    case 'rule':
      return source.row === undefined ? source.rule : `${source.rule}-row-${source.row}`;
    case 'unowned':
      return 'max-unowned';
    default:
      return `${source.kind}-${source.metric}`;
  }
}

/** What a check asks, as a sentence without its full stop. */
export function checkSaid(problem: Problem, { source }: Pick<Check, 'source'>): string {
  switch (source.kind) {
    case 'rule':
      return ruleSaid(problem, source);
    case 'max-deviation':
      return `no rep may be more than ${boundPercent(source.bound)} off ${yardstickWords(source.against)} in ${source.metric}`;
    case 'max-gini':
      return `the Gini coefficient of ${source.metric} may be at most ${numberWords(source.bound, 4)}`;
    case 'unowned':
      return source.bound === undefined
        ? 'every account should have a live rep'
        : `at most ${boundAmount(source.bound)} may be without a live rep`;
    case 'drift':
      return `reps stay within ${boundPercent(source.band)} of target in ${source.metric}, as the plan left them`;
  }
}

function ruleSaid(
  problem: Problem,
  source: Extract<CheckSource, { readonly kind: 'rule' }>,
): string {
  const rule = problem.rules.find(({ row }) => row === source.row);
  if (rule !== undefined) return definitions[rule.kind].say(rule);
  return source.rule === 'locked'
    ? 'locked accounts stay with their owners'
    : 'reps hold at most their max_accounts';
}

/** "target", "the median of their pool". */
export function yardstickWords(against: Yardstick): string {
  return against === 'target' ? 'target' : `the ${against} of their pool`;
}

/** The breaches of all pools, the furthest past its bound first; accounts and families by file. */
export function breachesOf({ cases }: { readonly cases: readonly CheckCase[] }) {
  return cases
    .flatMap(({ pool, breaches }) => breaches.map((breach) => ({ pool, breach })))
    .sort((a, b) => pastBound(b.breach) - pastBound(a.breach));
}

function pastBound(breach: Breach): number {
  if (breach.kind !== 'reps') return 0;
  return Math.abs(Math.abs(breach.value) - breach.bound);
}

function boundPercent(share: number): string {
  return percentWords(100 * share);
}

function boundAmount({ amount, share }: Bound): string {
  return share ? `${boundPercent(amount)} of the accounts` : counted(amount, 'account');
}
