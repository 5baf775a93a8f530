import { beyondMaxFactor, deviation, deviationCost } from '../../measures/balance.js';
import { toleranceOf } from '../../measures/bounds.js';
import type {
  ApartMeasure,
  BalanceMeasure,
  BudgetMeasure,
  FamilyName,
  LimitMeasure,
  Problem,
} from '../../model/problem.js';

/** What comes together in one group of a load, what that costs, and what must hold of it. */
export interface Group {
  readonly cost: (load: number) => number;
  /** Where the slope of the cost changes. */
  readonly bends: readonly number[];
  /** The steepest that the cost rises or falls anywhere. */
  readonly steepest: number;
  /** Must bounds with what they may be passed by; ±Infinity where there are none. */
  readonly least: number;
  readonly most: number;
}

/** A load of the certificate, worked out from the problem. */
export interface LoadMeaning {
  /** Whose group counts: the rep who gets an account, or the owner it leaves. */
  readonly of: 'reps' | 'owners';
  /** By account. */
  readonly amounts: Float64Array;
  /** Group of each rep, -1: none. */
  readonly groupOf: Int32Array;
  readonly names: readonly string[];
  readonly groups: readonly Group[];
  /** Set for the unfiltered balance of a metric. */
  readonly balance: BalanceMeasure | undefined;
}

/**
 * The load that a certificate calls by this name; undefined where there is none.
 *
 * @param weights Σ ω over the terms that exist
 */
export function loadNamed(
  problem: Problem,
  name: string,
  weights: number,
): LoadMeaning | undefined {
  for (const named of Object.values(loadsOf(problem, name, weights))) {
    const found = named();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By family, its load of that name. A family that is missing here does not compile. */
function loadsOf(
  { aparts, balances, budgets, limits }: Problem,
  name: string,
  weights: number,
): { readonly [F in FamilyName]: () => LoadMeaning | undefined } {
  return {
    balance: () => {
      const measure = balances.find((one) => `balance:${one.name}` === name);
      return measure && balanceLoad(measure, measure.weight / weights);
    },
    budget: () => {
      const measure = budgets.find((one) => one.name === name);
      return measure && budgetLoad(measure, weights);
    },
    limit: () => {
      for (const limit of limits) {
        const inShares = limit.min?.share === true || limit.max?.share === true;
        if (!inShares && limit.name === name) return limitLoad(limit, weights);
        for (const side of ['min', 'max'] as const) {
          if (inShares && limit[side] !== undefined && `${limit.name}:${side}` === name) {
            return limitSideLoad(limit, side, weights);
          }
        }
      }
      return undefined;
    },
    apart: () => {
      for (const measure of aparts) {
        const value = measure.values.findIndex((one) => `${measure.name}:${one}` === name);
        if (value >= 0) return apartLoad(measure, value, weights);
      }
      return undefined;
    },
    // What these cost is in linear-costs.ts and families.ts: it asks for no load.
    // Pieces are left out of what is proven.
    area: () => undefined,
    placement: () => undefined,
    together: () => undefined,
  };
}

/** @param share of the objective that falls to the row */
export function balanceLoad(measure: BalanceMeasure, share: number): LoadMeaning {
  const { groups, level, max, band } = measure;
  const each = share / groups.names.length;
  const must = level === 'must' && max !== undefined ? max + toleranceOf(max) : Infinity;
  const costliestFactor = level === 'should' && max !== undefined ? beyondMaxFactor : 1;
  const bends = [0, band, ...(level === 'should' && max !== undefined ? [max] : [])];
  return {
    of: 'reps',
    amounts: measure.amounts,
    groupOf: groups.of,
    names: groups.names,
    balance: measure.unfiltered ? measure : undefined,
    groups: Array.from(measure.target, (target) => ({
      // A target of 0 has no bends to look at; that it costs nothing is never too much.
      cost: (load: number) =>
        target === 0 ? 0 : each * deviationCost(measure, deviation(load, target)),
      bends: bends.flatMap((bend) => [target * (1 - bend), target * (1 + bend)]),
      steepest: target === 0 ? 0 : (each * costliestFactor) / target,
      least: target === 0 ? -Infinity : target * (1 - must),
      most: target === 0 ? Infinity : target * (1 + must),
    })),
  };
}

function limitLoad(measure: LimitMeasure, weights: number): LoadMeaning {
  const { counted, groups, mayTake, min, max } = measure;
  return {
    ...base(measure),
    amounts: counted,
    groups: groups.names.map((_, group) =>
      within(measure, weights, {
        low: min !== undefined && mayTake[group] === 1 ? sideAt(min.amount) : undefined,
        high: max && sideAt(max.amount),
        scale: (side) => measure[side]?.amount ?? 1,
      }),
    ),
  };
}

function limitSideLoad(measure: LimitMeasure, side: 'min' | 'max', weights: number): LoadMeaning {
  const { groups, mayTake, nominalWhole } = measure;
  const { amounts, at, tolerance, nominal } = shareOfLimit(measure, side);
  return {
    ...base(measure),
    amounts,
    groups: groups.names.map((_, group) => {
      const bound = { at, tolerance };
      return within(measure, weights, {
        low: side === 'min' && mayTake[group] === 1 ? bound : undefined,
        high: side === 'max' ? bound : undefined,
        scale: () => nominal(nominalWhole[group]),
      });
    }),
  };
}

function base({ groups }: LimitMeasure): Pick<LoadMeaning, 'of' | 'groupOf' | 'names' | 'balance'> {
  return { of: 'reps', groupOf: groups.of, names: groups.names, balance: undefined };
}

interface Side {
  readonly at: number;
  readonly tolerance: number;
}

const sideAt = (at: number): Side => ({ at, tolerance: toleranceOf(at) });

interface Sides {
  readonly low: Side | undefined;
  readonly high: Side | undefined;
  /** The bound that a violation is divided by, if above 1. */
  readonly scale: (side: 'min' | 'max') => number;
}

/** A group of a limit: its violation ÷ max(bound, 1) ÷ number of groups, or its must bounds. */
function within(measure: LimitMeasure, weights: number, { low, high, scale }: Sides): Group {
  const must = measure.level === 'must';
  const each = must ? 0 : measure.weight / weights / measure.groups.names.length;
  const perUnder = each / Math.max(1, scale('min'));
  const perOver = each / Math.max(1, scale('max'));
  return {
    cost: (load) =>
      (low === undefined ? 0 : perUnder * Math.max(0, low.at - load)) +
      (high === undefined ? 0 : perOver * Math.max(0, load - high.at)),
    bends: [low, high].flatMap((side) => (side === undefined ? [] : [side.at])),
    steepest: Math.max(low === undefined ? 0 : perUnder, high === undefined ? 0 : perOver),
    least: must && low !== undefined ? low.at - low.tolerance : -Infinity,
    most: must && high !== undefined ? high.at + high.tolerance : Infinity,
  };
}

function budgetLoad(measure: BudgetMeasure, weights: number): LoadMeaning {
  const { groups, amounts, level } = measure;
  const must = level === 'must';
  const each = must ? 0 : measure.weight / weights / groups.names.length;
  return {
    of: 'owners',
    amounts,
    groupOf: groups.of,
    names: groups.names,
    balance: undefined,
    groups: Array.from(measure.max, (max) => ({
      cost: (load: number) => (each / Math.max(1, max)) * Math.max(0, load - max),
      bends: [max],
      steepest: each / Math.max(1, max),
      least: -Infinity,
      most: must ? max + toleranceOf(max) : Infinity,
    })),
  };
}

/** The accounts of one value that each rep holds. */
function apartLoad(measure: ApartMeasure, value: number, weights: number): LoadMeaning {
  const { valueAt, settledAt, groups, max } = measure;
  const must = measure.level === 'must';
  const concerned = valueAt.reduce((count, at) => count + Number(at >= 0), 0);
  const each = must ? 0 : measure.weight / weights / concerned;
  const settled = new Map<number, number>();
  valueAt.forEach((at, account) => {
    const group = groups.of[settledAt[account]] ?? -1;
    if (at === value && group >= 0) settled.set(group, (settled.get(group) ?? 0) + 1);
  });
  return {
    of: 'reps',
    amounts: Float64Array.from(valueAt, (at) => Number(at === value)),
    groupOf: groups.of,
    names: groups.names,
    balance: undefined,
    groups: groups.names.map((_, group) => {
      const allowed = Math.max(max, settled.get(group) ?? 0);
      return {
        cost: (load) => each * Math.max(0, load - max),
        bends: [max],
        steepest: each,
        least: -Infinity,
        most: must ? allowed + toleranceOf(allowed) : Infinity,
      };
    }),
  };
}

/** One side of a limit that has a percentage, as a sum that is held against one number. */
interface LimitShare {
  /** By account. */
  readonly amounts: Float64Array;
  readonly at: number;
  readonly tolerance: number;
  /** What a violation is divided by, if above 1; of the whole that falls to the group by capacity. */
  readonly nominal: (whole: number) => number;
}

/**
 * For a percentage, counted − share × whole against 0 (docs/certificate.md). What a
 * must bound may be passed by grows with share × whole, so each account brings its
 * part of that along; what is missing to 1 is allowed on top.
 */
function shareOfLimit(measure: LimitMeasure, side: 'min' | 'max'): LimitShare {
  const bound = measure[side];
  const amount = bound?.amount ?? 0;
  if (bound?.share !== true) {
    const tolerance = toleranceOf(amount);
    return { amounts: measure.counted, at: amount, tolerance, nominal: () => amount };
  }
  const perUnit = toleranceOf(0);
  const allowed = measure.level === 'must' ? perUnit * (side === 'max' ? -1 : 1) : 0;
  let least = amount === 0 ? 0 : 1;
  const amounts = measure.counted.map((counted, account) => {
    const part = amount * measure.whole[account];
    const size = Math.abs(part);
    if (size > 0) least = Math.min(least, size);
    return counted - part + allowed * size;
  });
  return {
    amounts,
    at: 0,
    tolerance: perUnit * (1 - least),
    nominal: (whole) => amount * whole,
  };
}
