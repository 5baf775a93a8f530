import { parentRoots } from '../../assembly/families.js';
import { cellText, fold, type Table } from '../../model/table.js';
import { firstColumn, wordsIn } from '../cells.js';

/** What speaks against two accounts being one company entered twice. */
export interface Kinship {
  /** They are parent and child, or children of one parent. */
  readonly sameFamily: (a: number, b: number) => boolean;
  /** Both have a country, a state or a city, and not the same. */
  readonly apart: (a: number, b: number) => boolean;
}

const placeColumns: readonly (readonly string[])[] = [['country'], ['state'], ['city']];

export function kinshipOf(accounts: Table): Kinship {
  const ids = accounts.columns.get('account_id');
  const parents = accounts.columns.get('parent_id');
  const roots =
    ids === undefined || parents === undefined
      ? undefined
      : parentRoots(
          parents,
          Array.from({ length: accounts.size }, (_, account) => cellText(ids, account)),
        );
  const places = placeColumns
    .map((names) => wordsIn(accounts, firstColumn(accounts, names)))
    .filter((words) => words !== undefined)
    .map(({ codes, words }) => ({ codes, words: words.map(fold) }));
  return {
    sameFamily: (a, b) => roots !== undefined && roots[a] === roots[b],
    apart: (a, b) =>
      places.some(({ codes, words }) => {
        const [one, other] = [words[codes[a]], words[codes[b]]];
        return one !== '' && other !== '' && one !== other;
      }),
  };
}

/** Accounts sorted into groups none of whose members is apart from the group's first. */
export function byPlace(accounts: readonly number[], { apart }: Kinship): readonly number[][] {
  const groups: number[][] = [];
  for (const account of accounts) {
    const home = groups.find(([first]) => !apart(first, account));
    if (home === undefined) groups.push([account]);
    else home.push(account);
  }
  return groups;
}
