/** Every number a plan folder publishes, from the problem and an assignment alone. */
import type { Account, Balance, Problem, Rep } from './model.js';
import { liveOwner, sum } from './model.js';
import { repsWhoTake } from './problem.js';
import { parseDate, parseNumber } from './read.js';
import type { Outcome, Placement, Term } from './terms.js';
import {
  deviation,
  distanceBetween,
  loadOf,
  objectiveOf,
  outcomesOf,
  planned,
  relationshipFigures,
  termsOf,
} from './terms.js';

export interface MetricSpread {
  mean_abs_deviation_pct: number;
  max_abs_deviation_pct: number;
  cv: number;
  gini: number;
}

export interface State {
  metrics: Record<string, MetricSpread>;
  figures: Record<string, number | undefined>;
  /** of a plan, where a file says who is known */
  relationship?: Record<string, number> | undefined;
}

export interface AccountLine {
  account: Account;
  /** '' for released accounts and where nobody may take it; today's rep for excluded ones */
  rep: Rep | undefined;
  previous: string;
  change: 'kept' | 'moved' | 'new' | 'orphaned' | 'released' | 'excluded' | 'unassigned';
  distanceKm: number | undefined;
}

/** The figures of one rep or one team, by column. */
export type Figures = Record<string, number | undefined>;

export interface Judgement {
  terms: Term[];
  objective: number | undefined;
  outcomes: Outcome[];
  /** planned accounts with a rep who is unknown, not live or, with reps to choose from, none */
  illegal: string[];
  feasible: boolean;
  before: State;
  after: State;
  changingHands: Record<string, Hands>;
  lines: AccountLine[];
  territories: { rep: Rep; figures: Figures }[];
  teams: { manager: string; figures: Figures }[];
  moves: string[];
}

/** What a solver needs to compare: the objective, and whether every must row is kept. */
export function evaluate(
  problem: Problem,
  assignment: Map<string, string>,
): { objective: number | undefined; feasible: boolean } {
  return {
    objective: objectiveOf(termsOf(problem, placementOf(problem, assignment))),
    feasible: keepsMustRows(problem, assignment),
  };
}

/** Whether every planned account has a live rep and every must row is kept. */
export function keepsMustRows(problem: Problem, assignment: Map<string, string>): boolean {
  const placement = placementOf(problem, assignment);
  return (
    illegalAccounts(problem, placement).length === 0 &&
    planned(problem).every((account) => placement.get(account) !== undefined) &&
    outcomesOf(problem, placement).every(
      ({ level, status }) => level === 'should' || status === 'met',
    )
  );
}

export function placementOf(problem: Problem, assignment: Map<string, string>): Placement {
  const placement: Placement = new Map();
  for (const account of planned(problem)) {
    const id = assignment.get(account.id) ?? '';
    placement.set(
      account,
      problem.reps.find((rep) => rep.id === id),
    );
  }
  return placement;
}

/** Today's: every planned account with its live owner. */
export function todaysPlacement(problem: Problem): Placement {
  return new Map(planned(problem).map((account) => [account, liveOwner(account)]));
}

function illegalAccounts(problem: Problem, placement: Placement): string[] {
  return planned(problem)
    .filter((account) => {
      const rep = placement.get(account);
      return rep === undefined ? account.eligible.length > 0 : !rep.live;
    })
    .map((account) => account.id);
}

export function judge(problem: Problem, assignment: Map<string, string>): Judgement {
  const placement = placementOf(problem, assignment);
  const terms = termsOf(problem, placement);
  const lines = problem.accounts.map((account) => lineOf(problem, account, placement));
  const territories = problem.reps.map((rep) => ({
    rep,
    figures: figuresOf(problem, placement, [rep]),
  }));
  const managers = new Set(problem.reps.map((rep) => rep.cells.manager ?? ''));
  const teams = [...managers].map((manager) => ({
    manager,
    figures: figuresOf(
      problem,
      placement,
      problem.reps.filter((rep) => (rep.cells.manager ?? '') === manager),
    ),
  }));
  return {
    terms,
    objective: objectiveOf(terms),
    outcomes: outcomesOf(problem, placement),
    illegal: illegalAccounts(problem, placement),
    feasible: evaluate(problem, assignment).feasible,
    before: stateOf(problem, todaysPlacement(problem)),
    after: {
      ...stateOf(problem, placement, lines),
      relationship: relationshipFigures(problem, placement),
    },
    changingHands: changingHands(problem, lines),
    lines,
    territories,
    teams,
    moves: lines
      .filter(({ change, rep, previous }) => change !== 'excluded' && (rep?.id ?? '') !== previous)
      .map(({ account }) => account.id),
  };
}

// --- one account -----------------------------------------------------------------------------

function changeOf(account: Account, rep: Rep | undefined): AccountLine['change'] {
  if (account.excluded) return 'excluded';
  if (account.released) return 'released';
  if (rep === undefined && account.eligible.length === 0) return 'unassigned';
  if (account.owner === undefined && !account.departed) return 'new';
  const owner = liveOwner(account);
  if (owner === undefined) return 'orphaned';
  return owner === rep ? 'kept' : 'moved';
}

function lineOf(problem: Problem, account: Account, placement: Placement): AccountLine {
  const rep = account.excluded ? account.owner : placement.get(account);
  return {
    account,
    rep,
    previous: account.owner?.id ?? account.cells.owner ?? '',
    change: changeOf(account, rep),
    distanceKm:
      rep === undefined || !account.planned ? undefined : distanceBetween(problem, account, rep),
  };
}

// --- before and after ------------------------------------------------------------------------

/** Population standard deviation ÷ mean; 0 if the mean is. */
export function coefficientOfVariation(values: number[]): number {
  const mean = sum(values) / values.length;
  if (mean === 0) return 0;
  const variance = sum(values.map((value) => (value - mean) ** 2)) / values.length;
  return Math.sqrt(variance) / mean;
}

/** Mean absolute difference of all pairs ÷ (2 · mean); 0 if the mean is. */
export function gini(values: number[]): number {
  const mean = sum(values) / values.length;
  if (mean === 0) return 0;
  let differences = 0;
  for (const a of values) for (const b of values) differences += Math.abs(a - b);
  return differences / (2 * values.length ** 2 * mean);
}

function spreadOf(balance: Balance, placement: Placement): MetricSpread {
  const devs = balance.reps.map((rep) =>
    deviation(loadOf(balance, placement, [rep]), balance.targets.get(rep) ?? 0),
  );
  const absolute = devs.map(Math.abs);
  const ratios = devs.map((dev) => dev + 1);
  return {
    mean_abs_deviation_pct: (100 * sum(absolute)) / absolute.length,
    max_abs_deviation_pct: 100 * Math.max(...absolute),
    cv: coefficientOfVariation(ratios),
    gini: gini(ratios),
  };
}

function meanDistance(
  problem: Problem,
  placement: Placement,
  accounts: Account[],
): number | undefined {
  const distances: number[] = [];
  for (const account of accounts) {
    const rep = placement.get(account);
    const value = rep === undefined ? undefined : distanceBetween(problem, account, rep);
    if (value !== undefined) distances.push(value);
  }
  return distances.length === 0 ? undefined : sum(distances) / distances.length;
}

function arr(account: Account): number {
  return parseNumber(account.cells.arr ?? '') ?? 0;
}

/** What some accounts come to; null where the file has no such column. */
export type Hands = Record<string, number | null>;

function changingHands(problem: Problem, lines: AccountLine[]): Record<string, Hands> {
  const column = (name: string): boolean =>
    problem.accounts.some((account) => (account.cells[name] ?? '') !== '');
  const total = (accounts: Account[], name: string): number | null =>
    column(name)
      ? sum(accounts.map((account) => parseNumber(account.cells[name] ?? '') ?? 0))
      : null;
  const hands = (chosen: AccountLine[]): Hands => {
    const accounts = chosen.map(({ account }) => account);
    const due = accounts.filter((account) => {
      const day = parseDate(account.cells.renewal_date ?? '');
      return day !== undefined && day >= problem.asOf && day - problem.asOf <= 90;
    });
    const dated = column('renewal_date');
    return {
      accounts: accounts.length,
      arr: total(accounts, 'arr'),
      open_pipeline: total(accounts, 'open_pipeline'),
      won_amount: total(accounts, 'won_amount'),
      renewals_90d: dated ? due.length : null,
      renewals_90d_arr: dated ? total(due, 'arr') : null,
    };
  };
  const of = (...changes: string[]): AccountLine[] =>
    lines.filter(({ change }) => changes.includes(change));
  return {
    moved: hands(of('moved')),
    orphaned: hands(of('orphaned')),
    new: hands(of('new')),
    released: hands(of('released')),
    total: hands([
      ...of('moved', 'orphaned'),
      ...of('released', 'unassigned').filter(({ previous }) => previous !== ''),
    ]),
  };
}

/** Without lines it is today's state: nothing has moved and nothing is released yet. */
function stateOf(problem: Problem, placement: Placement, lines?: AccountLine[]): State {
  const metrics: Record<string, MetricSpread> = {};
  for (const balance of problem.balances) {
    if (!balance.unfiltered || balance.reps.length === 0) continue;
    metrics[balance.metric] = spreadOf(balance, placement);
  }
  const accounts = planned(problem);
  const changed = (change: string) =>
    accounts.filter((account) => changeOf(account, placement.get(account)) === change);
  const potential = (list: Account[]) => sum(list.map((account) => account.potential));
  const moved = changed('moved');
  const all = potential(accounts);
  const leaving = (lines ?? []).filter(
    ({ account, change }) =>
      change === 'moved' ||
      (['released', 'unassigned'].includes(change) && liveOwner(account) !== undefined),
  );
  return {
    metrics,
    figures: {
      accounts_moved: moved.length,
      accounts_new: changed('new').length,
      accounts_orphaned: changed('orphaned').length,
      potential_moved_pct: all === 0 ? 0 : (100 * potential(moved)) / all,
      arr_moved: sum(leaving.map(({ account }) => arr(account))),
      mean_distance_km: meanDistance(problem, placement, accounts),
    },
  };
}

// --- one rep, or one team --------------------------------------------------------------------

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function figuresOf(problem: Problem, placement: Placement, reps: Rep[]): Figures {
  const isOne = (rep: Rep | undefined) => rep !== undefined && reps.includes(rep);
  const now = planned(problem).filter((account) => isOne(placement.get(account)));
  // Before: all they own today but the excluded, who count nowhere.
  const before = problem.accounts.filter((account) => !account.excluded && isOne(account.owner));
  const comesIn = now.filter((account) => account.owner !== placement.get(account));
  const goesOut = before.filter((account) => account.owner !== placement.get(account));
  const potential = (list: Account[]) => sum(list.map((account) => account.potential));
  const workload = (list: Account[]) => sum(list.map((account) => account.workload));
  const arrOf = (list: Account[]) => sum(list.map(arr));
  const cell = (column: string, empty: number) =>
    sum(reps.map((rep) => parseNumber(rep.cells[column] ?? '') ?? empty));
  const figures: Figures = {
    capacity: cell('capacity', 1),
    quota: problem.repColumns.has('quota') ? cell('quota', 0) : undefined,
    accounts: now.length,
    potential: potential(now),
    workload: workload(now),
    accounts_before: before.length,
    potential_before: potential(before),
    workload_before: workload(before),
    arr_before: arrOf(before),
    arr: arrOf(now),
    accounts_in: comesIn.length,
    accounts_out: goesOut.length,
    arr_in: arrOf(comesIn),
    arr_out: arrOf(goesOut),
    mean_distance_km: meanDistance(problem, placement, now),
  };
  for (const balance of problem.balances) {
    if (!balance.unfiltered) continue;
    const load = loadOf(balance, placement, reps);
    const target = sum(reps.map((rep) => balance.targets.get(rep) ?? 0));
    figures[balance.metric] = load;
    figures[`${balance.metric}_target`] = target;
    figures[`${balance.metric}_deviation_pct`] = 100 * deviation(load, target);
  }
  const [rep] = reps;
  if (reps.length === 1 && rep.live && !rep.onLeave) {
    const perCap = (one: Rep) =>
      potential(planned(problem).filter((account) => placement.get(account) === one)) / one.cap;
    const middle = median(
      repsWhoTake(problem)
        .filter((other) => other.pool === rep.pool)
        .map(perCap),
    );
    if (middle > 0) figures.potential_vs_median_pct = 100 * (perCap(rep) / middle - 1);
  }
  return figures;
}
