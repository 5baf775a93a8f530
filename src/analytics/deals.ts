import {
  closeDays,
  daysOf,
  inOrderOfSums,
  type OpportunityRows,
  wonAmounts,
} from '../inputs/opportunities/aggregates.js';
import { OpportunityState } from '../inputs/opportunities/states.js';
import { cellText, filledColumn, filledNumbers } from '../model/table.js';

/** The opportunities of accounts that count, as rows of a table of numbers. */
export interface Deals {
  /** The rows, in an order in which sums come out alike however the file is ordered. */
  readonly rows: Uint32Array;
  /** By row: the account, what it is, NaN where there is no such amount or day. */
  readonly account: Int32Array;
  readonly state: Uint8Array;
  readonly amount: Float64Array;
  /** What it brought in if it was won: the actual amount, else the amount. */
  readonly won: Float64Array;
  readonly created: Float64Array;
  readonly closed: Float64Array;
  readonly hasCreated: boolean;
  /** The words of the stage, and which of them each row has. */
  readonly stages: { readonly codes: Uint32Array; readonly words: readonly string[] };
  readonly id: (row: number) => string;
}

/** @param counts 1 for accounts that are not excluded. */
export function dealsOf(opportunities: OpportunityRows, counts: Uint8Array): Deals {
  const { table, account, states } = opportunities;
  const amount = filledNumbers(table, 'amount') ?? new Float64Array(table.size).fill(Number.NaN);
  const won = wonAmounts(table);
  const stage = filledColumn(table, 'stage') ?? filledColumn(table, 'status');
  const ids = table.columns.get('opportunity_id');
  const ordered = inOrderOfSums(table.size, [amount, won]);
  return {
    rows: Uint32Array.from(ordered).filter(
      (row) =>
        account[row] >= 0 &&
        counts[account[row]] === 1 &&
        states.state[row] !== OpportunityState.uncounted,
    ),
    account,
    state: states.state,
    amount,
    won,
    created: daysOf(table, 'created_date'),
    closed: closeDays(table).actual,
    hasCreated: filledColumn(table, 'created_date') !== undefined,
    stages:
      stage?.kind === 'text'
        ? { codes: stage.codes, words: stage.words }
        : { codes: new Uint32Array(table.size), words: [''] },
    id: (row) => cellText(ids, row),
  };
}

export const isOpen = ({ state }: Deals, row: number): boolean =>
  state[row] === OpportunityState.open;
export const isWon = ({ state }: Deals, row: number): boolean =>
  state[row] === OpportunityState.won;

/** An amount that is not there adds nothing. */
export function orZero(amount: number): number {
  return Number.isNaN(amount) ? 0 : amount;
}

/** How many deals were closed, how many of them won, and what those brought in that tell. */
export interface Outcomes {
  readonly closed: number;
  readonly won: number;
  /** Won deals that have an amount, and their sum. */
  readonly priced: number;
  readonly amount: number;
}

/** The outcomes of closed deals by a group of their account (0 … groups − 1; −1 is none). */
export function outcomesBy(
  deals: Deals,
  groups: number,
  groupOf: (account: number) => number,
): readonly Outcomes[] {
  const [closed, won, priced, amount] = Array.from({ length: 4 }, () => new Float64Array(groups));
  for (const row of deals.rows) {
    const group = groupOf(deals.account[row]);
    if (group < 0 || isOpen(deals, row)) continue;
    closed[group]++;
    if (!isWon(deals, row)) continue;
    won[group]++;
    if (Number.isNaN(deals.won[row])) continue;
    priced[group]++;
    amount[group] += deals.won[row];
  }
  return Array.from(closed, (count, group) => ({
    closed: count,
    won: won[group],
    priced: priced[group],
    amount: amount[group],
  }));
}
