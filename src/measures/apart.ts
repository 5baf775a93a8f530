import type { Assignment } from '../model/assignment.js';
import { countUp, groupBy } from '../model/grouping.js';
import type { ApartMeasure, Problem } from '../model/problem.js';
import { breaksFurther, type Excess, isBroken, isPast } from './bounds.js';
import { repBreach } from './breach.js';
import { type ConflictFact, type Contradiction, overfull } from './facts.js';
import { type Judgement, type MeasureFamily, nothing } from './family.js';
import { amountsByGroup } from './group-amounts.js';
import { mendingOf } from './remedies.js';
import { accountsOf, membersOf, poolOfReps } from './tally.js';
import { once, rowList, type Step } from './tracked.js';

/** The accounts of one value that one rep holds, against what they may hold. */
interface Held extends Excess {
  readonly value: number;
  readonly rep: number;
  readonly load: number;
}

type Cells = ReadonlyMap<number, number>;

/** A value at a rep, as one number. */
function cellOf({ groups, valueAt }: ApartMeasure, account: number, rep: number): number {
  return valueAt[account] * groups.of.length + rep;
}

/** Accounts by value and rep. */
function count(measure: ApartMeasure, repOf: Int32Array): Map<number, number> {
  const cells = new Map<number, number>();
  for (let account = 0; account < repOf.length; account++) {
    if (measure.valueAt[account] < 0 || repOf[account] < 0) continue;
    countUp(cells, cellOf(measure, account, repOf[account]));
  }
  return cells;
}

/** What a rep holds of a value beyond `max`; of a must row, no more than a higher one gives them in any plan. */
function held(measure: ApartMeasure, settled: Cells, cell: number, load: number): Held {
  const reps = measure.groups.of.length;
  const bound = Math.max(measure.max, settled.get(cell) ?? 0);
  const excess = Math.max(0, load - bound);
  return { value: Math.floor(cell / reps), rep: cell % reps, load, bound, excess };
}

/** All that is held of values, by value and rep. */
function allHeld(measure: ApartMeasure, assignment: Assignment): readonly Held[] {
  const settled = count(measure, measure.settledAt);
  return [...count(measure, assignment)]
    .sort(([a], [b]) => a - b)
    .map(([cell, load]) => held(measure, settled, cell, load));
}

function beyond(measure: ApartMeasure, assignment: Assignment): number {
  let sum = 0;
  for (const { excess } of allHeld(measure, assignment)) sum += excess;
  return sum;
}

function concernedBy({ valueAt }: ApartMeasure): number {
  let concerned = 0;
  for (const value of valueAt) if (value >= 0) concerned++;
  return concerned;
}

/** The values of which there are more accounts than one rep may hold, with 1 for each of theirs. */
function* crowded(
  measure: ApartMeasure,
): Generator<{ readonly value: number; readonly amounts: Float64Array }> {
  const size = sizes(measure);
  for (let value = 0; value < size.length; value++) {
    if (size[value] <= measure.max) continue;
    yield { value, amounts: amountsOf(measure, value) };
  }
}

function sizes({ valueAt, values }: ApartMeasure): Int32Array {
  const size = new Int32Array(values.length);
  for (const value of valueAt) if (value >= 0) size[value]++;
  return size;
}

function amountsOf({ valueAt }: ApartMeasure, value: number): Float64Array {
  return Float64Array.from(valueAt, (at) => Number(at === value));
}

/** The most of a value that each rep may hold, by group. */
function allowedOf(measure: ApartMeasure, value: number): Float64Array {
  const { groups, max, settledAt, valueAt } = measure;
  const settled = new Float64Array(groups.names.length);
  settledAt.forEach((rep, account) => {
    if (rep >= 0 && valueAt[account] === value) settled[groups.of[rep]]++;
  });
  return settled.map((count) => Math.max(count, max));
}

/** Accounts with the same value, with different reps. */
export const apart: MeasureFamily<ApartMeasure> = {
  name: 'apart',
  list: ({ aparts }) => aparts,
  put: (aparts) => ({ aparts }),
  amounts: () => [],
  factsPlace: 2,
  alwaysTerm: false,
  counts: 'reps',
  /** Accounts beyond `max` ÷ accounts concerned. */
  term(measure, _problem, assignment) {
    const concerned = concernedBy(measure);
    return concerned === 0 ? undefined : beyond(measure, assignment) / concerned;
  },
  judge: judgeApart,
  gather(measure, judged, tally) {
    const { problem, assignment } = judged;
    if (concernedBy(measure) === 0) return;
    for (const reps of membersOf(measure.groups)) tally.concern(poolOfReps(problem, reps));
    for (const one of allHeld(measure, assignment)) {
      if (!isBroken(one)) continue;
      const { value, rep, load, bound, excess } = one;
      const amounts = amountsOf(measure, value);
      const reps = [rep];
      tally.breach(poolOfReps(problem, reps), {
        ...repBreach,
        who: problem.repNames[rep],
        reps,
        metric: 'accounts',
        among: amongOf(measure, one),
        measure: 'holds',
        value: load,
        bound,
        side: 'max',
        load,
        accounts: accountsOf(amounts, assignment, reps),
        ...mendingOf(
          judged,
          { metric: 'accounts', amounts, unfiltered: false, reps, side: 'max' },
          excess,
        ),
      });
    }
  },
  tracked(measure, { assignment }) {
    const concerned = concernedBy(measure);
    const cells = once(() => count(measure, assignment));
    const settled = once(() => count(measure, measure.settledAt));
    const changes = function* (steps: readonly Step[]) {
      const more = new Map<number, number>();
      for (const { account, from, to } of steps) {
        if (measure.valueAt[account] < 0) continue;
        if (from >= 0) countUp(more, cellOf(measure, account, from), -1);
        if (to >= 0) countUp(more, cellOf(measure, account, to));
      }
      for (const [cell, change] of more) {
        const load = cells().get(cell) ?? 0;
        const before = held(measure, settled(), cell, load);
        yield { before, after: held(measure, settled(), cell, load + change) };
      }
    };
    return {
      change(steps) {
        let sum = 0;
        for (const { before, after } of changes(steps)) sum += after.excess - before.excess;
        return sum / concerned;
      },
      breaks(steps) {
        if (measure.level !== 'must') return [];
        for (const { before, after } of changes(steps)) {
          if (breaksFurther(before, after)) return rowList(measure.row);
        }
        return [];
      },
    };
  },
  against(measure, { problem, assignment }) {
    const heldBy = once(() =>
      groupBy(measure.valueAt.keys(), (account) =>
        measure.valueAt[account] < 0 || assignment[account] < 0
          ? undefined
          : cellOf(measure, account, assignment[account]),
      ),
    );
    return ({ account, to }) => ({
      is: 'apart',
      who: problem.repNames[to],
      among: `${measure.metric} ${measure.values[measure.valueAt[account]]}`,
      others: (heldBy().get(cellOf(measure, account, to)) ?? []).filter((one) => one !== account),
    });
  },
  facts(measure, problem) {
    const { row, groups } = measure;
    const facts: ConflictFact[] = [];
    for (const { value, amounts } of crowded(measure)) {
      const allowed = allowedOf(measure, value);
      facts.push(...overfull(problem, { row, metric: 'accounts', amounts, groups, allowed }));
    }
    return facts.slice(0, 1);
  },
  contradictions: outOfReach,
  idle(measure) {
    if (concernedBy(measure) === 0) return { reason: 'concerns-nobody' };
    const most = Math.max(...sizes(measure));
    return most > measure.max
      ? undefined
      : { reason: 'max-out-of-reach', bound: measure.max, share: false, most };
  },
  masked: (measure, { groups }) => ({
    ...measure,
    values: measure.values.map((_, value) => `Value ${value + 1}`),
    groups: groups(measure.groups),
  }),
  bounds: {
    loads: ({ name, values }) => values.map((value) => `${name}:${value}`),
    binds: () => true,
    broken(measure, _problem, assignment) {
      const past = allHeld(measure, assignment).filter(isBroken);
      if (past.length === 0) return [];
      const from = { amount: measure.max, percent: false };
      const needed = Math.max(...past.map(({ load }) => load));
      return [{ row: measure.row, column: 'max', from, needed, whole: true }];
    },
    moved: (measure, _problem, at) => ({ ...measure, max: at('max') ?? measure.max }),
  },
};

/** Which accounts alone count: "rival Cola". */
function amongOf({ metric, values }: ApartMeasure, { value }: Held): string {
  return `${metric} ${values[value]}`;
}

function judgeApart(measure: ApartMeasure, problem: Problem, assignment: Assignment): Judgement {
  const base = {
    ...nothing,
    counts: 'reps',
    metric: 'accounts',
    exempt: settledBeyond(measure).length,
  } as const;
  const all = allHeld(measure, assignment);
  if (all.length === 0) return base;
  const worst = all.reduce((a, b) => (b.load - b.bound > a.load - a.bound ? b : a));
  return {
    ...base,
    concerned: measure.groups.names.length,
    broken: new Set(all.filter(isBroken).map(({ rep }) => rep)).size,
    worst: {
      who: problem.repNames[worst.rep],
      among: amongOf(measure, worst),
      measure: 'holds',
      value: worst.load,
      bound: worst.bound,
      side: 'max',
      share: undefined,
    },
  };
}

/** Accounts that a higher row puts with a rep who has enough of their value without them, the last by id. */
export function settledBeyond(measure: ApartMeasure): readonly number[] {
  const seen = new Map<number, number>();
  const found: number[] = [];
  measure.settledAt.forEach((rep, account) => {
    if (rep < 0) return;
    const cell = cellOf(measure, account, rep);
    countUp(seen, cell);
    if ((seen.get(cell) ?? 0) > measure.max) found.push(account);
  });
  return found;
}

/** Values of which some rep cannot but hold too many, else all reps together. */
function outOfReach(measure: ApartMeasure, problem: Problem): readonly Contradiction[] {
  const { groups } = measure;
  const metric = 'accounts';
  const found: Contradiction[] = [];
  for (const { value, amounts } of crowded(measure)) {
    const { forced, confined } = amountsByGroup(problem, groups, amounts);
    const allowed = allowedOf(measure, value);
    const over = groups.names.findIndex((_, group) => isPast(allowed[group], forced[group]));
    const bounds = allowed.reduce((sum, bound) => sum + bound, 0);
    if (over >= 0) {
      const group = groups.names[over];
      found.push({
        why: 'held-above-max',
        group,
        metric,
        bound: allowed[over],
        amount: forced[over],
      });
    } else if (isPast(bounds, confined)) {
      found.push({ why: 'maxes-below-total', metric, bounds, amount: confined });
    }
  }
  return found.slice(0, 1);
}
