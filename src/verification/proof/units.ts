import { AccountState, type Problem } from '../../model/problem.js';

/** The accounts that every plan places, those that go to one rep together as one unit. */
export interface Units {
  readonly count: number;
  /** Accounts of unit u: accounts[start[u]] … accounts[start[u+1]-1]. */
  readonly start: Int32Array;
  readonly accounts: Int32Array;
  /** The unit of each account; -1: not planned, or nobody may take it. */
  readonly ofAccount: Int32Array;
  /** Index into the problem's repSets. */
  readonly repSet: Int32Array;
}

export function unitsOf(problem: Problem): Units {
  const { accountCount, state, eligible, repSets, mustFamilies } = problem;
  const ofAccount = new Int32Array(accountCount).fill(-1);
  const familyOf = new Map<number, Int32Array>();
  for (const family of mustFamilies) for (const member of family) familyOf.set(member, family);
  const start: number[] = [0];
  const accounts: number[] = [];
  const repSet: number[] = [];
  for (let account = 0; account < accountCount; account++) {
    if (state[account] !== AccountState.planned || ofAccount[account] >= 0) continue;
    if (repSets[eligible[account]].reps.length === 0) continue;
    for (const member of familyOf.get(account) ?? [account]) {
      ofAccount[member] = repSet.length;
      accounts.push(member);
    }
    repSet.push(eligible[account]);
    start.push(accounts.length);
  }
  return {
    count: repSet.length,
    start: Int32Array.from(start),
    accounts: Int32Array.from(accounts),
    ofAccount,
    repSet: Int32Array.from(repSet),
  };
}

/** Amounts by account added up by unit. */
export function sumByUnit(units: Units, amounts: Float64Array): Float64Array {
  const sums = new Float64Array(units.count);
  for (let unit = 0; unit < units.count; unit++) {
    for (let i = units.start[unit]; i < units.start[unit + 1]; i++) {
      sums[unit] += amounts[units.accounts[i]];
    }
  }
  return sums;
}
