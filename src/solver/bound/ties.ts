import type { OpenReps } from '../model/open-reps.js';
import type { Program } from '../model/program.js';

/** What the families come to while only some reps are open. */
export interface Ties {
  /** Split costs of families whose units have no open rep in common: due in any case. */
  readonly certainCost: number;
  /** Units that the other families tie together, directly or through one another. */
  readonly components: readonly TiedUnits[];
  /** 1 for each unit in a component. */
  readonly isTied: Uint8Array;
}

export interface TiedUnits {
  /** Ascending. */
  readonly units: Int32Array;
  /** The least cost of splitting any of their families. */
  readonly leastSplitCost: number;
}

export function tieUp(program: Program, open: OpenReps): Ties {
  let certainCost = 0;
  const possible = program.families.filter((family) => {
    const whole = haveCommonRep(family.units, open);
    if (!whole) certainCost += family.splitCost;
    return whole;
  });
  const leaderOf = new Map<number, number>();
  const find = (u: number): number => {
    for (let next = leaderOf.get(u); next !== undefined; next = leaderOf.get(u)) u = next;
    return u;
  };
  for (const family of possible) {
    for (const u of family.units) {
      const a = find(u);
      const b = find(family.units[0]);
      if (a !== b) leaderOf.set(Math.max(a, b), Math.min(a, b));
    }
  }
  const members = new Map<number, { units: Set<number>; least: number }>();
  const isTied = new Uint8Array(program.unitCount);
  for (const family of possible) {
    const head = find(family.units[0]);
    const known = members.get(head) ?? { units: new Set<number>(), least: Infinity };
    for (const u of family.units) {
      known.units.add(u);
      isTied[u] = 1;
    }
    known.least = Math.min(known.least, family.splitCost);
    members.set(head, known);
  }
  const components = [...members.values()].map(({ units, least }) => ({
    units: Int32Array.from(units).sort(),
    leastSplitCost: least,
  }));
  return { certainCost, components, isTied };
}

function haveCommonRep(units: Int32Array, open: OpenReps): boolean {
  const { reps, start, end } = open;
  for (let i = start[units[0]]; i < end[units[0]]; i++) {
    let everywhere = true;
    for (let k = 1; k < units.length && everywhere; k++) {
      everywhere = false;
      for (let e = start[units[k]]; e < end[units[k]] && !everywhere; e++) {
        everywhere = reps[e] === reps[i];
      }
    }
    if (everywhere) return true;
  }
  return false;
}
