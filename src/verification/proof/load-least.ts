import type { Cuts } from './cuts.js';
import type { Group } from './load-meaning.js';
import { epsilon, orNothing } from './lower-sum.js';
import type { Slot } from './slots.js';

/** What a load costs by what comes together in it. */
export type LoadCost = Pick<Group, 'cost' | 'bends' | 'steepest'>;

/** Of more multiples than this, doubles no longer tell one from the next. */
const mostMultiples = 2 ** 50;

/**
 * The least of f(L) − y · L, less what cuts allow for L at their prices, over every
 * attainable L, and less what rounding can have added. It is straight between the
 * bends of f, those of cuts and the ends, so these will do. Infinity: no
 * attainable L keeps the must bounds.
 */
export function leastOfLoad(
  { cost, bends, steepest }: LoadCost,
  price: number,
  { meaning, step, offStep }: Slot,
  range: { readonly low: number; readonly high: number },
  cut: { readonly charges: Cuts['charges'][number]; readonly prices: Float64Array },
): number {
  const low = Math.max(range.low, meaning.least - Math.abs(meaning.least) * 4 * epsilon);
  const high = Math.min(range.high, meaning.most + Math.abs(meaning.most) * 4 * epsilon);
  if (low > high) return Infinity;
  // A cost that is flat is right wherever its bends are.
  const bent = steepest === 0 ? 0 : bends.reduce((most, bend) => Math.max(most, Math.abs(bend)), 0);
  let least = Infinity;
  const consider = (load: number): void => {
    let size = Math.abs(price * load) + steepest * (Math.abs(load) + bent);
    let allowed = 0;
    for (const { cut: index, bend, under, over } of cut.charges) {
      const off = load < bend ? under * (bend - load) : over * (load - bend);
      allowed += cut.prices[index] * off;
      size += cut.prices[index] * (under + over) * (Math.abs(load) + Math.abs(bend));
    }
    const roundings = 4 + cut.charges.length;
    const value = orNothing(cost(load) - price * load - allowed - size * roundings * epsilon);
    least = Math.min(least, value);
  };
  const all = [...bends, ...cut.charges.map(({ bend }) => bend)];
  const ends = [low, high, ...all.filter((bend) => bend > low && bend < high)];
  if (step === 0 || Math.max(Math.abs(low), Math.abs(high)) / step >= mostMultiples) {
    for (const load of ends) consider(load);
    return least;
  }
  // Sums of amounts that are multiples but for a rounding are so but for the sum of these.
  const inSteps = (load: number, off: number): number => load / step + off / step;
  const first = Math.ceil(inSteps(low, -offStep) - roundingOf(low / step));
  const last = Math.floor(inSteps(high, offStep) + roundingOf(high / step));
  if (first > last) return Infinity;
  for (const load of ends) {
    for (const multiple of [Math.floor(load / step), Math.ceil(load / step)]) {
      const near = Math.min(last, Math.max(first, multiple)) * step;
      consider(near);
      consider(near - offStep);
      consider(near + offStep);
      if (Math.abs(load - near) <= offStep) consider(load);
    }
  }
  return least;
}

/** How far off a quotient may be by rounding, in steps. */
function roundingOf(quotient: number): number {
  return 1e-12 + Math.abs(quotient) * 4 * epsilon;
}
