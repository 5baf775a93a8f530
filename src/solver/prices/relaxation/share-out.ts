import type { DualFunction } from '../../bound/dual-function.js';
import type { UnitLists } from '../../model/open-reps.js';
import type { RepClasses } from '../../model/rep-classes.js';
import type { InteriorPoint } from '../interior/interior-point.js';
import { shift } from '../unit-lists.js';
import type { ClassRelaxation } from './by-class.js';

/** Of reps who are alike it is enough to list some, as long as all are listed by someone: of a class that has much of the unit, and of others. */
const listed = { much: 14, little: 3 };
/** What is much of a unit. */
const muchShare = 0.01;
/** This part of those listed is drawn evenly, the rest by what the relaxation gives them. */
const evenly = 0.25;

/**
 * What a solution by classes says of each rep: lists of reps, and how much of
 * each unit is with whom. What a class has of a unit is divided among those of
 * it that are listed, who are drawn by what they get of all that the class has.
 */
export function shareOut(
  { layout }: DualFunction,
  classes: RepClasses,
  relaxed: ClassRelaxation,
  solved: InteriorPoint,
): { readonly lists: UnitLists; readonly share: Float64Array } {
  const { unitCount, repCount, costs } = layout;
  const drawn = classes.members.map((members, c) => new Drawn(members, relaxed, solved, c));
  const shareAt = sharesByClass(relaxed, solved);
  const { open } = relaxed.lists;
  const start = new Int32Array(unitCount);
  const end = new Int32Array(unitCount);
  const reps: number[] = [];
  const shares: number[] = [];
  const placeOf = new Int32Array(repCount).fill(-1);
  for (let u = 0; u < unitCount; u++) {
    start[u] = reps.length;
    const add = (rep: number, share: number): void => {
      if (placeOf[rep] < start[u]) {
        placeOf[rep] = reps.length;
        reps.push(rep);
        shares.push(0);
      }
      shares[placeOf[rep]] += share;
    };
    for (let i = open.start[u]; i < open.end[u]; i++) {
      const whom = open.reps[i];
      if (whom < repCount) {
        add(whom, shareAt[i]);
        continue;
      }
      const own = drawn[whom - repCount];
      const many = shareAt[i] > muchShare ? listed.much : listed.little;
      const count = Math.min(many, own.members.length);
      for (let k = 0; k < count; k++)
        add(own.at((k + shift(u, i + k)) / count), shareAt[i] / count);
    }
    sortByRep(reps, shares, start[u]);
    placeOf.fill(-1);
    end[u] = reps.length;
  }
  const cost = new Float64Array(reps.length);
  for (let u = 0; u < unitCount; u++) {
    for (let i = start[u]; i < end[u]; i++) cost[i] = costs.at(u, reps[i]);
  }
  return {
    lists: { open: { reps: Int32Array.from(reps), start, end }, cost },
    share: Float64Array.from(shares),
  };
}

/** By entry of the lists by class; of units that are not in the sample, all with whom they cost least in the mean. */
function sharesByClass({ lp, lists }: ClassRelaxation, { share }: InteriorPoint): Float64Array {
  const { open, cost } = lists;
  const shares = new Float64Array(open.reps.length);
  const isKnown = new Uint8Array(open.start.length);
  lp.units.forEach((u, n) => {
    isKnown[u] = 1;
    for (let i = open.start[u], e = lp.start[n]; i < open.end[u]; i++, e++) shares[i] = share[e];
  });
  for (let u = 0; u < open.start.length; u++) {
    if (isKnown[u] === 1) continue;
    let cheapest = open.start[u];
    for (let i = cheapest; i < open.end[u]; i++) if (cost[i] < cost[cheapest]) cheapest = i;
    shares[cheapest] = 1;
  }
  return shares;
}

/** The reps of a class, to be drawn by how much of what the class has goes to each. */
class Drawn {
  readonly members: Int32Array;
  /** Part of the class up to and with each member. */
  readonly #upTo: Float64Array;

  constructor(
    members: Int32Array,
    { rep, classOf }: ClassRelaxation,
    { carried }: InteriorPoint,
    ownClass: number,
  ) {
    this.members = members;
    const got = new Map<number, number>();
    let total = 0;
    for (let t = 0; t < rep.length; t++) {
      if (classOf[t] !== ownClass) continue;
      got.set(rep[t], (got.get(rep[t]) ?? 0) + carried[t]);
      total += carried[t];
    }
    this.#upTo = new Float64Array(members.length);
    let sum = 0;
    members.forEach((member, k) => {
      const part = total > 0 ? (got.get(member) ?? 0) / total : 1 / members.length;
      sum += evenly / members.length + (1 - evenly) * part;
      this.#upTo[k] = sum;
    });
  }

  /** The member at a part of the class, 0 … 1. */
  at(part: number): number {
    let low = 0;
    let high = this.members.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#upTo[middle] <= part) low = middle + 1;
      else high = middle;
    }
    return this.members[low];
  }
}

/** Short lists: by insertion. */
function sortByRep(reps: number[], shares: number[], from: number): void {
  for (let i = from + 1; i < reps.length; i++) {
    const rep = reps[i];
    const share = shares[i];
    let at = i;
    while (at > from && reps[at - 1] > rep) {
      reps[at] = reps[at - 1];
      shares[at] = shares[at - 1];
      at--;
    }
    reps[at] = rep;
    shares[at] = share;
  }
}
