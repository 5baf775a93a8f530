import type { MeasureRow, Problem, RepGroups } from '../model/problem.js';
import type { ConflictFact } from './conflict-types.js';

/** What is impossible by mere counting in a problem, by its must rows. */
export function factsOf(problem: Problem): ConflictFact[] {
  const facts: ConflictFact[] = [];
  if (problem.unplaceable.length > 0) {
    facts.push({
      kind: 'nobody may take',
      accounts: problem.unplaceable.map(({ account }) => account),
      rows: [...new Set(problem.unplaceable.flatMap(({ rows }) => rows))].sort((a, b) => a - b),
    });
  }
  facts.push(...overCapped(problem));
  for (const { row, level, metric, counted, groups, max } of problem.limits) {
    if (level !== 'must' || max === undefined || max.share || typeof row === 'string') continue;
    const allowed = new Float64Array(groups.names.length).fill(max.amount);
    facts.push(...overfull(problem, { row, metric, amounts: counted, groups, allowed }));
  }
  for (const { row, level, metric, amounts, groups, target, max } of problem.balances) {
    if (level !== 'must' || max === undefined) continue;
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
  const sum = new Float64Array(problem.repSets.length);
  const count = new Float64Array(problem.repSets.length);
  for (let account = 0; account < amounts.length; account++) {
    const set = problem.eligible[account];
    if (set < 0 || amounts[account] === 0) continue;
    sum[set] += amounts[account];
    count[set]++;
  }
  let worst:
    | { reps: readonly number[]; amount: number; allowed: number; accounts: number }
    | undefined;
  for (const set of problem.repSets) {
    if (set.reps.length === 0 || set.reps.some((rep) => groups.of[rep] < 0)) continue;
    const inGroups = new Set(Array.from(set.reps, (rep) => groups.of[rep]));
    let amount = 0;
    let accounts = 0;
    const reps = new Set<number>();
    problem.repSets.forEach((other, index) => {
      if (sum[index] === 0 || !other.reps.every((rep) => inGroups.has(groups.of[rep]))) return;
      amount += sum[index];
      accounts += count[index];
      for (const rep of other.reps) reps.add(rep);
    });
    let most = 0;
    for (const group of inGroups) most += allowed[group];
    if (amount <= most * (1 + 1e-9)) continue;
    if (worst === undefined || amount / most > worst.amount / worst.allowed) {
      worst = { reps: [...reps].sort((a, b) => a - b), amount, allowed: most, accounts };
    }
  }
  if (worst === undefined) return [];
  return [
    {
      kind: 'too much for these reps',
      row: ceiling.row,
      metric: ceiling.metric,
      ...worst,
    },
  ];
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
  const accounts = new Float64Array(budget.max.length);
  for (let account = 0; account < problem.accountCount; account++) {
    const owner = problem.liveOwner[account];
    const set = problem.eligible[account];
    if (owner < 0 || set < 0 || budget.groups.of[owner] < 0) continue;
    if (budget.amounts[account] === 0 || problem.repSets[set].mask[owner] === 1) continue;
    amount[budget.groups.of[owner]] += budget.amounts[account];
    accounts[budget.groups.of[owner]]++;
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
