import { AccountState, type Problem } from '../../model/problem.js';

/** Accounts that go to one rep together, most often one, and whom they may go to. */
export interface Unit {
  readonly accounts: readonly number[];
  /** Reps who may have it now. */
  readonly reps: readonly number[];
  /** Whether a member has no live owner, so that it has to go somewhere. */
  readonly mustMove: boolean;
}

/** What a search may decide. */
export interface Units {
  readonly mustMove: readonly Unit[];
  /** With live owners, of touched pools, and somebody else may have them or their owner may not. */
  readonly mayMove: readonly Unit[];
}

/**
 * The accounts that may change hands: those without a live owner, and those of
 * touched pools. All others stay as they are.
 *
 * @param open 1 for reps of touched pools
 */
export function unitsOf(problem: Problem, open: Uint8Array): Units {
  const { state, liveOwner, eligible, repSets } = problem;
  const mustMove: Unit[] = [];
  const mayMove: Unit[] = [];
  const inFamily = new Uint8Array(problem.accountCount);
  const openOf = new Map<number, readonly number[]>();
  const openReps = (set: number): readonly number[] => {
    const known = openOf.get(set);
    if (known !== undefined) return known;
    const reps = [...repSets[set].reps].filter((rep) => open[rep] === 1);
    openOf.set(set, reps);
    return reps;
  };
  const take = (accounts: readonly number[]): void => {
    const set = eligible[accounts[0]];
    if (set < 0 || repSets[set].reps.length === 0) return;
    const lost = accounts.some((account) => liveOwner[account] < 0);
    const touched = accounts.some((account) => {
      const owner = liveOwner[account];
      return owner >= 0 && open[owner] === 1;
    });
    const reps = openReps(set);
    // What nobody of a touched pool may have goes to whoever may have it.
    if (lost) {
      const all = reps.length > 0 ? reps : [...repSets[set].reps];
      mustMove.push({ accounts, reps: all, mustMove: true });
    } else if (touched && reps.some((rep) => accounts.some((one) => liveOwner[one] !== rep))) {
      mayMove.push({ accounts, reps, mustMove: false });
    }
  };
  for (const family of problem.mustFamilies) {
    for (const account of family) inFamily[account] = 1;
    take([...family]);
  }
  for (let account = 0; account < problem.accountCount; account++) {
    if (state[account] === AccountState.planned && inFamily[account] === 0) take([account]);
  }
  return { mustMove, mayMove };
}

/** Σ disruption of what leaves a live owner where a unit goes to a rep. */
export function disruptionAt(problem: Problem, { accounts }: Unit, rep: number): number {
  let sum = 0;
  for (const account of accounts) {
    const owner = problem.liveOwner[account];
    if (owner >= 0 && owner !== rep) sum += problem.disruption[account];
  }
  return sum;
}
