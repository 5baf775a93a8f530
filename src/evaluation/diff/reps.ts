import { byText, nothing, plus, sameAmount, withAccount } from './accounts.js';
import type { AccountChange, Amounts, Holdings, RepChange, Side } from './types.js';

/** Every rep whose book differs, from the greatest gain in potential to the greatest loss. */
export function repChanges(a: Side, b: Side, changes: readonly AccountChange[]): RepChange[] {
  const [was, is] = [booksOf(a.holdings), booksOf(b.holdings)];
  const incoming = new Map<string, Amounts>();
  const outgoing = new Map<string, Amounts>();
  for (const change of changes) {
    if (change.from === change.to) continue;
    for (const [rep, sums] of [
      [change.from, outgoing],
      [change.to, incoming],
    ] as const) {
      if (rep !== '') sums.set(rep, withAccount(sums.get(rep) ?? nothing, change));
    }
  }
  const reps = new Set([...was.keys(), ...is.keys(), ...outgoing.keys(), ...incoming.keys()]);
  return [...reps]
    .map((rep): RepChange => {
      const [before, after] = [was.get(rep) ?? nothing, is.get(rep) ?? nothing];
      return {
        rep,
        accounts: [before.accounts, after.accounts],
        potential: [before.potential, after.potential],
        in: incoming.get(rep) ?? nothing,
        out: outgoing.get(rep) ?? nothing,
        deviation: [a.plan?.deviations.get(rep), b.plan?.deviations.get(rep)],
      };
    })
    .filter(isChanged)
    .sort((x, y) => gain(y) - gain(x) || byText(x.rep, y.rep));
}

/** What each rep holds; nobody's accounts and excluded ones are nobody's. */
function booksOf({ accounts }: Holdings): Map<string, Amounts> {
  const books = new Map<string, { accounts: number; potential: number | undefined }>();
  for (const { rep, potential, excluded } of accounts.values()) {
    if (rep === '' || excluded === true) continue;
    let book = books.get(rep);
    if (book === undefined) {
      book = { accounts: 0, potential: undefined };
      books.set(rep, book);
    }
    book.accounts++;
    book.potential = plus(book.potential, potential);
  }
  return new Map([...books].map(([rep, book]) => [rep, { ...book, arr: undefined }]));
}

/** Amounts that only one side tells are no change. */
function isChanged({ accounts, potential, deviation, ...flow }: RepChange): boolean {
  return (
    accounts[0] !== accounts[1] ||
    flow.in.accounts > 0 ||
    flow.out.accounts > 0 ||
    [potential, deviation].some(
      ([was, is]) => was !== undefined && is !== undefined && !sameAmount(was, is),
    )
  );
}

function gain({ potential, accounts }: RepChange): number {
  const [was, is] = potential;
  return was === undefined && is === undefined ? accounts[1] - accounts[0] : (is ?? 0) - (was ?? 0);
}
