import { type AscentResult, ascend } from '../ascent.js';
import type { HeldUnit } from '../bound.js';
import { DualFunction } from '../dual-function.js';
import { evaluate } from '../evaluate.js';
import { solveRelaxation } from '../interior/interior-point.js';
import type { Layout } from '../layout.js';
import { type OpenReps, without, withUnit } from '../open-reps.js';
import type { PriceScale } from '../price-scale.js';
import { relax } from '../relaxation/relaxation.js';
import { ownArrays } from '../shared-arrays.js';
import { listAll } from '../unit-lists.js';
import { allUnits } from '../unit-sample.js';
import { chooseBranch, Shares } from './branch-choice.js';
import { NodeHeap } from './node-heap.js';
import { caseGap } from './strengthen.js';

/** A case of the proof: the plans that place `unit` among `reps`, within those of `parent`. */
export interface CaseNode {
  readonly parent: CaseNode | undefined;
  readonly unit: number;
  readonly reps: readonly number[];
  readonly order: number;
  /** Reps open in the parent; this case leaves `unit` only `reps` of them. Dropped once looked into. */
  open: OpenReps | undefined;
  prices: Float64Array;
  /** Prices that value the one plan left where the others are ruled out, if not the same. */
  settled: Float64Array | undefined;
  bound: number;
  /** Reps whose excess at the prices alone lifts the bound to the cutoff. */
  ruledOut: readonly HeldUnit[];
  /** False while nothing but the parent's prices speaks for the case. */
  looked: boolean;
  cases: CaseNode[];
}

export interface BranchPlan {
  /** Reps open at the root. */
  readonly open: OpenReps;
  /** Prices of the root. */
  readonly prices: Float64Array;
  readonly scale: PriceScale;
  /** Cases whose bound reaches this need no further proof; lowered as better placements are found. */
  readonly cutoff: number;
  readonly nodeLimit: number;
  /** Entries of relaxations times steps, over all cases, where these are solved. */
  readonly work: number;
  /** A relative gap that is worth only a third of that. */
  readonly goodGap: number;
  readonly resilientSteps: number;
  /** 0: the relaxation is solved in every case; else prices climb a little. */
  readonly volumeSteps: number;
  readonly firstLength: number;
  readonly leastReach: number;
  readonly stop: () => boolean;
  /** Told of a placement that keeps the must bounds; answers the cutoff from then on. */
  readonly found: (placement: Int32Array, objective: number) => number;
  /** Shown each case as narrowed and priced, to search within it, and what part of the work is done; answers the cutoff. */
  readonly dive: (dual: DualFunction, prices: Float64Array, nodes: number, done: number) => number;
}

export interface BranchResult {
  readonly root: CaseNode;
  /** The least bound of the open cases. */
  readonly bound: number;
  readonly nodes: number;
}

/** Best-first branch and bound; every case is proven by prices climbed from its parent's. */
export function branchAndBound(layout: Layout, plan: BranchPlan): BranchResult {
  const dual = new DualFunction(layout, plan.open);
  const shares = new Shares(layout.unitCount, layout.repCount);
  const unitWeight = weightOfUnits(layout, plan.scale);
  const row = new Float64Array(layout.repCount);
  const root: CaseNode = {
    parent: undefined,
    unit: -1,
    reps: [],
    order: 0,
    open: plan.open,
    prices: plan.prices,
    settled: undefined,
    bound: -Infinity,
    ruledOut: [],
    looked: false,
    cases: [],
  };
  let { cutoff } = plan;
  let nodes = 0;
  let work = 0;
  let order = 0;
  const waiting = new NodeHeap<CaseNode>();
  const settled = { bound: Infinity };
  waiting.push(root);
  while (nodes < plan.nodeLimit && !plan.stop()) {
    const node = waiting.least();
    if (node === undefined || node.bound >= cutoff) break;
    const isGood = Math.min(node.bound, settled.bound) >= cutoff - plan.goodGap * Math.abs(cutoff);
    if (work >= (isGood ? 1 / 3 : 1) * plan.work) break;
    waiting.pop();
    node.looked = true;
    nodes++;
    dual.restrict(openIn(node));
    if (dual.isEmpty()) {
      node.bound = Infinity;
      continue;
    }
    shares.clear();
    const climbed: AscentResult & { readonly work?: number } =
      plan.volumeSteps === 0
        ? solveCase(dual, node.prices, shares, plan)
        : ascend(dual, plan.scale, node.prices, { ...plan, enough: cutoff }, (choice, weight) =>
            shares.add(choice, weight),
          );
    work += climbed.work ?? 0;
    node.prices = climbed.prices;
    node.bound = Math.max(node.bound, climbed.value);
    if (node.bound >= cutoff) {
      settled.bound = Math.min(settled.bound, node.bound);
      continue;
    }
    dual.evaluate(node.prices);
    node.ruledOut = ruleOut(dual, node.prices, cutoff - climbed.value, row);
    if (node.ruledOut.length > 0) {
      dual.restrict(without(dual.open, node.ruledOut));
      if (dual.isEmpty()) {
        node.bound = Infinity;
        continue;
      }
      node.bound = Math.max(node.bound, dual.evaluate(node.prices));
    }
    const choice = chooseBranch(dual, shares, unitWeight);
    if (choice === undefined) {
      settle(dual, node);
      const { objective, violation } = evaluate(layout, dual.choice);
      if (violation === 0) cutoff = Math.min(cutoff, plan.found(dual.choice, objective));
      settled.bound = Math.min(settled.bound, node.bound);
      continue;
    }
    const done = Math.max(nodes / plan.nodeLimit, work / plan.work);
    cutoff = Math.min(cutoff, plan.dive(dual, node.prices, nodes, Math.min(1, done)));
    dual.evaluate(node.prices);
    dual.reducedCosts(choice.unit, node.prices, row);
    const least = dual.minimumOf(choice.unit);
    const isTied = dual.ties.isTied[choice.unit] === 1;
    for (const reps of choice.parts) {
      const excess = Math.min(...reps.map((rep) => row[rep])) - least;
      const child: CaseNode = {
        parent: node,
        unit: choice.unit,
        reps,
        order: ++order,
        open: dual.open,
        prices: node.prices,
        settled: undefined,
        bound: isTied ? node.bound : node.bound + Math.max(0, excess),
        ruledOut: [],
        looked: false,
        cases: [],
      };
      node.cases.push(child);
      waiting.push(child);
    }
  }
  const leastOpen = waiting.least()?.bound ?? Infinity;
  return { root, bound: Math.min(leastOpen, settled.bound), nodes };
}

/** The prices of the relaxation within a case, or its parent's where those prove more; with what it shares. */
function solveCase(
  dual: DualFunction,
  start: Float64Array,
  shares: Shares,
  { stop }: BranchPlan,
): AscentResult & { readonly work: number } {
  const { layout } = dual;
  const lists = listAll(dual);
  const lp = relax(dual, lists, allUnits(layout), undefined, ownArrays);
  const solved = solveRelaxation(lp, start, { gap: caseGap, mostSteps: 40, stop });
  const first = layout.cuts?.first ?? layout.slotCount;
  const prices = solved.prices.map((price, s) => (s < first ? price : Math.max(0, price)));
  for (let u = 0; u < layout.unitCount; u++) {
    const from = lists.open.start[u];
    for (let i = from; i < lists.open.end[u]; i++) {
      shares.set(u, lists.open.reps[i], solved.share[i]);
    }
  }
  const value = dual.evaluate(prices);
  const before = dual.evaluate(start);
  const work = lists.cost.length * solved.steps;
  return value > before ? { prices, value, work } : { prices: start, value: before, work };
}

/** A case with everything decided is valued exactly by prices of loads alone. */
function settle(dual: DualFunction, node: CaseNode): void {
  const { cuts } = dual.layout;
  if (cuts === undefined) return;
  const prices = node.prices.map((price, s) => (s < cuts.first ? price : 0));
  const value = dual.evaluate(prices);
  if (value <= node.bound) return;
  node.settled = prices;
  node.bound = value;
}

function openIn(node: CaseNode): OpenReps {
  const { open, unit, reps } = node;
  if (open === undefined) throw new Error('a case is looked into once');
  node.open = undefined;
  return node.parent === undefined ? open : withUnit(open, unit, reps);
}

/** Every rep whose excess alone closes the gap can be left out, except in families, where units do not add up. */
export function ruleOut(
  dual: DualFunction,
  prices: Float64Array,
  gap: number,
  row: Float64Array,
): HeldUnit[] {
  const { reps, start, end } = dual.open;
  const ruledOut: HeldUnit[] = [];
  for (let unit = 0; unit < start.length; unit++) {
    if (end[unit] - start[unit] < 2 || dual.ties.isTied[unit] === 1) continue;
    dual.reducedCosts(unit, prices, row);
    const limit = dual.minimumOf(unit) + gap;
    const open = [...reps.subarray(start[unit], end[unit])];
    const out = open.filter((rep) => row[rep] >= limit);
    if (out.length > 0) ruledOut.push({ unit, reps: out });
  }
  return ruledOut;
}

/** What each unit's amounts come to at usual prices. */
function weightOfUnits(layout: Layout, scale: PriceScale): Float64Array {
  const { unitCount, repCount, loadCount, amounts, slotOf } = layout;
  const stepOf = new Float64Array(loadCount);
  for (let l = 0; l < loadCount; l++) {
    for (let j = 0; j < repCount; j++) {
      const slot = slotOf[l * repCount + j];
      if (slot >= 0) stepOf[l] = Math.max(stepOf[l], scale.step[slot]);
    }
  }
  return Float64Array.from({ length: unitCount }, (_, u) => {
    let weight = 1e-9;
    for (let l = 0; l < loadCount; l++) weight += stepOf[l] * Math.abs(amounts[u * loadCount + l]);
    return weight;
  });
}
