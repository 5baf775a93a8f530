import type { Random } from '../../model/random.js';
import { evaluate, isBetter, type Value } from '../model/evaluate.js';
import type { Layout } from '../model/layout.js';
import { loadViolation } from '../model/load-cost.js';
import type { LoadRanges } from '../model/open-reps.js';
import type { PriceScale } from '../prices/price-scale.js';
import { annealStage } from './anneal.js';
import type { Candidates } from './candidates.js';
import { construct } from './construct.js';
import { descend } from './descend.js';
import { repair } from './repair.js';
import { searchCurves } from './search-costs.js';
import { SearchState } from './search-state.js';

export interface SearchTask {
  readonly prices: Float64Array;
  readonly scale: PriceScale;
  /** What the loads can come to: of the same program that the prices are of. */
  readonly ranges: LoadRanges;
  readonly candidates: Candidates;
  /** Proposed moves in all. */
  readonly moves: number;
  readonly stages: number;
  /** Where to begin; undefined: construct. */
  readonly start: Int32Array | undefined;
  /** First temperature as a share of what a typical move costs. */
  readonly heat: number;
  readonly stop: () => boolean;
}

export interface Found extends Value {
  readonly placement: Int32Array;
}

/**
 * One annealing run. Temperatures fall geometrically; over nearly all
 * of it the load costs slide from prices to the truth, very slowly at first,
 * while the great units find their places. Must bounds cost a penalty that slides
 * in alike, and then rises where a bound is broken and falls where it is kept.
 */
export function annealRun(layout: Layout, task: SearchTask, random: Random): Found {
  const { prices, scale, candidates, stages } = task;
  const least = scale.step.map((step, s) => 2 * Math.max(step, Math.abs(prices[s])));
  const penalty = Float64Array.from(least);
  const slide = task.start === undefined;
  const curvesAt = (truth: number) => searchCurves(layout, { truth, prices, penalty });
  const start = task.start ?? construct(layout, candidates, curvesAt(1), random, 1);
  const state = new SearchState(layout, start, curvesAt(slide ? 0 : 1), candidates);
  const hot = task.heat * typicalDelta(state, candidates, random);
  const cold = hot * 1e-3;
  for (let stage = 0; stage < stages && !task.stop(); stage++) {
    const done = stage / Math.max(1, stages - 1);
    const truth = slide ? Math.min(1, done / 0.9) ** 5 : 1;
    state.viewAt(curvesAt(truth), prices, task.ranges);
    const temperature = hot * (cold / hot) ** done;
    annealStage(state, candidates, random, temperature, Math.floor(task.moves / stages));
    if (done > 0.5) adjustPenalties(layout, state, penalty, least);
  }
  state.viewAt(curvesAt(1), prices, task.ranges);
  descend(state, candidates, task.moves, task.stop);
  repair(state, { ...task, penalty, view: () => curvesAt(1), random });
  return foundAt(layout, state.place);
}

function adjustPenalties(
  layout: Layout,
  state: SearchState,
  penalty: Float64Array,
  least: Float64Array,
): void {
  for (let s = 0; s < penalty.length; s++) {
    const broken = loadViolation(layout.slotCosts[s], state.load[s]) > 0;
    penalty[s] = broken ? penalty[s] * 1.3 : Math.max(least[s], penalty[s] * 0.93);
  }
}

/** The median cost of a random move that costs something. */
function typicalDelta(state: SearchState, candidates: Candidates, random: Random): number {
  const deltas: number[] = [];
  for (let i = 0; i < 1000; i++) {
    const u = random.below(state.place.length);
    const k = random.below(candidates.count[u]);
    const to = candidates.rep[u * candidates.width + k];
    if (to === state.place[u]) continue;
    const delta = Math.abs(state.relocateDelta(u, to));
    if (delta > 0 && delta < Infinity) deltas.push(delta);
  }
  deltas.sort((a, b) => a - b);
  return deltas[Math.floor(deltas.length / 2)] ?? 1e-6;
}

export function foundAt(layout: Layout, placement: Int32Array): Found {
  return { placement, ...evaluate(layout, placement) };
}

/** The better of two; the first where they tie. */
export function betterOf(a: Found | undefined, b: Found): Found {
  return a === undefined || isBetter(b, a) ? b : a;
}
