import type { MeasureRow, Problem, RepGroups } from '../model/problem.js';
import { claimsFor } from './conflict-claims.js';
import type { ConflictFact } from './conflict-types.js';

/** What is impossible by mere counting in a problem, by its must rows. */
export function factsOf(problem: Problem): ConflictFact[] {
  const facts: ConflictFact[] = [];
  if (problem.unplaceable.length > 0) {
    facts.push({
      kind: 'nobody may take',
      accounts: problem.unplaceable.map(({ account }) => account),
      rows: [...new Set(problem.unplaceable.flatMap(({ rows }) => rows))].sort((a, b) => a - b),
      claims: claimsFor(problem, problem.unplaceable[0]),
    });
  }
  facts.push(...overCapped(problem));
  for (const {
    row,
    level,
    metric,
    counted: amounts,
    groups,
    mayTake,
    min,
    max,
  } of problem.limits) {
    if (level !== 'must' || typeof row === 'string') continue;
    const each = (bound: number): Float64Array => new Float64Array(mayTake.length).fill(bound);
    if (max !== undefined && !max.share) {
      facts.push(...overfull(problem, { row, metric, amounts, groups, allowed: each(max.amount) }));
    }
    if (min !== undefined && !min.share) {
      const asked = each(min.amount).map((bound, group) => bound * mayTake[group]);
      facts.push(...underfull(problem, { row, metric, amounts, groups, asked }));
    }
  }
  for (const { row, level, metric, amounts, groups, target, max } of problem.balances) {
    if (level !== 'must' || max === undefined) continue;
    const asked = target.map((amount) => amount * Math.max(0, 1 - max));
    facts.push(...underfull(problem, { row, metric, amounts, groups, asked }));
    const large = tooLarge(problem, { row, metric, amounts, groups, target, max });
    if (large !== undefined) {
      facts.push(large);
      continue;
    }
    const allowed = target.map((amount) => amount * (1 + max));
    facts.push(...overfull(problem, { row, metric, amounts, groups, allowed }));
  }
  for (const budget of problem.budgets)
    if (budget.level === 'must') facts.push(...mustLeave(problem, budget));
  return facts;
}

/** All max_accounts taken together. */
function overCapped(problem: Problem): ConflictFact[] {
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

interface Ceiling {
  readonly row: MeasureRow;
  readonly metric: string;
  readonly amounts: Float64Array;
  readonly groups: RepGroups;
  /** The most each group may hold. */
  readonly allowed: Float64Array;
}

/** The set of reps, among those that accounts are confined to, that is over its ceiling by most; none or one. */
function overfull(problem: Problem, ceiling: Ceiling): ConflictFact[] {
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
  const { sets, ...told } = worst;
  return [
    {
      kind: 'too much for these reps',
      row: ceiling.row,
      metric: ceiling.metric,
      accounts: accountsOf(problem, amounts, sets),
      ...told,
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
function underfull(
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

function tooLarge(
  problem: Problem,
  balance: {
    readonly row: MeasureRow;
    readonly metric: string;
    readonly amounts: Float64Array;
    readonly groups: RepGroups;
    readonly target: Float64Array;
    readonly max: number;
  },
): ConflictFact | undefined {
  let worst: { account: number; ofTarget: number } | undefined;
  for (let account = 0; account < balance.amounts.length; account++) {
    const set = problem.eligible[account];
    if (set < 0 || balance.amounts[account] === 0) continue;
    let largest = 0;
    for (const rep of problem.repSets[set].reps) {
      const group = balance.groups.of[rep];
      largest = group < 0 ? Number.POSITIVE_INFINITY : Math.max(largest, balance.target[group]);
    }
    const ofTarget = balance.amounts[account] / largest;
    if (ofTarget > 1 + balance.max && (worst === undefined || ofTarget > worst.ofTarget)) {
      worst = { account, ofTarget };
    }
  }
  return (
    worst && {
      kind: 'one account too large',
      row: balance.row,
      metric: balance.metric,
      max: balance.max,
      ...worst,
    }
  );
}

function mustLeave(problem: Problem, budget: Problem['budgets'][number]): ConflictFact[] {
  if (budget.amounts.some((amount) => amount < 0)) return [];
  const amount = new Float64Array(budget.max.length);
  const accounts: number[][] = Array.from(budget.max, () => []);
  for (let account = 0; account < problem.accountCount; account++) {
    const owner = problem.liveOwner[account];
    const set = problem.eligible[account];
    if (owner < 0 || set < 0 || budget.groups.of[owner] < 0) continue;
    if (budget.amounts[account] === 0 || problem.repSets[set].mask[owner] === 1) continue;
    amount[budget.groups.of[owner]] += budget.amounts[account];
    accounts[budget.groups.of[owner]].push(account);
  }
  return Array.from(budget.max.keys())
    .filter((group) => amount[group] > budget.max[group] * (1 + 1e-9))
    .slice(0, 1)
    .map((group) => ({
      kind: 'must leave',
      row: budget.row,
      metric: budget.metric,
      amount: amount[group],
      allowed: budget.max[group],
      accounts: accounts[group],
    }));
}
