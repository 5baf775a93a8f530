import type { DualFunction } from '../../bound/dual-function.js';
import type { CutTerms } from '../../model/cut-terms.js';
import type { Layout } from '../../model/layout.js';
import { Curves } from '../../model/load-cost.js';
import { isOpen, type UnitLists } from '../../model/open-reps.js';
import type { LoadCost } from '../../model/program.js';
import type { RepClasses } from '../../model/rep-classes.js';
import type { UnitSample } from '../../model/unit-sample.js';
import { withTerms } from '../../proof/cuts/cut-layout.js';
import { ownArrays } from '../../threads/shared-arrays.js';
import { type Relaxation, relax } from './relaxation.js';
import type { Transfers } from './transfers.js';

/**
 * The relaxation of a program whose reps fall into classes of those alike: a
 * unit stays with an owner or goes to a class, as if that were one rep, and
 * what comes together there is shared out among the class by transfers, each
 * kind of amount by itself. With 100 reps a unit has two entries instead of
 * 100. It allows a little more than the relaxation by reps does, as a rep may
 * draw potential without the accounts it comes with; its prices are near the best all the same.
 */
export interface ClassRelaxation {
  readonly lp: Relaxation;
  /** Where to begin: prices by row at which no transfer gains. */
  readonly start: Float64Array;
  /** By transfer: which rep of which class gets it. */
  readonly rep: Int32Array;
  readonly classOf: Int32Array;
  /** Entries of the n-th unit: owners first, by their rep, then classes, as repCount + class. */
  readonly lists: UnitLists;
  /** Rows of cuts come last, from here on. */
  readonly firstCut: number;
}

/** Cuts of whole units, and those units that are listed with each rep by itself. */
export interface CutsByClass {
  readonly terms: readonly CutTerms[];
  readonly isGreat: Uint8Array;
}

/** A class's row has no cost of its own; all of it is carried on. */
const passing: LoadCost = {
  knots: Float64Array.of(0),
  slopes: Float64Array.of(0, 0),
  valueAtFirstKnot: 0,
  low: 0,
  high: 0,
  tolerance: 0,
  violationScale: 1,
};

/** Undefined where some amount is below 0, which no transfer could carry. */
export function relaxByClass(
  { layout, open, ranges }: DualFunction,
  classes: RepClasses,
  sample: UnitSample,
  cuts?: CutsByClass,
): ClassRelaxation | undefined {
  if (layout.amounts.some((amount) => amount < 0)) return undefined;
  const kinds = kindsOf(layout);
  const classRow = (c: number, kind: number) => layout.slotCount + c * kinds.count + kind;
  const { repCount, loadCount } = layout;
  const wide = repCount + classes.members.length;
  const slotOf = new Int32Array(loadCount * wide).fill(-1);
  for (let l = 0; l < loadCount; l++) {
    for (let j = 0; j < repCount; j++) slotOf[l * wide + j] = layout.slotOf[l * repCount + j];
    if (kinds.firstLoad[kinds.of[l]] !== l) continue;
    classes.members.forEach((_, c) => {
      slotOf[l * wide + repCount + c] = classRow(c, kinds.of[l]);
    });
  }
  const more = classes.members.length * kinds.count;
  const slotCosts = [...layout.slotCosts, ...Array.from({ length: more }, () => passing)];
  const extended = (values: Float64Array): Float64Array => {
    const all = new Float64Array(slotCosts.length);
    all.set(values);
    return all;
  };
  const withClasses: Layout = {
    ...layout,
    repCount: wide,
    slotOf,
    slotCount: slotCosts.length,
    slotCosts,
    curves: new Curves(slotCosts),
    leavingTotal: extended(layout.leavingTotal),
  };
  const lists = listByClass(layout, open, classes, cuts?.isGreat);
  const { transfers, rep, classOf } = transfersOf(layout, classes, kinds, classRow);
  const lp = relax(
    {
      layout:
        cuts === undefined
          ? withClasses
          : withTerms(withClasses, ofClasses(cuts, classes, repCount)),
      ranges: { low: extended(ranges.low), high: extended(ranges.high) },
    },
    lists,
    sample,
    { arrays: ownArrays, transfers },
  );
  const start = startOf(lp, layout.slotCount);
  return { lp, start, rep, classOf, lists, firstCut: slotCosts.length };
}

/** What units add to cuts at a class is what they add at its reps in the mean. */
function ofClasses(
  { terms }: CutsByClass,
  { members, classOf }: RepClasses,
  repCount: number,
): CutTerms[] {
  return terms.map((cut) => {
    const sums = new Map<number, number>();
    const wide = repCount + members.length;
    for (const { unit, rep, amount } of cut.entries) {
      const at = unit * wide + repCount + classOf[rep];
      sums.set(at, (sums.get(at) ?? 0) + amount / members[classOf[rep]].length);
    }
    const more = [...sums].map(([at, amount]) => {
      const rep = at % wide;
      return { unit: (at - rep) / wide, rep, amount };
    });
    return { ...cut, entries: [...cut.entries, ...more] };
  });
}

interface Kinds {
  readonly count: number;
  /** By load; loads of one kind bring the same amounts. */
  readonly of: Int32Array;
  readonly firstLoad: readonly number[];
}

function kindsOf({ program }: Layout): Kinds {
  const known = new Map<Float64Array, number>();
  const firstLoad: number[] = [];
  const of = Int32Array.from(program.repLoads, ({ amount }, l) => {
    const kind = known.get(amount) ?? known.size;
    if (kind === known.size) {
      known.set(amount, kind);
      firstLoad.push(l);
    }
    return kind;
  });
  return { count: known.size, of, firstLoad };
}

/** Each unit's open owners, then the classes that are open to it and hold anyone else; of a great unit all open reps. */
function listByClass(
  layout: Layout,
  open: DualFunction['open'],
  { members }: RepClasses,
  isGreat?: Uint8Array,
): UnitLists {
  const { unitCount, repCount, costs, program } = layout;
  const { homes, penalties } = program;
  const start = new Int32Array(unitCount);
  const end = new Int32Array(unitCount);
  const reps: number[] = [];
  const cost: number[] = [];
  for (let u = 0; u < unitCount; u++) {
    start[u] = reps.length;
    if (isGreat?.[u] === 1) {
      for (let i = open.start[u]; i < open.end[u]; i++) {
        reps.push(open.reps[i]);
        cost.push(costs.at(u, open.reps[i]));
      }
      end[u] = reps.length;
      continue;
    }
    let leaving = 0;
    const owners = homes.rep.subarray(homes.start[u], homes.start[u + 1]);
    for (let e = homes.start[u]; e < homes.start[u + 1]; e++) leaving += homes.leavingCost[e];
    for (const owner of owners) {
      if (!isOpen(open, u, owner) || reps.indexOf(owner, start[u]) >= 0) continue;
      reps.push(owner);
      cost.push(costs.at(u, owner));
    }
    members.forEach((ofClass, c) => {
      if (!costs.eligible(u, ofClass[0]) || ofClass.every((rep) => owners.includes(rep))) return;
      let own = leaving;
      for (let e = penalties.start[u]; e < penalties.start[u + 1]; e++) {
        if (penalties.accepted[penalties.set[e]][ofClass[0]] === 0) own += penalties.cost[e];
      }
      reps.push(repCount + c);
      cost.push(own);
    });
    end[u] = reps.length;
  }
  return { open: { reps: Int32Array.from(reps), start, end }, cost: Float64Array.from(cost) };
}

function transfersOf(
  { loadCount, repCount, slotOf }: Layout,
  { members }: RepClasses,
  kinds: Kinds,
  classRow: (c: number, kind: number) => number,
): { transfers: Transfers; rep: Int32Array; classOf: Int32Array } {
  const start = [0];
  const row: number[] = [];
  const amount: number[] = [];
  const reps: number[] = [];
  const classOf: number[] = [];
  members.forEach((ofClass, c) => {
    for (const rep of ofClass) {
      for (let kind = 0; kind < kinds.count; kind++) {
        row.push(classRow(c, kind));
        amount.push(1);
        for (let l = 0; l < loadCount; l++) {
          const slot = slotOf[l * repCount + rep];
          if (kinds.of[l] !== kind || slot < 0) continue;
          row.push(slot);
          amount.push(-1);
        }
        start.push(row.length);
        reps.push(rep);
        classOf.push(c);
      }
    }
  });
  return {
    transfers: {
      start: Int32Array.from(start),
      row: Int32Array.from(row),
      amount: Float64Array.from(amount),
    },
    rep: Int32Array.from(reps),
    classOf: Int32Array.from(classOf),
  };
}

/** Loads at price 0, classes below: a transfer then costs something. */
function startOf(lp: Relaxation, firstClass: number): Float64Array {
  return Float64Array.from({ length: lp.rowCount }, (_, s) =>
    s < firstClass || s >= lp.firstCut ? 0 : -lp.usualPrice[s] * lp.priceScale[s],
  );
}
