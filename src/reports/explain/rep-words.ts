import type { RepAccount, RepExplanation } from '../../evaluation/explain/rep.js';
import type { Problem } from '../../model/problem.js';
import { counted } from '../outcome-words.js';
import { repReasonWords } from './rep-reason.js';

/** "you keep 30 accounts, 29 accounts come to you". */
export function bookWords({ gains, losses, kept }: RepExplanation): string {
  const parts = [
    ...(kept > 0 ? [`you keep ${counted(kept, 'account')}`] : []),
    gains.length > 0
      ? `${counted(gains.length, 'account')} ${gains.length === 1 ? 'comes' : 'come'} to you`
      : '',
    losses.length > 0
      ? `${counted(losses.length, 'account')} ${losses.length === 1 ? 'goes' : 'go'} to others`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no account of yours changes hands' : parts.join(', ');
}

/** Accounts with the same reason together, in the order of the first of each. */
export function byReason(
  problem: Problem,
  accounts: readonly RepAccount[],
  gained: boolean,
): (readonly [string, readonly RepAccount[]])[] {
  const groups = new Map<string, RepAccount[]>();
  for (const one of accounts) {
    const why = repReasonWords(problem, one.why, gained);
    const known = groups.get(why);
    if (known === undefined) groups.set(why, [one]);
    else known.push(one);
  }
  return [...groups];
}
