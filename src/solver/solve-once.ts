import { DualFunction } from './dual-function.js';
import { budgetFor, type Role } from './effort.js';
import { layOut } from './layout.js';
import { placeBySmallMip } from './lp/lp-placement.js';
import { sharpenPrices } from './lp/lp-prices.js';
import { allEligible } from './open-reps.js';
import { priceScale } from './price-scale.js';
import { findPrices } from './prices.js';
import type { Program, Solution, SolveOptions } from './program.js';
import { prove } from './proof/prove.js';
import { betterOf, foundAt } from './search/anneal-run.js';
import { search, searchTask } from './search/search.js';
import { Crew } from './smooth/crew.js';
import { StopSignal } from './stop-signal.js';

/** One run of all phases: finds a good placement and proves how good it is. */
export async function solveOnce(
  program: Program,
  options: SolveOptions,
  role: Role = 'proof',
): Promise<Solution> {
  const layout = layOut(program);
  const stop = new StopSignal(options);
  const budget = budgetFor(layout, options.effort, role);
  const scale = priceScale(layout);
  const dual = new DualFunction(layout, allEligible(program));

  options.onProgress?.({ phase: 'prices', done: 0, objective: undefined, bound: undefined });
  const crew = new Crew(budget.prices.exactly ? 1 : options.threads);
  const relaxed = findPrices(dual, budget.prices, crew, stop.check);
  await crew.dismiss();
  const priced = await sharpenPrices(dual, relaxed);

  options.onProgress?.({ phase: 'search', done: 0.2, objective: undefined, bound: priced.value });
  // Of few and coarse units the relaxation shares too many for its shares to be a guide.
  const { lists, share } = priced;
  const known = budget.prices.exactly ? { lists } : { lists, share };
  const task = searchTask(dual, scale, priced.prices, budget, stop.check, known);
  const searched = search(layout, task, budget.searches, options.seed);
  const byMip = await placeBySmallMip(dual);
  const found = byMip === undefined ? searched : betterOf(searched, foundAt(layout, byMip));

  const reportProof = (done: number, objective: number): void => {
    const bound = priced.value;
    options.onProgress?.({ phase: 'proof', done: 0.4 + 0.6 * done, objective, bound });
  };
  reportProof(0, found.objective);
  const { best, proof, bound, cuts } = prove(
    layout,
    scale,
    priced,
    task,
    found,
    budget,
    options.seed,
    stop.check,
    reportProof,
  );
  return { ...best, proof, bound, cuts, interrupted: stop.stopped };
}
