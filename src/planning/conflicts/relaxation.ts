import { assemble } from '../../assembly/assemble.js';
import type { AssemblyInputs } from '../../assembly/ground.js';
import type { MustRow, Relaxation } from '../../evaluation/conflict-types.js';
import { type Asking, feasibilityOf } from './feasibility.js';
import { type Movable, movableBounds } from './movable-bounds.js';
import { withOnly } from './must-rows.js';

/** The first step away from a bound, as a part of it and of the way to where it asks nothing. */
const firstStep = { ofBound: 0.05, ofWay: 0.001 };
/** A bound is moved this often before it is asked whether moving it helps at all. */
const triesUnseen = 3;
/** What is left of a bound below this part of it is nothing but its tolerance. */
const negligible = 1e-6;

/**
 * The least change to one bound, among those of a conflict, for which a plan
 * is found: each movable bound is moved further and further until there is
 * one, then halved back to the last figure that is told. Of several the
 * relatively smallest change is told.
 */
export async function leastRelaxation(
  inputs: AssemblyInputs,
  all: readonly MustRow[],
  kept: readonly MustRow[],
  asking: Asking,
): Promise<Relaxation | undefined> {
  const base = withOnly(inputs, all, kept);
  const problem = assemble(base);
  // No bound gives an account someone to go to.
  if (problem.unplaceable.length > 0) return undefined;
  let best: { readonly relaxation: Relaxation; readonly size: number } | undefined;
  for (const movable of kept.flatMap((row) => movableBounds(base, problem, row))) {
    if (asking.options.shouldStop?.() === true) break;
    const amount = await leastMove(movable, asking);
    if (amount === undefined) continue;
    const { row, file, column, from } = movable;
    const size = Math.abs(amount - from.amount) / Math.max(amount, from.amount);
    if (best === undefined || size < best.size) {
      const to = { amount, percent: from.percent };
      best = { size, relaxation: { row, file, column, from, to } };
    }
  }
  return best?.relaxation;
}

/** Undefined where the bound does not stand in the way alone. */
async function leastMove(movable: Movable, asking: Asking): Promise<number | undefined> {
  const { from, far, column } = movable;
  const sign = column === 'min' ? -1 : 1;
  const holds = async (amount: number): Promise<boolean> => {
    const moved = movable.moved({ amount, percent: from.percent });
    return (await feasibilityOf(moved, asking))?.feasible === true;
  };
  const farthest = written(movable, far, 'far');
  if (sign * (farthest - from.amount) <= 0) return undefined;
  let broken = from.amount;
  let enough: number | undefined;
  let tries = 0;
  const way = Math.abs(farthest - from.amount);
  const first = Math.max(from.amount * firstStep.ofBound, way * firstStep.ofWay);
  for (let step = movable.whole ? Math.ceil(first) : first; step < way; step *= 2) {
    const next = written(movable, from.amount + sign * step, 'far');
    if (next === broken) continue;
    // The way out is long: see first whether it leads anywhere.
    if (tries++ === triesUnseen && !(await holds(farthest))) return undefined;
    if (await holds(next)) {
      enough = next;
      break;
    }
    broken = next;
  }
  if (enough === undefined && !(tries > triesUnseen || (await holds(farthest)))) return undefined;
  return halved(movable, broken, enough ?? farthest, holds);
}

/** The least amount that holds, as far as it is told, between one that does not and one that does. */
async function halved(
  movable: Movable,
  broken: number,
  enough: number,
  holds: (amount: number) => Promise<boolean>,
): Promise<number> {
  const isBetween = (amount: number): boolean =>
    Math.min(broken, enough) < amount && amount < Math.max(broken, enough);
  while (Math.abs(enough - broken) > negligible * movable.from.amount) {
    const middle = (enough + broken) / 2;
    let next = written(movable, middle, 'far');
    if (!isBetween(next)) next = written(movable, middle, 'near');
    if (!isBetween(next)) break;
    if (await holds(next)) enough = next;
    else broken = next;
  }
  return enough;
}

/** A number as it is told: whole, tenths of a percent, or three digits; on the far side of the amount or on the near. */
function written({ whole, from, column }: Movable, amount: number, side: 'near' | 'far'): number {
  const power = Math.floor(Math.log10(Math.max(Math.abs(amount), 1e-9))) - 2;
  const digits = whole ? 0 : from.percent ? 3 : -power;
  // A power of ten below 1 has no exact value; dividing by its inverse gives the nearest there is.
  const steps = digits >= 0 ? amount * 10 ** digits : amount / 10 ** -digits;
  const up = (column !== 'min') === (side === 'far');
  const rounded = up ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9);
  return digits >= 0 ? rounded / 10 ** digits : rounded * 10 ** -digits;
}
