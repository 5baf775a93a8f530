import type { Problem, RepGroups } from '../model/problem.js';

/** What groups of reps could hold and cannot but hold, by who may take each account. */
export interface GroupAmounts {
  /** All that each group may take. */
  readonly possible: Float64Array;
  /** What only that group may take. */
  readonly forced: Float64Array;
  readonly total: number;
  /** What nobody outside the groups may take. */
  readonly confined: number;
}

export function amountsByGroup(
  problem: Problem,
  groups: RepGroups,
  counted: Float64Array,
): GroupAmounts {
  const bySet = new Float64Array(problem.repSets.length);
  counted.forEach((amount, account) => {
    if (problem.eligible[account] >= 0) bySet[problem.eligible[account]] += amount;
  });
  const possible = new Float64Array(groups.names.length);
  const forced = new Float64Array(groups.names.length);
  let total = 0;
  let confined = 0;
  problem.repSets.forEach(({ reps }, set) => {
    if (bySet[set] === 0 || reps.length === 0) return;
    const reached = new Set(Array.from(reps, (rep) => groups.of[rep]));
    total += bySet[set];
    for (const group of reached) if (group >= 0) possible[group] += bySet[set];
    if (reached.has(-1)) return;
    confined += bySet[set];
    const [only] = reached;
    if (reached.size === 1) forced[only] += bySet[set];
  });
  return { possible, forced, total, confined };
}

/** Sums say what is out of reach only where no amount takes from them. */
export function hasNegative(amounts: Float64Array): boolean {
  return amounts.some((amount) => amount < 0);
}
