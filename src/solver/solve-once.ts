import { DualFunction } from './bound/dual-function.js';
import { type Budget, budgetFor, type Role } from './effort.js';
import { placeBySmallMip } from './lp/lp-placement.js';
import { sharpenPrices } from './lp/lp-prices.js';
import { type Layout, layOut, multipliersOf } from './model/layout.js';
import { allEligible } from './model/open-reps.js';
import type { Effort, Program, Solution, SolveOptions } from './model/program.js';
import { hugeUnits, isSmall } from './prices/price-rounds.js';
import { priceScale } from './prices/price-scale.js';
import { findPrices, type Priced } from './prices/prices.js';
import { type Proven, prove } from './proof/prove.js';
import { betterOf, type Found, foundAt } from './search/anneal-run.js';
import { plainPlan } from './search/plain-plan.js';
import { polish } from './search/polish.js';
import { refitFamilies } from './search/refit-families.js';
import { refitGreat } from './search/refit-great.js';
import { search, searchTask } from './search/search.js';
import { StopSignal } from './stop-signal.js';
import { WorkerPool } from './threads/worker-pool.js';

/** Each effort begins where the lesser ones end, so that more of it is never worse. */
const stepsTo: Record<Effort, readonly Effort[]> = {
  quick: ['quick'],
  normal: ['quick', 'normal'],
  thorough: ['quick', 'normal', 'thorough'],
};

/**
 * One run: a plain plan first, which nothing after it may fall behind, then all
 * phases at each effort up to the one asked for.
 */
export async function solveOnce(
  program: Program,
  options: SolveOptions,
  role: Role = 'proof',
): Promise<Solution> {
  const stop = new StopSignal(options);
  const layout = layOut(program);
  const dual = new DualFunction(layout, allEligible(program));
  const { onProgress } = options;
  onProgress?.({ phase: 'prices', done: 0, objective: undefined, bound: undefined });
  let best = provenNothing(layout, plainPlan(layout, stop.check));
  const steps = stepsFor(layout, options.effort, role);
  const workers = new WorkerPool(isSmall(layout) ? 1 : options.threads);
  let priced: Priced | undefined;
  for (const effort of steps) {
    if (isSettled(best) || (priced !== undefined && stop.check())) break;
    const budget = budgetFor(layout, effort, role);
    const isLast = effort === options.effort;
    const relaxed = findPrices(dual, budget.prices, workers, stop.check, priced);
    priced = relaxed === priced ? priced : await sharpenPrices(dual, relaxed);
    const { value: bound } = priced;
    if (isLast) onProgress?.({ phase: 'search', done: 0.2, objective: best.best.objective, bound });
    const report = (done: number, objective: number): void => {
      if (isLast) onProgress?.({ phase: 'proof', done: 0.4 + 0.6 * done, objective, bound });
    };
    const parts = { layout, dual, priced, budget, seed: options.seed, stop: stop.check, report };
    best = betterProven(best, await oneStep(parts, best.best, isLast));
  }
  await workers.dismiss();
  const { best: found, proof, bound, cuts } = best;
  return { ...found, proof, bound, cuts, interrupted: stop.stopped };
}

function stepsFor(layout: Layout, effort: Effort, role: Role): readonly Effort[] {
  // At such sizes lesser efforts take long and are never better.
  if (layout.unitCount > hugeUnits) return [effort];
  return role === 'search' ? stepsTo[effort].filter((step) => step !== 'quick') : stepsTo[effort];
}

interface Step {
  readonly layout: Layout;
  readonly dual: DualFunction;
  readonly priced: Priced;
  readonly budget: Budget;
  readonly seed: number;
  readonly stop: () => boolean;
  readonly report: (done: number, objective: number) => void;
}

/** Searches with the work of one effort, and proves what it can; in large programs a proof is left to the last. */
async function oneStep(step: Step, before: Found, isLast: boolean): Promise<Proven> {
  const { layout, dual, priced, budget, seed, stop, report } = step;
  const scale = priceScale(layout);
  // Of few and coarse units the relaxation shares too many for its shares to be a guide.
  const { lists, share } = priced;
  const drawnFrom = budget.prices.exactly ? { lists } : { lists, share };
  const task = searchTask({ dual, scale, prices: priced.prices, budget, stop, known: drawnFrom });
  const searched = betterOf(before, search(layout, task, budget.searches, seed));
  const byMip = await placeBySmallMip(dual);
  const known = byMip === undefined ? searched : betterOf(searched, foundAt(layout, byMip));
  const refit = refitFamilies(layout, task, known, budget.refitLooks);
  const found = refitGreat(layout, task, refit, budget.refitLooks);
  report(0, found.objective);
  if (budget.cases === 0 && !isLast) {
    return provenNothing(layout, polish(layout, task, found, budget.polishSteps));
  }
  return prove({ layout, scale, priced, whole: task, found, budget, seed, stop, report });
}

/** No term is ever below 0, so a bound of −Infinity stands for a proof still to come. */
function provenNothing(layout: Layout, best: Found): Proven {
  const multipliers = multipliersOf(layout.program, new Float64Array(layout.slotCount));
  return { best, proof: { multipliers }, bound: Number.NEGATIVE_INFINITY, cuts: [] };
}

/** The better placement, with the bound that proves more. */
function betterProven(first: Proven, second: Proven): Proven {
  const { proof, bound, cuts } = second.bound > first.bound ? second : first;
  return { best: betterOf(first.best, second.best), proof, bound, cuts };
}

/** A plan this near its bound, relatively or in all, needs no more work. */
const settledGap = 1e-7;
const settledSlack = 1e-12;

/** Whether more work could find or prove nothing that matters. */
export function isSettled({ best, bound }: Pick<Proven, 'best' | 'bound'>): boolean {
  if (bound === Number.POSITIVE_INFINITY) return true;
  const { objective, violation } = best;
  return violation === 0 && objective - bound <= Math.max(settledSlack, settledGap * objective);
}
