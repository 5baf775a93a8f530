import { type Books, isUpper } from './books.js';
import { byPriority, type Priority } from './priorities.js';

/** Accounts worth having that nobody has won or is selling to: untouched first, then by priority. */
export function whitespaceOf(
  books: Books,
  priorities: readonly (Priority | undefined)[],
): readonly Priority[] {
  const { planned, customer, openDeal, icp, touched } = books;
  const order = byPriority(books);
  return priorities
    .filter((one): one is Priority => {
      if (one === undefined) return false;
      const { account } = one;
      return (
        planned[account] === 1 &&
        customer[account] === 0 &&
        openDeal[account] === 0 &&
        (icp[account] === 1 || isUpper(books, account))
      );
    })
    .sort((a, b) => touched[a.account] - touched[b.account] || order(a, b));
}
