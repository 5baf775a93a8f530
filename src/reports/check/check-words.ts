import { brokenChecks, judgedChecks } from '../../evaluation/check/check.js';
import type {
  Breach,
  Check,
  CheckCase,
  CheckSource,
  Yardstick,
} from '../../evaluation/check/types.js';
import type { Bound, Problem } from '../../model/problem.js';
import { rowWords } from '../../model/rule.js';
import { definitions } from '../../rules/kinds/index.js';
import { numberWords, percentWords } from '../document/numbers.js';
import { andList, counted, plural } from '../document/words.js';
import { noteLines, ruleName, ruleNote } from '../rule-words.js';
import { type CheckParts, rolePartsOf } from './places.js';

/** Where an account stands, as messages about files say it: "accounts.csv:12". */
export function accountPlace({ files, problem }: CheckParts, account: number): string {
  return `${files.accounts}:${problem.accounts.rowNumbers[account]}`;
}

/** Where a check comes from, as a label: `row 9`, `--max-deviation`. */
export function checkLabel({ source, grade }: Pick<Check, 'source' | 'grade'>): string {
  switch (source.kind) {
    case 'rule':
      if (source.row !== undefined) return rowWords(source.row);
      return source.rule === 'locked' ? 'locked' : 'max_accounts';
    case 'max-deviation':
    case 'max-gini':
    case 'min-coverage':
    case 'min-cover':
      return `--${source.kind}`;
    case 'noise':
      return '--fail-under';
    case 'unowned':
      return source.bound === undefined && grade !== 'failure' ? 'owners' : '--max-unowned';
    case 'drift':
      return '--baseline';
  }
}

/** What a check is called, for a line or a title: "Renewals stay (row 9)", else what it asks; a flag in brackets likewise. */
export function checkTitle(problem: Problem, check: Pick<Check, 'source' | 'grade'>): string {
  const name = checkName(problem, check) || describeCheck(problem, check);
  // All rows of a file together have no number.
  const { source } = check;
  return source.kind === 'rule' && source.row === undefined
    ? name
    : `${name} (${checkLabel(check)})`;
}

/** The same with what it asks behind the name that a row has. */
export function checkLine(problem: Problem, check: Pick<Check, 'source' | 'grade'>): string {
  const title = checkTitle(problem, check);
  return checkName(problem, check) === '' ? title : `${title}: ${describeCheck(problem, check)}`;
}

/** What people wrote beside the row of a check; '' where they wrote nothing, or a flag asks. */
export function checkNote(problem: Problem, { source }: Pick<Check, 'source'>): string {
  return source.kind === 'rule' ? ruleNote(problem, source.row) : '';
}

/** What people call the row of a check; '' where they call it nothing, or a flag asks. */
export function checkName(problem: Problem, { source }: Pick<Check, 'source'>): string {
  return source.kind === 'rule' ? ruleName(problem, source.row) : '';
}

/** "note: …" of the row of a check; none where it has none. */
export function checkNotes(problem: Problem, { source }: Pick<Check, 'source'>): readonly string[] {
  return source.kind === 'rule' ? noteLines(problem, source.row) : [];
}

/** A name that stays the same from run to run, for tools that follow findings: `balance-row-9`. */
export function checkId(source: CheckSource): string {
  switch (source.kind) {
    case 'rule':
      return source.row === undefined ? source.rule : `${source.rule}-row-${source.row}`;
    case 'unowned':
      return 'max-unowned';
    case 'min-coverage':
    case 'min-cover':
      return source.kind;
    default:
      return `${source.kind}-${source.metric}`;
  }
}

/** What a check asks, as a sentence without its full stop. */
export function describeCheck(problem: Problem, { source }: Pick<Check, 'source'>): string {
  switch (source.kind) {
    case 'rule':
      return describeRule(problem, source);
    case 'max-deviation':
      return `no rep may be more than ${boundPercent(source.bound)} off ${yardstickWords(source.against)} in ${source.metric}`;
    case 'max-gini':
      return `the Gini coefficient of ${source.metric} may be at most ${numberWords(source.bound, 4)}`;
    case 'noise':
      return `with potentials wrong by ${boundPercent(source.share)}, all reps stay within the band in at least ${boundPercent(source.bound)} of the draws`;
    case 'min-coverage':
      return `each rep has touched at least ${boundPercent(source.bound)} of the ICP accounts (${source.icp}) in ${counted(source.window, 'day')}`;
    case 'min-cover':
      return `each rep's pipeline covers what is left of the quota at least ${timesWords(source.bound)}`;
    case 'unowned':
      return source.bound === undefined
        ? 'every account should have a live rep'
        : `at most ${boundAmount(source.bound)} may be without a live rep`;
    case 'drift':
      return `reps stay within ${boundPercent(source.band)} of fair share in ${source.metric}, as the plan left them`;
  }
}

function describeRule(
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
  return against === 'target' ? 'fair share' : `the ${against} of their pool`;
}

/** The breaches of all pools, the furthest past its bound first; accounts and families by file. */
export function breachesOf({ cases }: { readonly cases: readonly CheckCase[] }) {
  return cases
    .flatMap(({ pool, breaches }) => breaches.map((breach) => ({ pool, breach })))
    .sort((a, b) => pastBound(b.breach) - pastBound(a.breach));
}

function pastBound(breach: Breach): number {
  if (breach.kind === 'book') return breach.bound - breach.value;
  if (breach.kind !== 'reps') return 0;
  return Math.abs(Math.abs(breach.value) - breach.bound);
}

function boundPercent(share: number): string {
  return percentWords(100 * share);
}

/** "0.8 times", "once". */
function timesWords(times: number): string {
  return times === 1 ? 'once' : `${numberWords(times, 2)} times`;
}

function boundAmount({ amount, share }: Bound): string {
  return share ? `${boundPercent(amount)} of the accounts` : counted(amount, 'account');
}

/** A row, or a part of one, that was not judged. */
export interface Unjudged {
  readonly described: string;
  readonly why: string;
}

/** Where rows about accounts that leave their owner have nothing to compare today's owners with. */
export const needsBaseline = 'not judged (needs --baseline or --assignments)';

/** Why a check is not judged; undefined where it is. */
export function unjudgedWhy({ unjudged }: Check): string | undefined {
  if (unjudged === undefined) return undefined;
  return unjudged === 'nothing-moved' ? needsBaseline : 'not judged (it has no max)';
}

/** "8 accounts outside it that a keep row or a lock holds where they are"; empty for none. */
export function heldAsideWords({ heldAside }: Check): string {
  if (heldAside === 0) return '';
  return `${counted(heldAside, 'account')} outside it that a keep row or a lock holds where ${heldAside === 1 ? 'it is' : 'they are'}`;
}

/** All that was not judged, in the order of the checks. */
export function unjudgedList({ problem, result }: CheckParts): Unjudged[] {
  return result.checks.flatMap((check): Unjudged[] => {
    const why = unjudgedWhy(check);
    if (why !== undefined) return [{ described: checkLine(problem, check), why }];
    const aside = heldAsideWords(check);
    return aside === ''
      ? []
      : [{ described: `${checkTitle(problem, check)}: ${aside}`, why: needsBaseline }];
  });
}

/** The check in one sentence: passed or failed, by what, and what was checked. */
export function verdict(parts: CheckParts): string {
  const roles = rolePartsOf(parts);
  const told = roles.map(({ name, parts: own }) => `${name}: ${ownVerdict(own)}`);
  const failed = roles.filter(({ parts: own }) => !own.result.passed).map(({ name }) => name);
  const main = ownVerdict(parts);
  // What failed goes first, also where it is a role alone.
  const isRoleAlone = failed.length > 0 && brokenChecks(parts.result, 'failure').length === 0;
  const opening = `Failed: ${andList(failed)} ${plural(failed.length, 'breaks its', 'break their')} rules`;
  return [...(isRoleAlone ? [opening, `Reps: ${main}`] : [main]), ...told].join('. ');
}

/** The same of the main assignment, or of a role, by itself. */
function ownVerdict(parts: CheckParts): string {
  const { result } = parts;
  const failures = brokenChecks(result, 'failure');
  const warnings = brokenChecks(result, 'warning').length;
  const warned = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`;
  const what = subject(parts);
  const judged = judgedChecks(result).length;
  const unjudged = result.checks.length - judged;
  const aside = unjudged === 0 ? '' : `, ${numberWords(unjudged)} not judged`;
  const all = counted(judged, 'check');
  if (failures.length === 0) return `Passed: ${what}, ${all}${warned}${aside}`;
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
