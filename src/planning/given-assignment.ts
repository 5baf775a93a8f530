import type { Held } from '../evaluation/check/types.js';
import { shortened } from '../inputs/csv/findings.js';
import type { OwnFile } from '../inputs/csv/read-own.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { AccountState, type Problem } from '../model/problem.js';
import { fold } from '../model/table.js';
import { andList } from '../reports/document/words.js';

/** An assignments file held against the accounts and reps. */
export interface GivenAssignment {
  readonly held: Held;
  /** Sentences for stderr: what the file says that counts nowhere. */
  readonly notes: readonly string[];
}

/**
 * Who has what by an assignments file, carve's or one edited by hand. Ids are
 * compared exactly. Every planned account needs a row; an empty rep_id gives it
 * to nobody. Excluded accounts stay as they are, whatever the file says, and
 * like released ones need no row.
 *
 * @param column who has the account: in a role, that of the role
 *
 * @throws InputError with every row that fits no account or rep, and every account without a row.
 */
export function givenAssignment(
  problem: Problem,
  own: OwnFile,
  column = 'rep_id',
): GivenAssignment {
  const problems: InputProblem[] = [];
  const accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const repOf = new Map(problem.repIds.map((id, rep) => [id, rep]));
  const ids = own.columns.get('account_id') ?? [];
  const repIds = own.columns.get(column) ?? [];
  const holder = new Int32Array(problem.accountCount).fill(-1);
  const named = new Uint8Array(problem.accountCount);
  own.rowNumbers.forEach((row, index) => {
    const account = accountOf.get(ids[index]);
    const rep = repIds[index] === '' ? -1 : repOf.get(repIds[index]);
    if (account === undefined) {
      problems.push({
        file: own.file,
        row,
        column: 'account_id',
        what: `is no account of ${problem.accounts.file}`,
        value: shortened(ids[index]),
        remedy: 'correct the id, or delete the row',
      });
    } else {
      named[account] = 1;
      holder[account] = rep ?? -1;
    }
    if (rep === undefined) {
      problems.push({
        file: own.file,
        row,
        column,
        what: `is no rep_id of ${problem.reps.file}`,
        value: shortened(repIds[index]),
        remedy: repRemedy(problem, repIds[index]),
      });
    }
  });
  named.forEach((isNamed, account) => {
    if (isNamed === 1 || problem.state[account] !== AccountState.planned) return;
    problems.push({
      file: own.file,
      column: 'account_id',
      what: `has no row for an account of ${problem.accounts.file} (its row ${problem.accounts.rowNumbers[account]})`,
      value: shortened(problem.accountIds[account]),
      remedy: 'add a row; leave rep_id empty to give the account to nobody',
    });
  });
  if (problems.length > 0) throw new InputError(problems);
  const notes = [...conflictNotes(own, ids), ...excludedNotes(problem, own.file, holder, named)];
  return { held: { since: 'owners', holder, stale: () => '' }, notes };
}

/** What `carve diff --merge` left open: the base's rep stands there, and nobody has decided that. */
function conflictNotes({ file, columns }: OwnFile, ids: readonly string[]): string[] {
  const open = ids.filter((_, index) => (columns.get('conflict')?.[index]?.trim() ?? '') !== '');
  if (open.length === 0) return [];
  const one = open.length === 1;
  return [
    `warning: ${file}: ${andList(open, 3)} ${one ? 'has a conflict' : 'have conflicts'} that nobody has decided (column conflict); judged with the rep of the base: put in who gets ${one ? 'it' : 'them'}, and empty that cell`,
  ];
}

/** A name or an e-mail is told which id it stands for. */
function repRemedy(problem: Problem, value: string): string {
  const wanted = fold(value);
  const email = problem.reps.columns.get('email');
  const meant = problem.repIds.filter((_, rep) => {
    const mail = email?.kind === 'text' ? email.words[email.codes[rep]] : '';
    return fold(problem.repNames[rep]) === wanted || (mail !== '' && fold(mail) === wanted);
  });
  return meant.length === 1
    ? `write the rep_id, "${meant[0]}"`
    : 'write a rep_id, or leave the cell empty to give the account to nobody';
}

/** An excluded account stays with its owner: a file that says otherwise is heard, not followed. */
function excludedNotes(
  problem: Problem,
  file: string,
  holder: Int32Array,
  named: Uint8Array,
): string[] {
  let others = 0;
  for (let account = 0; account < holder.length; account++) {
    if (problem.state[account] !== AccountState.excluded || named[account] === 0) continue;
    if (holder[account] >= 0 && holder[account] !== problem.owner[account]) others++;
  }
  if (others === 0) return [];
  const [one, it] =
    others === 1 ? ['1 excluded account', 'it'] : [`${others} excluded accounts`, 'they'];
  return [
    `warning: ${file} gives ${one} to somebody else than the owner; ${it} ${others === 1 ? 'counts' : 'count'} nowhere`,
  ];
}
