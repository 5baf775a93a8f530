import type { Step } from '../../measures/tracked.js';
import { mayHave } from './alternatives.js';
import type { Ledger } from './ledger.js';
import type { Units } from './units.js';

/** An account (with its must family) that goes the other way, so that a move is made up for. */
export interface Swap {
  readonly accounts: readonly number[];
  readonly steps: readonly Step[];
  /** What the objective rises by if both change hands. */
  readonly price: number;
}

/** The best swap for a move, and how many were tried. */
export interface SwapSearch {
  /** Undefined where no swap keeps the must rows. */
  readonly best: Swap | undefined;
  /** Every account (family) of the target rep that the giving rep may have. */
  readonly tried: number;
  readonly feasible: number;
}

/**
 * Looks through all that `to` holds for what could go back to `from`: the best
 * is the one with which the whole exchange costs least and breaks no must row
 * that is kept now. Ties go to the first in the account file.
 */
export function bestSwap(
  ledger: Ledger,
  units: Units,
  move: { readonly steps: readonly Step[]; readonly from: number; readonly to: number },
): SwapSearch {
  const { problem } = ledger;
  const { from, to, steps } = move;
  const seen = new Set(steps.map(({ account }) => account));
  let best: Swap | undefined;
  let tried = 0;
  let feasible = 0;
  for (let account = 0; account < problem.accountCount; account++) {
    if (from < 0 || ledger.repOf(account) !== to || seen.has(account)) continue;
    if (!mayHave(problem, account, from)) continue;
    const accounts = units.of(account);
    for (const member of accounts) seen.add(member);
    const all = [...steps, ...ledger.stepsTo(accounts, from)];
    tried++;
    if (ledger.breaks(all).length > 0) continue;
    feasible++;
    const price = ledger.price(all);
    if (best === undefined || price < best.price) best = { accounts, steps: all, price };
  }
  return { best, tried, feasible };
}
