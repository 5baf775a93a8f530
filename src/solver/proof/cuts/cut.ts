import type { CutCharge, CutEntry, CutTerms } from '../../model/cut-terms.js';
import type { Layout } from '../../model/layout.js';
import { isOpen, type OpenReps } from '../../model/open-reps.js';
import type { Cut, CutRow, RoundedCut } from '../../model/program.js';
import { greatTerms } from './great-units.js';

/** Where the part after the point is nearer to a whole than this, the cut is not worth its rounding. */
export const leastPart = 0.05;

export function partOf(value: number): number {
  return value - Math.floor(value);
}

/** h of the cut, for the part r of its right side. */
export function roundedPart(amount: number, r: number): number {
  const part = partOf(amount);
  return part <= r ? part : (r * (1 - part)) / (1 - r);
}

export function chargeOf({ slot, bend, times }: CutRow, r: number): CutCharge {
  const other = (Math.abs(times) * r) / (1 - r);
  return times > 0
    ? { slot, bend, under: times, over: other }
    : { slot, bend, under: other, over: -times };
}

/** What a cut says of units at open reps; undefined where it says nothing. */
export function cutTerms(layout: Layout, open: OpenReps, cut: Cut): CutTerms | undefined {
  return 'great' in cut ? greatTerms(layout, open, cut) : roundedTerms(layout, open, cut);
}

/** Undefined where its right side is too near to a whole number. */
function roundedTerms(layout: Layout, open: OpenReps, cut: RoundedCut): CutTerms | undefined {
  const { unitCount } = layout;
  const { reps, of: amountAt } = amountsIn(layout, cut.rows);
  let right = 0;
  let size = 1;
  for (const { bend, times } of cut.rows) {
    right += bend * times;
    size += Math.abs(bend * times);
  }
  const base = new Float64Array(unitCount);
  for (const { unit, rep } of cut.from) {
    base[unit] = amountAt(unit, rep);
    right -= base[unit];
    size += Math.abs(base[unit]);
  }
  const r = partOf(right);
  if (r < leastPart || r > 1 - leastPart) return undefined;
  const entries: CutEntry[] = [];
  let constant = r;
  let brought = 0;
  for (let unit = 0; unit < unitCount; unit++) {
    const elsewhere = roundedPart(-base[unit], r);
    constant -= elsewhere;
    let most = Math.abs(base[unit]);
    for (const rep of reps) {
      if (!isOpen(open, unit, rep)) continue;
      const here = amountAt(unit, rep);
      const amount = roundedPart(here - base[unit], r) - elsewhere;
      if (amount !== 0) entries.push({ unit, rep, amount });
      most += Math.abs(here);
    }
    brought += most;
  }
  // How far r may be off, and what that and the rounding of amounts can come to: four times over.
  const off = 4 * size * (cut.from.length + 8) * 2 ** -52;
  const rounding = (off * (unitCount + 4) + 16 * brought * 2 ** -52) / (1 - r);
  const wider = 1 + (4 * off) / (r * (1 - r));
  const charges = cut.rows.map((row) => {
    const { under, over, ...at } = chargeOf(row, r);
    return { ...at, under: under * wider, over: over * wider };
  });
  return { constant, entries, charges, rounding };
}

/** What units bring to the sum of the rows, and the reps who count in any. */
function amountsIn(
  { loadCount, repCount, slotOf, amounts }: Layout,
  rows: readonly CutRow[],
): { readonly reps: readonly number[]; readonly of: (unit: number, rep: number) => number } {
  const factors = new Map<number, Float64Array>();
  for (let rep = 0; rep < repCount; rep++) {
    const factor = new Float64Array(loadCount);
    for (let l = 0; l < loadCount; l++) {
      for (const { slot, times } of rows) {
        if (slotOf[l * repCount + rep] === slot) factor[l] += times;
      }
    }
    if (factor.some((each) => each !== 0)) factors.set(rep, factor);
  }
  const of = (unit: number, rep: number): number => {
    const factor = factors.get(rep);
    let sum = 0;
    if (factor === undefined) return sum;
    for (let l = 0; l < loadCount; l++) sum += factor[l] * amounts[unit * loadCount + l];
    return sum;
  };
  return { reps: [...factors.keys()], of };
}
