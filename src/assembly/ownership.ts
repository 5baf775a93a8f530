import { caseSafeId } from '../inputs/cells/salesforce-id.js';
import { addTo } from '../model/grouping.js';
import type { InputProblem } from '../model/input-problem.js';
import { OwnerKind } from '../model/problem.js';
import { cellText, filledColumn, fold, type Table } from '../model/table.js';
import { wordsOf } from './words.js';

/** Who owns each account today. */
export interface Ownership {
  /** The owner's index in reps.csv; -1 for unowned and departed. */
  readonly owner: Int32Array;
  /** OwnerKind of each account. */
  readonly kind: Uint8Array;
}

/**
 * Resolves the owner column (contract 2): exactly a rep_id, else a rep's
 * e-mail, else a rep's name, else a rep's alias, else by the other length of a
 * Salesforce id. A value that is several reps' is a problem; one
 * that is no rep's is a departed owner.
 */
export function ownershipOf(accounts: Table, reps: Table, problems: InputProblem[]): Ownership {
  const owner = new Int32Array(accounts.size).fill(-1);
  const kind = new Uint8Array(accounts.size);
  const column = filledColumn(accounts, 'owner');
  if (column === undefined) return { owner, kind };

  const findRep = repFinder(reps);
  const { codes, words } = wordsOf(column, accounts.size);
  const known = words.map(findRep);
  // Said once a word: a name that a thousand reps have, in a million accounts, fills all memory otherwise.
  const severalWords = known.map((found) => (found.length > 1 ? several(reps, found) : ''));
  for (let account = 0; account < accounts.size; account++) {
    const value = words[codes[account]];
    if (value === '') continue;
    const found = known[codes[account]];
    if (found.length === 1) {
      owner[account] = found[0];
      kind[account] = OwnerKind.rep;
    } else if (found.length === 0) {
      kind[account] = OwnerKind.departed;
    } else {
      problems.push({
        file: accounts.file,
        row: accounts.rowNumbers[account],
        column: column.header,
        what: severalWords[codes[account]],
        value,
        remedy: 'write the rep_id of the one who is meant',
      });
    }
  }
  return { owner, kind };
}

/**
 * What two namings of an owner are compared by: the rep whom they mean; of those
 * who are no reps the id, whatever its length, else the text without letter case.
 */
export function ownerForm(reps: Table): (text: string) => string {
  const find = repFinder(reps);
  return (text) => {
    const found = find(text.trim());
    if (found.length > 0) return `rep ${found.join(' ')}`;
    const id = /\d/.test(text) ? caseSafeId(text.trim()) : undefined;
    return id === undefined ? `text ${fold(text)}` : `id ${id}`;
  };
}

function several(reps: Table, found: readonly number[]): string {
  const ids = reps.columns.get('rep_id');
  return `could be any of ${found.length} reps (${found.map((rep) => cellText(ids, rep)).join(', ')})`;
}

/**
 * Finds reps by id, else e-mail, else name, else the alias that Salesforce's reports may have in
 * place of it, else by the other length of a Salesforce id.
 */
export function repFinder(reps: Table): (value: string) => readonly number[] {
  const index = (name: string, form: (text: string) => string): Map<string, number[]> => {
    const found = new Map<string, number[]>();
    const column = reps.columns.get(name);
    for (let rep = 0; rep < reps.size; rep++) {
      const key = form(cellText(column, rep));
      if (key === '') continue;
      addTo(found, key, rep);
    }
    return found;
  };
  const byId = index('rep_id', (text) => text);
  const byEmail = index('email', fold);
  const byName = index('rep_name', fold);
  const byAlias = index('alias', fold);
  const bySalesforceId = index('rep_id', (text) => caseSafeId(text) ?? '');
  return (value) => {
    const folded = fold(value);
    return (
      byId.get(value) ??
      byEmail.get(folded) ??
      byName.get(folded) ??
      byAlias.get(folded) ??
      bySalesforceId.get(caseSafeId(value) ?? '') ??
      []
    );
  };
}
