import { accountName } from '../evaluation/account-name.js';
import type { Conflict, ConflictFact, MustRow } from '../evaluation/conflict-claims.js';
import type { MeasureRow, Problem } from '../model/problem.js';
import type { Relaxation } from '../model/relaxation.js';
import { isOverride, rowWords as placeWords } from '../model/rule.js';
import { definitions } from '../rules/kinds/index.js';
import { orList } from '../rules/wording.js';
import { numberWords } from './document/numbers.js';
import { logText } from './document/terminal.js';
import { andList, counted, plural, sentence } from './document/words.js';
import { ruleName, ruleNote } from './rule-words.js';

/** What is told of must rules that do not all hold. */
export interface ReportedConflicts {
  readonly conflicts: readonly Conflict[];
  /** Whether a plan was found that keeps all rows that are in no conflict. */
  readonly settled: boolean;
  /** Whether it is proven that no plan keeps all must rules. */
  readonly proven: boolean;
  /** Changes with which all must rules hold; undefined where none were found, or none looked for. */
  readonly relaxations: readonly Relaxation[] | undefined;
  /** Whether the plan was made with them. */
  readonly relaxed: boolean;
  /** Whether they are of a role, whose rows --relax leaves as they are. */
  readonly ofRole?: boolean;
  /** Width of the terminal; undefined where each sentence is to stay on one line. */
  readonly columns?: number | undefined;
}

/** Beyond this many, reps with a max_accounts are counted instead of named. */
const repsNamedAtMost = 3;
/** As many relaxations are told one by one; relaxations.csv has them all. */
const relaxationsShown = 25;

/**
 * Which must rows do not go together and what would help, for stderr: each
 * conflict with its rows in the user's numbers and words and what can be
 * counted out, then the changes with which everything holds.
 */
export function conflictsText(problem: Problem, reported: ReportedConflicts): string {
  const { conflicts, columns } = reported;
  const lines: string[] = [];
  if (conflicts.length === 0) lines.push(`${unexplained(reported)}${closest(reported, ';')}`);
  if (conflicts.length > 1) {
    lines.push(
      `The must rules cannot all hold, for ${conflicts.length} reasons apart from each other:`,
    );
  }
  conflicts.forEach((conflict, at) => {
    const numbered = conflicts.length > 1 ? `${at + 1}. ` : '';
    lines.push(...conflictLines(problem, conflict, reported, numbered));
  });
  if (conflicts.length > 0 && !reported.settled) {
    lines.push('Whether all other must rows can hold together was not settled.');
  }
  lines.push(...relaxationLines(problem, reported));
  if (conflicts.length > 0 && !reported.relaxed)
    lines.push('The plan closest to the rules is written.');
  return logText(lines, columns, 4);
}

function unexplained({ proven }: ReportedConflicts): string {
  return proven ? 'The must rules cannot all hold' : 'No plan was found that keeps all must rules';
}

function closest({ relaxed, proven }: ReportedConflicts, separator: string): string {
  if (relaxed) return '.';
  return `${separator} the closest ${proven ? 'plan' : 'one'} is written.`;
}

function conflictLines(
  problem: Problem,
  conflict: Conflict,
  { proven, conflicts }: ReportedConflicts,
  numbered: string,
): string[] {
  const lines = [`${numbered}${headline(problem, conflict, proven && conflicts.length === 1)}`];
  const { rows, facts, root } = conflict;
  const shown = rows.filter(({ kind }) => kind !== 'max_accounts');
  const capped = rows.filter(({ kind }) => kind === 'max_accounts');
  for (const row of [...shown, ...capped.slice(0, repsNamedAtMost)]) {
    lines.push(`  ${rowName(problem, row)}: ${rowWords(problem, row)}`);
    const note = row.kind === 'rule' ? ruleNote(problem, row.rule.row) : '';
    if (note !== '') lines.push(`    note: ${note}`);
  }
  if (capped.length > repsNamedAtMost) {
    lines.push(`  and the max_accounts of ${capped.length - repsNamedAtMost} more reps`);
  }
  for (const fact of facts) lines.push(`  ${factWords(problem, fact)}`);
  if (facts.length === 0 && (root.reps.length > 0 || root.accounts.length > 0)) {
    const who = root.reps.length > 0 ? [repList(problem, root.reps)] : [];
    const what = root.accounts.length > 0 ? [accounts(problem, root.accounts)] : [];
    lines.push(`  It is about ${andList([...who, ...what])}.`);
  }
  if (!conflict.irreducible) {
    lines.push('  Fewer of these rows may already contradict each other; that was not settled.');
  }
  return lines;
}

function relaxationLines(
  problem: Problem,
  { relaxations, relaxed, ofRole, conflicts }: ReportedConflicts,
): string[] {
  if (relaxations === undefined) {
    return conflicts.length === 0 ? [] : ['No changes were found with which all must rules hold.'];
  }
  const reported = relaxations
    .slice(0, relaxationsShown)
    .map((one) => `  ${relaxationWords(problem, one)}`);
  const more = relaxations.length - reported.length;
  const rest = more > 0 ? [`  and ${more} more, all in relaxations.csv with --relax`] : [];
  const opening = relaxed
    ? 'Planned with these changes, with which all must rules hold (relaxations.csv):'
    : `All must rules can hold together with these changes${ofRole === true ? '' : ', which --relax plans with'}:`;
  return [opening, ...reported, ...rest];
}

function relaxationWords(problem: Problem, { file, row, column, from, to }: Relaxation): string {
  const what =
    file === 'reps.csv'
      ? maxAccountsOf(problem, row)
      : file === 'accounts.csv'
        ? `the lock of ${lockedName(problem, row)} (accounts.csv row ${row})`
        : `the ${column} of row ${row}`;
  return `${what} from ${cell(from)} to ${cell(to)}`;
}

function lockedName(problem: Problem, row: number): string {
  const account = problem.accounts.rowNumbers.indexOf(row);
  return account < 0 ? 'an account' : accountName(problem, account);
}

/** A cell as it is written; numbers and words as they are, filters in quotes. */
function cell(text: string): string {
  if (text.trim() === '') return 'blank';
  return /^[\w.%-]+$/.test(text) ? text : `“${text}”`;
}

function headline(
  problem: Problem,
  { rows, proven: rowsProven }: Conflict,
  proven: boolean,
): string {
  const names = andList(rowNames(problem, rows));
  const single = rows.length === 1;
  if (rowsProven) {
    const together = rows.length === 2 ? 'both hold' : 'all hold';
    return `${sentence(names)} cannot ${single ? 'hold' : together}:`;
  }
  const known = proven ? 'The must rules cannot all hold; no' : 'No';
  return `${known} plan was found that keeps ${names}${single ? '' : ' together'}:`;
}

/** "rows 2 and 3", "the locked accounts", "the max_accounts of Ann (reps.csv row 2)": all of a kind together. */
function rowNames(problem: Problem, rows: readonly MustRow[]): string[] {
  const ofRules = rows.flatMap((row) => (row.kind === 'rule' ? [row.rule.row] : []));
  const numbers = ofRules.filter((row) => !isOverride(row)).map(String);
  const others = rows.filter(({ kind }) => kind === 'locked');
  const capped = rows.filter(({ kind }) => kind === 'max_accounts');
  return [
    ...(numbers.length > 1 ? [`rows ${andList(numbers)}`] : numbers.map((row) => `row ${row}`)),
    ...ofRules.filter(isOverride).map(placeWords),
    ...others.map((row) => rowName(problem, row)),
    ...(capped.length > repsNamedAtMost
      ? [`the max_accounts of ${capped.length} reps`]
      : capped.map((row) => rowName(problem, row))),
  ];
}

function rowName(problem: Problem, row: MustRow): string {
  if (row.kind === 'rule') {
    const { name, row: number } = row.rule;
    return name === '' ? placeWords(number) : `${name} (${placeWords(number)})`;
  }
  return row.kind === 'locked' ? 'the locked accounts' : maxAccountsOf(problem, row.row);
}

/** A row of reps.csv by the rep it is about. */
function maxAccountsOf(problem: Problem, row: number): string {
  const rep = problem.reps.rowNumbers.indexOf(row);
  const name = rep < 0 ? 'a rep' : problem.repNames[rep];
  return `the max_accounts of ${name} (reps.csv row ${row})`;
}

function rowWords(problem: Problem, row: MustRow): string {
  if (row.kind === 'rule') return definitions[row.rule.kind].say(row.rule);
  if (row.kind === 'locked') return 'locked accounts stay with their owners';
  return `${problem.repNames[row.rep]} holds at most ${amount('accounts', row.most)}`;
}

function factWords(problem: Problem, fact: ConflictFact): string {
  switch (fact.kind) {
    case 'too much for these reps':
      return `${amount(fact.metric, fact.amount)}${some(problem, fact.accounts)} must go to ${reps(problem, fact.reps)}, and ${fact.row === undefined ? 'their max_accounts allow' : `${row(problem, fact.row)} allows`} ${fact.reps.length === 1 ? '' : 'them '}${numberWords(fact.allowed)}.`;
    case 'too little for these reps':
      return `${reps(problem, fact.reps)} can get ${fact.amount === 0 ? 'nothing' : `no more than ${amount(fact.metric, fact.amount)}${some(problem, fact.accounts)}`}, and ${row(problem, fact.row)} asks for ${numberWords(fact.asked)}${fact.amount === 0 && fact.metric !== 'accounts' ? ` in ${fact.metric}` : ''}.`;
    case 'one account too large':
      return `Account ${accountName(problem, fact.account)} alone is ${percent(fact.ofTarget)} of any rep's target; no plan can come closer than ${percent(fact.ofTarget - 1)}, and ${row(problem, fact.row)} allows ${percent(fact.max)}.`;
    case 'must leave':
      return `${amount(fact.metric, fact.amount)}${some(problem, fact.accounts)} cannot stay with their owners, and ${row(problem, fact.row)} lets ${numberWords(fact.allowed)} leave.`;
    case 'nobody may take':
      return nobodyWords(problem, fact);
  }
}

function nobodyWords(
  problem: Problem,
  { accounts: stranded, rows, claims }: ConflictFact & { readonly kind: 'nobody may take' },
): string {
  if (claims.length > 1 && claims.every((claim) => claim.reps.length > 0)) {
    const whom = claims.map((claim) => `${placeWords(claim.row)} for ${reps(problem, claim.reps)}`);
    const both = claims.length === 2 ? 'both' : 'all';
    const sameClaims =
      stranded.length > 1 ? `, and so with ${accounts(problem, stranded.slice(1))}` : '';
    return `Rows ${andList(claims.map((claim) => String(claim.row)))} ${both} claim ${accountName(problem, stranded[0])}: ${andList(whom)}${sameClaims}.`;
  }
  const one = rows.length === 1;
  return `Nobody may take ${accounts(problem, stranded)}: ${one ? 'row' : 'rows'} ${andList(rows.map(String))} ${one ? 'leaves' : 'leave'} no rep. Add a rep who may, or change ${one ? 'the row' : 'one of them'}.`;
}

/** The first of some accounts, in brackets. */
function some(problem: Problem, indices: readonly number[]): string {
  const shown = indices.slice(0, 3).map((account) => accountName(problem, account));
  if (shown.length === 0) return '';
  return ` (${shown.join(', ')}${indices.length > shown.length ? ' …' : ''})`;
}

function amount(metric: string, value: number): string {
  return metric === 'accounts' ? counted(value, 'account') : `${numberWords(value)} in ${metric}`;
}

function reps(problem: Problem, indices: readonly number[]): string {
  if (indices.length > 4) return `${indices.length} reps`;
  return orList(indices.map((rep) => problem.repNames[rep]));
}

function repList(problem: Problem, indices: readonly number[]): string {
  const shown = indices.slice(0, 4).map((rep) => problem.repNames[rep]);
  return indices.length > 4 ? `${indices.length} reps (${shown.join(', ')} …)` : andList(shown);
}

function accounts(problem: Problem, indices: readonly number[]): string {
  const shown = indices.slice(0, 3).map((account) => accountName(problem, account));
  return indices.length > 3
    ? `${indices.length} accounts (${shown.join(', ')} …)`
    : `${plural(indices.length, 'account', 'accounts')} ${andList(shown)}`;
}

function row(problem: Problem, measure: MeasureRow): string {
  if (typeof measure === 'number') {
    const name = ruleName(problem, measure);
    return name === '' ? `row ${measure}` : `${name} (row ${measure})`;
  }
  if (measure?.startsWith('reps.csv:')) return maxAccountsOf(problem, Number(measure.slice(9)));
  return String(measure);
}

function percent(share: number): string {
  return `${numberWords(100 * share, 1)} %`;
}
