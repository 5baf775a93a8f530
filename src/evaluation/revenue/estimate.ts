import { potentialSource } from '../../assembly/potential-source.js';
import { repLoads } from '../../measures/loads.js';
import type { Assignment } from '../../model/assignment.js';
import { AccountState, OwnerKind, type Problem } from '../../model/problem.js';

/** A figure that nobody knows: what it is at the least, likely, and at the most. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** What an estimate of revenue rests on (docs/assumptions.md has the sources of the defaults). */
export interface RevenueAssumptions {
  /** Pipeline in a year for one unit of potential that is fully worked. */
  readonly pipeline_per_potential: Range;
  /** Whether somebody has said what a unit of potential yields in money: else pipeline and ARR are unlike units. */
  readonly potential_is_money: boolean;
  /** Share of an account's ARR lost in the year after it leaves whoever had it. */
  readonly loss_on_moved_arr: Range;
  /** Months until a rep works an account they did not have as well as one they had. */
  readonly ramp_months: Range;
  /** Workload that one full-time rep can serve; undefined: planned workload ÷ full-time reps. */
  readonly workload_per_rep: number | undefined;
}

/**
 * Salespeople's departures cost 13–17 % of a customer's yearly sales, and 40 %
 * of that can be saved by a good handover (Shi, Sridhar, Grewal & Lilien,
 * Journal of Marketing 2017); account executives ramp up in five months (The
 * Bridge Group), and here it is an experienced rep who takes over.
 */
export const standardAssumptions: RevenueAssumptions = {
  pipeline_per_potential: { low: 1, likely: 1, high: 1 },
  potential_is_money: false,
  loss_on_moved_arr: { low: 0.08, likely: 0.13, high: 0.17 },
  ramp_months: { low: 2, likely: 3, high: 5 },
  workload_per_rep: undefined,
};

/** What comes of a state of affairs in a year, as far as one can tell, with the sums it is made of. */
export interface RevenueEstimate {
  /** Potential of planned accounts. */
  readonly potential: number;
  /** Workload that one full-time rep is taken to serve. */
  readonly workload_per_rep: number;
  /** Potential that the reps have the capacity to work. */
  readonly worked_potential: number;
  /** The part of it in accounts that are new to their rep. */
  readonly new_hands_potential: number;
  /** ARR of accounts that leave their owner, or whose owner is gone or takes none: at risk today as well. */
  readonly moved_arr: number;
  /** pipeline per potential × (worked − new hands × ramp months ÷ 24). */
  readonly pipeline: Range;
  /** moved ARR × loss. */
  readonly loss: Range;
  /** pipeline − loss, each at its worst, likely and best; null unless potential is declared to be money, in one currency with ARR. */
  readonly net: Range | null;
}

/**
 * Estimates a year under an assignment. A rep whose workload is beyond their
 * capacity works the share they can of everything they have. What an account
 * yields rises evenly from nothing over the ramp, so half a year's worth of
 * `ramp_months` is lost: months ÷ 24 of a year.
 */
export function estimateRevenue(
  problem: Problem,
  assignment: Assignment,
  assumptions: RevenueAssumptions,
): RevenueEstimate {
  const planned = (account: number): boolean => problem.state[account] === AccountState.planned;
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const perRep = assumptions.workload_per_rep ?? quotient(sum(problem.workload), sum(problem.cap));
  const workload = repLoads(problem.workload, problem.repCount, assignment);
  const worked = workload.map((load, rep) =>
    load > 0 ? Math.min(1, (perRep * problem.cap[rep]) / load) : 1,
  );
  let workedPotential = 0;
  let newOwners = 0;
  let movedArr = 0;
  for (let account = 0; account < problem.accountCount; account++) {
    if (!planned(account)) continue;
    const rep = assignment[account];
    const owner = problem.liveOwner[account];
    const leaves = owner >= 0 ? rep !== owner : problem.ownerKind[account] !== OwnerKind.none;
    if (leaves) movedArr += problem.arr[account];
    if (rep < 0) continue;
    const part = problem.potential[account] * worked[rep];
    workedPotential += part;
    if (rep !== owner) newOwners += part;
  }
  const { pipeline_per_potential: yields, ramp_months: ramp } = assumptions;
  const pipeline = (per: number, months: number): number =>
    per * (workedPotential - (newOwners * months) / 24);
  const rate = assumptions.loss_on_moved_arr;
  const estimate = {
    pipeline: {
      low: pipeline(yields.low, ramp.high),
      likely: pipeline(yields.likely, ramp.likely),
      high: pipeline(yields.high, ramp.low),
    },
    loss: {
      low: movedArr * rate.low,
      likely: movedArr * rate.likely,
      high: movedArr * rate.high,
    },
  };
  return {
    potential: sum(problem.potential),
    workload_per_rep: perRep,
    worked_potential: workedPotential,
    new_hands_potential: newOwners,
    moved_arr: movedArr,
    ...estimate,
    net:
      assumptions.potential_is_money && isOneCurrency(problem)
        ? {
            low: estimate.pipeline.low - estimate.loss.high,
            likely: estimate.pipeline.likely - estimate.loss.likely,
            high: estimate.pipeline.high - estimate.loss.low,
          }
        : null,
  };
}

/** Whether potential may be set against ARR: nothing tells that the two are in other currencies. */
function isOneCurrency({ accounts, rules, unlike = new Set() }: Problem): boolean {
  const source = potentialSource(accounts, rules);
  const name = source.from === 'column' ? 'potential' : 'annual_revenue';
  const isRead = source.from === 'column' || source.from === 'size';
  return !(isRead && unlike.has(name)) && !unlike.has('arr');
}

function quotient(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}
