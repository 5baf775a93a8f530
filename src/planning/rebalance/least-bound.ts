import type { Problem } from '../../model/problem.js';
import type { LeastChangeTask } from './least-change.js';
import type { Score } from './score.js';
import type { Unit } from './units.js';

/**
 * What every plan with no more broken must rules and no more excess loses in
 * disruption at least, by plain sums. Each of these is a relaxation by itself
 * (what comes to a rep never lowers what they have; what goes can be in parts);
 * the greatest is taken.
 *
 * @param found the plan that was found
 */
export function leastDisruption(task: LeastChangeTask, found: Score): number {
  const keepsRules = found.broken === 0;
  const leaving = keepsRules ? forcedOut(task) : new Set<number>();
  return Math.max(
    keepsRules ? sumOver(task.problem, leaving) : 0,
    keepsRules ? joinedFamilies(task) : 0,
    overloaded(task, found, leaving, keepsRules),
    underloaded(task, found, keepsRules),
    keepsRules ? crowded(task, found) : 0,
    keepsRules ? countedOut(task, found) : 0,
  );
}

function sumOver({ disruption }: Problem, accounts: Iterable<number>): number {
  let sum = 0;
  for (const account of accounts) sum += disruption[account];
  return sum;
}

/** Accounts whose owner may not have them. */
function forcedOut({ problem, units }: LeastChangeTask): Set<number> {
  const { liveOwner, repSets, eligible } = problem;
  const out = new Set<number>();
  for (const { accounts } of [...units.mustMove, ...units.mayMove]) {
    for (const account of accounts) {
      const owner = liveOwner[account];
      if (owner >= 0 && repSets[eligible[account]].mask[owner] === 0) out.add(account);
    }
  }
  return out;
}

/** Families that have to be with one rep: all but what the best of them has leaves. */
function joinedFamilies({ problem, units }: LeastChangeTask): number {
  const { liveOwner, disruption, repSets, eligible } = problem;
  let sum = 0;
  for (const { accounts } of [...units.mustMove, ...units.mayMove]) {
    if (accounts.length === 1) {
      const [account] = accounts;
      const owner = liveOwner[account];
      if (owner >= 0 && repSets[eligible[account]].mask[owner] === 0) sum += disruption[account];
      continue;
    }
    const held = new Map<number, number>();
    let all = 0;
    for (const account of accounts) {
      const owner = liveOwner[account];
      if (owner < 0) continue;
      all += disruption[account];
      if (repSets[eligible[account]].mask[owner] === 1)
        held.set(owner, (held.get(owner) ?? 0) + disruption[account]);
    }
    sum += all - Math.max(0, ...held.values());
  }
  return sum;
}

/** Something that can go, in part: how much it takes along, and what that costs. */
interface Part {
  readonly amount: number;
  readonly cost: number;
}

/** The least cost of parts that come to an amount; all of them, where they do not. */
function leastCostOf(parts: readonly Part[], amount: number): number {
  const useful = parts.filter((part) => part.amount > 0);
  const sorted = useful.sort((a, b) => a.cost / a.amount - b.cost / b.amount);
  let left = amount;
  let cost = 0;
  for (const part of sorted) {
    if (left <= 0) break;
    const share = Math.min(1, left / part.amount);
    cost += share * part.cost;
    left -= share * part.amount;
  }
  // A hair less, so that rounding lifts no bound.
  return cost * (1 - 1e-12);
}

/** The accounts that each rep may lose. */
function movableByOwner(
  { problem, units }: LeastChangeTask,
  keepsRules: boolean,
): ReadonlyMap<number, readonly number[]> {
  const byOwner = new Map<number, number[]>();
  const add = (account: number): void => {
    const owner = problem.liveOwner[account];
    if (owner < 0 || problem.eligible[account] < 0) return;
    const held = byOwner.get(owner) ?? [];
    held.push(account);
    byOwner.set(owner, held);
  };
  if (keepsRules) {
    for (const { accounts } of [...units.mustMove, ...units.mayMove]) accounts.forEach(add);
  } else {
    for (let account = 0; account < problem.accountCount; account++) add(account);
  }
  return byOwner;
}

/** Reps with more than they may have, each by themselves: what leaves one owner is no other's. */
function overloaded(
  task: LeastChangeTask,
  found: Score,
  forced: ReadonlySet<number>,
  keepsRules: boolean,
): number {
  const { problem, evenness, today } = task;
  const movable = movableByOwner(task, keepsRules);
  const caps = keepsRules ? mostHeld(problem) : [];
  let sum = 0;
  for (let rep = 0; rep < problem.repCount; rep++) {
    const own = movable.get(rep) ?? [];
    let least = own.reduce((all, one) => all + (forced.has(one) ? problem.disruption[one] : 0), 0);
    const within = evenness.within[rep];
    const { measure } = evenness;
    const bounds = caps.flatMap(({ amounts, most }) =>
      most[rep] < Number.POSITIVE_INFINITY ? [{ amounts, most: most[rep] }] : [],
    );
    if (measure !== undefined && !Number.isNaN(within) && measure.repTarget[rep] > 0) {
      const most = measure.repTarget[rep] * (1 + within + found.excess / 100 + 1e-9);
      bounds.push({ amounts: measure.amounts, most });
    }
    for (const { amounts, most } of bounds) {
      let held = 0;
      for (let account = 0; account < problem.accountCount; account++) {
        if (today[account] === rep) held += amounts[account];
      }
      const tolerance = 1e-9 * Math.max(1, Math.abs(most));
      if (held <= most + tolerance) continue;
      const parts = own.map((account) => ({
        amount: amounts[account],
        cost: problem.disruption[account],
      }));
      least = Math.max(least, leastCostOf(parts, held - most - tolerance));
    }
    sum += least;
  }
  return sum;
}

/**
 * How many accounts reps who lack something need at least, each with the
 * greatest there are; no account goes to two of them, so that as many of the
 * cheapest leave.
 */
function countedOut({ problem, evenness, units, today }: LeastChangeTask, found: Score): number {
  const { measure, within } = evenness;
  if (measure === undefined) return 0;
  const { amounts, repTarget } = measure;
  const held = new Float64Array(problem.repCount);
  for (let account = 0; account < problem.accountCount; account++) {
    if (today[account] >= 0) held[today[account]] += amounts[account];
  }
  const all = [...units.mustMove, ...units.mayMove];
  const useful = new Set<number>();
  let needed = 0;
  for (let rep = 0; rep < problem.repCount; rep++) {
    if (Number.isNaN(within[rep]) || repTarget[rep] <= 0) continue;
    const allowed = within[rep] + found.excess / 100 + 1e-9;
    let lacking = repTarget[rep] * (1 - allowed) - held[rep];
    if (lacking <= 0) continue;
    const candidates = all
      .filter(({ reps }) => reps.includes(rep))
      .flatMap(({ accounts }) => accounts.filter((account) => today[account] !== rep));
    for (const account of candidates) useful.add(account);
    for (const amount of candidates.map((account) => amounts[account]).sort((a, b) => b - a)) {
      if (lacking <= 0) break;
      lacking -= amount;
      needed++;
    }
  }
  const costs = [...useful].map((account) =>
    problem.liveOwner[account] < 0 ? 0 : problem.disruption[account],
  );
  const cheapest = costs.sort((a, b) => a - b).slice(0, needed);
  return cheapest.reduce((sum, cost) => sum + cost, 0) * (1 - 1e-12);
}

/** So many sets of reps are looked at. */
const mostSets = 200;

/**
 * Reps who alone may take some accounts: what they have and what must come to
 * them is more than they may hold together, so that some of what they have goes
 * to others.
 */
function crowded({ problem, units, evenness, today }: LeastChangeTask, found: Score): number {
  const { liveOwner, disruption, repCount } = problem;
  const all = [...units.mustMove, ...units.mayMove];
  const sets = new Map(all.map(({ reps }) => [reps.join(), reps]));
  const bounds = mostHeld(problem);
  const { measure, within } = evenness;
  if (measure !== undefined) {
    const most = Float64Array.from(within, (share, rep) =>
      Number.isNaN(share) || measure.repTarget[rep] <= 0
        ? Number.POSITIVE_INFINITY
        : measure.repTarget[rep] * (1 + share + 1e-9),
    );
    bounds.push({ amounts: measure.amounts, most, spare: found.excess / 100 });
  }
  let least = 0;
  for (const reps of [...sets.values()].slice(0, mostSets)) {
    const isIn = new Uint8Array(repCount);
    for (const rep of reps) isIn[rep] = 1;
    const staysIn = (unit: Unit): boolean => unit.reps.every((rep) => isIn[rep] === 1);
    const coming = units.mustMove.filter(staysIn);
    const leaving = all.filter((unit) => !staysIn(unit));
    for (const { amounts, most, spare } of bounds) {
      let allowed = 0;
      let greatest = 0;
      for (const rep of reps) {
        allowed += most[rep];
        greatest = Math.max(greatest, measure?.repTarget[rep] ?? 0);
      }
      if (allowed === Number.POSITIVE_INFINITY) continue;
      let held = 0;
      for (let account = 0; account < today.length; account++) {
        if (today[account] >= 0 && isIn[today[account]] === 1) held += amounts[account];
      }
      for (const { accounts } of coming) {
        for (const account of accounts) if (liveOwner[account] < 0) held += amounts[account];
      }
      const past = held - allowed - spare * greatest - 1e-9 * Math.max(1, Math.abs(allowed));
      if (past <= 0) continue;
      const parts = leaving.flatMap(({ accounts }) =>
        accounts.flatMap((account) =>
          liveOwner[account] >= 0 && isIn[liveOwner[account]] === 1
            ? [{ amount: amounts[account], cost: disruption[account] }]
            : [],
        ),
      );
      least = Math.max(least, leastCostOf(parts, past));
    }
  }
  return least;
}

/** What reps may hold of some amounts, by rep. */
interface MostHeld {
  readonly amounts: Float64Array;
  readonly most: Float64Array;
  /** What all of them together may pass it by, as a part of the greatest target. */
  readonly spare: number;
}

/** Must limits by rep of amounts of which none is below 0: what comes only adds. */
function mostHeld(problem: Problem): MostHeld[] {
  return [...singly(problem), ...together(problem)];
}

/** All max_accounts together: one rep's row says nothing of the others. */
function together(problem: Problem): MostHeld[] {
  const most = new Float64Array(problem.repCount).fill(Number.POSITIVE_INFINITY);
  let amounts: Float64Array | undefined;
  for (const { row, max, counted, groups } of problem.limits) {
    if (typeof row !== 'string' || max === undefined) continue;
    amounts = counted;
    most[groups.of.indexOf(0)] = max.amount;
  }
  return amounts === undefined ? [] : [{ amounts, most, spare: 0 }];
}

function singly(problem: Problem): MostHeld[] {
  return problem.limits.flatMap(({ level, max, counted, groups }) => {
    if (level !== 'must' || max === undefined || max.share) return [];
    if (groups.names.length === 1 && problem.repCount > 1) return [];
    if (counted.some((amount) => amount < 0)) return [];
    const members = new Int32Array(groups.names.length);
    for (const group of groups.of) if (group >= 0) members[group]++;
    const most = Float64Array.from(groups.of, (group) =>
      group >= 0 && members[group] === 1 ? max.amount : Number.POSITIVE_INFINITY,
    );
    return [{ amounts: counted, most, spare: 0 }];
  });
}

/** Reps with less than they must have: what they lack comes from accounts without an owner, and else from others. */
function underloaded(
  { problem, evenness, units, today }: LeastChangeTask,
  found: Score,
  keepsRules: boolean,
): number {
  const { measure, within } = evenness;
  if (measure === undefined) return 0;
  const { amounts, repTarget } = measure;
  const held = new Float64Array(problem.repCount);
  for (let account = 0; account < problem.accountCount; account++) {
    if (today[account] >= 0) held[today[account]] += amounts[account];
  }
  const lacks = new Float64Array(problem.repCount);
  let lacking = 0;
  let greatest = 0;
  for (let rep = 0; rep < problem.repCount; rep++) {
    if (Number.isNaN(within[rep]) || repTarget[rep] <= 0) continue;
    const least = repTarget[rep] * (1 - within[rep] - 1e-9);
    if (least <= held[rep]) continue;
    lacks[rep] = least - held[rep];
    lacking += lacks[rep];
    greatest = Math.max(greatest, repTarget[rep]);
  }
  lacking -= (found.excess / 100) * greatest;
  if (lacking <= 0) return 0;
  const mayHelp = ({ reps }: Unit): boolean => !keepsRules || reps.some((rep) => lacks[rep] > 0);
  const parts: Part[] = [];
  for (const unit of units.mustMove) {
    for (const account of unit.accounts) {
      if (!mayHelp(unit)) continue;
      const owner = problem.liveOwner[account];
      if (owner < 0) lacking -= amounts[account];
      else parts.push({ amount: amounts[account], cost: problem.disruption[account] });
    }
  }
  if (lacking <= 0) return 0;
  const addAll = (accounts: Iterable<number>): void => {
    for (const account of accounts)
      parts.push({ amount: amounts[account], cost: problem.disruption[account] });
  };
  if (keepsRules) {
    for (const unit of units.mayMove) if (mayHelp(unit)) addAll(unit.accounts);
  } else {
    addAll([...today.keys()].filter((account) => today[account] >= 0));
  }
  return leastCostOf(parts, lacking);
}
