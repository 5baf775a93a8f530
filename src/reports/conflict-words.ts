import type { Conflict, ConflictFact, MustRow } from '../evaluation/conflict-types.js';
import type { MeasureRow, Problem } from '../model/problem.js';
import type { RuleBound } from '../model/rule.js';
import { definitions } from '../rules/kinds/index.js';
import { orList, sayBound } from '../rules/wording.js';
import { numberWords } from './number-words.js';
import { visibleText } from './visible-text.js';

/**
 * Which must rows do not go together and what would help, for stderr: the
 * conflicting rows in the user's numbers and words, what can be counted out,
 * and the least relaxation of one bound.
 */
export function conflictText(problem: Problem, conflict: Conflict | undefined): string {
  if (conflict === undefined) {
    return 'No plan was found that keeps all must rules; the closest one is written.\n';
  }
  const lines = [headline(conflict)];
  for (const row of conflict.rows) lines.push(`  ${rowName(row)}: ${rowWords(row)}`);
  for (const fact of conflict.facts) lines.push(`  ${factWords(problem, fact)}`);
  const advice = relaxationWords(conflict);
  if (advice !== undefined) lines.push(`  ${advice}`);
  if (!conflict.irreducible) {
    lines.push('  Fewer of these rows may already contradict each other; that was not settled.');
  }
  return lines.map((line) => `${visibleText(line)}\n`).join('');
}

function headline({ rows, proven }: Conflict): string {
  const names = list(rows.map(rowName));
  if (rows.length === 1) {
    return proven ? `${capital(names)} cannot hold:` : `No plan was found that keeps ${names}:`;
  }
  return proven
    ? `${capital(names)} cannot all hold:`
    : `No plan was found that keeps ${names} together:`;
}

function rowName(row: MustRow): string {
  if (row.kind === 'rule') return `row ${row.rule.row}`;
  return row.kind === 'locked' ? 'the locked accounts' : `max_accounts in reps.csv row ${row.row}`;
}

function rowWords(row: MustRow): string {
  if (row.kind === 'rule') return definitions[row.rule.kind].say(row.rule);
  return row.kind === 'locked'
    ? 'locked accounts stay with their owners'
    : 'this rep holds at most so many accounts';
}

function relaxationWords({ relaxation, rows }: Conflict): string | undefined {
  if (relaxation === undefined) return undefined;
  const { row, column, from, to } = relaxation;
  const verb = to.amount > from.amount ? 'raise' : 'lower';
  const so = rows.length === 1 ? 'It holds' : 'They go together';
  return `${so} if you ${verb} the ${column} of row ${row} from ${bound(from)} to ${bound(to)}.`;
}

function bound(value: RuleBound): string {
  return sayBound(value);
}

function factWords(problem: Problem, fact: ConflictFact): string {
  switch (fact.kind) {
    case 'too much for these reps':
      return `${amount(fact.metric, fact.amount)} must go to ${reps(problem, fact.reps)}, and ${row(fact.row)} allows ${fact.reps.length === 1 ? '' : 'them '}${numberWords(fact.allowed)}.`;
    case 'one account too large':
      return `Account ${problem.accountIds[fact.account]} alone is ${percent(fact.ofTarget)} of any rep's target; no plan can come closer than ${percent(fact.ofTarget - 1)}, and ${row(fact.row)} allows ${percent(fact.max)}.`;
    case 'must leave':
      return `${amount(fact.metric, fact.amount)} cannot stay with their owners, and ${row(fact.row)} lets ${numberWords(fact.allowed)} leave.`;
    case 'nobody may take':
      return `Nobody may take ${accounts(problem, fact.accounts)}: ${list(fact.rows.map((one) => `row ${one}`))} ${fact.rows.length === 1 ? 'leaves' : 'leave'} no rep.`;
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

function row(measure: MeasureRow): string {
  return typeof measure === 'number' ? `row ${measure}` : String(measure);
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
