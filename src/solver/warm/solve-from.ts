import { Random } from '../../model/random.js';
import { DualFunction } from '../bound/dual-function.js';
import { type Budget, budgetFor } from '../effort.js';
import { sharpenPrices } from '../lp/lp-prices.js';
import { type Layout, layOut } from '../model/layout.js';
import { allEligible, isOpen } from '../model/open-reps.js';
import type { Placement, Program, Solution, SolveOptions } from '../model/program.js';
import { allUnits } from '../model/unit-sample.js';
import { costlessSlots, freeSlots } from '../prices/idle-slots.js';
import { solveRelaxation } from '../prices/interior/interior-point.js';
import { priceScale } from '../prices/price-scale.js';
import { findPrices, type Priced } from '../prices/prices.js';
import { relax } from '../prices/relaxation/relaxation.js';
import { climb } from '../prices/smooth/climb.js';
import { listAll } from '../prices/unit-lists.js';
import { prove } from '../proof/prove.js';
import { annealRun, betterOf, type Found, foundAt, type SearchTask } from '../search/anneal-run.js';
import { search, searchTask } from '../search/search.js';
import { StopSignal } from '../stop-signal.js';
import { WorkerPool } from '../threads/worker-pool.js';
import { climbFrom } from './climb-from.js';

/** What is known of a program that is like one solved before. */
export interface WarmStart {
  /** A place for every unit; places that are not open to a unit (-1, say) are only a gap in it. */
  readonly placement: Placement;
  /** Prices by slot, as `carriedPrices` has them; undefined: they are sought. */
  readonly prices: Float64Array | undefined;
}

/** The part of a whole run's work that a warm one may do. */
const warmShare = 0.15;
/** And of its heat, so that what is good in the start is not shaken loose. */
const warmHeat = 0.2;
/** Cases of the question whether any plan keeps the must bounds: what a start is like is mostly known to have one. */
const mostCasesWithoutPlan = 300;

/**
 * Solves a program from a placement that is good for one like it: prices climb
 * from those given, the placement is annealed at low heat and polished, and a
 * small program gets a short look from scratch and a short proof beside. Never
 * worse than the start. Takes about a seventh of the work of `solve`.
 */
export async function solveFrom(
  program: Program,
  start: WarmStart,
  options: SolveOptions,
): Promise<Solution> {
  const layout = layOut(program);
  const stop = new StopSignal(options);
  const whole = budgetFor(layout, options.effort);
  const budget = warmBudget(whole);
  const dual = new DualFunction(layout, allEligible(program));
  const scale = priceScale(layout);

  options.onProgress?.({ phase: 'prices', done: 0, objective: undefined, bound: undefined });
  const workers = new WorkerPool(whole.prices.exactly ? 1 : options.threads);
  const priced = await pricesFrom(dual, start.prices, whole, workers, stop.check);
  await workers.dismiss();

  options.onProgress?.({ phase: 'search', done: 0.3, objective: undefined, bound: priced.value });
  const { lists, share } = priced;
  const known = whole.prices.exactly ? { lists } : { lists, share };
  const task = searchTask({ dual, scale, prices: priced.prices, budget, stop: stop.check, known });
  const found = searchFrom(layout, task, withGapsFilled(dual, start.placement, priced), {
    fromScratch: whole.prices.exactly,
    seed: options.seed,
  });
  const report = (done: number, objective: number): void => {
    const bound = priced.value;
    options.onProgress?.({ phase: 'proof', done: 0.6 + 0.4 * done, objective, bound });
  };
  report(0, found.objective);
  const { best, proof, bound, cuts } = prove({
    layout,
    scale,
    priced,
    whole: task,
    found,
    budget,
    seed: options.seed,
    stop: stop.check,
    report,
  });
  return { ...best, proof, bound, cuts, interrupted: stop.stopped };
}

function warmBudget(whole: Budget): Budget {
  const part = (work: number): number => Math.ceil(work * warmShare);
  const isExact = whole.prices.exactly;
  return {
    ...whole,
    searches: 1,
    // The searches of a small program are short beside its proof.
    movesPerSearch: isExact ? whole.movesPerSearch : part(whole.movesPerSearch),
    polishSteps: part(whole.polishSteps),
    casesWithoutPlan: Math.min(mostCasesWithoutPlan, whole.casesWithoutPlan),
    cuts: { ...whole.cuts, work: part(whole.cuts.work) },
    cases: part(whole.cases),
    caseWork: whole.caseWork * warmShare,
  };
}

/** Prices from those given; with a look at all units in the end, which tells who is likely to go where. */
async function pricesFrom(
  dual: DualFunction,
  given: Float64Array | undefined,
  { prices: plan }: Budget,
  workers: WorkerPool,
  stop: () => boolean,
): Promise<Priced> {
  if (given === undefined) return sharpenPrices(dual, findPrices(dual, plan, workers, stop));
  const { layout } = dual;
  if (plan.exactly) {
    const lists = listAll(dual);
    const lp = relax(dual, lists, allUnits(layout), { idle: freeSlots(layout) });
    const solved = solveRelaxation(lp, given, { gap: plan.gap, mostSteps: 80, stop });
    const { prices, share } = solved;
    return sharpenPrices(dual, {
      prices,
      share,
      lists,
      value: dual.evaluate(prices),
      further: undefined,
    });
  }
  const near = betterPrices(dual, given, climbFrom(layout, dual.open, given, stop));
  const last = plan.rounds[plan.rounds.length - 1];
  const units = allUnits(layout);
  const lists = workers.list(dual, { prices: near.prices, units: units.units, plan: last.lists });
  // Bounds that cost nothing and have no price are taken to need none.
  const idle = costlessSlots(layout).map((costless, s) => (near.prices[s] === 0 ? costless : 0));
  const lp = relax(dual, lists, units, { idle });
  const sharp = last.levels.filter((_, at) => at % 2 === 0);
  const climbed = climb(lp, near.prices, { levels: sharp, stop }, workers);
  return {
    ...betterPrices(dual, near.prices, climbed.prices),
    lists,
    share: climbed.share,
    further: undefined,
  };
}

function betterPrices(
  dual: DualFunction,
  one: Float64Array,
  other: Float64Array,
): Pick<Priced, 'prices' | 'value'> {
  const [a, b] = [one, other].map((prices) => ({ prices, value: dual.evaluate(prices) }));
  return b.value > a.value ? b : a;
}

/** Units whose place is not open to them go where they are cheapest. */
function withGapsFilled(dual: DualFunction, placement: Placement, { prices }: Priced): Placement {
  dual.evaluate(prices);
  return placement.map((rep, unit) => (isOpen(dual.open, unit, rep) ? rep : dual.choice[unit]));
}

/** The best of the start itself, a search that begins there, and in small programs one from scratch. */
function searchFrom(
  layout: Layout,
  task: SearchTask,
  start: Placement,
  { fromScratch, seed }: { readonly fromScratch: boolean; readonly seed: number },
): Found {
  const own = foundAt(layout, start);
  const warm = { ...task, start: Int32Array.from(start), heat: task.heat * warmHeat };
  const near = betterOf(own, annealRun(layout, warm, new Random(seed, 0)));
  return fromScratch && !task.stop() ? betterOf(near, search(layout, task, 1, seed + 1)) : near;
}
