import type { Assignment } from '../../model/assignment.js';
import type { Problem } from '../../model/problem.js';
import { keepBounds } from '../../solver/feasibility/keep-bounds.js';
import { onlyBounds, pricedBounds } from '../../solver/feasibility/must-bounds.js';
import { impossibleBySums } from '../../solver/feasibility/sums.js';
import { smallPairs } from '../../solver/prices/price-rounds.js';
import type { Asking } from './inquiry.js';
import {
  type BrokenBound,
  boundId,
  brokenBounds,
  moveOf,
  withBounds,
  written,
} from './must-bounds.js';
import { type MustModel, mustModel, placementOf } from './must-model.js';

/** Bounds moved so that a plan keeps them all, and that plan. */
export interface MovedBounds {
  readonly bounds: readonly BrokenBound[];
  readonly assignment: Assignment;
  /** Σ of what each is moved, as a part of it, and a little for each row that changes. */
  readonly size: number;
}

/** Tries of the search for the plan that breaks bounds least, and of those that ask for less yet. */
const work = { first: 160_000, evenly: 60_000, again: 24_000 };
const workEach = 10;
/** How often it is asked whether less would do: by pairs of account and rep. */
const questions = { pairs: 1_500_000, least: 12, most: 300 };
/** Moving more bounds than this one by one is not worth it: each is already as the plan needs it. */
const mostBounds = 16;
/** What one more row that changes counts, beside how far it moves. */
const oneMore = 0.1;
/** How much more bounds count that stand in nobody's way. */
const othersWeigh = 10;
/** Programs of so few pairs are handed to the whole solver where the search finds nothing. */
const tinyPairs = 1_500;
/** What is left of a bound below this part of it is nothing but its tolerance. */
const negligible = 1e-6;

/**
 * The least that the bounds of must rows have to be moved, each as a part of
 * itself, for a plan to keep them. The plan that passes them by least in sum
 * says which and how far; then each bound is moved back by halves as far as
 * plans are found, and left alone where there is one without.
 */
export async function leastBounds(problem: Problem, asking: Asking): Promise<MovedBounds> {
  return tightened(problem, await firstBounds(problem, asking), asking);
}

/**
 * Only what the plan says that passes the bounds by least in sum.
 *
 * @param inTheWay keys of the rows that are to be moved rather than others; none: whichever
 * @param quickly the plan is looked for from the nearest one alone
 */
export async function firstBounds(
  problem: Problem,
  asking: Asking,
  inTheWay: ReadonlySet<string> = new Set(),
  quickly = false,
): Promise<MovedBounds> {
  return movedFor(problem, await leastBroken(mustModel(problem), asking, { quickly, inTheWay }));
}

export function movedFor(problem: Problem, assignment: Assignment): MovedBounds {
  const bounds = brokenBounds(problem, assignment);
  return { bounds, assignment, size: sizeOf(bounds) };
}

function sizeOf(bounds: readonly BrokenBound[]): number {
  // All max_accounts are one thing to change.
  const changed = new Set(bounds.map(({ row }) => (typeof row === 'string' ? '' : row)));
  return bounds.reduce((sum, bound) => sum + moveOf(bound), oneMore * changed.size);
}

/** The best of some plans that pass the bounds by little. */
async function leastBroken(
  model: MustModel,
  asking: Asking,
  { quickly, inTheWay }: { quickly: boolean; inTheWay: ReadonlySet<string> },
): Promise<Assignment> {
  const { must, translation, problem } = model;
  const { options, solver, near } = asking;
  const { seed } = options;
  const weight = (slot: number): number =>
    inTheWay.size === 0 || inTheWay.has(model.keyOf[slot]) ? 1 : othersWeigh;
  const tried: Int32Array[] = [];
  const first = work.first + workEach * must.layout.unitCount;
  const kept = keepBounds(must, placementOf(model, near), { work: first, seed, weight });
  tried.push(kept.placement);
  if (
    !quickly &&
    kept.violation > 0 &&
    must.layout.unitCount * must.layout.repCount <= smallPairs
  ) {
    const program = pricedBounds(translation.program, () => true, weight);
    const { placement } = await solver.solve(program, { ...options, effort: 'quick' });
    tried.push(placement);
  }
  if (kept.violation > 0) {
    for (const placement of [...tried]) {
      const even = { work: work.evenly, seed, evenly: true, weight };
      tried.push(keepBounds(must, placement, even).placement);
    }
  }
  const moved = tried.map((placement) => movedFor(problem, translation.assignmentOf(placement)));
  const most = ({ bounds }: MovedBounds): number => Math.max(0, ...bounds.map(moveOf));
  const isLess = (one: MovedBounds, other: MovedBounds): boolean =>
    Math.abs(one.size - other.size) > 1e-9 ? one.size < other.size : most(one) < most(other);
  return moved.reduce((best, one) => (isLess(one, best) ? one : best)).assignment;
}

/** The same bounds, each moved back by halves as far as plans are found. */
export async function tightened(
  problem: Problem,
  first: MovedBounds,
  asking: Asking,
): Promise<MovedBounds> {
  if (first.bounds.length === 0 || first.bounds.length > mostBounds) return first;
  const { options } = asking;
  const pairs = Math.max(1, problem.accountCount * problem.repCount);
  let left = Math.min(questions.most, Math.max(questions.least, questions.pairs / pairs));
  const now = new Map(first.bounds.map((bound) => [boundId(bound), bound.to]));
  let { assignment } = first;
  /** A plan with one bound at another amount, the others as they are. */
  const holds = async (bound: BrokenBound, amount: number): Promise<boolean> => {
    left--;
    options.onProgress?.({
      phase: 'relaxations',
      done: 0.5,
      objective: undefined,
      bound: undefined,
    });
    await new Promise((resolve) => setImmediate(resolve));
    const changed = new Map([...now, [boundId(bound), amount]]);
    const found = await keptWithin(withBounds(problem, changed), { ...asking, near: assignment });
    if (found === undefined) return false;
    assignment = found;
    now.set(boundId(bound), amount);
    return true;
  };
  const largest = [...first.bounds].sort((a, b) => moveOf(b) - moveOf(a));
  for (const bound of largest) {
    let broken = bound.from.amount;
    if (left <= 0 || options.shouldStop?.() === true) break;
    if (first.bounds.length > 1 && (await holds(bound, broken))) continue;
    let enough = bound.to;
    const isBetween = (amount: number): boolean =>
      Math.min(broken, enough) < amount && amount < Math.max(broken, enough);
    while (left > 0 && Math.abs(enough - broken) > negligible * Math.abs(bound.from.amount)) {
      const middle = (enough + broken) / 2;
      let next = written(bound, middle, 'far');
      if (!isBetween(next)) next = written(bound, middle, 'near');
      if (!isBetween(next)) break;
      if (await holds(bound, next)) enough = next;
      else broken = next;
    }
  }
  // What the last plan found does not need is not moved after all.
  const moved = first.bounds.flatMap((bound): BrokenBound[] => {
    const to = now.get(boundId(bound)) ?? bound.to;
    return to === bound.from.amount ? [] : [{ ...bound, to }];
  });
  return { bounds: moved, assignment, size: sizeOf(moved) };
}

/** A plan that keeps all must bounds, as far as a short search goes. */
async function keptWithin(
  problem: Problem,
  { near, options, solver }: Asking,
): Promise<Assignment | undefined> {
  const model = mustModel(problem);
  const { must, translation } = model;
  const start = placementOf(model, near);
  const { seed } = options;
  const quick = keepBounds(must, start, { work: work.again / 8, seed });
  if (quick.violation === 0) return translation.assignmentOf(quick.placement);
  if (impossibleBySums(must).length > 0) return undefined;
  const kept = keepBounds(must, quick.placement, { work: work.again, seed: seed + 1 });
  if (kept.violation === 0) return translation.assignmentOf(kept.placement);
  if (must.layout.unitCount * must.layout.repCount > tinyPairs) return undefined;
  const program = onlyBounds(translation.program, () => true);
  const solution = await solver.solve(program, { ...options, effort: 'quick' });
  return solution.violation === 0 ? translation.assignmentOf(solution.placement) : undefined;
}
