import { NOBODY } from '../model/assignment.js';
import { filledColumn } from '../model/table.js';
import { compareIds } from '../scoring/rank.js';
import type { Books } from './books.js';
import { type Deals, isOpen } from './deals.js';

/** An open deal that another rep, who has the head of the account's family, has to be involved in. */
export interface FamilyDeal {
  readonly row: number;
  readonly account: number;
  /** The topmost parent. */
  readonly parent: number;
}

/**
 * Open deals of at least an amount on an account whose family's topmost parent
 * another rep has; the largest first, equal ones by their id and account.
 */
export function familyDealsOf(books: Books, deals: Deals, atLeast: number): readonly FamilyDeal[] {
  const top = topmostParents(books);
  const { accountIds } = books.problem;
  return [...deals.rows]
    .map((row) => ({ row, account: deals.account[row], parent: top(deals.account[row]) }))
    .filter(
      ({ row, account, parent }) =>
        isOpen(deals, row) &&
        deals.amount[row] >= atLeast &&
        parent !== account &&
        books.rep[parent] !== NOBODY &&
        books.rep[parent] !== books.rep[account],
    )
    .sort(
      (a, b) =>
        deals.amount[b.row] - deals.amount[a.row] ||
        compareIds(deals.id(a.row), deals.id(b.row)) ||
        compareIds(accountIds[a.account], accountIds[b.account]),
    );
}

/** The last account on the way up by `parent_id`; in a circle there is none, and the account is its own. */
function topmostParents({ problem }: Books): (account: number) => number {
  const column = filledColumn(problem.accounts, 'parent_id');
  if (column?.kind !== 'text') return (account) => account;
  const accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const parentOf = column.words.map((word) =>
    word === '' ? NOBODY : (accountOf.get(word) ?? NOBODY),
  );
  return (account) => {
    const seen = new Set<number>();
    let top = account;
    while (!seen.has(top)) {
      seen.add(top);
      const parent = parentOf[column.codes[top]];
      if (parent === NOBODY) return top;
      top = parent;
    }
    return account;
  };
}
