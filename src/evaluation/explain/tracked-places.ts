import type { Assignment } from '../../model/assignment.js';
import type { PlacementMeasure, Problem, TogetherMeasure } from '../../model/problem.js';
import { breaksPlacement, suits } from '../bounds.js';
import { type BrokenRow, breaksNothing, rowList, type Step, type Tracked } from './tracked.js';

/** A row that says where single accounts should or must be; each of them counts for itself. */
export function trackedPlacement(problem: Problem, measure: PlacementMeasure): Tracked {
  const { setOf, amounts } = measure;
  const amountOf = (account: number): number => (amounts === undefined ? 1 : amounts[account]);
  const all = once(() => {
    let sum = 0;
    for (let account = 0; account < setOf.length; account++)
      if (setOf[account] >= 0) sum += amountOf(account);
    return sum;
  });
  return {
    change: (steps) => {
      let sum = 0;
      for (const { account, from, to } of steps) {
        if (setOf[account] < 0) continue;
        const fits = Number(suits(measure, account, from)) - Number(suits(measure, account, to));
        sum += fits * amountOf(account);
      }
      return sum / all();
    },
    breaks: (steps) => {
      if (measure.level !== 'must') return [];
      const rows = new Set<BrokenRow>();
      for (const { account, from, to } of steps) {
        if (setOf[account] < 0 || !breaksPlacement(measure, account, to)) continue;
        if (breaksPlacement(measure, account, from)) continue;
        for (const row of rowOf(problem, measure, account)) rows.add(row);
      }
      return [...rows];
    },
  };
}

/** A locked account is a row of its own. */
function rowOf(problem: Problem, measure: PlacementMeasure, account: number): readonly BrokenRow[] {
  return measure.rule === 'locked'
    ? [`accounts.csv:${problem.accounts.rowNumbers[account]}`]
    : rowList(measure.row);
}

/** A together row by the reps that each family has. */
export function trackedTogether(
  problem: Problem,
  measure: TogetherMeasure,
  assignment: Assignment,
): Tracked {
  const { families } = measure;
  const familyOf = once(() => {
    const of = new Int32Array(problem.accountCount).fill(-1);
    families.forEach((family, index) => {
      for (const account of family) of[account] = index;
    });
    return of;
  });
  const holders = new Map<number, ReadonlyMap<number, number>>();
  const holdersOf = (family: number): ReadonlyMap<number, number> => {
    const known = holders.get(family) ?? countByRep(families[family], assignment);
    holders.set(family, known);
    return known;
  };
  const splits = (steps: readonly Step[]): readonly { before: boolean; after: boolean }[] => {
    const changed = new Map<number, Step[]>();
    for (const step of steps) {
      const family = familyOf()[step.account];
      if (family < 0) continue;
      const others = changed.get(family);
      if (others === undefined) changed.set(family, [step]);
      else others.push(step);
    }
    return [...changed].map(([family, own]) => {
      const before = holdersOf(family);
      return { before: before.size > 1, after: repsAfter(before, own) > 1 };
    });
  };
  return {
    change: (steps) =>
      splits(steps).reduce((sum, { before, after }) => sum + Number(after) - Number(before), 0) /
      families.length,
    breaks: (steps) =>
      measure.level === 'must' && splits(steps).some(({ before, after }) => after && !before)
        ? rowList(measure.row)
        : [],
  };
}

function countByRep(family: Int32Array, assignment: Assignment): ReadonlyMap<number, number> {
  const count = new Map<number, number>();
  for (const account of family) {
    count.set(assignment[account], (count.get(assignment[account]) ?? 0) + 1);
  }
  return count;
}

/** How many reps (nobody is one) have the family after the steps. */
function repsAfter(before: ReadonlyMap<number, number>, steps: readonly Step[]): number {
  const more = new Map<number, number>();
  const add = (rep: number, count: number): void => {
    more.set(rep, (more.get(rep) ?? 0) + count);
  };
  for (const { from, to } of steps) {
    add(from, -1);
    add(to, 1);
  }
  let reps = before.size;
  for (const [rep, change] of more) {
    const had = before.get(rep) ?? 0;
    reps += Number(had + change > 0) - Number(had > 0);
  }
  return reps;
}

/** Disruption: what leaves a live owner. */
export function trackedDisruption(problem: Problem): Tracked {
  const { liveOwner, disruption, state } = problem;
  const all = once(() => {
    let sum = 0;
    for (let account = 0; account < problem.accountCount; account++)
      if (liveOwner[account] >= 0 && state[account] === 0) sum += disruption[account];
    return sum;
  });
  return {
    change: (steps) => {
      let sum = 0;
      for (const { account, from, to } of steps) {
        const owner = liveOwner[account];
        if (owner < 0) continue;
        sum += (Number(to !== owner) - Number(from !== owner)) * disruption[account];
      }
      return sum / all();
    },
    breaks: breaksNothing,
  };
}

/** Travel. NaN where the distances file has no such pair. */
export function trackedDistance(problem: Problem): Tracked {
  const { distance, workload } = problem;
  const counts = once(() => new Set(distance?.accounts));
  return {
    change: (steps) => {
      if (distance === undefined) return 0;
      let sum = 0;
      for (const { account, from, to } of steps) {
        if (!(workload[account] > 0) || !counts().has(account)) continue;
        if (to >= 0) sum += workload[account] * distance.km(account, to);
        if (from >= 0) sum -= workload[account] * distance.km(account, from);
      }
      return sum / distance.divisor;
    },
    breaks: breaksNothing,
  };
}

/** A value worked out when it is first needed. */
function once<T>(compute: () => T): () => T {
  let known: { readonly is: T } | undefined;
  return () => {
    known ??= { is: compute() };
    return known.is;
  };
}
