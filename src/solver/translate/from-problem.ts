import type { Assignment } from '../../model/assignment.js';
import type { Problem } from '../../model/problem.js';
import type { LeavingLoad, Program, SoftFamily, Turns } from '../model/program.js';
import { hugeUnits } from '../prices/price-rounds.js';
import { idHashes, setHash } from './id-hashes.js';
import { homesOf, penaltiesOf } from './problem-costs.js';
import { distancesOf } from './problem-distances.js';
import { budgetCost } from './problem-loads.js';
import { type NamedLoad, repLoadsOf } from './rep-loads.js';
import { shareOfWeights, type TermShares } from './term-shares.js';
import { type UnitAccounts, unitOfAccounts, unitsOf } from './unit-accounts.js';

/** A problem in the solver's form, and the way back. */
export interface Translation {
  readonly program: Program;
  /** What the prices of rep loads, then of leaving loads, stand for in turn. */
  readonly namedLoads: readonly NamedLoad[];
  readonly units: UnitAccounts;
  /** The assignment that a placement of the units means; -1 for accounts that nobody may take. */
  readonly assignmentOf: (placement: Int32Array) => Assignment;
}

/** Works a problem into the solver's form. */
export function programOf(problem: Problem): Translation {
  const units = unitsOf(problem);
  const unitOf = unitOfAccounts(units, problem.accountCount);
  const shares = shareOfWeights(problem);
  const { homes, entryOf, constant } = homesOf(problem, units, shares);
  const families = familiesOf(unitOf, shares);
  const { loads: repLoads, named } = repLoadsOf(units, shares);
  const program: Program = {
    unitCount: units.start.length - 1,
    repCount: problem.repCount,
    constant: constant + families.constant + unplacedCost(problem, unitOf, shares),
    ...usedSets(problem, units),
    homes,
    penalties: penaltiesOf(units, shares),
    distance: distancesOf(problem, units, shares),
    repLoads,
    leavingLoads: leavingLoadsOf(
      problem,
      { entryCount: homes.rep.length, entryOf, units, unitOf },
      shares,
    ),
    families: families.families,
    turns: turnsOf(problem, units),
  };
  const leaving = shares.budgets.map(
    ({ measure }): NamedLoad => ({
      name: measure.name,
      of: 'owners',
      groups: measure.groups.names,
    }),
  );
  return {
    program,
    namedLoads: [...named, ...leaving],
    units,
    assignmentOf: (placement) => {
      const assignment = new Int32Array(problem.accountCount).fill(-1);
      for (let unit = 0; unit < placement.length; unit++) {
        for (let i = units.start[unit]; i < units.start[unit + 1]; i++) {
          assignment[units.accounts[i]] = placement[unit];
        }
      }
      return assignment;
    },
  };
}

/**
 * By hashes of ids, so that nobody profits from standing first by id; those of reps are salted with the accounts, so that
 * it is not the same rep in every problem either.
 */
function turnsOf({ accountIds, repIds }: Problem, { start, accounts }: UnitAccounts): Turns {
  const hashes = idHashes(accountIds);
  // What one of so many gets is nobody's profit, and a second copy of all that is known of them takes memory.
  const stays = start.length - 1 > hugeUnits;
  return {
    units: stays
      ? undefined
      : Uint32Array.from(start.subarray(1), (_, unit) => hashes[accounts[start[unit]]]),
    reps: idHashes(repIds, setHash(hashes)),
  };
}

function usedSets(
  problem: Problem,
  { start, accounts }: UnitAccounts,
): Pick<Program, 'setOf' | 'sets'> {
  const indexOf = new Int32Array(problem.repSets.length).fill(-1);
  const sets: Int32Array[] = [];
  const setOf = new Int32Array(start.length - 1);
  for (let unit = 0; unit < setOf.length; unit++) {
    const set = problem.eligible[accounts[start[unit]]];
    if (indexOf[set] < 0) {
      indexOf[set] = sets.length;
      sets.push(problem.repSets[set].reps);
    }
    setOf[unit] = indexOf[set];
  }
  return { setOf, sets };
}

interface HomeEntries {
  readonly entryCount: number;
  /** By place in the units' accounts; -1 where the owner is not live. */
  readonly entryOf: Int32Array;
  readonly units: UnitAccounts;
  readonly unitOf: Int32Array;
}

function leavingLoadsOf(
  problem: Problem,
  { entryCount, entryOf, units, unitOf }: HomeEntries,
  shares: TermShares,
): readonly LeavingLoad[] {
  return shares.budgets.map(({ measure, share }): LeavingLoad => {
    const groupOf = measure.groups.of;
    // Accounts that nobody may take leave their owner in every plan.
    const gone = new Float64Array(measure.max.length);
    for (let account = 0; account < problem.accountCount; account++) {
      const owner = problem.liveOwner[account];
      if (unitOf[account] < 0 && owner >= 0 && groupOf[owner] >= 0) {
        gone[groupOf[owner]] += measure.amounts[account];
      }
    }
    const amount = new Float64Array(entryCount);
    for (let i = 0; i < entryOf.length; i++) {
      if (entryOf[i] >= 0) amount[entryOf[i]] += measure.amounts[units.accounts[i]];
    }
    return {
      name: measure.name,
      amount,
      groupOf,
      costs: Array.from(measure.max, (max, group) => budgetCost(measure, max, gone[group], share)),
    };
  });
}

function familiesOf(unitOf: Int32Array, shares: TermShares) {
  const families: SoftFamily[] = [];
  let constant = 0;
  for (const { measure, perFamily } of shares.togethers) {
    for (const family of measure.families) {
      const each = family.map((account) => unitOf[account]).sort();
      const units = each.filter((unit, at) => at === 0 || unit !== each[at - 1]);
      if (units.length < 2) continue;
      if (units[0] < 0) constant += perFamily;
      else families.push({ units, splitCost: perFamily });
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
      if (measure.setOf[account] < 0 || measure.suitsNobody) continue;
      cost += perAmount * (measure.amounts?.[account] ?? 1);
    }
  }
  return cost;
}
