import type { Problem } from '../../model/problem.js';
import type { OpenReps } from './open-reps.js';
import type { Units } from './units.js';

/** Units that a should row of `together` wants with one rep, and what it costs to split them. */
export interface Family {
  readonly units: readonly number[];
  readonly cost: number;
}

/** The families of the should rows; `constant` is for those that every plan splits, having members nobody may take. */
export function familiesOf(
  problem: Problem,
  { ofAccount }: Units,
  weights: number,
): { readonly families: readonly Family[]; readonly constant: number } {
  const families: Family[] = [];
  let constant = 0;
  for (const measure of problem.togethers) {
    if (measure.level !== 'should') continue;
    const cost = measure.weight / weights / measure.families.length;
    for (const family of measure.families) {
      const units = [...new Set(Array.from(family, (account) => ofAccount[account]))];
      if (units.length < 2) continue;
      if (units.includes(-1)) constant += cost;
      else families.push({ units, cost });
    }
  }
  return { families, constant };
}

/** Units that families tie together, directly or through one another. */
export interface Tied {
  readonly units: readonly number[];
  readonly leastCost: number;
}

/** What the families come to while some reps are open: `certain` is due where units share no rep. */
export function tiesOf(
  families: readonly Family[],
  open: OpenReps,
): { readonly certain: number; readonly ties: readonly Tied[] } {
  let certain = 0;
  const tieOf = new Map<number, { units: Set<number>; leastCost: number }>();
  for (const { units, cost } of families) {
    if (sharedReps(units, open).length === 0) {
      certain += cost;
      continue;
    }
    const tie = { units: new Set(units), leastCost: cost };
    for (const other of new Set(units.map((unit) => tieOf.get(unit)))) {
      if (other === undefined) continue;
      for (const unit of other.units) tie.units.add(unit);
      tie.leastCost = Math.min(tie.leastCost, other.leastCost);
    }
    for (const unit of tie.units) tieOf.set(unit, tie);
  }
  const ties = [...new Set(tieOf.values())].map(({ units, leastCost }) => ({
    units: [...units],
    leastCost,
  }));
  return { certain, ties };
}

/** The reps open to all of the units. */
export function sharedReps(units: readonly number[], open: OpenReps): readonly number[] {
  let shared: readonly number[] = Array.from(open.of(units[0]));
  for (const unit of units) {
    const reps = new Set(open.of(unit));
    shared = shared.filter((rep) => reps.has(rep));
  }
  return shared;
}
