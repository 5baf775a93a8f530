import type { Assignment } from '../model/assignment.js';
import { groupBy } from '../model/grouping.js';
import type { Bound, LimitMeasure, Problem } from '../model/problem.js';
import { breaksFurther, type Excess, isBroken, isPast, type NeededBound } from './bounds.js';
import { repBreach } from './breach.js';
import { type ConflictFact, type Contradiction, overfull, underfull } from './facts.js';
import { type Judgement, type MeasureFamily, nothing } from './family.js';
import { amountsByGroup, hasNegative } from './group-amounts.js';
import { groupLoads, groupName, scaled } from './loads.js';
import { mendingOf } from './remedies.js';
import { accountsOf, membersOf, poolOfReps } from './tally.js';
import { added, once, type Step, type Tracking, touched, trackedBySides } from './tracked.js';

/** One group against one side of its limit. */
export interface LimitSide extends Excess {
  readonly group: number;
  readonly load: number;
  readonly side: 'min' | 'max';
  /** For a percentage, the bound at the group's nominal share; else the bound itself. */
  readonly nominalBound: number;
}

/** Every group of a limit row against each bound that holds for it. `min` binds only those who may take such an account. */
export function limitSides(
  measure: LimitMeasure,
  assignment: Assignment,
  loads = groupLoads(measure.counted, measure.groups, assignment),
): LimitSide[] {
  const shares = measure.min?.share || measure.max?.share;
  const wholes = shares ? groupLoads(measure.whole, measure.groups, assignment) : loads;
  const sides: LimitSide[] = [];
  for (const side of ['min', 'max'] as const) {
    loads.forEach((load, group) => {
      const one = limitSide(measure, side, { group, load, whole: wholes[group] });
      if (one !== undefined) sides.push(one);
    });
  }
  return sides;
}

/** One group against one bound of a limit; undefined where the bound does not hold for it. */
function limitSide(
  measure: LimitMeasure,
  side: 'min' | 'max',
  { group, load, whole }: { readonly group: number; readonly load: number; readonly whole: number },
): LimitSide | undefined {
  const written = measure[side];
  if (written === undefined || (side === 'min' && measure.mayTake[group] === 0)) return undefined;
  const { amount, share } = written;
  const bound = share ? amount * whole : amount;
  const nominalBound = share ? amount * measure.nominalWhole[group] : amount;
  const excess = Math.max(0, side === 'max' ? load - bound : bound - load);
  return { group, load, excess, bound, side, nominalBound };
}

/** What a group's violation adds to the term of a should limit, before the mean over groups. */
function limitShare({ excess, nominalBound }: LimitSide): number {
  return excess / Math.max(nominalBound, 1);
}

/** What each rep holds, between two bounds; max_accounts too. */
export const limit: MeasureFamily<LimitMeasure> = {
  name: 'limit',
  list: ({ limits }) => limits,
  put: (limits) => ({ limits }),
  amounts: ({ counted, whole }) => [counted, whole],
  factsPlace: 1,
  alwaysTerm: false,
  counts: 'reps',
  /** Mean over the row's groups of violation ÷ max(bound, 1). */
  term(measure, _problem, assignment) {
    const count = measure.groups.names.length;
    if (count === 0) return undefined;
    let sum = 0;
    for (const side of limitSides(measure, assignment)) sum += limitShare(side);
    return sum / count;
  },
  judge: (measure, problem, assignment) => judgeLimit(measure, problem, assignment),
  gather(measure, judged, tally) {
    const { problem, assignment } = judged;
    const members = membersOf(measure.groups);
    for (const reps of members) tally.concern(poolOfReps(problem, reps));
    for (const one of limitSides(measure, assignment)) {
      if (!isBroken(one)) continue;
      const { group, load, excess, bound, side } = one;
      const reps = members[group];
      const written = measure[side];
      const share = written?.share ? written.amount : undefined;
      const { metric, counted: amounts } = measure;
      // What is given up lowers the total that a percentage is of as well.
      const least = share === undefined ? excess : excess / (1 - share);
      tally.breach(poolOfReps(problem, reps), {
        ...repBreach,
        who: groupName(problem, measure.groups, group),
        reps,
        metric: measure.metric,
        measure: 'holds',
        value: load,
        bound,
        side,
        load,
        share,
        accounts: accountsOf(amounts, assignment, reps),
        ...mendingOf(judged, { metric, amounts, unfiltered: false, reps, side }, least),
      });
    }
  },
  tracked(measure, tracking) {
    return trackedBySides(measure, limitShare, changedSides(measure, tracking));
  },
  against(measure, tracking) {
    const { groups, counted, metric } = measure;
    const { problem, assignment } = tracking;
    const sidesOf = changedSides(measure, tracking);
    const cameTo = once(() => {
      const came = groupBy(counted.keys(), (account) => {
        const rep = assignment[account];
        const group = rep < 0 || !(counted[account] > 0) ? -1 : groups.of[rep];
        return group >= 0 && problem.liveOwner[account] !== rep ? group : undefined;
      });
      const { potential } = problem;
      for (const accounts of came.values()) {
        accounts.sort((a, b) => counted[b] - counted[a] || potential[b] - potential[a] || a - b);
      }
      return came;
    });
    const before = once(() => groupLoads(counted, groups, problem.liveOwner));
    return (step) => {
      const { after } = [...sidesOf([step])].reduce((a, b) => (isWorse(b, a) ? b : a));
      const { group, side, bound } = after;
      const written = measure[side];
      return {
        is: 'holding',
        who: groupName(problem, groups, group),
        metric,
        side,
        bound,
        share: written?.share === true ? written.amount : undefined,
        before: before()[group],
        came: (cameTo().get(group) ?? []).filter((account) => account !== step.account),
      };
    };
  },
  facts(measure, problem) {
    const { row, counted: amounts, mayTake, min, max } = measure;
    // What one rep's max_accounts asks is counted for all of them together.
    if (typeof row === 'string') return [];
    const facts: ConflictFact[] = [];
    const each = (bound: number): Float64Array => new Float64Array(mayTake.length).fill(bound);
    if (max !== undefined && !max.share) {
      facts.push(...overfull(problem, { ...measure, amounts, allowed: each(max.amount) }));
    }
    if (min !== undefined && !min.share) {
      const asked = each(min.amount).map((bound, group) => bound * mayTake[group]);
      facts.push(...underfull(problem, { ...measure, amounts, asked }));
    }
    return facts;
  },
  contradictions: outOfReach,
  idle(measure, { problem }) {
    const { min, max, groups, counted, whole } = measure;
    if (hasNegative(whole)) return undefined;
    if (max === undefined) {
      return min !== undefined && min.amount === 0
        ? { reason: 'min-always-met', bound: 0, share: min.share }
        : undefined;
    }
    if (min !== undefined && min.amount > 0) return undefined;
    const { possible } = amountsByGroup(problem, groups, counted);
    const most = possible.reduce((greatest, amount) => Math.max(greatest, amount), 0);
    const outOfReach = max.share ? max.amount >= 1 : max.amount >= most;
    if (!outOfReach) return undefined;
    const reach = max.share ? 1 : most;
    return { reason: 'max-out-of-reach', bound: max.amount, share: max.share, most: reach };
  },
  masked(measure, { scale, groups }) {
    const by = scale(measure.metric);
    const masked = (bound: Bound | undefined): Bound | undefined =>
      bound === undefined || bound.share ? bound : { ...bound, amount: bound.amount * by };
    return {
      ...measure,
      counted: scaled(measure.counted, by),
      whole: scaled(measure.whole, by),
      nominalWhole: scaled(measure.nominalWhole, by),
      min: masked(measure.min),
      max: masked(measure.max),
      groups: groups(measure.groups),
    };
  },
  bounds: {
    loads: ({ name }) => ['', ':min', ':max'].map((side) => `${name}${side}`),
    binds: () => true,
    broken(measure, _problem, assignment) {
      const { row, metric } = measure;
      const sides = limitSides(measure, assignment);
      return (['min', 'max'] as const).flatMap((side): NeededBound[] => {
        const bound = measure[side];
        const past = sides.filter((one) => one.side === side && isBroken(one));
        if (bound === undefined || past.length === 0) return [];
        const wholes = groupLoads(measure.whole, measure.groups, assignment);
        const needed = past.map(({ load, group }) => (bound.share ? load / wholes[group] : load));
        return [
          {
            row,
            column: typeof row === 'string' ? 'max_accounts' : side,
            from: { amount: bound.amount, percent: bound.share },
            whole: metric === 'accounts' && !bound.share,
            needed: side === 'max' ? Math.max(...needed) : Math.max(0, Math.min(...needed)),
          },
        ];
      });
    },
    moved(measure, _problem, at) {
      const { row, min, max } = measure;
      const most = at(typeof row === 'string' ? 'max_accounts' : 'max');
      const least = at('min');
      return {
        ...measure,
        min: min && { ...min, amount: least ?? min.amount },
        max: max && { ...max, amount: most ?? max.amount },
      };
    },
  },
};

/** One group against one bound, before steps and after them. */
interface ChangedSide {
  readonly before: LimitSide;
  readonly after: LimitSide;
}

/** Whether one side is hurt more than another: past its bound first, then by what it adds to the term. */
function isWorse(one: ChangedSide, other: ChangedSide): boolean {
  const [isFirst, isSecond] = [one, other].map(({ before, after }) => breaksFurther(before, after));
  if (isFirst !== isSecond) return isFirst;
  const by = ({ before, after }: ChangedSide): number => limitShare(after) - limitShare(before);
  return by(one) > by(other);
}

/** The sides that steps may change. */
function changedSides(measure: LimitMeasure, tracking: Tracking) {
  const { groups, counted, whole } = measure;
  const loads = tracking.loads(counted, groups);
  const wholes = tracking.loads(whole, groups);
  return function* (steps: readonly Step[]): Iterable<ChangedSide> {
    for (const group of touched(groups.of, steps)) {
      const load = loads[group];
      const all = wholes[group];
      const more = added(counted, groups.of, group, steps);
      const moreInAll = measure.whole === counted ? more : added(whole, groups.of, group, steps);
      for (const side of ['min', 'max'] as const) {
        const before = limitSide(measure, side, { group, load, whole: all });
        const after = limitSide(measure, side, {
          group,
          load: load + more,
          whole: all + moreInAll,
        });
        if (before !== undefined && after !== undefined) yield { before, after };
      }
    }
  };
}

/** Bounds beyond what groups could hold or cannot but hold, one by one, else in sum. */
function outOfReach(measure: LimitMeasure, problem: Problem): readonly Contradiction[] {
  const { metric, groups, min, max, counted } = measure;
  if (hasNegative(counted)) return [];
  const { possible, forced, total, confined } = amountsByGroup(problem, groups, counted);
  const found: Contradiction[] = [];
  groups.names.forEach((group, index) => {
    if (min !== undefined && !min.share && measure.mayTake[index] === 1) {
      if (isPast(possible[index], min.amount)) {
        const bound = min.amount;
        found.push({ why: 'min-out-of-reach', group, metric, bound, amount: possible[index] });
      }
    }
    if (max !== undefined && !max.share && isPast(max.amount, forced[index])) {
      const bound = max.amount;
      found.push({ why: 'held-above-max', group, metric, bound, amount: forced[index] });
    }
  });
  if (found.length > 0) return found;
  const bindable = measure.mayTake.reduce((sum, may) => sum + may, 0);
  if (min !== undefined && !min.share && isPast(total, min.amount * bindable)) {
    const bounds = min.amount * bindable;
    found.push({ why: 'mins-above-total', metric, bounds, amount: total });
  }
  if (max !== undefined && !max.share && isPast(max.amount * groups.names.length, confined)) {
    const bounds = max.amount * groups.names.length;
    found.push({ why: 'maxes-below-total', metric, bounds, amount: confined });
  }
  return found;
}

/** @param loads what each group holds, where it is known */
export function judgeLimit(
  measure: LimitMeasure,
  problem: Problem,
  assignment: Assignment,
  loads?: Float64Array,
): Judgement {
  const sides = limitSides(measure, assignment, loads);
  const base = {
    ...nothing,
    counts: 'reps',
    concerned: measure.groups.names.length,
    metric: measure.metric,
  } as const;
  if (sides.length === 0) return base;
  const broken = sides.filter(isBroken);
  const tightness = (one: LimitSide): number =>
    one.side === 'max' ? one.load - one.bound : one.bound - one.load;
  const worst = (broken.length > 0 ? broken : sides).reduce((a, b) =>
    tightness(b) > tightness(a) ? b : a,
  );
  return {
    ...base,
    broken: new Set(broken.map(({ group }) => group)).size,
    worst: {
      who: groupName(problem, measure.groups, worst.group),
      measure: 'holds',
      value: worst.load,
      bound: worst.bound,
      side: worst.side,
      share: measure[worst.side]?.share ? measure[worst.side]?.amount : undefined,
    },
  };
}

/** All max_accounts taken together. */
export function overCapped(problem: Problem): readonly ConflictFact[] {
  const caps = problem.limits.filter(({ row }) => typeof row === 'string');
  if (caps.length === 0) return [];
  const allowed = new Float64Array(problem.repCount).fill(Number.POSITIVE_INFINITY);
  for (const { groups, max } of caps) {
    if (max !== undefined) allowed[groups.of.indexOf(0)] = max.amount;
  }
  const [{ row, metric, counted }] = caps;
  const groups = { of: Int32Array.from(allowed.keys()), names: problem.repIds };
  const facts = overfull(problem, { row: undefined, metric, amounts: counted, groups, allowed });
  // One rep is told by name, several are not.
  return facts.map((fact) =>
    fact.kind === 'too much for these reps' && fact.reps.length === 1
      ? { ...fact, row: caps.find(({ groups: { of } }) => of[fact.reps[0]] === 0)?.row ?? row }
      : fact,
  );
}
