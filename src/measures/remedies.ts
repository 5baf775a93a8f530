import type { Problem, RepSet } from '../model/problem.js';
import type { AccountIndex, RepIndex } from '../model/units.js';
import type { AccountBreach, Amounts, Driver, Judged, Remedy, RepBreach } from './breach.js';
import { greatestFirst, onceAsked } from './tally.js';

type Group = Pick<RepBreach, 'reps' | 'side'> & Amounts;

/**
 * What would bring a group of reps within a bound: the least amount, the
 * accounts that the rules let go that way, and with a baseline the changes that
 * led there.
 *
 * @param excess how far past the bound the load is, in the metric.
 */
export function mendingOf(
  judged: Judged,
  group: Group,
  excess: number,
): { readonly remedy: Remedy; readonly drivers: readonly Driver[] } {
  const { problem, assignment, since } = judged;
  const { reps, side, amounts, metric } = group;
  const drivers = (since?.driversOf(reps, group) ?? []).filter(
    ({ amount }) => amount > 0 === (side === 'max'),
  );
  const members = new Set(reps);
  const can = (account: AccountIndex): boolean => {
    if (amounts[account] <= 0) return false;
    const has = members.has(assignment[account]);
    const set = eligibleReps(problem, account);
    if (set === undefined || has !== (side === 'max')) return false;
    return has
      ? set.reps.some((rep) => !members.has(rep))
      : reps.some((rep) => set.mask[rep] === 1);
  };
  const accounts = onceAsked(() => {
    const changed = new Set(drivers.map(({ account }) => account));
    const all = greatestFirst(amounts, can);
    return [
      ...all.filter((account) => changed.has(account)),
      ...all.filter((account) => !changed.has(account)),
    ];
  });
  return {
    drivers,
    remedy: {
      what: side === 'max' ? 'shed' : 'gain',
      amount: metric === 'accounts' ? wholeUp(excess) : excess,
      get accounts() {
        return accounts();
      },
    },
  };
}

/** The least whole number that is not below; a hair above one is that one. */
export function wholeUp(excess: number): number {
  return Math.ceil(excess - 1e-9 * Math.max(1, Math.abs(excess)));
}

/** Who may take an account by all must rows. */
function eligibleReps(problem: Problem, account: AccountIndex): RepSet | undefined {
  const set = problem.eligible[account];
  return set < 0 ? undefined : problem.repSets[set];
}

/** The reps who may take every one of some accounts, and whom a row besides suits. */
export function mayTakeAll(
  problem: Problem,
  accounts: readonly number[],
  alsoSuits: (rep: RepIndex) => boolean = () => true,
): number[] {
  const sets = new Set(accounts.map((account) => eligibleReps(problem, account)));
  return [...problem.live.keys()].filter(
    (rep) => alsoSuits(rep) && [...sets].every((set) => set?.mask[rep] === 1),
  );
}

/** An answer about accounts, worked out once for all that have the same reps to choose from. */
export function oncePerSet<T>(
  setOf: (account: AccountIndex) => string | number,
  answer: (account: AccountIndex) => T,
): (account: AccountIndex) => T {
  const known = new Map<string | number, T>();
  return (account) => {
    const set = setOf(account);
    const found = known.get(set) ?? answer(account);
    known.set(set, found);
    return found;
  };
}

/** An account with whom it must not be, with who may have it instead. */
export function accountBreach(
  { problem, since }: Judged,
  account: AccountIndex,
  rep: RepIndex,
  mayGoTo: readonly number[] = mayTakeAll(problem, [account]),
): AccountBreach {
  const planned = since?.plannedName(account);
  return { kind: 'account', account, rep, stranded: false, mayGoTo, planned };
}
