import { narrow } from './binding-bounds.js';
import { lagrangianBound } from './bound.js';
import { DualFunction } from './dual-function.js';
import { budgetFor } from './effort.js';
import { layOut, multipliersOf } from './layout.js';
import { sharpenPrices } from './lp/lp-prices.js';
import { allEligible } from './open-reps.js';
import { findPrices } from './prices.js';
import type { LeastCost, Program, SolveOptions } from './program.js';
import { Crew } from './smooth/crew.js';
import { bindingBounds, hasManyBounds } from './solve-binding.js';
import { StopSignal } from './stop-signal.js';

/** For each program a cost that no plan of it undercuts, by prices alone; no plan is looked for. */
export async function leastCosts(
  programs: readonly Program[],
  options: SolveOptions,
): Promise<readonly LeastCost[]> {
  const stop = new StopSignal(options);
  const found: LeastCost[] = [];
  for (const program of programs) found.push(await leastCost(program, stop));
  return found;
}

async function leastCost(program: Program, stop: StopSignal): Promise<LeastCost> {
  if (!hasManyBounds(program)) return pricedCost(program, stop);
  const { program: few, multipliersOf } = narrow(program, bindingBounds(program, stop));
  const { bound, multipliers } = await pricedCost(few, stop);
  return { bound, multipliers: multipliersOf(multipliers) };
}

async function pricedCost(program: Program, stop: StopSignal): Promise<LeastCost> {
  const layout = layOut(program);
  const open = allEligible(program);
  const dual = new DualFunction(layout, open);
  const found = findPrices(dual, budgetFor(layout, 'quick').prices, new Crew(1), stop.check);
  const { prices } = await sharpenPrices(dual, found);
  return {
    bound: lagrangianBound(layout, open, prices),
    multipliers: multipliersOf(program, prices),
  };
}
