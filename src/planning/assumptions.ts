import { type Assumptions, noAssumptions, rateNames } from '../analytics/rates.js';
import { type RevenueAssumptions, standardAssumptions } from '../evaluation/revenue/estimate.js';
import type { AssumptionsReading } from '../inputs/csv/assumptions.js';

/** What the user takes for given, for whichever command: one file holds it all. */
export interface Assumed {
  readonly rates: Assumptions;
  readonly revenue: RevenueAssumptions;
  readonly headcount: HeadcountAssumed;
}

/** Of headcount planning, as far as the file says. */
export interface HeadcountAssumed {
  readonly quota?: number | undefined;
  readonly attainment?: number | undefined;
  readonly attrition?: number | undefined;
  readonly vacancy?: number | undefined;
  readonly ramp?: readonly number[] | undefined;
  readonly season?: readonly number[] | undefined;
}

/** Where nothing is assumed. */
export const nothingAssumed: Assumed = {
  rates: noAssumptions,
  revenue: standardAssumptions,
  headcount: {},
};

const stagePrefix = 'stage:';

/** What a file says, by what it is for; all else is as carve has it. */
export function assumedBy({
  numbers,
  ranges,
  lists,
}: Pick<AssumptionsReading, 'numbers' | 'ranges' | 'lists'>): Assumed {
  const rates = rateNames.flatMap((name) => {
    const value = numbers.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const stages = [...numbers].filter(([name]) => name.startsWith(stagePrefix));
  const yields = ranges.get('pipeline_per_potential');
  const headcount = {
    quota: numbers.get('quota'),
    attainment: numbers.get('attainment'),
    attrition: numbers.get('attrition'),
    vacancy: numbers.get('vacancy'),
    ramp: lists.get('ramp'),
    season: lists.get('season'),
  };
  return {
    rates: {
      rates: Object.fromEntries(rates),
      stages: new Map(stages.map(([name, share]) => [name.slice(stagePrefix.length), share])),
    },
    revenue: {
      potential_is_money: yields !== undefined,
      pipeline_per_potential: yields ?? standardAssumptions.pipeline_per_potential,
      loss_on_moved_arr: ranges.get('loss_on_moved_arr') ?? standardAssumptions.loss_on_moved_arr,
      ramp_months: ranges.get('ramp_months') ?? standardAssumptions.ramp_months,
      workload_per_rep: numbers.get('workload_per_rep'),
    },
    headcount: Object.fromEntries(
      Object.entries(headcount).filter(([, value]) => value !== undefined),
    ),
  };
}
