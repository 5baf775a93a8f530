import type { Assignment } from '../model/assignment.js';
import { AccountState, type Problem } from '../model/problem.js';
import { commonStep, onLattice } from './lattice.js';
import { limitLoads } from './limit-loads.js';
import { distancesOf, homesOf, penaltiesOf } from './problem-costs.js';
import { budgetCost, deviationCosts } from './problem-loads.js';
import type { LeavingLoad, Program, RepLoad, SoftFamily } from './program.js';
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
