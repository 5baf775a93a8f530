import type { MeasureRow, Problem, RepGroups } from '../model/problem.js';

/** A conflict that can be counted out by hand. Accounts are indices in accounts.csv, reps in reps.csv. */
export type ConflictFact =
  | {
      /** Accounts that only some reps may take add up to more than these reps may hold. */
      readonly kind: 'too much for these reps';
      /** Undefined: the max_accounts of these reps together. */
      readonly row: MeasureRow;
      readonly metric: string;
      readonly reps: readonly number[];
      readonly amount: number;
      readonly allowed: number;
      readonly accounts: readonly number[];
    }
  | {
      /** All that may come to some reps is less than they have to hold. */
      readonly kind: 'too little for these reps';
      readonly row: MeasureRow;
      readonly metric: string;
      readonly reps: readonly number[];
      readonly amount: number;
      readonly asked: number;
      readonly accounts: readonly number[];
    }
  | {
      /** One account is more than any of its reps may be given. */
      readonly kind: 'one account too large';
      readonly row: MeasureRow;
      readonly metric: string;
      readonly account: number;
      /** Its amount ÷ the largest target it could come under. */
      readonly ofTarget: number;
      readonly max: number;
    }
  | {
      /** Accounts whose owner may not have them leave, whatever the plan. */
      readonly kind: 'must leave';
      readonly row: MeasureRow;
      readonly metric: string;
      readonly amount: number;
      readonly allowed: number;
      readonly accounts: readonly number[];
    }
  | {
      readonly kind: 'nobody may take';
      readonly accounts: readonly number[];
      readonly rows: readonly number[];
      /** To whom each of the rows leaves the first of the accounts. */
      readonly claims: readonly { readonly row: number; readonly reps: readonly number[] }[];
    };

/** Must rows that no plan can keep, seen without searching for one. */
export type Contradiction =
  | ({ readonly why: 'min-out-of-reach' | 'held-above-max' } & GroupBound)
  | {
      readonly why: 'mins-above-total' | 'maxes-below-total';
      readonly metric: string;
      readonly bounds: number;
      readonly amount: number;
    }
  | {
      readonly why: 'max-accounts-below-total';
      readonly metric: string;
      readonly reps: number;
      readonly bounds: number;
      readonly amount: number;
    }
  | {
      readonly why: 'leaving-above-max';
      readonly metric: string;
      readonly bound: number;
      readonly amount: number;
      readonly accounts: number;
    }
  | {
      readonly why: 'account-above-balance';
      readonly metric: string;
      readonly amount: number;
      readonly bound: number;
    };

interface GroupBound {
  readonly group: string;
  readonly metric: string;
  readonly bound: number;
  readonly amount: number;
}

interface Ceiling {
  readonly row: MeasureRow;
  readonly metric: string;
  readonly amounts: Float64Array;
  readonly groups: RepGroups;
  /** The most each group may hold. */
  readonly allowed: Float64Array;
}

/** The set of reps, among those that accounts are confined to, that is over its ceiling by most; none or one. */
export function overfull(problem: Problem, ceiling: Ceiling): ConflictFact[] {
  const { amounts, groups, allowed } = ceiling;
  // What else comes there could make up for it.
  if (amounts.some((amount) => amount < 0)) return [];
  const sum = sumsBySet(problem, amounts);
  let worst:
    | { reps: readonly number[]; amount: number; allowed: number; sets: ReadonlySet<number> }
    | undefined;
  for (const set of problem.repSets) {
    if (set.reps.length === 0 || set.reps.some((rep) => groups.of[rep] < 0)) continue;
    const inGroups = new Set(Array.from(set.reps, (rep) => groups.of[rep]));
    let amount = 0;
    const sets = new Set<number>();
    const reps = new Set<number>();
    problem.repSets.forEach((other, index) => {
      if (sum[index] === 0 || !other.reps.every((rep) => inGroups.has(groups.of[rep]))) return;
      amount += sum[index];
      sets.add(index);
      for (const rep of other.reps) reps.add(rep);
    });
    let most = 0;
    for (const group of inGroups) most += allowed[group];
    if (amount <= most * (1 + 1e-9)) continue;
    if (worst === undefined || amount / most > worst.amount / worst.allowed) {
      worst = { reps: [...reps].sort((a, b) => a - b), amount, allowed: most, sets };
    }
  }
  if (worst === undefined) return [];
  const { sets, ...figures } = worst;
  return [
    {
      kind: 'too much for these reps',
      row: ceiling.row,
      metric: ceiling.metric,
      accounts: accountsOf(problem, amounts, sets),
      ...figures,
    },
  ];
}

interface Floor {
  readonly row: MeasureRow;
  readonly metric: string;
  readonly amounts: Float64Array;
  readonly groups: RepGroups;
  /** The least each group has to hold. */
  readonly asked: Float64Array;
}

/** The groups that miss most: one of them, those that accounts are shared among, or all; none or one. */
export function underfull(
  problem: Problem,
  { row, metric, amounts, groups, asked }: Floor,
): ConflictFact[] {
  if (amounts.some((amount) => amount < 0)) return [];
  const sum = sumsBySet(problem, amounts);
  const choices = [
    ...Array.from(asked.keys(), (group) => [group]),
    ...problem.repSets.map(({ reps }) => [...new Set(Array.from(reps, (rep) => groups.of[rep]))]),
    [...asked.keys()],
  ];
  let worst: { groups: ReadonlySet<number>; amount: number; asked: number } | undefined;
  for (const choice of choices) {
    const those = new Set(choice.filter((group) => group >= 0 && asked[group] > 0));
    let needed = 0;
    for (const group of those) needed += asked[group];
    let amount = 0;
    problem.repSets.forEach(({ reps }, set) => {
      if (sum[set] > 0 && reps.some((rep) => those.has(groups.of[rep]))) amount += sum[set];
    });
    if (amount >= needed * (1 - 1e-9)) continue;
    if (worst === undefined || needed - amount > worst.asked - worst.amount) {
      worst = { groups: those, amount, asked: needed };
    }
  }
  if (worst === undefined) return [];
  const those = worst.groups;
  const isThere = (rep: number): boolean => those.has(groups.of[rep]);
  const sets = [...problem.repSets.keys()].filter((set) => problem.repSets[set].reps.some(isThere));
  return [
    {
      kind: 'too little for these reps',
      row,
      metric,
      reps: Array.from(groups.of.keys()).filter(isThere),
      amount: worst.amount,
      asked: worst.asked,
      accounts: accountsOf(problem, amounts, new Set(sets)),
    },
  ];
}

function sumsBySet(problem: Problem, amounts: Float64Array): Float64Array {
  const sum = new Float64Array(problem.repSets.length);
  for (let account = 0; account < amounts.length; account++) {
    const set = problem.eligible[account];
    if (set >= 0) sum[set] += amounts[account];
  }
  return sum;
}

/** The accounts that bring something and have one of these sets of reps, the greatest first. */
function accountsOf(problem: Problem, amounts: Float64Array, sets: ReadonlySet<number>): number[] {
  return Array.from(amounts.keys())
    .filter((account) => amounts[account] > 0 && sets.has(problem.eligible[account]))
    .sort((a, b) => amounts[b] - amounts[a] || a - b);
}
