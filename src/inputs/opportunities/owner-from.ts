import { withTexts } from '../../model/columns.js';
import { cellText, filledColumn, type Table } from '../../model/table.js';
import { latestDays, type OpportunityRows } from './aggregates.js';

/** accounts.csv with owners from opportunities, and how many got one so. */
export interface OwnedAccounts {
  readonly accounts: Table;
  readonly filled: number;
  /** Accounts that still have none. */
  readonly left: number;
}

/**
 * Gives each account without an owner the rep who holds the most of its
 * opportunities, whatever became of them; of several, the one with the latest
 * (by close date, else creation), then the first by rep_id. Holders who are no
 * rep's do not count. An account that has an owner keeps it.
 */
export function ownersFromOpportunities(
  accounts: Table,
  reps: Table,
  rows: OpportunityRows,
): OwnedAccounts {
  const repIds = reps.columns.get('rep_id');
  const idOf = (rep: number): string => cellText(repIds, rep);
  const most = busiestReps(accounts.size, reps.size, rows, idOf);
  const own = filledColumn(accounts, 'owner');
  let [filled, left] = [0, 0];
  const texts = Array.from(most, (rep, account) => {
    const given = cellText(own, account);
    if (given !== '') return given;
    if (rep < 0) left++;
    else filled++;
    return rep < 0 ? '' : idOf(rep);
  });
  return { accounts: filled === 0 ? accounts : withTexts(accounts, 'owner', texts), filled, left };
}

/** The rep with the most opportunities of each account, -1 for none. */
function busiestReps(
  accounts: number,
  reps: number,
  { table, account, holders }: OpportunityRows,
  idOf: (rep: number) => string,
): Int32Array {
  const days = latestDays(table);
  // A pair of account and rep each, numbered in the order of the file.
  const pairOf = new Map<number, number>();
  const count: number[] = [];
  const latest: number[] = [];
  const pairs: number[] = [];
  for (let row = 0; row < account.length; row++) {
    if (account[row] < 0 || holders.rep[row] < 0) continue;
    const key = account[row] * reps + holders.rep[row];
    let pair = pairOf.get(key);
    if (pair === undefined) {
      pair = pairs.push(key) - 1;
      pairOf.set(key, pair);
      count.push(0);
      latest.push(Number.NEGATIVE_INFINITY);
    }
    count[pair]++;
    if (days[row] > latest[pair]) latest[pair] = days[row];
  }
  const best = new Int32Array(accounts).fill(-1);
  const repOf = (pair: number): number => pairs[pair] % reps;
  const isBefore = (pair: number, other: number): boolean => {
    if (other < 0 || count[pair] !== count[other]) return other < 0 || count[pair] > count[other];
    if (latest[pair] !== latest[other]) return latest[pair] > latest[other];
    return idOf(repOf(pair)) < idOf(repOf(other));
  };
  for (let pair = 0; pair < pairs.length; pair++) {
    const at = Math.floor(pairs[pair] / reps);
    if (isBefore(pair, best[at])) best[at] = pair;
  }
  return best.map((pair) => (pair < 0 ? -1 : repOf(pair)));
}
