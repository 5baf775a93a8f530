import type { DualFunction } from '../bound/dual-function.js';

/** How many pairs of a unit and a rep open to it there are. */
export function openPairs({ layout, open }: DualFunction): number {
  let pairs = 0;
  for (let unit = 0; unit < layout.unitCount; unit++) pairs += open.end[unit] - open.start[unit];
  return pairs;
}
