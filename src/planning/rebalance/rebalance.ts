import { assemble } from '../../assembly/assemble.js';
import { today } from '../../evaluation/changes.js';
import { evaluate } from '../../evaluation/evaluate.js';
import type { Evaluation } from '../../evaluation/types.js';
import { AccountState, type Problem } from '../../model/problem.js';
import type { Relaxation } from '../../model/relaxation.js';
import type { LeastChange } from '../../reports/plan-json.js';
import {
  type BrokenBound,
  boundId,
  brokenBounds,
  relaxationOf,
  withBounds,
} from '../conflicts/must-bounds.js';
import type { ReadProblem } from '../inputs.js';
import { relaxedInputs } from '../relaxed-inputs.js';
import { type Evenness, potentialRow } from './book.js';
import { type EventTask, type Happened, whatHappened, withinOf } from './happened.js';
import { leastDisruption } from './least-bound.js';
import { leastChange } from './least-change.js';
import { type Patch, patched } from './patch.js';
import type { Score } from './score.js';
import { unitsOf } from './units.js';

/** What a rebalance is asked, files read. */
export interface RebalanceTask extends EventTask {
  readonly read: Pick<ReadProblem, 'problem' | 'assembled'>;
  /** Ids of accounts that are frozen on the effective day. */
  readonly frozen: ReadonlySet<string>;
  readonly maxMoves: number | undefined;
  /** Whether rules that are outgrown are moved by as much as they need. */
  readonly relax: boolean;
}

/** A rebalanced plan. */
export interface Rebalanced extends Happened {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  /** What every rep of touched pools may be off target, as a share; NaN for the others. */
  readonly within: Float64Array;
  readonly score: Score;
  readonly leastChange: LeastChange;
  /** Bounds that cannot be kept any more, with the number that would do. */
  readonly outgrown: readonly BrokenBound[];
  readonly relaxations: readonly Relaxation[];
  readonly patch: Patch;
}

/** Changes today's owners as little as leavers, joiners, churn, mergers and broken rules ask for. */
export function rebalance(task: RebalanceTask): Rebalanced {
  const { read, adopted, told } = task;
  const ruled = releasedIn(read.problem);
  const statuses = new Map(
    told.flatMap(({ kind, id }): [string, string][] => {
      if (kind === 'leave') return [[id, 'left']];
      // Who was told to be away, and is told to be back.
      if (kind === 'return') return [[id, 'active']];
      return kind === 'leave_of_absence' ? [[id, 'on_leave']] : [];
    }),
  );
  const released = new Set(
    [...adopted.accounts].flatMap(([id, { change }]) => (change === 'released' ? [id] : [])),
  );
  const first: Patch = { frozen: task.frozen, statuses, released };
  const before = patched(read, first);
  const happened = whatHappened(before.problem, task);
  const newly = ruled.flatMap((account) => {
    const id = before.problem.accountIds[account];
    if (released.has(id)) return [];
    return poolsOf(before.problem, account).some((pool) => happened.touched.has(pool)) ? [id] : [];
  });
  const patch: Patch = { ...first, released: new Set([...released, ...newly]) };
  const after = newly.length === 0 ? before : patched(read, patch);
  const known = newly.length === 0 ? happened : whatHappened(after.problem, task);
  const found = solved(after.problem, task, known);
  const outgrown = leastThatDoes(found, task, known);
  if (!task.relax || outgrown.length === 0) {
    return { ...found, ...known, outgrown, relaxations: [], patch };
  }
  const relaxations = outgrown.map((bound) => relaxationOf(found.problem, bound));
  const relaxed = assemble(relaxedInputs(after.assembled, relaxations));
  return { ...solved(relaxed, task, known), ...known, outgrown, relaxations, patch };
}

/** Whole numbers are tried one by one, so many at most. */
const mostTried = 8;
/** Of more pairs of account and rep a number that would do is enough. */
const mostPairs = 60_000;

/** The bounds that are broken, each with a number that would do; whole numbers with the least for which a plan was found. */
function leastThatDoes(
  { problem, evaluation }: Pick<Rebalanced, 'problem' | 'evaluation'>,
  task: RebalanceTask,
  known: Happened,
): readonly BrokenBound[] {
  const bounds = [...brokenBounds(problem, evaluation.assignment)];
  if (problem.accountCount * problem.repCount > mostPairs) return bounds;
  const holds = (tried: readonly BrokenBound[]): boolean => {
    const amounts = new Map(tried.map((bound) => [boundId(bound), bound.to]));
    const { score } = solved(withBounds(problem, amounts), task, known);
    return score.broken === 0;
  };
  bounds.forEach((bound, at) => {
    if (!bound.whole || bound.from.percent) return;
    const step = bound.column === 'min' ? 1 : -1;
    for (let tries = 0; tries < mostTried; tries++) {
      const to = bounds[at].to + step;
      if (to === bound.from.amount) return;
      const tried = bounds.map((one, index) => (index === at ? { ...one, to } : one));
      if (!holds(tried)) return;
      bounds[at] = tried[at];
    }
  });
  return bounds;
}

/** Accounts stand in the same order however the problem is patched. */
function releasedIn({ state }: Problem): readonly number[] {
  return [...state.keys()].filter((account) => state[account] === AccountState.released);
}

function poolsOf(problem: Problem, account: number): readonly number[] {
  const owner = problem.liveOwner[account];
  if (owner >= 0) return [problem.pools.of[owner]];
  const set = problem.eligible[account];
  return set < 0 ? [] : [...problem.repSets[set].reps].map((rep) => problem.pools.of[rep]);
}

function solved(
  problem: Problem,
  { adopted, within: given, maxMoves }: RebalanceTask,
  { touched }: Happened,
): Pick<Rebalanced, 'problem' | 'evaluation' | 'within' | 'score' | 'leastChange'> {
  const owners = today(problem);
  // Whom nobody may have nobody has.
  for (const { account } of problem.unplaceable) owners[account] = -1;
  const open = Uint8Array.from(problem.pools.of, (pool) => Number(touched.has(pool)));
  const units = unitsOf(problem, open);
  const within = withinOf(problem, adopted, given, touched);
  const evenness: Evenness = { measure: potentialRow(problem), within };
  const task = {
    problem,
    today: owners,
    units,
    evenness,
    maxMoves,
  };
  const found = leastChange(task);
  const evaluation = evaluate(problem, found.assignment);
  const disruption = disruptionOf(problem, evaluation);
  const least =
    found.exact && found.score.broken === 0 ? disruption : leastDisruption(task, found.score);
  // A bound that is as good as reached is.
  const isReached = least >= disruption - 1e-9 * Math.max(1, disruption);
  const bound = isReached ? disruption : Math.max(0, least);
  return {
    problem,
    evaluation,
    within,
    score: found.score,
    leastChange: {
      disruption,
      bound,
      gap: (disruption - bound) / Math.max(disruption, 1e-9),
      moves: evaluation.after.accounts_moved,
      must_move: mustMoveOf(problem),
    },
  };
}

/** Σ disruption of the planned accounts that leave a live owner. */
function disruptionOf(problem: Problem, { change }: Pick<Evaluation, 'change'>): number {
  let sum = 0;
  change.forEach((one, account) => {
    if (one === 'moved') sum += problem.disruption[account];
  });
  return sum;
}

/** Planned accounts without a live owner. */
function mustMoveOf({ state, liveOwner }: Pick<Problem, 'state' | 'liveOwner'>): number {
  let count = 0;
  for (let account = 0; account < state.length; account++) {
    if (state[account] === AccountState.planned && liveOwner[account] < 0) count++;
  }
  return count;
}
