import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem } from '../model/problem.js';
import { commonStep, onLattice } from './lattice.js';
import { budgetCost, deviationCosts, limitLoads } from './problem-loads.js';
import type {
  Distances,
  Homes,
  LeavingLoad,
  Penalties,
  Program,
  RepLoad,
  SoftFamily,
} from './program.js';
import { shareOfWeights, type TermShares } from './term-shares.js';

/** A problem in the solver's form, and the way back. */
export interface Translation {
  readonly program: Program;
  /** Names of the groups of each rep load and each leaving load, for the certificate. */
  readonly repLoadGroups: readonly (readonly string[])[];
  readonly leavingLoadGroups: readonly (readonly string[])[];
  /** Of what each rep load's amounts are all multiples; 0 where that says nothing. */
  readonly repLoadSteps: readonly number[];
  /** The accounts of each unit, ascending. */
  readonly members: readonly Int32Array[];
  /** The assignment that a placement of the units means; -1 for accounts that nobody may take. */
  readonly assignmentOf: (placement: Int32Array) => Assignment;
}

/**
 * Works a problem into the solver's form: free members of a must family are
 * one unit, every other planned account that someone may take is its own.
 */
export function programOf(problem: Problem): Translation {
  const members = unitsOf(problem);
  const unitOf = new Int32Array(problem.accountCount).fill(-1);
  members.forEach((accounts, unit) => {
    for (const account of accounts) unitOf[account] = unit;
  });
  const shares = shareOfWeights(problem);
  const homes = homesOf(problem, members, shares);
  const families = familiesOf(unitOf, shares);
  const sets = usedSets(problem, members);
  const program: Program = {
    unitCount: members.length,
    repCount: problem.repCount,
    constant: families.constant + unplacedCost(problem, unitOf, shares),
    setOf: sets.setOf,
    sets: sets.sets,
    homes: homes.homes,
    penalties: penaltiesOf(members, shares),
    distance: distancesOf(problem, members, shares),
    repLoads: repLoadsOf(members, shares),
    leavingLoads: leavingLoadsOf(problem, homes.accounts, unitOf, shares),
    families: families.families,
  };
  return {
    program,
    members,
    repLoadGroups: [
      ...shares.balances.map(({ measure }) => measure.groups.names),
      ...shares.limits.flatMap(({ measure }) =>
        limitLoads(measure, 0).map(() => measure.groups.names),
      ),
    ],
    repLoadSteps: program.repLoads.map(({ amount }) => commonStep(amount)),
    leavingLoadGroups: shares.budgets.map(({ measure }) => measure.groups.names),
    assignmentOf: (placement) => {
      const assignment = new Int32Array(problem.accountCount).fill(-1);
      members.forEach((accounts, unit) => {
        for (const account of accounts) assignment[account] = placement[unit];
      });
      return assignment;
    },
  };
}

function unitsOf(problem: Problem): readonly Int32Array[] {
  const headed = new Map<number, Int32Array>();
  const follows = new Uint8Array(problem.accountCount);
  for (const family of problem.mustFamilies) {
    headed.set(family[0], family);
    for (const member of family.subarray(1)) follows[member] = 1;
  }
  const units: Int32Array[] = [];
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.state[account] !== AccountState.planned || follows[account] === 1) continue;
    if (problem.repSets[problem.eligible[account]].reps.length === 0) continue;
    units.push(headed.get(account) ?? Int32Array.of(account));
  }
  return units;
}

function usedSets(problem: Problem, members: readonly Int32Array[]) {
  const indexOf = new Map<number, number>();
  const sets: Int32Array[] = [];
  const setOf = Int32Array.from(members, ([account]) => {
    const set = problem.eligible[account];
    let index = indexOf.get(set);
    if (index === undefined) {
      index = sets.length;
      indexOf.set(set, index);
      sets.push(problem.repSets[set].reps);
    }
    return index;
  });
  return { setOf, sets };
}

/** Owners of each unit with what it costs to leave them; `accounts` names the accounts behind each entry. */
function homesOf(
  problem: Problem,
  members: readonly Int32Array[],
  shares: TermShares,
): { homes: Homes; accounts: readonly Int32Array[] } {
  const perAccount = leavingCosts(problem, shares);
  const start = new Int32Array(members.length + 1);
  const rep: number[] = [];
  const cost: number[] = [];
  const accounts: Int32Array[] = [];
  members.forEach((unit, index) => {
    const byOwner = new Map<number, number[]>();
    for (const account of unit) {
      const owner = problem.liveOwner[account];
      if (owner < 0) continue;
      const known = byOwner.get(owner);
      if (known === undefined) byOwner.set(owner, [account]);
      else known.push(account);
    }
    for (const [owner, owned] of byOwner) {
      rep.push(owner);
      cost.push(owned.reduce((sum, account) => sum + perAccount[account], 0));
      accounts.push(Int32Array.from(owned));
    }
    start[index + 1] = rep.length;
  });
  return {
    homes: { start, rep: Int32Array.from(rep), leavingCost: Float64Array.from(cost) },
    accounts,
  };
}

/** What it costs each account to leave its live owner: disruption and should keep rows. */
function leavingCosts(problem: Problem, shares: TermShares): Float64Array {
  const costs = problem.disruption.map((amount) => amount * shares.perDisruption);
  for (const { measure, perAmount } of shares.placements) {
    if (measure.rule !== 'keep') continue;
    measure.setOf.forEach((set, account) => {
      if (set >= 0) costs[account] += perAmount;
    });
  }
  return costs;
}

function penaltiesOf(members: readonly Int32Array[], shares: TermShares): Penalties {
  const rows = shares.placements.filter(({ measure }) => measure.rule !== 'keep');
  const accepted = rows.flatMap(({ measure }) => measure.sets.map((set) => set.mask));
  const start = new Int32Array(members.length + 1);
  const set: number[] = [];
  const cost: number[] = [];
  members.forEach((unit, index) => {
    let offset = 0;
    for (const { measure, perAmount } of rows) {
      for (const account of unit) {
        const own = measure.setOf[account];
        const amount = own < 0 ? 0 : perAmount * (measure.amounts?.[account] ?? 1);
        if (amount === 0) continue;
        set.push(offset + own);
        cost.push(amount);
      }
      offset += measure.sets.length;
    }
    start[index + 1] = set.length;
  });
  return { start, set: Int32Array.from(set), cost: Float64Array.from(cost), accepted };
}

function distancesOf(
  problem: Problem,
  members: readonly Int32Array[],
  shares: TermShares,
): Distances | undefined {
  const { distance, repCount } = problem;
  if (distance === undefined || shares.perKm === 0) return undefined;
  const rowOf = new Int32Array(problem.accountCount).fill(-1);
  distance.accounts.forEach((account, row) => {
    rowOf[account] = row;
  });
  const start = new Int32Array(members.length + 1);
  const placed: number[] = [];
  members.forEach((unit, index) => {
    for (const account of unit) if (rowOf[account] >= 0) placed.push(account);
    start[index + 1] = placed.length;
  });
  const costOf = (account: number): number => shares.perKm * problem.workload[account];
  const cost = Float64Array.from(placed, costOf);
  const none = new Float64Array(0);
  const { places } = distance;
  if (places === undefined) {
    const table = new Float64Array(placed.length * repCount);
    placed.forEach((account, place) => {
      for (let rep = 0; rep < repCount; rep++) {
        table[place * repCount + rep] =
          distance.table?.[rowOf[account] * repCount + rep] ?? Number.NaN;
      }
    });
    return {
      start,
      x: none,
      y: none,
      z: none,
      cost,
      fallback: none,
      repX: none,
      repY: none,
      repZ: none,
      table,
    };
  }
  return {
    start,
    x: Float64Array.from(placed, (account) => places.accountX[account]),
    y: Float64Array.from(placed, (account) => places.accountY[account]),
    z: Float64Array.from(placed, (account) => places.accountZ[account]),
    cost,
    fallback: Float64Array.from(placed, (account) => costOf(account) * places.kmToCentre[account]),
    repX: places.repX,
    repY: places.repY,
    repZ: places.repZ,
    table: undefined,
  };
}

function repLoadsOf(members: readonly Int32Array[], shares: TermShares): readonly RepLoad[] {
  const byUnit = (amounts: Float64Array): Float64Array =>
    Float64Array.from(members, (unit) => unit.reduce((sum, account) => sum + amounts[account], 0));
  const loads: RepLoad[] = [];
  for (const { measure, share } of shares.balances) {
    const amount = byUnit(measure.amounts);
    const step = commonStep(amount);
    loads.push({
      name: `balance:${measure.name}`,
      amount,
      groupOf: measure.groups.of,
      costs: deviationCosts(measure, share).map((cost) => onLattice(cost, step)),
    });
  }
  for (const { measure, share } of shares.limits) {
    for (const load of limitLoads(measure, share)) {
      const amount = byUnit(load.amount);
      const step = commonStep(amount);
      loads.push({ ...load, amount, costs: load.costs.map((cost) => onLattice(cost, step)) });
    }
  }
  return loads;
}

function leavingLoadsOf(
  problem: Problem,
  homeAccounts: readonly Int32Array[],
  unitOf: Int32Array,
  shares: TermShares,
): readonly LeavingLoad[] {
  return shares.budgets.map(({ measure, share }): LeavingLoad => {
    // Accounts that nobody may take leave their owner in every plan.
    const gone = new Float64Array(measure.max.length);
    for (let account = 0; account < problem.accountCount; account++) {
      const owner = problem.liveOwner[account];
      if (unitOf[account] < 0 && owner >= 0 && measure.groups.of[owner] >= 0) {
        gone[measure.groups.of[owner]] += measure.amounts[account];
      }
    }
    return {
      name: measure.name,
      amount: Float64Array.from(homeAccounts, (accounts) =>
        accounts.reduce((sum, account) => sum + measure.amounts[account], 0),
      ),
      groupOf: measure.groups.of,
      costs: Array.from(measure.max, (max, group) => budgetCost(measure, max, gone[group], share)),
    };
  });
}

function familiesOf(unitOf: Int32Array, shares: TermShares) {
  const families: SoftFamily[] = [];
  let constant = 0;
  for (const { measure, perFamily } of shares.togethers) {
    for (const family of measure.families) {
      const units = new Set<number>();
      for (const account of family) units.add(unitOf[account]);
      if (units.size < 2) continue;
      if (units.has(-1)) constant += perFamily;
      else families.push({ units: Int32Array.from(units).sort(), splitCost: perFamily });
    }
  }
  return { families, constant };
}

/** What accounts that nobody may take cost in every plan. */
function unplacedCost(problem: Problem, unitOf: Int32Array, shares: TermShares): number {
  let cost = 0;
  for (const { account } of problem.unplaceable) {
    if (unitOf[account] >= 0) continue;
    if (problem.liveOwner[account] >= 0) cost += problem.disruption[account] * shares.perDisruption;
    for (const { measure, perAmount } of shares.placements) {
      if (measure.setOf[account] < 0 || measure.rule === 'avoid') continue;
      cost += perAmount * (measure.amounts?.[account] ?? 1);
    }
  }
  return cost;
}
