import { kmBetween, radiusKm } from './great-circle.js';
import type { Distances, Program } from './program.js';

/** More pairs of unit and rep than this are not kept in a table but computed when asked. */
export const tableLimit = 8_000_000;

/** The linear cost of unit `unit` at rep `rep`, straight from the program's definition. */
export function placementCost(program: Program, unit: number, rep: number): number {
  const { homes, penalties } = program;
  let cost = 0;
  for (let e = homes.start[unit]; e < homes.start[unit + 1]; e++) {
    if (homes.rep[e] !== rep) cost += homes.leavingCost[e];
  }
  for (let e = penalties.start[unit]; e < penalties.start[unit + 1]; e++) {
    if (penalties.accepted[penalties.set[e]][rep] === 0) cost += penalties.cost[e];
  }
  return program.distance === undefined ? cost : cost + travelCost(program, unit, rep);
}

/** Travel by the straight line through the earth: never more than `travelCost`, and far cheaper to compute. */
function chordCost(d: Distances, unit: number, rep: number): number {
  const repX = d.repX[rep];
  if (d.table !== undefined || Number.isNaN(repX)) return 0;
  let cost = 0;
  for (let p = d.start[unit]; p < d.start[unit + 1]; p++) {
    const dx = d.x[p] - repX;
    const dy = d.y[p] - d.repY[rep];
    const dz = d.z[p] - d.repZ[rep];
    cost += d.cost[p] * Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
  return radiusKm * cost;
}

function travelCost(program: Program, unit: number, rep: number): number {
  const d = program.distance;
  if (d === undefined) return 0;
  let cost = 0;
  for (let p = d.start[unit]; p < d.start[unit + 1]; p++) {
    if (d.table !== undefined) {
      cost += d.cost[p] * d.table[p * program.repCount + rep];
    } else if (Number.isNaN(d.repX[rep])) {
      cost += d.fallback[p];
    } else {
      cost += d.cost[p] * kmBetween(d.x[p], d.y[p], d.z[p], d.repX[rep], d.repY[rep], d.repZ[rep]);
    }
  }
  return cost;
}

/** Who may take what, and at which linear cost, laid out for quick look-up. */
export class PlacementCosts {
  readonly program: Program;
  readonly repCount: number;
  /** Cost by unit and rep, row-major, Infinity where the rep may not take the unit; undefined in large programs. */
  readonly table: Float64Array | undefined;
  /** 1 where a set holds a rep, row-major. */
  readonly #member: Uint8Array;

  constructor(program: Program, mostPairs: number) {
    this.program = program;
    this.repCount = program.repCount;
    this.#member = new Uint8Array(program.sets.length * program.repCount);
    program.sets.forEach((reps, set) => {
      for (const rep of reps) this.#member[set * program.repCount + rep] = 1;
    });
    this.table =
      program.unitCount * program.repCount <= mostPairs ? this.#materialise() : undefined;
  }

  eligible(unit: number, rep: number): boolean {
    return this.#member[this.program.setOf[unit] * this.repCount + rep] === 1;
  }

  /** Infinity where the rep may not take the unit. */
  at(unit: number, rep: number): number {
    if (this.table !== undefined) return this.table[unit * this.repCount + rep];
    return this.eligible(unit, rep) ? placementCost(this.program, unit, rep) : Infinity;
  }

  /**
   * What a unit costs at a rep apart from leaving its owners, travel taken
   * straight through the earth: never more than it is, and far cheaper to compute.
   */
  beyondHomesByChord(unit: number, rep: number): number {
    const { penalties, distance } = this.program;
    let cost = distance === undefined ? 0 : chordCost(distance, unit, rep);
    for (let e = penalties.start[unit]; e < penalties.start[unit + 1]; e++) {
      if (penalties.accepted[penalties.set[e]][rep] === 0) cost += penalties.cost[e];
    }
    return cost;
  }

  /** What the chord leaves out. */
  beyondChord(unit: number, rep: number): number {
    const { distance } = this.program;
    if (distance === undefined) return 0;
    return travelCost(this.program, unit, rep) - chordCost(distance, unit, rep);
  }

  #materialise(): Float64Array {
    const { unitCount, repCount, sets, setOf } = this.program;
    const table = new Float64Array(unitCount * repCount).fill(Infinity);
    for (let unit = 0; unit < unitCount; unit++) {
      for (const rep of sets[setOf[unit]]) {
        table[unit * repCount + rep] = placementCost(this.program, unit, rep);
      }
    }
    return table;
  }
}
