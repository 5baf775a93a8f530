import { today } from '../../evaluation/changes.js';
import { evaluate } from '../../evaluation/evaluate.js';
import { evennessShare, type Ladder, mostOfEvenness, type Rung } from '../../evaluation/ladder.js';
import { leadingMetrics, unevenness } from '../../evaluation/leading-metrics.js';
import { withMeasures } from '../../measures/index.js';
import type { Assignment } from '../../model/assignment.js';
import { AccountState, type BudgetMeasure, type Problem } from '../../model/problem.js';
import type { SolveOptions } from '../../solver/model/program.js';
import { programOf } from '../../solver/translate/from-problem.js';
import type { Plan, Solver } from '../plan.js';

/** Beyond so many pairs of account and rep, plans for the sake of a few lines take too long. */
const mostPairs = 2_000_000;
/** Plans with some moves that are looked at for the fewest that buy most. */
const looks = 3;
/** So little that it only decides between plans that are otherwise as good. */
const hint = 0.01;

/**
 * What no, a few and all moves would buy under the must rules of a plan, each
 * planned with quick effort. Undefined where nobody can move, nothing is to be
 * evened out, or there are too many accounts to ask beside a plan.
 */
export async function climbLadder(
  plan: Pick<Plan, 'problem' | 'evaluation' | 'status'>,
  options: SolveOptions,
  solve: Solver['solve'],
): Promise<Ladder | undefined> {
  const { problem } = plan;
  const quick: SolveOptions = { ...options, effort: 'quick', timeLimit: undefined };
  const movable = movableOf(problem);
  const isEvened = problem.balances.some((one) => isLeading(one) && one.weight > 0);
  const pairs = problem.accountCount * problem.repCount;
  if (plan.status === 'infeasible' || !movable.includes(1) || !isEvened || pairs > mostPairs)
    return undefined;

  const known: Rung[] = [rungOf(plan.evaluation)];
  const find = async (asked: Problem): Promise<void> => {
    if (options.shouldStop?.() === true) return;
    const { program, assignmentOf } = programOf(asked);
    const { placement } = await solve(program, quick);
    add(assignmentOf(placement));
  };
  const add = (assignment: Assignment): void => {
    const evaluation = evaluate(problem, assignment);
    if (evaluation.feasible) known.push(rungOf(evaluation));
  };
  // Where today's owners keep the must rules, and every account has one, nobody need move.
  if (nobodyUnowned(problem)) add(today(problem));
  if (!known.some(({ moves }) => moves === 0)) await find(fewestMoves(problem, movable));
  await find(onlyEvenness(problem));
  const none = known.reduce((least, one) => (isFewer(one, least) ? one : least));
  const all = known.reduce((best, one) => (isMoreEven(one, best) ? one : best));
  const buysMost = (one: Rung): boolean =>
    evennessShare({ from: none.unevenness, to: all.unevenness }, one.unevenness) >= mostOfEvenness;
  const fewest = (): Rung =>
    known.filter(buysMost).reduce((least, one) => (isFewer(one, least) ? one : least), all);
  let short = none.moves;
  for (let look = 0; look < looks; look++) {
    const enough = fewest().moves;
    if (enough - short < 2) break;
    const moves = Math.floor((short + enough) / 2);
    await find(atMost(onlyEvenness(problem), movable, moves));
    // What the fewest moves buy is bought with more as well.
    if (fewest().moves > moves) short = moves;
  }
  return { none, few: fewest(), all };
}

/** Whether every planned account has an owner who may keep it. */
function nobodyUnowned({ liveOwner, state }: Problem): boolean {
  return liveOwner.every((owner, account) => owner >= 0 || state[account] !== AccountState.planned);
}

function rungOf(evaluation: Rung['evaluation']): Rung {
  return {
    moves: evaluation.after.accounts_moved,
    evaluation,
    unevenness: unevenness(evaluation),
  };
}

/** Of as many moves, the more even. */
function isFewer(one: Rung, other: Rung): boolean {
  return (
    one.moves < other.moves || (one.moves === other.moves && one.unevenness < other.unevenness)
  );
}

/** Of as even ones, the one with fewer moves. */
function isMoreEven(one: Rung, other: Rung): boolean {
  return (
    one.unevenness < other.unevenness ||
    (one.unevenness === other.unevenness && one.moves < other.moves)
  );
}

function isLeading({
  unfiltered,
  metric,
}: Pick<Problem['balances'][number], 'unfiltered' | 'metric'>): boolean {
  return unfiltered && leadingMetrics.includes(metric);
}

/** 1 for planned accounts that have a live owner to leave. */
function movableOf({ liveOwner, state }: Problem): Float64Array {
  return Float64Array.from(liveOwner, (owner, account) =>
    owner >= 0 && state[account] === AccountState.planned ? 1 : 0,
  );
}

/** The same choices and must rules, as even as can be, whatever it costs. */
function onlyEvenness(problem: Problem): Problem {
  const others = withMeasures(problem, (_family, measure) => ({ ...measure, weight: 0 }));
  const balances = problem.balances.map((one) => ({
    ...one,
    weight: isLeading(one) ? one.weight : 0,
  }));
  const none = { distanceWeight: 0, relationshipWeight: 0 };
  return { ...others, balances, disruptionWeight: hint, ...none };
}

/** Every move counts, and evenness only between plans with as many. */
function fewestMoves(problem: Problem, movable: Float64Array): Problem {
  const even = onlyEvenness(problem);
  const budget = { ...budgetOf(problem, movable, 0), level: 'should' as const, weight: 1 };
  const balances = even.balances.map((one) => ({ ...one, weight: one.weight * hint }));
  return { ...even, balances, budgets: [...even.budgets, budget] };
}

function atMost(problem: Problem, movable: Float64Array, moves: number): Problem {
  return { ...problem, budgets: [...problem.budgets, budgetOf(problem, movable, moves)] };
}

function budgetOf({ repCount }: Problem, amounts: Float64Array, moves: number): BudgetMeasure {
  return {
    name: 'budget:moves',
    row: undefined,
    level: 'must',
    weight: 0,
    metric: 'accounts',
    amounts,
    groups: { of: new Int32Array(repCount), names: ['all'] },
    max: Float64Array.of(moves),
  };
}
