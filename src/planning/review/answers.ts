import { previousRepId } from '../../evaluation/changes.js';
import { repReader } from '../../evaluation/review/rep-cells.js';
import type { ReviewSheet } from '../../evaluation/review/sheets.js';
import type { Answer } from '../../evaluation/review/types.js';
import type { Evaluation } from '../../evaluation/types.js';
import { shortened } from '../../inputs/csv/findings.js';
import type { AnswerRow } from '../../inputs/csv/review-answers.js';
import type { InputProblem } from '../../model/input-problem.js';
import type { Problem } from '../../model/problem.js';

/**
 * Reads answers against the plan: ids, reps, and whether the account is still as the
 * sheet shows it. What names nothing is told by its cell.
 */
export function readAgainstPlan(
  problem: Problem,
  evaluation: Evaluation,
  sheets: readonly ReviewSheet[],
  rows: readonly AnswerRow[],
): { readonly answers: readonly Answer[]; readonly problems: readonly InputProblem[] } {
  const accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const repOf = repReader(problem);
  const managerOf = managersOfFiles(sheets, rows);
  const problems: InputProblem[] = [];
  const answers: Answer[] = [];
  for (const row of rows) {
    const { file, row: at, account: accountId } = row;
    const account = accountOf.get(accountId) ?? -1;
    const rep = row.toRep === '' ? -1 : repOf(row.toRep);
    if (account < 0 && row.from === '' && row.to === '') {
      problems.push({
        file,
        row: at,
        column: 'account_id',
        what: 'is no account of the plan',
        value: shortened(accountId),
        remedy: 'correct the id, or empty the row',
      });
    }
    if (rep === undefined || rep === 'several') {
      const several = rep === 'several';
      problems.push({
        file,
        row: at,
        column: 'to_rep_id',
        what: several ? 'could be several reps' : 'is not on the roster',
        value: shortened(row.toRep),
        remedy: several ? 'write the rep_id' : 'write a rep_id, or choose one from the list',
      });
      continue;
    }
    const { decision, why, by, correction } = row;
    const manager = row.manager || managerOf.get(file) || by;
    const stale = staleness(problem, evaluation, row, account, repOf);
    answers.push({ manager, accountId, account, decision, toRep: rep, why, by, correction, stale });
  }
  return { answers, problems };
}

/** Rows that a manager adds may leave their name out: that of the other rows, else of the file. */
function managersOfFiles(
  sheets: readonly ReviewSheet[],
  rows: readonly AnswerRow[],
): ReadonlyMap<string, string> {
  const named = new Map<string, Set<string>>();
  for (const { file, manager } of rows) {
    const known = named.get(file) ?? new Set();
    if (manager !== '') known.add(manager);
    named.set(file, known);
  }
  return new Map(
    [...named].map(([file, managers]) => {
      const [only = '', other] = managers;
      if (only !== '' && other === undefined) return [file, only];
      const base = /([^/\\]*?)\.(csv|xlsx)( \(sheet .*\))?$/i.exec(file)?.[1] ?? '';
      const sheet = sheets.find(({ name }) => name.toLowerCase() === base.toLowerCase());
      return [file, sheet?.manager ?? ''];
    }),
  );
}

/** How the plan has another account than the sheet; '' where they agree. */
function staleness(
  problem: Problem,
  { assignment }: Evaluation,
  { from, to }: AnswerRow,
  account: number,
  repOf: (cell: string) => number | 'several' | undefined,
): string {
  if (account < 0) return 'the account is not in the plan';
  const same = (cell: string, id: string): boolean => {
    const rep = repOf(cell);
    return cell === id || (typeof rep === 'number' && problem.repIds[rep] === id);
  };
  const rep = assignment[account];
  const [was, is] = [previousRepId(problem, account), rep < 0 ? '' : problem.repIds[rep]];
  // A row that somebody added says nothing of where the account is.
  if (from === '' && to === '') return '';
  if (!same(to, is))
    return `the sheet has it going to ${to || 'nobody'}, the plan to ${is || 'nobody'}`;
  if (!same(from, was)) {
    return `the sheet has it coming from ${from || 'nobody'}, the plan from ${was || 'nobody'}`;
  }
  return '';
}
