import { piecesByRep } from '../measures/area.js';
import { deviation } from '../measures/balance.js';
import type { Assignment } from '../model/assignment.js';
import { groupBy } from '../model/grouping.js';
import { AccountState, type BalanceMeasure, type Problem } from '../model/problem.js';
import { cellText, filledColumn, filledNumbers, recordsAsFiled } from '../model/table.js';
import { medianOf } from '../scoring/rank.js';
import { type KmByRep, meanKm } from './headline.js';
import type { Holding, Team, Territory } from './types.js';

/** What territories and teams are added up from, by rep. */
export interface RepTotals {
  readonly km: KmByRep;
  readonly counts: Flow;
  readonly potential: Flow;
  readonly workload: Flow;
  readonly arr: Flow;
  /** Undefined where the files have none. */
  readonly pipeline: Flow | undefined;
  readonly further: readonly { readonly measure: BalanceMeasure; readonly flow: Flow }[];
}

/** One amount by rep: held after, held before, come in, gone out. */
interface Flow {
  readonly after: Float64Array;
  readonly before: Float64Array;
  /** Held by live owners today, planned accounts only: what deviations before are of. */
  readonly planned: Float64Array;
  readonly in: Float64Array;
  readonly out: Float64Array;
}

/** The variance report (contract 6): each rep's at its index. */
export function territoriesOf(
  problem: Problem,
  totals: RepTotals,
  assignment: Assignment,
): Territory[] {
  const [measure] = problem.areas;
  const pieces = measure && piecesByRep(measure, assignment);
  const quota = filledNumbers(problem.reps, 'quota');
  const given = filledColumn(problem.reps, 'pool');
  const vsMedian = versusMiddle(problem, totals.potential.after, medianOf);
  return Array.from({ length: problem.repCount }, (_, rep): Territory => {
    const pool = problem.pools.of[rep];
    return {
      rep,
      rep_id: problem.repIds[rep],
      rep_name: cellText(problem.reps.columns.get('rep_name'), rep),
      name: problem.repNames[rep],
      manager: cellText(problem.reps.columns.get('manager'), rep),
      pool:
        given === undefined ? (pool >= 0 ? problem.pools.names[pool] : '') : cellText(given, rep),
      live: problem.takes[rep] === 1,
      onLeave: problem.live[rep] > problem.takes[rep],
      ...holdingOf(problem, totals, [rep]),
      capacity: problem.capacity[rep],
      quota: quota === undefined || Number.isNaN(quota[rep]) ? undefined : quota[rep],
      potential_vs_median_pct: vsMedian[rep],
      mean_distance_km: meanKm(totals.km, [rep]),
      pieces: pieces?.[rep],
    };
  });
}

/** The same by manager, in the order in which they first appear in reps.csv. */
export function teamsOf(
  problem: Problem,
  totals: RepTotals,
  territories: readonly Territory[],
): Team[] {
  const byManager = groupBy(territories, ({ manager }) => manager);
  const perCap = new Map<string, number>();
  for (const [manager, members] of byManager) {
    const measured = members.filter(({ live }) => live);
    const cap = measured.reduce((sum, { rep }) => sum + problem.cap[rep], 0);
    const load = measured.reduce((sum, { potential }) => sum + potential, 0);
    if (cap > 0) perCap.set(manager, load / cap);
  }
  const median = medianOf(Float64Array.from(perCap.values()));
  const managers = new Set(recordsAsFiled(problem.reps).map((rep) => territories[rep].manager));
  return [...managers].map((manager): Team => {
    const members = byManager.get(manager) ?? [];
    const reps = members.map(({ rep }) => rep);
    const quotas = members.flatMap(({ quota }) => (quota === undefined ? [] : [quota]));
    const own = perCap.get(manager);
    return {
      manager,
      reps: members.length,
      ...holdingOf(problem, totals, reps),
      capacity: members.reduce((sum, { capacity }) => sum + capacity, 0),
      quota: quotas.length === 0 ? undefined : quotas.reduce((sum, quota) => sum + quota, 0),
      potential_vs_median_pct: own === undefined ? 0 : 100 * deviation(own, median),
      mean_distance_km: meanKm(totals.km, reps),
    };
  });
}

/** Adds up what each rep holds, held, gains and loses. */
export function totalsOf(
  problem: Problem,
  before: Assignment,
  after: Assignment,
  km: KmByRep,
): RepTotals {
  const owners = ownersToday(problem);
  const pipeline = filledNumbers(problem.accounts, 'open_pipeline');
  const flow = (amounts: Float64Array): Flow =>
    flowOf(amounts, { before, after, owners, everyOwner: problem.owner }, problem.repCount);
  return {
    km,
    counts: flow(new Float64Array(problem.accountCount).fill(1)),
    potential: flow(problem.potential),
    workload: flow(problem.workload),
    arr: flow(problem.arr),
    pipeline: pipeline && flow(pipeline.map((amount) => (Number.isNaN(amount) ? 0 : amount))),
    further: problem.balances
      .filter(
        ({ unfiltered, metric }) => unfiltered && metric !== 'potential' && metric !== 'workload',
      )
      .map((measure) => ({ measure, flow: flow(measure.amounts) })),
  };
}

interface Holders {
  readonly before: Assignment;
  readonly after: Assignment;
  /** Today's owners of accounts that are not excluded. */
  readonly owners: Assignment;
  readonly everyOwner: Int32Array;
}

/** One pass for all the sums: there may be a million accounts. */
function flowOf(amounts: Float64Array, holders: Holders, repCount: number): Flow {
  const { before, after, owners, everyOwner } = holders;
  const sums = (): Float64Array => new Float64Array(repCount);
  const flow = { after: sums(), before: sums(), planned: sums(), in: sums(), out: sums() };
  for (let account = 0; account < amounts.length; account++) {
    const amount = amounts[account];
    const had = before[account];
    const has = after[account];
    const owner = owners[account];
    if (had >= 0) flow.planned[had] += amount;
    if (has >= 0) {
      flow.after[has] += amount;
      if (had !== has) flow.in[has] += amount;
    }
    if (owner >= 0) {
      flow.before[owner] += amount;
      if (has !== everyOwner[account]) flow.out[owner] += amount;
    }
  }
  return flow;
}

/** Today's owners, live or not, of all accounts that are not excluded: a leaver's book is theirs until the plan. */
function ownersToday(problem: Problem): Assignment {
  return problem.owner.map((owner, account) =>
    problem.state[account] === AccountState.excluded ? -1 : owner,
  );
}

type Summed = Omit<Holding, 'capacity' | 'quota' | 'potential_vs_median_pct' | 'mean_distance_km'>;

function holdingOf(problem: Problem, totals: RepTotals, reps: readonly number[]): Summed {
  const sum = (values: Float64Array): number => {
    let total = 0;
    for (const rep of reps) total += values[rep];
    return total;
  };
  const targets = (metric: string): Float64Array =>
    problem.balances.find((measure) => measure.unfiltered && measure.metric === metric)
      ?.repTarget ?? new Float64Array(problem.repCount);
  const potentialTarget = sum(targets('potential'));
  const workloadTarget = sum(targets('workload'));
  const off = (load: number, target: number): number => 100 * deviation(load, target);
  return {
    accounts: sum(totals.counts.after),
    potential: sum(totals.potential.after),
    potential_target: potentialTarget,
    potential_deviation_pct: off(sum(totals.potential.after), potentialTarget),
    workload: sum(totals.workload.after),
    workload_target: workloadTarget,
    workload_deviation_pct: off(sum(totals.workload.after), workloadTarget),
    accounts_before: sum(totals.counts.before),
    potential_before: sum(totals.potential.before),
    workload_before: sum(totals.workload.before),
    arr_before: sum(totals.arr.before),
    arr: sum(totals.arr.after),
    open_pipeline_before: totals.pipeline && sum(totals.pipeline.before),
    open_pipeline: totals.pipeline && sum(totals.pipeline.after),
    accounts_in: sum(totals.counts.in),
    accounts_out: sum(totals.counts.out),
    arr_in: sum(totals.arr.in),
    arr_out: sum(totals.arr.out),
    potential_deviation_before_pct: off(sum(totals.potential.planned), potentialTarget),
    workload_deviation_before_pct: off(sum(totals.workload.planned), workloadTarget),
    further: totals.further.map(({ measure, flow }) => ({
      metric: measure.metric,
      load: sum(flow.after),
      target: sum(measure.repTarget),
      deviation_pct: off(sum(flow.after), sum(measure.repTarget)),
    })),
  };
}

/**
 * load ÷ cap against its middle (median or mean) among the live reps of the
 * pool, in percent; 0 for reps who are not live or on leave.
 */
function versusMiddle(
  problem: Problem,
  loads: Float64Array,
  middleOf: (perCap: Float64Array) => number,
): Float64Array {
  const middles = middleLoads(problem, loads, middleOf);
  return loads.map((load, rep) =>
    problem.takes[rep] === 1 ? 100 * deviation(load / problem.cap[rep], middles[rep]) : 0,
  );
}

/** The middle of load ÷ cap among the reps of each rep's pool; NaN for reps in none. */
export function middleLoads(
  problem: Problem,
  loads: Float64Array,
  middleOf: (perCap: Float64Array) => number,
): Float64Array {
  const perCap = loads.map((load, rep) => (problem.live[rep] === 1 ? load / problem.cap[rep] : 0));
  const middles = problem.pools.names.map((_, pool) =>
    middleOf(perCap.filter((_, rep) => problem.pools.of[rep] === pool)),
  );
  return perCap.map((_, rep) => middles[problem.pools.of[rep]] ?? Number.NaN);
}
