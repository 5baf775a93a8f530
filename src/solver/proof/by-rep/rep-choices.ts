import { leastOfLoad } from '../../bound/bound.js';
import type { Layout } from '../../model/layout.js';
import type { LoadRanges, OpenReps } from '../../model/open-reps.js';
import type { RepGrid } from '../../model/program.js';
import type { Choices } from './best-set.js';

/** The units open to one rep, and how they count in the grid of its load. */
export interface RepChoices extends Choices {
  readonly units: Int32Array;
  /** The most that |cost − price × load| comes to at the end of a set, for guards. */
  readonly endSize: number;
}

/** By rep, the choices among its open units; their costs are left to fill in. */
export function choicesByRep(
  layout: Layout,
  open: OpenReps,
  ranges: LoadRanges,
  prices: Float64Array,
  grids: readonly (RepGrid | undefined)[],
): RepChoices[] {
  const unitsOf: number[][] = Array.from({ length: layout.repCount }, () => []);
  for (let u = 0; u < layout.unitCount; u++) {
    for (let i = open.start[u]; i < open.end[u]; i++) unitsOf[open.reps[i]].push(u);
  }
  return unitsOf.map((units, rep) => {
    const grid = grids[rep];
    const isOnly = (u: number): number => (open.end[u] - open.start[u] === 1 ? 1 : 0);
    const base = {
      count: units.length,
      units: Int32Array.from(units),
      cost: new Float64Array(units.length),
      forced: Uint8Array.from(units, isOnly),
    };
    if (grid === undefined) {
      return {
        ...base,
        steps: new Int32Array(units.length),
        end: new Float64Array(1),
        endSize: 0,
      };
    }
    const { steps, ...rounded } = stepsOf(layout, units, grid);
    const { end, size } = endsOf(layout, ranges, prices, grid, rounded);
    return { ...base, steps, end, endSize: size };
  });
}

/** How far a sum in steps of the grid may be below and above that of the amounts themselves. */
interface Rounded {
  readonly below: number;
  readonly above: number;
}

function stepsOf(
  layout: Layout,
  units: readonly number[],
  { slot, step }: RepGrid,
): { steps: Int32Array } & Rounded {
  const { loadCount, amounts } = layout;
  const load = loadOfSlot(layout, slot);
  const steps = new Int32Array(units.length);
  let below = 0;
  let above = 0;
  units.forEach((u, i) => {
    const amount = amounts[u * loadCount + load];
    steps[i] = Math.round(amount / step);
    const near = steps[i] * step;
    // Whole numbers and their sums are exact.
    const isExact = Number.isSafeInteger(amount) && Number.isSafeInteger(step);
    const rounding = isExact ? 0 : (Math.abs(amount) + near) * 2 ** -50;
    below += Math.max(0, near - amount) + rounding;
    above += Math.max(0, amount - near) + rounding;
  });
  const widened = 1 + (units.length + 8) * 2 ** -52;
  return { steps, below: below * widened, above: above * widened };
}

function endsOf(
  layout: Layout,
  ranges: LoadRanges,
  prices: Float64Array,
  { slot, step, cells }: RepGrid,
  { below, above }: Rounded,
): { end: Float64Array; size: number } {
  const end = new Float64Array(cells + 1);
  let size = 0;
  for (let w = 0; w <= cells; w++) {
    const low = Math.max(ranges.low[slot], w * step - below);
    const high = w === cells ? ranges.high[slot] : Math.min(ranges.high[slot], w * step + above);
    if (low > high) {
      end[w] = Infinity;
      continue;
    }
    const found = leastOfLoad(layout, slot, prices, low, high);
    end[w] = found.least;
    size = Math.max(size, found.size);
  }
  return { end, size };
}

/** The rep load that a slot is a group of. */
function loadOfSlot({ program }: Layout, slot: number): number {
  let first = 0;
  for (let l = 0; l < program.repLoads.length; l++) {
    first += program.repLoads[l].costs.length;
    if (slot < first) return l;
  }
  throw new Error('a grid is of a rep load');
}
