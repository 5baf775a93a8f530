import type { BrokenRow, Step } from '../../measures/tracked.js';
import { AccountState, type Problem } from '../../model/problem.js';
import { accountName } from '../account-name.js';
import { barringRows } from '../barring-rows.js';
import { previousRepId } from '../changes.js';
import { headRow } from '../decision.js';
import { familyRows, mayHave } from '../explain/alternatives.js';
import type { Ledger } from '../explain/ledger.js';
import { roleOfRep } from '../role-of-rep.js';

/** Why nobody is there to go back to, where an account's owner is gone or there was none. */
export function nobodyThere(problem: Problem, account: number): string {
  const owner = problem.owner[account];
  if (owner >= 0) {
    return `${problem.repNames[owner]} ${roleOfRep(problem, owner) ?? 'takes no accounts any more'}`;
  }
  const before = previousRepId(problem, account);
  return before === '' ? 'nobody had it before' : `${before} is not on the roster`;
}

/**
 * The must rows that break if a rep gets an account; also those that take it out
 * of the plan altogether.
 *
 * @param steps the account's own, with those of its family that go along.
 */
export function brokenBy(
  ledger: Ledger,
  account: number,
  rep: number,
  steps: readonly Step[],
): readonly BrokenRow[] {
  const { problem } = ledger;
  if (problem.state[account] !== AccountState.planned) {
    const row = problem.stateRow[account];
    return row < 0 ? [] : [row];
  }
  const rows = ledger.breaks(steps);
  if (rows.length > 0 || mayHave(problem, account, rep)) return rows;
  // Bound to its family's kept members, which no row judges of it alone.
  return familyRows(problem);
}

/** "breaks Own region (row 2)"; of a member of a family, that such a row is read on its head. */
export function breaksWords(
  problem: Problem,
  account: number,
  rep: number,
  rows: readonly BrokenRow[],
  ruleWords: (row: BrokenRow) => string,
): string {
  const ofHead = headRow(problem, barringRows(problem), { account, from: -1, to: rep });
  const head = accountName(problem, problem.familyHead[account]);
  const described = rows.map((row) =>
    row === ofHead ? `${ruleWords(row)}, read on the head of its family, ${head}` : ruleWords(row),
  );
  // Where the head is not for the rep, no member of the family is.
  const isSplit = ofHead === undefined && familyRows(problem).some((row) => rows.includes(row));
  return `breaks ${described.join('; ')}${isSplit ? ', unless all of its family goes along' : ''}`;
}
