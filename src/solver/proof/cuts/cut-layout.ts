import type { CutTerms } from '../../model/cut-terms.js';
import type { Layout, Stays } from '../../model/layout.js';
import { Curves } from '../../model/load-cost.js';
import { LoadCuts } from '../../model/load-cuts.js';
import type { OpenReps } from '../../model/open-reps.js';
import type { Cut, LoadCost } from '../../model/program.js';
import { cutTerms } from './cut.js';

/** A cut costs nothing of its own: its price, never below 0, is taken off the loads it charges. */
const costless: LoadCost = {
  knots: Float64Array.of(0),
  slopes: Float64Array.of(0, 0),
  valueAtFirstKnot: 0,
  low: -Infinity,
  high: Infinity,
  tolerance: 0,
  violationScale: 1,
};

/**
 * A layout with cuts as further slots after those of its loads. Like a leaving
 * slot, a cut's holds a total less what units take off it where they are. It is
 * for cases that leave units no other reps than `open`.
 */
export function withCuts(layout: Layout, open: OpenReps, cuts: readonly Cut[]): Layout {
  return cuts.length === 0 ? layout : withTerms(layout, termsOf(layout, open, cuts));
}

export function termsOf(layout: Layout, open: OpenReps, cuts: readonly Cut[]): CutTerms[] {
  return cuts.map((cut) => {
    const known = cutTerms(layout, open, cut);
    if (known === undefined) throw new Error('a cut says something');
    return known;
  });
}

/** The same of cuts worked out. */
export function withTerms(layout: Layout, terms: readonly CutTerms[]): Layout {
  const first = layout.slotCount;
  const slotCosts = [...layout.slotCosts, ...terms.map(() => costless)];
  const leavingTotal = new Float64Array(slotCosts.length);
  leavingTotal.set(layout.leavingTotal);
  terms.forEach(({ constant }, cut) => {
    leavingTotal[first + cut] = constant;
  });
  return {
    ...layout,
    slotCount: slotCosts.length,
    slotCosts,
    curves: new Curves(slotCosts),
    stays: staysWith(layout, terms),
    leavingTotal,
    cuts: new LoadCuts(first, terms),
  };
}

function staysWith(layout: Layout, terms: readonly CutTerms[]): Stays {
  const { unitCount, stays } = layout;
  const start = new Int32Array(unitCount + 1);
  for (let u = 0; u < unitCount; u++) start[u + 1] = stays.start[u + 1] - stays.start[u];
  for (const { entries } of terms) for (const { unit } of entries) start[unit + 1]++;
  for (let u = 0; u < unitCount; u++) start[u + 1] += start[u];
  const rep = new Int32Array(start[unitCount]);
  const slot = new Int32Array(rep.length);
  const amount = new Float64Array(rep.length);
  const next = start.slice(0, unitCount);
  for (let u = 0; u < unitCount; u++) {
    for (let e = stays.start[u]; e < stays.start[u + 1]; e++) {
      const at = next[u]++;
      rep[at] = stays.rep[e];
      slot[at] = stays.slot[e];
      amount[at] = stays.amount[e];
    }
  }
  terms.forEach(({ entries }, cut) => {
    for (const entry of entries) {
      const at = next[entry.unit]++;
      rep[at] = entry.rep;
      slot[at] = layout.slotCount + cut;
      amount[at] = entry.amount;
    }
  });
  return { start, rep, slot, amount };
}
