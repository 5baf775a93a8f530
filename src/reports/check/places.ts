import type { Backtest } from '../../analytics/backtest.js';
import type { Breach, Check, CheckResult } from '../../evaluation/check/types.js';
import type { Problem } from '../../model/problem.js';
import type { RuleText } from '../../model/rule.js';

/** What every form of a check's report is made of. */
export interface CheckParts {
  readonly problem: Problem;
  readonly result: CheckResult;
  /** Rows that carve drafted. */
  readonly drafted: readonly RuleText[];
  /** What happened after the day of `--at`; undefined where it was not asked. */
  readonly backtest?: Backtest | undefined;
  /** Files as the user named them. */
  readonly files: {
    readonly accounts: string;
    readonly reps: string;
    /** Undefined where the rules were drafted, or there are none. */
    readonly rules: string | undefined;
    /** Undefined where today's owners are checked. */
    readonly assignments: string | undefined;
    readonly baseline: string | undefined;
  };
}

/** The files that a finding can point into. */
export type PlacedFile = 'accounts' | 'reps' | 'rules';

/** The line of an editor on which a row of a file stands, for formats that point into files. */
export type LineOf = (file: PlacedFile, row: number) => number;

/** A row of a file that a finding points to. */
export interface Place {
  /** The file as the user named it. */
  readonly name: string;
  readonly line: number;
}

/** Where a finding is to be shown: at one place, with others that have to do with it. */
export interface Places {
  /** Undefined where no file has a row for it. */
  readonly main: Place | undefined;
  /** The accounts behind it, or the rule. */
  readonly others: readonly Place[];
}

/** Accounts pointed to besides, at most; how many there are is told in the words. */
const pointedAtMost = 20;

/**
 * The rows a breach has to do with. An account is at its row of the accounts
 * file, with the rule's row beside it; a rep past a bound is at the rule's row,
 * or at the rep's where a flag asks, with the greatest of their accounts beside.
 */
export function placesOf(parts: CheckParts, lineOf: LineOf, check: Check, breach: Breach): Places {
  const { problem } = parts;
  const place = (file: PlacedFile, row: number | undefined): Place | undefined => {
    const name = parts.files[file];
    return name === undefined || row === undefined ? undefined : { name, line: lineOf(file, row) };
  };
  const rule = rulePlace(parts, lineOf, check);
  const accounts = accountsIn(breach)
    .slice(0, pointedAtMost)
    .flatMap((account) => place('accounts', problem.accounts.rowNumbers[account]) ?? []);
  if (breach.kind !== 'reps' && breach.kind !== 'book') {
    const [first, ...others] = accounts;
    if (first === undefined) return { main: rule ?? place('reps', 1), others: [] };
    return { main: first, others: [...(rule === undefined ? [] : [rule]), ...others] };
  }
  const [rep] = breach.kind === 'book' ? [breach.rep] : breach.reps;
  const main = rule ?? place('reps', rep === undefined ? 1 : problem.reps.rowNumbers[rep]);
  return { main, others: accounts };
}

/** The rule's own row; undefined where it is in no file. */
export function rulePlace(
  { files }: CheckParts,
  lineOf: LineOf,
  { source }: Check,
): Place | undefined {
  if (source.kind !== 'rule' || source.row === undefined || files.rules === undefined) {
    return undefined;
  }
  return { name: files.rules, line: lineOf('rules', source.row) };
}

/** The accounts that a breach is about or comes from, the greatest first. */
function accountsIn(breach: Breach): readonly number[] {
  return breach.kind === 'account' || breach.kind === 'unowned'
    ? [breach.account]
    : breach.accounts;
}

/** What tells a finding from others of its check, from run to run: its rep, or its first account. */
export function findingKey(problem: Problem, breach: Breach): string {
  if (breach.kind === 'reps') return breach.who;
  if (breach.kind === 'whole') return '';
  if (breach.kind === 'book') return problem.repIds[breach.rep];
  const [account] = accountsIn(breach);
  return problem.accountIds[account];
}

/** The checks of each role as parts of their own, which are told after those of the main assignment. */
export function rolePartsOf({
  result,
  files,
}: CheckParts): readonly { readonly name: string; readonly parts: CheckParts }[] {
  return (result.roles ?? []).map(({ role, problem, result: own }) => ({
    name: role.name,
    parts: {
      problem,
      result: own,
      drafted: [],
      files: {
        ...files,
        baseline: undefined,
        assignments: own.held.since === 'nothing' ? undefined : files.assignments,
      },
    },
  }));
}
