import type { Assignment } from '../model/assignment.js';
import { countUp, groupBy } from '../model/grouping.js';
import { type Problem, SettledBy, type TogetherMeasure } from '../model/problem.js';
import { type MeasureFamily, nothing } from './family.js';
import { suits } from './placement.js';
import { accountBreach, mayTakeAll } from './remedies.js';
import { poolOfAccount } from './tally.js';
import { once, rowList, type Step } from './tracked.js';

/** Whether a family's members are with more than one rep. */
function isSplit(family: Int32Array, assignment: Assignment): boolean {
  const first = assignment[family[0]];
  for (let member = 1; member < family.length; member++) {
    if (assignment[family[member]] !== first) return true;
  }
  return false;
}

/** Families of accounts with one rep each. */
export const together: MeasureFamily<TogetherMeasure> = {
  name: 'together',
  list: ({ togethers }) => togethers,
  put: (togethers) => ({ togethers }),
  amounts: () => [],
  factsPlace: 5,
  alwaysTerm: false,
  joinsAccounts: true,
  counts: 'families',
  /** Split families ÷ families. */
  term({ families }, _problem, assignment) {
    const split = families.filter((family) => isSplit(family, assignment)).length;
    return families.length === 0 ? undefined : split / families.length;
  },
  judge: ({ families }, _problem, assignment) => ({
    ...nothing,
    counts: 'families',
    concerned: families.length,
    broken: families.filter((family) => isSplit(family, assignment)).length,
  }),
  gather(measure, judged, tally) {
    const { problem, assignment } = judged;
    for (const family of measure.families) {
      const placed = family.find((account) => assignment[account] >= 0) ?? family[0];
      const pool = poolOfAccount(problem, placed, assignment[placed]);
      tally.concern(pool);
      if (!isSplit(family, assignment)) continue;
      const accounts = [...family];
      tally.breach(pool, { kind: 'family', accounts, mayGoTo: mayTakeAll(problem, accounts) });
    }
    for (const account of straysOf(measure, problem, assignment)) {
      const rep = assignment[account];
      tally.breach(poolOfAccount(problem, account, rep), accountBreach(judged, account, rep));
    }
  },
  tracked(measure, { problem, assignment }) {
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
      const changed = groupBy(steps, ({ account }) => {
        const family = familyOf()[account];
        return family < 0 ? undefined : family;
      });
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
  },
  against({ families }) {
    const familyOf = once(
      () => new Map(families.flatMap((family) => [...family].map((member) => [member, family]))),
    );
    return ({ account }) => {
      const family = familyOf().get(account) ?? new Int32Array();
      return { is: 'family', others: [...family].filter((member) => member !== account) };
    };
  },
  facts: () => [],
  contradictions: () => [],
  idle: ({ families }) => (families.length > 0 ? undefined : { reason: 'no-family' }),
  masked: (measure) => measure,
  bounds: undefined,
};

/**
 * Accounts whose family's kept members have one owner, but which are with
 * somebody else although their match and avoid rows allow it: no other must row
 * tells of them. By the first must together row.
 */
function straysOf(
  measure: TogetherMeasure,
  problem: Problem,
  assignment: Assignment,
): readonly number[] {
  const bindings = problem.togethers.filter(({ level }) => level === 'must');
  if (measure !== bindings[0]) return [];
  const musts = problem.placements.filter(({ level }) => level === 'must');
  const inSplit = new Set(
    bindings
      .flatMap(({ families }) => families.filter((family) => isSplit(family, assignment)))
      .flatMap((family) => [...family]),
  );
  const strays: number[] = [];
  for (let account = 0; account < assignment.length; account++) {
    const rep = assignment[account];
    if (rep < 0 || problem.settled[account] !== SettledBy.family) continue;
    if (problem.repSets[problem.eligible[account]].mask[rep] === 1) continue;
    const isReported = musts.some((must) => must.setOf[account] >= 0 && !suits(must, account, rep));
    if (!isReported && !inSplit.has(account)) strays.push(account);
  }
  return strays;
}

function countByRep(family: Int32Array, assignment: Assignment): ReadonlyMap<number, number> {
  const count = new Map<number, number>();
  for (const account of family) {
    countUp(count, assignment[account]);
  }
  return count;
}

/** How many reps (nobody is one) have the family after the steps. */
function repsAfter(before: ReadonlyMap<number, number>, steps: readonly Step[]): number {
  const more = new Map<number, number>();
  for (const { from, to } of steps) {
    countUp(more, from, -1);
    countUp(more, to);
  }
  let reps = before.size;
  for (const [rep, change] of more) {
    const had = before.get(rep) ?? 0;
    reps += Number(had + change > 0) - Number(had > 0);
  }
  return reps;
}
