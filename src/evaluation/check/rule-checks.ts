import { measureOfRow } from '../../measures/index.js';
import { limit } from '../../measures/limit.js';
import { heldAside, placement } from '../../measures/placement.js';
import { accountBreach } from '../../measures/remedies.js';
import { poolOfAccount, Tally } from '../../measures/tally.js';
import { AccountState } from '../../model/problem.js';
import type { Rule } from '../../model/rule.js';
import { definitions } from '../../rules/kinds/index.js';
import type { RuleOutcome } from '../types.js';
import type { Judged } from './judged.js';
import type { Check, Grade, Policy } from './types.js';

/**
 * Every rule row that can be broken, in the order of the rules file, then
 * locked accounts and max_accounts, each as one check. Rows that only shape
 * the problem (exclude, score, weight) are none. Rows about accounts that leave
 * their owner are not judged where the holders are the owners: they would
 * always be met.
 */
export function ruleChecks(judged: Judged): Check[] {
  const { problem, policy } = judged;
  const checks = problem.rules.flatMap((rule): Check[] => {
    const tally = new Tally(problem);
    const counts = gather(judged, rule, tally);
    if (counts === undefined) return [];
    const drafted = policy.draftedRows.has(rule.row);
    return [
      {
        source: { kind: 'rule', row: rule.row, rule: rule.kind, drafted },
        grade: gradeOf(rule, drafted, policy),
        counts,
        cases: tally.cases(),
        unjudged: unjudgedBy(judged, rule),
        heldAside: heldAsideBy(judged, rule.row),
      },
    ];
  });
  return [...checks, ...lockedCheck(judged), ...maxAccountsCheck(judged)];
}

function unjudgedBy({ problem, held }: Judged, rule: Rule): Check['unjudged'] {
  if (definitions[rule.kind].aboutLeaving) {
    return held.since === 'nothing' ? 'nothing-moved' : undefined;
  }
  const cannotBreak = measureOfRow(problem, rule.row, (family, measure) =>
    family.cannotBreak?.(measure),
  );
  return cannotBreak ? 'no-max' : undefined;
}

/** Accounts outside a row that are exempt only because a keep row or a lock holds them where they are today. */
function heldAsideBy({ problem, held }: Judged, row: number): number {
  const measure = problem.placements.find((one) => one.row === row);
  return held.since !== 'nothing' || measure === undefined ? 0 : heldAside(measure, problem);
}

/** What a broken row comes to: a must fails, a should and a row nobody wrote warn, what can never be a must is only told. */
function gradeOf(rule: Rule, drafted: boolean, policy: Policy): Grade {
  if (!definitions[rule.kind].levels.includes('must')) return 'note';
  return (rule.level === 'must' && !drafted) || policy.strict ? 'failure' : 'warning';
}

/** Gathers what breaks a row and tells what it counts; undefined for rows that cannot be broken. */
function gather(judged: Judged, rule: Rule, tally: Tally): RuleOutcome['counts'] | undefined {
  const counts = measureOfRow(judged.problem, rule.row, (family, measure) => {
    family.gather(measure, judged, tally);
    return family.counts;
  });
  if (counts !== undefined || definitions[rule.kind].takesOut !== 'released') return counts;
  gatherReleased(judged, rule.row, tally);
  return 'accounts';
}

/** Released accounts that somebody still has. */
function gatherReleased(judged: Judged, row: number, tally: Tally): void {
  const { problem, held } = judged;
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.state[account] !== AccountState.released || problem.stateRow[account] !== row) {
      continue;
    }
    const rep = held.holder[account];
    const pool = poolOfAccount(problem, account, rep);
    tally.concern(pool);
    if (rep >= 0) tally.breach(pool, accountBreach(judged, account, rep));
  }
}

function lockedCheck(judged: Judged): Check[] {
  const measure = judged.problem.placements.find(({ rule }) => rule === 'locked');
  if (measure === undefined) return [];
  const tally = new Tally(judged.problem);
  placement.gather(measure, judged, tally);
  const source = { kind: 'rule', row: undefined, rule: 'locked', drafted: false } as const;
  const unjudged = judged.held.since === 'nothing' ? 'nothing-moved' : undefined;
  const cases = tally.cases();
  return [{ source, grade: 'failure', counts: 'accounts', cases, unjudged, heldAside: 0 }];
}

function maxAccountsCheck(judged: Judged): Check[] {
  const { problem } = judged;
  const measures = problem.limits.filter(({ row }) => typeof row === 'string');
  if (measures.length === 0) return [];
  const tally = new Tally(problem);
  for (const measure of measures) limit.gather(measure, judged, tally);
  const source = { kind: 'rule', row: undefined, rule: 'max_accounts', drafted: false } as const;
  const cases = tally.cases();
  return [{ source, grade: 'failure', counts: 'reps', cases, unjudged: undefined, heldAside: 0 }];
}
