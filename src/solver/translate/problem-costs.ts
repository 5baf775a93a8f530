import type { PlacementMeasure, Problem } from '../../model/problem.js';
import type { Homes, Penalties } from '../model/program.js';
import type { TermShares } from './term-shares.js';
import type { UnitAccounts } from './unit-accounts.js';

/**
 * Owners of each unit with what it costs to leave them, and the reps who are
 * known there. What is known of a rep is saved by going there: it is paid
 * wherever else the unit goes, and taken off again for all places alike.
 */
export function homesOf(
  problem: Problem,
  { start: unitStart, accounts }: UnitAccounts,
  shares: TermShares,
): {
  homes: Homes;
  /** The entry of `homes` that each of the units' accounts belongs to; -1 where its owner is not live. */
  entryOf: Int32Array;
  /** What every plan costs besides, which may be below 0. */
  constant: number;
} {
  const perAccount = leavingCosts(problem, shares);
  const amounts = [problem.potential, problem.arr];
  const known = knownThere(problem, shares);
  const start = new Int32Array(unitStart.length);
  const room = accounts.length + known.most;
  const rep = new Int32Array(room);
  const cost = new Float64Array(room);
  const taken = amounts.map(() => new Float64Array(room));
  const entryOf = new Int32Array(accounts.length).fill(-1);
  let constant = 0;
  let next = 0;
  for (let unit = 0; unit + 1 < unitStart.length; unit++) {
    const entryFor = (wanted: number): number => {
      let entry = start[unit];
      while (entry < next && rep[entry] !== wanted) entry++;
      if (entry === next) rep[next++] = wanted;
      return entry;
    };
    for (let i = unitStart[unit]; i < unitStart[unit + 1]; i++) {
      const owner = problem.liveOwner[accounts[i]];
      if (owner < 0) continue;
      const entry = entryFor(owner);
      entryOf[i] = entry;
      cost[entry] += perAccount[accounts[i]];
      amounts.forEach((amount, at) => {
        taken[at][entry] += amount[accounts[i]];
      });
    }
    for (let i = unitStart[unit]; i < unitStart[unit + 1]; i++) {
      constant += known.each(accounts[i], (who, saved) => {
        cost[entryFor(who)] += saved;
      });
    }
    start[unit + 1] = next;
  }
  return {
    homes: {
      start,
      rep: rep.slice(0, next),
      leavingCost: cost.slice(0, next),
      taken: taken.map((amount) => amount.slice(0, next)),
    },
    entryOf,
    constant,
  };
}

/** Who is known at each account, as what going there saves. */
interface KnownThere {
  /** How many entries there are at most. */
  readonly most: number;
  /** Tells what going to each rep saves that is known there, and returns what the account costs wherever it goes. */
  readonly each: (account: number, take: (rep: number, saved: number) => void) => number;
}

/**
 * With c the cost of what is known at an account, it costs c · (R − r_j) at rep j and nothing at its owner:
 * c · r_j is saved at each rep who may have it, c · R at its owner, and without one c · R is always there.
 */
function knownThere(
  { relationship, eligible, repSets, liveOwner, disruption }: Problem,
  { perRelationship }: TermShares,
): KnownThere {
  if (relationship === undefined || perRelationship === 0) return { most: 0, each: () => 0 };
  const { start, rep, strength, best } = relationship;
  return {
    most: rep.length,
    each(account, take) {
      const cost = perRelationship * disruption[account];
      if (best[account] === 0 || cost === 0) return 0;
      const { mask } = repSets[eligible[account]];
      const owner = liveOwner[account];
      if (owner >= 0) take(owner, cost * best[account]);
      let always = owner >= 0 ? 0 : cost * best[account];
      for (let entry = start[account]; entry < start[account + 1]; entry++) {
        const who = rep[entry];
        if (who === owner || mask[who] === 0) continue;
        take(who, cost * strength[entry]);
        always -= cost * strength[entry];
      }
      return always;
    },
  };
}

/** What it costs each account to leave its live owner: disruption and should keep rows. */
function leavingCosts(problem: Problem, shares: TermShares): Float64Array {
  const costs = new Float64Array(problem.accountCount);
  for (let account = 0; account < costs.length; account++) {
    costs[account] = problem.disruption[account] * shares.perDisruption;
  }
  for (const { measure, perAmount } of shares.placements) {
    if (measure.rule !== 'keep') continue;
    for (let account = 0; account < costs.length; account++) {
      if (measure.setOf[account] >= 0) costs[account] += perAmount;
    }
  }
  return costs;
}

export function penaltiesOf(units: UnitAccounts, shares: TermShares): Penalties {
  const rows = shares.placements.filter(({ measure }) => measure.rule !== 'keep');
  const accepted = rows.flatMap(({ measure }) => measure.sets.map((set) => set.mask));
  const start = new Int32Array(units.start.length);
  const amountOf = (measure: PlacementMeasure, account: number): number =>
    measure.setOf[account] < 0 ? 0 : (measure.amounts?.[account] ?? 1);
  const each = (take: (unit: number, set: number, cost: number) => void): void => {
    if (rows.length === 0) return;
    for (let unit = 0; unit + 1 < units.start.length; unit++) {
      let offset = 0;
      for (const { measure, perAmount } of rows) {
        for (let i = units.start[unit]; i < units.start[unit + 1]; i++) {
          const account = units.accounts[i];
          const cost = perAmount * amountOf(measure, account);
          if (cost !== 0) take(unit, offset + measure.setOf[account], cost);
        }
        offset += measure.sets.length;
      }
    }
  };
  each((unit) => {
    start[unit + 1]++;
  });
  for (let unit = 0; unit + 1 < start.length; unit++) start[unit + 1] += start[unit];
  const set = new Int32Array(start[start.length - 1]);
  const cost = new Float64Array(set.length);
  let next = 0;
  each((_, index, amount) => {
    set[next] = index;
    cost[next++] = amount;
  });
  return { start, set, cost, accepted };
}
