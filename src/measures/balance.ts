import type { Assignment } from '../model/assignment.js';
import type { BalanceMeasure, Problem } from '../model/problem.js';
import { isPast, toleranceOf } from './bounds.js';
import { type Amounts, type Judged, type RepBreach, repBreach } from './breach.js';
import { type ConflictFact, type Contradiction, overfull, underfull } from './facts.js';
import { type MeasureFamily, nothing, type WorstGroup } from './family.js';
import { groupLoads, groupName, scaled } from './loads.js';
import { mendingOf } from './remedies.js';
import { accountsOf, membersOf, poolOfReps, type Tally } from './tally.js';
import { added, rowList, touched } from './tracked.js';

/** Beyond a should row's max a deviation costs this many times as much. */
export const beyondMaxFactor = 10;
/** Within the band a deviation costs a fifth. */
const withinBandFactor = 0.2;

/** load ÷ target − 1; against a target of 0, 0 for no load and 1 for any (contract 5). */
export function deviation(load: number, target: number): number {
  if (target === 0) return load === 0 ? 0 : 1;
  return load / target - 1;
}

/**
 * Cost of a deviation (contract 5): |x| ÷ 5 up to the band, beyond it
 * band ÷ 5 + (|x| − band), beyond a should row's max ten times as steep.
 */
export function deviationCost(
  measure: Pick<BalanceMeasure, 'band' | 'max' | 'level'>,
  signed: number,
): number {
  const x = Math.abs(signed);
  const { band } = measure;
  if (x <= band) return x * withinBandFactor;
  const dearFrom =
    measure.level === 'should' && measure.max !== undefined
      ? measure.max
      : Number.POSITIVE_INFINITY;
  const plain = Math.min(x, dearFrom) - band;
  return band * withinBandFactor + plain + beyondMaxFactor * Math.max(0, x - dearFrom);
}

/** How far each group of a balance row is from its target; 0.12 is 12 % above. */
export function deviationsOf(measure: BalanceMeasure, loads: Float64Array): readonly number[] {
  return Array.from(loads, (load, group) => deviation(load, measure.target[group]));
}

/** Whether a deviation passes the max of a balance row, where it has one, by more than rounding. */
export function isPastMax({ max }: Pick<BalanceMeasure, 'max'>, deviation: number): boolean {
  return max !== undefined && isPast(max, Math.abs(deviation));
}

function loadsOf({ amounts, groups }: BalanceMeasure, assignment: Assignment): Float64Array {
  return groupLoads(amounts, groups, assignment);
}

/** Amounts kept near each rep's target. */
export const balance: MeasureFamily<BalanceMeasure> = {
  name: 'balance',
  list: ({ balances }) => balances,
  put: (balances) => ({ balances }),
  amounts: ({ amounts }) => [amounts],
  sums: ({ target }) => target,
  factsPlace: 2,
  alwaysTerm: true,
  counts: 'reps',
  /** Mean cost of the deviations of those who take part. */
  term(measure, _problem, assignment) {
    const loads = loadsOf(measure, assignment);
    if (loads.length === 0) return undefined;
    let sum = 0;
    loads.forEach((load, group) => {
      sum += deviationCost(measure, deviation(load, measure.target[group]));
    });
    return sum / loads.length;
  },
  judge(measure, problem, assignment) {
    const deviations = deviationsOf(measure, loadsOf(measure, assignment));
    return {
      ...nothing,
      counts: 'reps',
      concerned: deviations.length,
      broken: deviations.filter((x) => isPastMax(measure, x)).length,
      metric: measure.metric,
      ...(deviations.length > 0 && { worst: worstDeviation(problem, measure, deviations) }),
    };
  },
  gather(measure, judged, tally) {
    gatherDeviations(judged, measure, measure.max ?? Number.POSITIVE_INFINITY, tally);
  },
  cannotBreak: ({ max }) => max === undefined,
  tracked(measure, tracking) {
    const { groups, target, amounts } = measure;
    const loads = tracking.loads(amounts, groups);
    const off = (group: number, load: number): number => deviation(load, target[group]);
    const cost = (group: number, more: number): number => {
      const after = deviationCost(measure, off(group, loads[group] + more));
      return after - deviationCost(measure, off(group, loads[group]));
    };
    return {
      change: (steps) => {
        let sum = 0;
        if (steps.length === 1) {
          // Asked of every account and rep: without a list of groups.
          const [{ account, from, to }] = steps;
          const left = from < 0 ? -1 : groups.of[from];
          const joined = to < 0 ? -1 : groups.of[to];
          if (left >= 0 && left !== joined) sum += cost(left, -amounts[account]);
          if (joined >= 0 && left !== joined) sum += cost(joined, amounts[account]);
          return sum / groups.names.length;
        }
        for (const group of touched(groups.of, steps)) {
          sum += cost(group, added(amounts, groups.of, group, steps));
        }
        return sum / groups.names.length;
      },
      breaks: (steps) => {
        if (measure.level !== 'must' || measure.max === undefined) return [];
        const { max } = measure;
        const broken = touched(groups.of, steps).some((group) => {
          const before = off(group, loads[group]);
          const after = off(group, loads[group] + added(amounts, groups.of, group, steps));
          const further = Math.abs(after) > Math.abs(before) + toleranceOf(max);
          return isPastMax(measure, after) && (!isPastMax(measure, before) || further);
        });
        return broken ? rowList(measure.row) : [];
      },
    };
  },
  against(measure, { problem, loads: loadsOf }) {
    const { groups, target, amounts, metric } = measure;
    const loads = loadsOf(amounts, groups);
    return (step) => {
      const sides = touched(groups.of, [step]).map((group) => {
        const now = deviation(loads[group], target[group]);
        const load = loads[group] + added(amounts, groups.of, group, [step]);
        const then = deviation(load, target[group]);
        const broken = measure.level === 'must' && isPastMax(measure, then);
        return { group, now, then, broken, worse: worseBy(measure, now, then) };
      });
      const worst = sides.reduce((a, b) =>
        b.broken !== a.broken ? (b.broken ? b : a) : b.worse > a.worse ? b : a,
      );
      const { group, now, then } = worst;
      const gains = step.to >= 0 && groups.of[step.to] === group;
      const who = groupName(problem, groups, group);
      return { is: 'deviation', who, metric, gains, now, then, target: target[group] };
    };
  },
  facts(measure, problem) {
    const { max, target } = measure;
    if (max === undefined) return [];
    const asked = target.map((amount) => amount * Math.max(0, 1 - max));
    const short = underfull(problem, { ...measure, asked });
    const large = tooLarge(problem, measure, max);
    if (large !== undefined) return [...short, large];
    const allowed = target.map((amount) => amount * (1 + max));
    return [...short, ...overfull(problem, { ...measure, allowed })];
  },
  contradictions: accountsAbove,
  idle: () => undefined,
  masked(measure, { scale, groups }) {
    const by = scale(measure.metric);
    return {
      ...measure,
      amounts: scaled(measure.amounts, by),
      repTarget: scaled(measure.repTarget, by),
      target: scaled(measure.target, by),
      groups: groups(measure.groups),
    };
  },
  bounds: {
    loads: ({ name }) => [`balance:${name}`],
    binds: ({ max }) => max !== undefined,
    broken(measure, _problem, assignment) {
      const { row, max } = measure;
      const past = deviationsOf(measure, loadsOf(measure, assignment))
        .map(Math.abs)
        .filter((x) => isPastMax(measure, x));
      if (max === undefined || past.length === 0) return [];
      const from = { amount: max, percent: true };
      return [{ row, column: 'max', from, whole: false, needed: Math.max(...past) }];
    },
    moved: (measure, _problem, at) => ({ ...measure, max: at('max') ?? measure.max }),
  },
};

function worseBy(measure: BalanceMeasure, now: number, then: number): number {
  return deviationCost(measure, then) - deviationCost(measure, now);
}

function worstDeviation(
  problem: Problem,
  measure: BalanceMeasure,
  deviations: readonly number[],
): WorstGroup {
  let group = 0;
  deviations.forEach((x, index) => {
    if (Math.abs(x) > Math.abs(deviations[group])) group = index;
  });
  return {
    who: groupName(problem, measure.groups, group),
    measure: 'deviation',
    value: deviations[group],
    bound: measure.max ?? Number.NaN,
    side: 'max',
    share: undefined,
  };
}

/** Whose deviation passes a bound: a balance row's max, or a threshold of the command line. */
export function gatherDeviations(
  judged: Judged,
  measure: BalanceMeasure,
  bound: number,
  tally: Tally,
): void {
  const { problem, assignment } = judged;
  const loads = loadsOf(measure, assignment);
  const members = membersOf(measure.groups);
  deviationsOf(measure, loads).forEach((value, group) => {
    const reps = members[group];
    const pool = poolOfReps(problem, reps);
    tally.concern(pool);
    if (!isPast(bound, Math.abs(value))) return;
    tally.breach(pool, {
      ...deviationBreach(judged, measure, {
        reps,
        value,
        bound,
        load: loads[group],
        middle: measure.target[group],
      }),
      who: groupName(problem, measure.groups, group),
    });
  });
}

/** Reps too far from what they should hold, with what would bring them back. */
export function deviationBreach(
  judged: Judged,
  amounts: Amounts,
  off: Pick<RepBreach, 'reps' | 'value' | 'bound' | 'load' | 'middle'>,
): Omit<RepBreach, 'who'> {
  const { reps, value, bound, load, middle } = off;
  const side = value > 0 ? 'max' : 'min';
  const excess = side === 'max' ? load - (1 + bound) * middle : (1 - bound) * middle - load;
  return {
    ...repBreach,
    ...off,
    metric: amounts.metric,
    measure: 'deviation',
    side,
    accounts: accountsOf(amounts.amounts, judged.assignment, reps),
    ...mendingOf(judged, { ...amounts, reps, side }, excess),
  };
}

/** The single account that lifts whoever takes it furthest above what a rep may have. */
function accountsAbove(measure: BalanceMeasure, problem: Problem): readonly Contradiction[] {
  const { max, metric, groups, target } = measure;
  if (max === undefined) return [];
  const most = problem.repSets.map(({ reps }) =>
    reps.reduce((bound, rep) => {
      const group = groups.of[rep];
      return group < 0 ? Number.POSITIVE_INFINITY : Math.max(bound, target[group] * (1 + max));
    }, 0),
  );
  const worst = measure.amounts.reduce<{ amount: number; bound: number } | undefined>(
    (found, amount, account) => {
      const bound = problem.eligible[account] < 0 ? Infinity : most[problem.eligible[account]];
      return isPast(bound, amount) && amount > (found?.amount ?? 0) ? { amount, bound } : found;
    },
    undefined,
  );
  return worst === undefined ? [] : [{ why: 'account-above-balance', metric, ...worst }];
}

/** A single account that is more than any of its reps may be given. */
function tooLarge(
  problem: Problem,
  measure: BalanceMeasure,
  max: number,
): ConflictFact | undefined {
  const { amounts, groups, target } = measure;
  let worst: { account: number; ofTarget: number } | undefined;
  for (let account = 0; account < amounts.length; account++) {
    const set = problem.eligible[account];
    if (set < 0 || amounts[account] === 0) continue;
    let largest = 0;
    for (const rep of problem.repSets[set].reps) {
      const group = groups.of[rep];
      largest = group < 0 ? Number.POSITIVE_INFINITY : Math.max(largest, target[group]);
    }
    const ofTarget = amounts[account] / largest;
    if (ofTarget > 1 + max && (worst === undefined || ofTarget > worst.ofTarget)) {
      worst = { account, ofTarget };
    }
  }
  const { row, metric } = measure;
  return worst && { kind: 'one account too large', row, metric, max, ...worst };
}
