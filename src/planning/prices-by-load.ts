import type { Multipliers } from '../solver/model/program.js';
import type { NamedLoad } from '../solver/translate/rep-loads.js';

/**
 * One list a named load, one price a group; the solver may have several of them in one load.
 * Then a list of the prices of cuts, where they have any.
 */
export function pricesByLoad(multipliers: Multipliers, loads: readonly NamedLoad[]): number[][] {
  const prices = [...multipliers.rep, ...multipliers.leaving].flatMap((each) =>
    Array.from(each, plain),
  );
  let next = 0;
  const ofLoads = loads.map(({ groups }) => {
    next += groups.length;
    return prices.slice(next - groups.length, next);
  });
  return multipliers.cuts === undefined
    ? ofLoads
    : [...ofLoads, Array.from(multipliers.cuts, plain)];
}

/** JSON has no -0. */
export function plain(value: number): number {
  return value === 0 ? 0 : value;
}
