import TinyQueue from 'tinyqueue';
import type { HeldUnit } from '../bound/bound.js';
import { evaluate } from '../model/evaluate.js';
import type { Layout } from '../model/layout.js';
import { type OpenReps, without, withUnit } from '../model/open-reps.js';
import type { PriceScale } from '../prices/price-scale.js';
import { chooseBranch, Shares } from './branch-choice.js';
import type { CaseBounds } from './case-bounds.js';

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
  readonly stop: () => boolean;
  /** Told of a placement that keeps the must bounds; answers the cutoff from then on. */
  readonly found: (placement: Int32Array, objective: number) => number;
  /** Shown each case as narrowed and priced, to search within it, and what part of the work is done; answers the cutoff. */
  readonly dive: (open: OpenReps, prices: Float64Array, nodes: number, done: number) => number;
}

export interface BranchResult {
  readonly root: CaseNode;
  /** The least bound of the open cases. */
  readonly bound: number;
  readonly nodes: number;
  /** Entries of relaxations times steps. */
  readonly work: number;
}

/** Best-first branch and bound; every case is proven by prices climbed from its parent's. */
export function branchAndBound(layout: Layout, bounds: CaseBounds, plan: BranchPlan): BranchResult {
  const shares = new Shares(layout.unitCount, layout.repCount);
  const unitWeight = weightOfUnits(layout, plan.scale);
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
  const waiting = new TinyQueue<CaseNode>([], leastBoundFirst);
  const settled = { bound: Infinity };
  waiting.push(root);
  while (nodes < plan.nodeLimit && !plan.stop()) {
    const node = waiting.peek();
    if (node === undefined || node.bound >= cutoff) break;
    const isGood = Math.min(node.bound, settled.bound) >= cutoff - plan.goodGap * Math.abs(cutoff);
    if (work >= (isGood ? 1 / 3 : 1) * plan.work) break;
    waiting.pop();
    node.looked = true;
    nodes++;
    bounds.restrict(openIn(node));
    if (bounds.isEmpty()) {
      node.bound = Infinity;
      continue;
    }
    shares.clear();
    const climbed = bounds.climb(node.prices, shares, cutoff);
    work += climbed.work;
    node.prices = climbed.prices;
    node.bound = Math.max(node.bound, climbed.value);
    if (node.bound >= cutoff) {
      settled.bound = Math.min(settled.bound, node.bound);
      continue;
    }
    bounds.evaluate(node.prices);
    node.ruledOut = bounds.ruleOut(node.prices, cutoff - climbed.value);
    if (node.ruledOut.length > 0) {
      bounds.restrict(without(bounds.open, node.ruledOut));
      if (bounds.isEmpty()) {
        node.bound = Infinity;
        continue;
      }
      node.bound = Math.max(node.bound, bounds.evaluate(node.prices));
      if (node.bound >= cutoff) {
        settled.bound = Math.min(settled.bound, node.bound);
        continue;
      }
    }
    const choice = chooseBranch(bounds.open, shares, unitWeight);
    if (choice === undefined) {
      settle(bounds, node);
      const { objective, violation } = evaluate(layout, bounds.choice);
      if (violation === 0) cutoff = Math.min(cutoff, plan.found(bounds.choice, objective));
      settled.bound = Math.min(settled.bound, node.bound);
      continue;
    }
    const done = Math.max(nodes / plan.nodeLimit, work / plan.work);
    cutoff = Math.min(cutoff, plan.dive(bounds.open, node.prices, nodes, Math.min(1, done)));
    bounds.evaluate(node.prices);
    for (const reps of choice.parts) {
      const excess = bounds.excess(choice.unit, reps, node.prices);
      const child: CaseNode = {
        parent: node,
        unit: choice.unit,
        reps,
        order: ++order,
        open: bounds.open,
        prices: node.prices,
        settled: undefined,
        bound: node.bound + Math.max(0, excess),
        ruledOut: [],
        looked: false,
        cases: [],
      };
      node.cases.push(child);
      waiting.push(child);
    }
  }
  const leastOpen = waiting.peek()?.bound ?? Infinity;
  return { root, bound: Math.min(leastOpen, settled.bound), nodes, work };
}

/** A case with everything decided may be valued exactly by other prices. */
function settle(bounds: CaseBounds, node: CaseNode): void {
  const prices = bounds.settled(node.prices);
  if (prices === node.prices) return;
  const value = bounds.evaluate(prices);
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

/** Ties in the order of arrival, so that every order is settled. */
function leastBoundFirst(a: CaseNode, b: CaseNode): number {
  return a.bound === b.bound ? a.order - b.order : a.bound < b.bound ? -1 : 1;
}
