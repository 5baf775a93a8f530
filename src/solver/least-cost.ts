import { lagrangianBound } from './bound/bound.js';
import { DualFunction } from './bound/dual-function.js';
import { budgetFor } from './effort.js';
import { sharpenPrices } from './lp/lp-prices.js';
import { layOut, multipliersOf } from './model/layout.js';
import { allEligible } from './model/open-reps.js';
import type { LeastCost, Program, SolveOptions } from './model/program.js';
import { findPrices } from './prices/prices.js';
import { bindingBounds, hasManyBounds } from './solve-binding.js';
import { StopSignal } from './stop-signal.js';
import { WorkerPool } from './threads/worker-pool.js';
import { narrow } from './translate/binding-bounds.js';

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
  const found = findPrices(dual, budgetFor(layout, 'quick').prices, new WorkerPool(1), stop.check);
  const { prices } = await sharpenPrices(dual, found);
  return {
    bound: lagrangianBound(layout, open, prices),
    multipliers: multipliersOf(program, prices),
  };
}
