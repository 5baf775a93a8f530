import { AccountState, type Problem } from '../../model/problem.js';

/** The accounts of each unit, ascending: those of unit u are accounts[start[u]] … accounts[start[u+1]-1]. */
export interface UnitAccounts {
  readonly start: Int32Array;
  readonly accounts: Int32Array;
}

/** Where a family's head and its other free members stand in `placeOf`. */
const alone = -1;
const follower = -2;

/** Free members of a must family are one unit, every other planned account that someone may take is its own. */
export function unitsOf(problem: Problem): UnitAccounts {
  const { accountCount, mustFamilies, state, eligible, repSets } = problem;
  const familyOf = new Int32Array(accountCount).fill(alone);
  mustFamilies.forEach((family, index) => {
    for (const member of family) familyOf[member] = follower;
    familyOf[family[0]] = index;
  });
  const start = new Int32Array(accountCount + 1);
  const accounts = new Int32Array(accountCount);
  let units = 0;
  let next = 0;
  for (let account = 0; account < accountCount; account++) {
    if (state[account] !== AccountState.planned || familyOf[account] === follower) continue;
    if (repSets[eligible[account]].reps.length === 0) continue;
    if (familyOf[account] === alone) {
      accounts[next++] = account;
    } else {
      const family = mustFamilies[familyOf[account]];
      accounts.set(family, next);
      next += family.length;
    }
    start[++units] = next;
  }
  return { start: start.slice(0, units + 1), accounts: accounts.slice(0, next) };
}

/** The unit of each account, -1 where it has none. */
export function unitOfAccounts({ start, accounts }: UnitAccounts, accountCount: number) {
  const unitOf = new Int32Array(accountCount).fill(-1);
  for (let unit = 0; unit + 1 < start.length; unit++) {
    for (let i = start[unit]; i < start[unit + 1]; i++) unitOf[accounts[i]] = unit;
  }
  return unitOf;
}

/** Whether the units are all accounts, in their order, so that arrays by account are arrays by unit. */
function areAllAccounts({ start }: UnitAccounts, accountCount: number): boolean {
  return start.length - 1 === accountCount;
}

/** Amounts by account added up by unit: the very array where every account is a unit. */
export function sumByUnit(units: UnitAccounts, amounts: Float64Array): Float64Array {
  if (areAllAccounts(units, amounts.length)) return amounts;
  const { start, accounts } = units;
  const sums = new Float64Array(start.length - 1);
  for (let unit = 0; unit < sums.length; unit++) {
    let sum = 0;
    for (let i = start[unit]; i < start[unit + 1]; i++) sum += amounts[accounts[i]];
    sums[unit] = sum;
  }
  return sums;
}
