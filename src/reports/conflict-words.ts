import type { Conflict, ConflictFact, MustRow } from '../evaluation/conflict-types.js';
import type { MeasureRow, Problem } from '../model/problem.js';
import type { RuleBound } from '../model/rule.js';
import { definitions } from '../rules/kinds/index.js';
import { orList, sayBound } from '../rules/wording.js';
import { numberWords } from './number-words.js';
import { wrappedLines } from './terminal/text-width.js';
import { visibleText } from './visible-text.js';

/** How a conflict is told. */
export interface ConflictTextOptions {
  /** Whether it is proven that no plan keeps all must rules. */
  readonly proven?: boolean;
  /** Width of the terminal; undefined where each sentence is to stay on one line. */
  readonly columns?: number | undefined;
}

/** Beyond this many, reps with a max_accounts are counted instead of named. */
const repsNamedAtMost = 3;

/**
 * Which must rows do not go together and what would help, for stderr: the
 * conflicting rows in the user's numbers and words, what can be counted out,
 * and the least relaxation of one bound.
 */
export function conflictText(
  problem: Problem,
  conflict: Conflict | undefined,
  options: ConflictTextOptions = {},
): string {
  const { proven = false, columns } = options;
  const lines =
    conflict === undefined
      ? [
          proven
            ? 'The must rules cannot all hold; the closest plan is written.'
            : 'No plan was found that keeps all must rules; the closest one is written.',
        ]
      : conflictLines(problem, conflict, proven);
  return lines.flatMap((line) => hanging(line, columns)).join('');
}

function conflictLines(problem: Problem, conflict: Conflict, proven: boolean): string[] {
  const lines = [headline(problem, conflict, proven)];
  for (const row of conflict.rows) {
    lines.push(`  ${rowName(problem, row)}: ${rowWords(problem, row)}`);
  }
  for (const fact of conflict.facts) lines.push(`  ${factWords(problem, fact)}`);
  const advice = relaxationWords(problem, conflict);
  if (advice !== undefined) lines.push(`  ${advice}`);
  const stranded = problem.unplaceable.map(({ account }) => account);
  if (stranded.length > 0 && !conflict.facts.some(({ kind }) => kind === 'nobody may take')) {
    lines.push(
      `  Beside that, nobody may take ${accounts(problem, stranded)}: see the broken rows.`,
    );
  }
  if (problem.rules.filter(({ level }) => level === 'must').length > conflict.rows.length) {
    lines.push('  Other rows may contradict each other as well; plan again to see.');
  }
  if (!conflict.irreducible) {
    lines.push('  Fewer of these rows may already contradict each other; that was not settled.');
  }
  return lines;
}

/** A line as it is, or wrapped with the further lines set in. */
function hanging(line: string, columns: number | undefined): string[] {
  return wrappedLines(visibleText(line), columns, 4).map((one) => `${one}\n`);
}

function headline(
  problem: Problem,
  { rows, proven: rowsProven }: Conflict,
  proven: boolean,
): string {
  const names = list(rowNames(problem, rows));
  const single = rows.length === 1;
  if (rowsProven) {
    const together = rows.length === 2 ? 'both hold' : 'all hold';
    return `${capital(names)} cannot ${single ? 'hold' : together}:`;
  }
  const known = proven ? 'The must rules cannot all hold; no' : 'No';
  return `${known} plan was found that keeps ${names}${single ? '' : ' together'}:`;
}

/** "rows 2 and 3", "the locked accounts", "the max_accounts of Ann (reps.csv row 2)": all of a kind together. */
function rowNames(problem: Problem, rows: readonly MustRow[]): string[] {
  const numbers = rows.flatMap((row) => (row.kind === 'rule' ? [String(row.rule.row)] : []));
  const others = rows.filter(({ kind }) => kind === 'locked');
  const capped = rows.filter(({ kind }) => kind === 'max_accounts');
  return [
    ...(numbers.length > 1 ? [`rows ${list(numbers)}`] : numbers.map((row) => `row ${row}`)),
    ...others.map((row) => rowName(problem, row)),
    ...(capped.length > repsNamedAtMost
      ? [`the max_accounts of ${capped.length} reps`]
      : capped.map((row) => rowName(problem, row))),
  ];
}

function rowName(problem: Problem, row: MustRow): string {
  if (row.kind === 'rule') return `row ${row.rule.row}`;
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

function relaxationWords(problem: Problem, conflict: Conflict): string | undefined {
  const { relaxation, rows } = conflict;
  if (relaxation === undefined) return undefined;
  const { row, file, column, from, to } = relaxation;
  const what = file === 'reps' ? maxAccountsOf(problem, row) : `the ${column} of row ${row}`;
  const verb = to.amount > from.amount ? 'raise' : 'lower';
  const so = rows.length === 1 ? 'It holds' : 'They go together';
  return `${so} if you ${verb} ${what} from ${bound(from)} to ${bound(to)}.`;
}

function bound(value: RuleBound): string {
  return sayBound(value);
}

function factWords(problem: Problem, fact: ConflictFact): string {
  switch (fact.kind) {
    case 'too much for these reps':
      return `${amount(fact.metric, fact.amount)} must go to ${reps(problem, fact.reps)}, and ${fact.row === undefined ? 'their max_accounts allow' : `${row(problem, fact.row)} allows`} ${fact.reps.length === 1 ? '' : 'them '}${numberWords(fact.allowed)}.`;
    case 'one account too large':
      return `Account ${problem.accountIds[fact.account]} alone is ${percent(fact.ofTarget)} of any rep's target; no plan can come closer than ${percent(fact.ofTarget - 1)}, and ${row(problem, fact.row)} allows ${percent(fact.max)}.`;
    case 'must leave':
      return `${amount(fact.metric, fact.amount)} cannot stay with their owners, and ${row(problem, fact.row)} lets ${numberWords(fact.allowed)} leave.`;
    case 'nobody may take':
      return `Nobody may take ${accounts(problem, fact.accounts)}: ${fact.rows.length === 1 ? 'row' : 'rows'} ${list(fact.rows.map(String))} ${fact.rows.length === 1 ? 'leaves' : 'leave'} no rep. Add a rep who may, or change ${fact.rows.length === 1 ? 'the row' : 'one of them'}.`;
  }
}

function amount(metric: string, value: number): string {
  return metric === 'accounts'
    ? `${numberWords(value)} account${value === 1 ? '' : 's'}`
    : `${numberWords(value)} in ${metric}`;
}

function reps(problem: Problem, indices: readonly number[]): string {
  if (indices.length > 4) return `${indices.length} reps`;
  return orList(indices.map((rep) => problem.repNames[rep]));
}

function accounts(problem: Problem, indices: readonly number[]): string {
  const shown = indices.slice(0, 3).map((account) => problem.accountIds[account]);
  return indices.length > 3
    ? `${indices.length} accounts (${shown.join(', ')} …)`
    : `account${indices.length === 1 ? '' : 's'} ${list(shown)}`;
}

function row(problem: Problem, measure: MeasureRow): string {
  if (typeof measure === 'number') return `row ${measure}`;
  if (measure?.startsWith('reps.csv:')) return maxAccountsOf(problem, Number(measure.slice(9)));
  return String(measure);
}

function percent(share: number): string {
  return `${numberWords(100 * share, 1)} %`;
}

function list(words: readonly string[]): string {
  return words.length <= 1
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
