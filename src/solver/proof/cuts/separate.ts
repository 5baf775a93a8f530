import type { Layout } from '../../model/layout.js';
import { isOpen, type OpenReps, type UnitLists } from '../../model/open-reps.js';
import type { CutRow, RoundedCut } from '../../model/program.js';
import { chargeOf, leastPart, partOf, roundedPart } from './cut.js';

/** How near its bend a load has to be, in the scale of its rule, for a cut there to bite. */
const nearBend = 0.02;
/** Shares this near 0 or 1 are whole. */
const whole = 1e-4;
/** A cut has to be broken by as much. */
const leastBroken = 1e-3;
/** Of a rep's shared units, those nearest to being halved are looked at in pairs. */
const mostShared = 8;
/** And of the cuts found at a rep, so many that seem deepest. */
const mostMeasured = 12;
/** Units that stand for all of a rep's. */
const sampled = 24;
/** A sum of two loads is scaled so that what two shared units bring to it are these whole numbers. */
const wholes = [-2, -1, 0, 1, 2, 3];
/** And one load so that one shared unit brings one of these. */
const multiples = [1, 2, 4, 8];

/**
 * Cuts that a solution of the relaxation breaks, at most so many for each rep,
 * those it breaks most by first. A load at a bend of its cost, with units shared
 * to have it there, is where whole units cannot follow: the loads of a rep are
 * scaled so that what these units bring is whole, which no other way of
 * rounding comes near.
 */
export function brokenCuts(
  layout: Layout,
  open: OpenReps,
  shared: SharedUnits,
  perRep: number,
): RoundedCut[] {
  return booksOf(layout, open, shared).flatMap((book) => cutsOf(book, perRep));
}

/** A solution of the relaxation: how much of a unit is at each rep it is listed with. */
export interface SharedUnits {
  readonly lists: UnitLists;
  readonly share: Float64Array;
}

/** What one rep has of the units, and the bends its loads are at. */
interface Book {
  readonly rep: number;
  readonly units: Int32Array;
  readonly share: Float64Array;
  /** By load, what each of the units brings. */
  readonly amounts: readonly Float64Array[];
  readonly bends: readonly Bend[];
}

interface Bend {
  readonly load: number;
  readonly slot: number;
  readonly bend: number;
  readonly scale: number;
  /** What the load comes to. */
  readonly at: number;
}

/** Rows added up, and which units are counted from the rep. */
interface Sum {
  readonly rows: readonly Row[];
  /** By unit of the book. */
  readonly turned: Uint8Array;
}

interface Candidate extends Sum {
  /** By how much the cut is broken, and that as a distance. */
  readonly broken: number;
  readonly depth: number;
}

interface Row {
  readonly at: Bend;
  readonly times: number;
}

function booksOf(layout: Layout, open: OpenReps, { lists, share }: SharedUnits): Book[] {
  const { unitCount, repCount, loadCount, amounts } = layout;
  const units: number[][] = Array.from({ length: repCount }, () => []);
  const shares: number[][] = Array.from({ length: repCount }, () => []);
  for (let u = 0; u < unitCount; u++) {
    for (let i = lists.open.start[u]; i < lists.open.end[u]; i++) {
      const rep = lists.open.reps[i];
      if (!isOpen(open, u, rep)) continue;
      units[rep].push(u);
      shares[rep].push(share[i]);
    }
  }
  return units.map((own, rep) => {
    const ofLoad = Array.from({ length: loadCount }, (_, l) =>
      Float64Array.from(own, (u) => amounts[u * loadCount + l]),
    );
    const own_ = Float64Array.from(shares[rep]);
    return {
      rep,
      units: Int32Array.from(own),
      share: own_,
      amounts: ofLoad,
      bends: bendsOf(layout, rep, ofLoad, own_),
    };
  });
}

/** The bends that the loads of this rep alone are at. */
function bendsOf(
  { repCount, loadCount, slotOf, slotCosts }: Layout,
  rep: number,
  amounts: readonly Float64Array[],
  share: Float64Array,
): Bend[] {
  const bends: Bend[] = [];
  for (let load = 0; load < loadCount; load++) {
    const slots = slotOf.subarray(load * repCount, (load + 1) * repCount);
    const slot = slots[rep];
    if (slot < 0 || slots.indexOf(slot) !== slots.lastIndexOf(slot)) continue;
    const { knots, slopes, violationScale: scale } = slotCosts[slot];
    const at = amounts[load].reduce((sum, amount, i) => sum + amount * share[i], 0);
    knots.forEach((bend, k) => {
      if (slopes[k + 1] <= slopes[k] || Math.abs(at - bend) > nearBend * scale) return;
      bends.push({ load, slot, bend, scale, at });
    });
  }
  return bends;
}

function cutsOf(book: Book, most: number): RoundedCut[] {
  const { share, bends } = book;
  const shared = [...share.keys()]
    .filter((i) => share[i] > whole && share[i] < 1 - whole)
    .sort((a, b) => Math.abs(share[a] - 0.5) - Math.abs(share[b] - 0.5) || a - b)
    .slice(0, mostShared);
  if (shared.length === 0) return [];
  const turned = Uint8Array.from(share, (part) => (part > 0.5 ? 1 : 0));
  const found: { readonly rows: readonly Row[]; readonly depth: number }[] = [];
  const look = quickLook(book, turned);
  const consider = (rows: readonly Row[]): void => {
    const depth = look(rows);
    if (depth > 0) found.push({ rows, depth });
  };
  for (const at of bends) for (const times of scalesOf(book, at, shared)) consider([{ at, times }]);
  bends.forEach((first, k) => {
    for (const second of bends.slice(k + 1)) {
      if (first.slot !== second.slot) pairUp(book, first, second, shared, consider);
    }
  });
  const deepest = found
    .sort((a, b) => b.depth - a.depth)
    .slice(0, mostMeasured)
    .flatMap(({ rows }) => measured(book, { rows, turned }) ?? [])
    .sort((a, b) => b.depth - a.depth);
  const kept: Candidate[] = [];
  for (const candidate of deepest) {
    if (kept.length >= most) break;
    const best = turnShared(book, candidate, shared);
    if (!kept.some((other) => areSimilar(other, best))) kept.push(best);
  }
  return kept.map((candidate) => asCut(book, candidate));
}

/**
 * How deep cuts of sums are, about, or 0: units that are whole add nothing to what
 * they come to, and some of the units stand for all in how long they are.
 */
function quickLook({ share, amounts }: Book, turned: Uint8Array): (rows: readonly Row[]) => number {
  const count = share.length;
  const some = [...share.keys()].filter((i) => share[i] > whole && share[i] < 1 - whole);
  const turnedSums = amounts.map((own) => own.reduce((sum, a, i) => sum + turned[i] * a, 0));
  const stride = Math.max(1, Math.ceil(count / sampled));
  const sumAt = (rows: readonly Row[], i: number): number => {
    let sum = 0;
    for (const { at, times } of rows) sum += times * amounts[at.load][i];
    return turned[i] === 1 ? -sum : sum;
  };
  return (rows) => {
    let right = 0;
    for (const { at, times } of rows) right += times * (at.bend - turnedSums[at.load]);
    const r = partOf(right);
    if (r < leastPart || r > 1 - leastPart) return 0;
    let broken = r;
    let square = 0;
    for (const i of some) {
      const amount = roundedPart(sumAt(rows, i), r);
      broken -= amount * (turned[i] === 1 ? 1 - share[i] : share[i]);
      if (broken <= leastBroken) return 0;
      square += amount * amount;
    }
    for (const { at, times } of rows) square += ((times * at.scale) / (1 - r)) ** 2;
    for (let i = 0; i < count; i += stride) square += stride * roundedPart(sumAt(rows, i), r) ** 2;
    return broken / Math.sqrt(square);
  };
}

function scalesOf({ amounts }: Book, { load }: Bend, shared: readonly number[]): Set<number> {
  const sizes = shared.map((i) => Math.abs(amounts[load][i])).filter((size) => size > 0);
  return new Set(sizes.flatMap((size) => multiples.map((multiple) => multiple / size)));
}

/** Sums of two loads in which two shared units both bring something whole. */
function pairUp(
  { amounts }: Book,
  first: Bend,
  second: Bend,
  shared: readonly number[],
  consider: (rows: readonly Row[]) => void,
): void {
  const a = amounts[first.load];
  const b = amounts[second.load];
  shared.forEach((u, k) => {
    for (const v of shared.slice(k + 1)) {
      const determinant = a[u] * b[v] - a[v] * b[u];
      if (Math.abs(determinant) < 1e-9 * Math.abs(a[u] * b[v])) continue;
      for (const m of wholes) {
        for (const n of wholes) {
          const times = (m * b[v] - n * b[u]) / determinant;
          const other = (n * a[u] - m * a[v]) / determinant;
          if (times === 0 || other === 0) continue;
          consider([
            { at: first, times },
            { at: second, times: other },
          ]);
        }
      }
    }
  });
}

/** The same cut with single shared units turned, where that breaks it by more. */
function turnShared(book: Book, from: Candidate, shared: readonly number[]): Candidate {
  let best = from;
  for (const i of shared) {
    const turned = Uint8Array.from(best.turned);
    turned[i] = 1 - turned[i];
    const other = measured(book, { rows: from.rows, turned });
    if (other !== undefined && other.depth > best.depth * (1 + 1e-9)) best = other;
  }
  return best;
}

/** Undefined where the right side is too near to a whole number. */
function measured({ share, amounts }: Book, { rows, turned }: Sum): Candidate | undefined {
  let right = 0;
  for (const { at, times } of rows) right += times * at.bend;
  const sum = new Float64Array(share.length);
  for (const { at, times } of rows) {
    const own = amounts[at.load];
    for (let i = 0; i < sum.length; i++) sum[i] += times * own[i];
  }
  for (let i = 0; i < sum.length; i++) if (turned[i] === 1) right -= sum[i];
  const r = partOf(right);
  if (r < leastPart || r > 1 - leastPart) return undefined;
  let left = 0;
  let square = 0;
  for (let i = 0; i < sum.length; i++) {
    const isTurned = turned[i] === 1;
    const amount = roundedPart(isTurned ? -sum[i] : sum[i], r);
    left += amount * (isTurned ? 1 - share[i] : share[i]);
    square += amount * amount;
  }
  for (const { at, times } of rows) {
    const { under, over } = chargeOf({ slot: at.slot, bend: at.bend, times }, r);
    left += at.at < at.bend ? under * (at.bend - at.at) : over * (at.at - at.bend);
    square += ((under + over) * at.scale) ** 2;
  }
  return { rows, turned, broken: r - left, depth: (r - left) / Math.sqrt(square) };
}

function areSimilar(a: Candidate, b: Candidate): boolean {
  return (
    a.rows.length === b.rows.length &&
    a.rows.every(({ at }, k) => at === b.rows[k].at) &&
    Math.abs(a.depth - b.depth) < 1e-6
  );
}

function asCut({ rep, units }: Book, { rows, turned }: Candidate): RoundedCut {
  const cutRows: CutRow[] = rows.map(({ at: { slot, bend }, times }) => ({ slot, bend, times }));
  const from = [...units].flatMap((unit, i) => (turned[i] === 1 ? [{ unit, rep }] : []));
  return { rows: cutRows, from };
}
