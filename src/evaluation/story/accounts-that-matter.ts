import { AccountState, type Problem } from '../../model/problem.js';
import type { AccountIndex, RepIndex } from '../../model/units.js';
import { accountWeight, changedAccounts } from '../moves-of-note.js';
import type { Change, Evaluation } from '../types.js';
import { type FlowSource, sourceOf } from './flows.js';

/** What one account does to a rep's deviation in potential, in points of their target. */
export interface Pull {
  readonly rep: RepIndex;
  /** Potential ÷ the rep's target, in percent; below 0 for whoever hands it over. */
  readonly points: number;
  /** The rep's deviation in the plan, in percent. */
  readonly deviationPct: number;
}

/** An account that changes hands and weighs on the outcome. */
export interface WeightyAccount {
  readonly account: AccountIndex;
  readonly change: Change;
  readonly from: FlowSource;
  /** Index in reps.csv; -1: nobody. */
  readonly to: number;
  readonly potential: number;
  readonly arr: number;
  /** Of all planned potential, and of the ARR of all accounts that are not excluded, in percent. */
  readonly potentialPct: number;
  readonly arrPct: number;
  /** In which of the two it weighs more. */
  readonly by: 'potential' | 'arr';
  /** What it does to whoever had it and to whoever gets it, as far as they are live and have a target. */
  readonly giver: Pull | undefined;
  readonly taker: Pull | undefined;
  /** Why it is where it is, one plain phrase. */
  readonly reason: string;
}

/**
 * The accounts that change hands and matter most: those with the greatest share
 * of all potential or of all ARR, whichever is more. Accounts of neither are
 * told only where there is no other.
 */
export function accountsThatMatter(
  problem: Problem,
  evaluation: Evaluation,
  most: number,
): readonly WeightyAccount[] {
  const whole = wholes(problem);
  const weigh = accountWeight(problem);
  const changed = changedAccounts(problem, evaluation);
  const weights = new Map(changed.map((account) => [account, weigh(account)]));
  const weightOf = (account: AccountIndex): number => weights.get(account) ?? 0;
  return changed
    .sort((a, b) => weightOf(b) - weightOf(a) || a - b)
    .filter((account, rank) => rank < most && (rank === 0 || weightOf(account) > 0))
    .map((account) => weighty(problem, evaluation, whole, account));
}

interface Wholes {
  readonly potential: number;
  readonly arr: number;
}

function wholes({ state, potential, arr }: Problem): Wholes {
  let [allPotential, allArr] = [0, 0];
  for (let account = 0; account < state.length; account++) {
    if (state[account] === AccountState.planned) allPotential += potential[account];
    if (state[account] !== AccountState.excluded) allArr += arr[account];
  }
  return { potential: allPotential, arr: allArr };
}

/** Percent of all potential and of all ARR. */
function shares(problem: Problem, whole: Wholes, account: AccountIndex): readonly [number, number] {
  const isPlanned = problem.state[account] === AccountState.planned;
  const potential = isPlanned ? problem.potential[account] : 0;
  return [
    whole.potential > 0 ? (100 * potential) / whole.potential : 0,
    whole.arr > 0 ? (100 * problem.arr[account]) / whole.arr : 0,
  ];
}

function weighty(
  problem: Problem,
  evaluation: Evaluation,
  whole: Wholes,
  account: AccountIndex,
): WeightyAccount {
  const [potentialPct, arrPct] = shares(problem, whole, account);
  const to = evaluation.assignment[account];
  return {
    account,
    change: evaluation.change[account],
    from: sourceOf(problem, account),
    to,
    potential: problem.potential[account],
    arr: problem.arr[account],
    potentialPct,
    arrPct,
    by: arrPct > potentialPct ? 'arr' : 'potential',
    giver: pull(problem, evaluation, problem.liveOwner[account], account, -1),
    taker: pull(problem, evaluation, to, account, 1),
    reason: evaluation.reasonOf(account),
  };
}

function pull(
  problem: Problem,
  { territories }: Evaluation,
  rep: RepIndex,
  account: AccountIndex,
  sign: 1 | -1,
): Pull | undefined {
  if (rep < 0 || problem.state[account] !== AccountState.planned) return undefined;
  const { potential_target: target, potential_deviation_pct: deviationPct } = territories[rep];
  if (target <= 0) return undefined;
  return { rep, points: (sign * 100 * problem.potential[account]) / target, deviationPct };
}
