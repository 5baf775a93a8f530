import type { DayNumber } from '../model/units.js';
import { medianOf } from '../scoring/rank.js';
import { firstFiscalMonth, type MonthNumber, monthOf } from './fiscal-months.js';

/** A rep as headcount planning sees one. */
export interface Seat {
  readonly id: string;
  /** In full-time reps. */
  readonly capacity: number;
  /** Annual; undefined: the standard one. */
  readonly quota: number | undefined;
  /** Share of a ramped rep that one without a start date is. */
  readonly ramp: number;
  readonly status: 'active' | 'leaving' | 'left' | 'on_leave';
  readonly startDay: number | undefined;
  readonly endDay: number | undefined;
  /** What the rep has booked this fiscal year; undefined where nobody says. */
  readonly attained: number | undefined;
  /** What `--by` splits by; '' where the cell is empty. */
  readonly group: string;
}

/** People who are to be hired. */
export interface PlannedHires {
  readonly startDay: number;
  readonly count: number;
}

/** What the figures rest on; shares as fractions. */
export interface CapacityAssumptions {
  /** Bookings wanted in the fiscal year. */
  readonly goal: number;
  /** Annual quota of reps who have none of their own; undefined: the median of those who are there. */
  readonly quota: number | undefined;
  readonly attainment: number;
  /** Share of the team that leaves in a year, unannounced. */
  readonly attrition: number;
  /** Whole months until the seat of somebody who leaves is filled again. */
  readonly vacancy: number;
  /** Share of a ramped rep in the first, second, … month; the last one holds from there on. */
  readonly ramp: readonly number[];
  /** Share of a year's bookings by fiscal quarter. */
  readonly season: readonly [number, number, number, number];
  /** Calendar month that fiscal years begin with, 1 to 12. */
  readonly fiscalStart: number;
  readonly asOf: DayNumber;
}

/** A month of the fiscal year. */
export interface CapacityMonth {
  readonly month: MonthNumber;
  /** People there, before unannounced leavers. */
  readonly heads: number;
  /** Fully ramped full-time reps they come to. */
  readonly productive: number;
  readonly bookings: number;
  /** Since the fiscal year began. */
  readonly cumulative: number;
  /** What the goal asks for by the end of the month, by the season. */
  readonly goal: number;
}

/** What hiring in a month would take to reach the goal. */
export interface HiresFrom {
  readonly month: MonthNumber;
  /** Undefined where one who starts then adds nothing before the year is over. */
  readonly needed: number | undefined;
  /** Bookings that one hire adds this fiscal year. */
  readonly addsEach: number;
  /** Bookings that those needed add. */
  readonly covers: number;
}

/** A part of the team, by `--by`. */
export interface CapacityGroup {
  /** Undefined: people who are yet to be hired. */
  readonly name: string | undefined;
  /** In the as-of month. */
  readonly heads: number;
  /** Fully ramped full-time reps, the mean of the fiscal year's months. */
  readonly productive: number;
  /** Of the fiscal year. */
  readonly bookings: number;
}

export interface Capacity {
  readonly months: readonly CapacityMonth[];
  /** The month of the as-of day: 0 to 11. */
  readonly now: number;
  readonly hires: readonly HiresFrom[];
  readonly bookings: number;
  /** Goal less bookings; 0 where these reach it. */
  readonly shortfall: number;
  /** Annual quota of a rep who has none. */
  readonly standardQuota: number;
  /** Σ quota of those who are there in the as-of month. */
  readonly streetQuota: number;
  /** Bookings lost to reps who are not ramped yet. */
  readonly rampCost: number;
  /** Bookings lost to unannounced leavers. */
  readonly attritionCost: number;
  /** Σ of what the reps say they have booked this fiscal year; undefined where none says. */
  readonly attained: number | undefined;
  readonly groups: readonly CapacityGroup[];
}

/** One stretch of somebody's work. */
interface Stint {
  readonly seat: number;
  readonly capacity: number;
  readonly quota: number;
  readonly from: MonthNumber;
  /** The last month; undefined: stays. */
  readonly to: MonthNumber | undefined;
  /** Share of a ramped rep, where the ramp does not tell it by month. */
  readonly steady: number | undefined;
  /** The month from which unannounced leaving counts. */
  readonly exposedFrom: MonthNumber;
  readonly people: number;
}

/**
 * Bookings by month of the fiscal year that holds the as-of day, and how many
 * hires from each month on would reach the goal.
 *
 * A rep is there from the start month through the month of `endDay` (leaving
 * without one: the as-of month), at capacity × ramp × (1 − attrition) to the
 * power of the years since the as-of month. A seat that somebody leaves is
 * filled after `vacancy` whole months, its ramp from the start (contract 11).
 *
 * @returns undefined where nobody there has a quota and none is given.
 */
export function capacityOf(
  seats: readonly Seat[],
  hires: readonly PlannedHires[],
  assumptions: CapacityAssumptions,
): Capacity | undefined {
  const { asOf, fiscalStart, goal, season } = assumptions;
  const first = firstFiscalMonth(asOf, fiscalStart);
  const nowMonth = monthOf(asOf);
  const standardQuota = assumptions.quota ?? medianQuota(seats, nowMonth);
  if (standardQuota === undefined) return undefined;
  const stints = [
    ...seats.flatMap((seat, at) => stintsOf(seat, at, nowMonth, standardQuota, assumptions)),
    ...hires.map((hired) => stintOfHires(hired, nowMonth, standardQuota)),
  ];
  // Of annual quota, by month.
  const shares = Array.from({ length: 12 }, (_, at) => season[Math.floor(at / 3)] / 3);
  const year: Year = { first, shares };

  let cumulative = 0;
  let due = 0;
  const months = shares.map((share, at): CapacityMonth => {
    const month = first + at;
    const there = stints.filter((stint) => isThere(stint, month));
    const bookings = share * sum(there, (stint) => sellingIn(stint, month, assumptions));
    cumulative += bookings;
    due += goal * share;
    return {
      month,
      heads: sum(there, ({ people }) => people),
      productive: sum(there, (stint) => productiveIn(stint, month, assumptions)),
      bookings,
      cumulative,
      goal: due,
    };
  });
  const shortfall = Math.max(0, goal - cumulative);
  const without = (changed: Partial<CapacityAssumptions>, isRamped = true): number =>
    bookingsOf(stints, year, { ...assumptions, ...changed }, isRamped) - cumulative;
  return {
    months,
    now: nowMonth - first,
    hires: hiresNeeded(year, nowMonth, standardQuota, shortfall, assumptions),
    bookings: cumulative,
    shortfall,
    standardQuota,
    streetQuota: sum(
      seats.filter((seat) => isThereIn(seat, nowMonth)),
      ({ quota }) => quota ?? standardQuota,
    ),
    rampCost: without({}, false),
    attritionCost: without({ attrition: 0 }),
    attained: attainedOf(seats),
    groups: groupsOf(seats, stints, year, nowMonth, assumptions),
  };
}

interface Year {
  readonly first: MonthNumber;
  readonly shares: readonly number[];
}

/** Stands for the seat of people who are yet to be hired. */
const hiredSeat = -1;

function stintsOf(
  seat: Seat,
  at: number,
  nowMonth: MonthNumber,
  standardQuota: number,
  { vacancy }: CapacityAssumptions,
): Stint[] {
  if (seat.status === 'left' || seat.status === 'on_leave') return [];
  const start = seat.startDay === undefined ? undefined : monthOf(seat.startDay);
  const end = lastMonth(seat, nowMonth);
  const base = {
    seat: at,
    capacity: seat.capacity,
    quota: seat.quota ?? standardQuota,
    exposedFrom: nowMonth,
    people: 1,
  };
  const own: Stint = {
    ...base,
    from: start ?? Number.NEGATIVE_INFINITY,
    to: end,
    steady: start === undefined ? seat.ramp : undefined,
  };
  if (end === undefined) return [own];
  return [own, { ...base, from: end + 1 + vacancy, to: undefined, steady: undefined }];
}

function lastMonth({ endDay, status }: Seat, nowMonth: MonthNumber): MonthNumber | undefined {
  if (endDay !== undefined) return monthOf(endDay);
  return status === 'leaving' ? nowMonth : undefined;
}

function stintOfHires(
  { startDay, count }: PlannedHires,
  nowMonth: MonthNumber,
  quota: number,
): Stint {
  const from = monthOf(startDay);
  return {
    seat: hiredSeat,
    capacity: count,
    quota,
    from,
    to: undefined,
    steady: undefined,
    exposedFrom: Math.max(from, nowMonth),
    people: count,
  };
}

function isThere({ from, to }: Stint, month: MonthNumber): boolean {
  return month >= from && (to === undefined || month <= to);
}

/** Fully ramped full-time reps that somebody who is there comes to. */
function productiveIn(
  { capacity, steady, from, exposedFrom }: Stint,
  month: MonthNumber,
  { ramp, attrition }: Pick<CapacityAssumptions, 'ramp' | 'attrition'>,
  isRamped = true,
): number {
  const ramped = isRamped ? (steady ?? rampIn(ramp, month - from)) : 1;
  return capacity * ramped * staying(attrition, month - exposedFrom);
}

/** Quota that somebody who is there is expected to carry, as a year's. */
function sellingIn(
  stint: Stint,
  month: MonthNumber,
  assumptions: CapacityAssumptions,
  isRamped = true,
): number {
  return productiveIn(stint, month, assumptions, isRamped) * stint.quota * assumptions.attainment;
}

function rampIn(ramp: readonly number[], monthsSinceStart: number): number {
  return ramp[Math.min(monthsSinceStart, ramp.length - 1)];
}

/** The share of people still there after so many months. */
function staying(attrition: number, months: number): number {
  return (1 - attrition) ** (Math.max(0, months) / 12);
}

function bookingsOf(
  stints: readonly Stint[],
  { first, shares }: Year,
  assumptions: CapacityAssumptions,
  isRamped: boolean,
): number {
  return sum(shares, (share, at) => {
    const there = stints.filter((stint) => isThere(stint, first + at));
    return share * sum(there, (stint) => sellingIn(stint, first + at, assumptions, isRamped));
  });
}

/** Quotients this far above a whole number are that number. */
const rounding = 1e-9;

function hiresNeeded(
  { first, shares }: Year,
  nowMonth: MonthNumber,
  quota: number,
  shortfall: number,
  assumptions: CapacityAssumptions,
): HiresFrom[] {
  const months = shares.map((_, at) => first + at).filter((month) => month >= nowMonth);
  return months.map((month) => {
    const hired: Stint = {
      seat: hiredSeat,
      capacity: 1,
      quota,
      from: month,
      to: undefined,
      steady: undefined,
      exposedFrom: month,
      people: 1,
    };
    const addsEach = bookingsOf([hired], { first, shares }, assumptions, true);
    const needed = addsEach > 0 ? Math.ceil(shortfall / addsEach - rounding) : undefined;
    return { month, needed, addsEach, covers: (needed ?? 0) * addsEach };
  });
}

/** The median quota of those who are there in a month and have one. */
function medianQuota(seats: readonly Seat[], month: MonthNumber): number | undefined {
  const quotas = seats
    .filter((seat) => isThereIn(seat, month))
    .map(({ quota }) => quota)
    .filter((quota) => quota !== undefined);
  return quotas.length === 0 ? undefined : medianOf(Float64Array.from(quotas));
}

function isThereIn(seat: Seat, month: MonthNumber): boolean {
  if (seat.status === 'left' || seat.status === 'on_leave') return false;
  const start = seat.startDay === undefined ? month : monthOf(seat.startDay);
  return start <= month && month <= (lastMonth(seat, month) ?? month);
}

function attainedOf(seats: readonly Seat[]): number | undefined {
  const told = seats.map(({ attained }) => attained).filter((one) => one !== undefined);
  return told.length === 0 ? undefined : sum(told, (one) => one);
}

/** The team by group, in the order of names; hires who belong to no group yet come last. */
function groupsOf(
  seats: readonly Seat[],
  stints: readonly Stint[],
  year: Year,
  nowMonth: MonthNumber,
  assumptions: CapacityAssumptions,
): CapacityGroup[] {
  const byGroup = new Map<string | undefined, Stint[]>();
  for (const stint of stints) {
    const name = stint.seat === hiredSeat ? undefined : seats[stint.seat].group;
    byGroup.set(name, [...(byGroup.get(name) ?? []), stint]);
  }
  const names = [...byGroup.keys()].filter((name) => name !== undefined).sort();
  const ordered = byGroup.has(undefined) ? [...names, undefined] : names;
  return ordered.map((name) => {
    const own = byGroup.get(name) ?? [];
    const productive = sum(year.shares, (_, at) => {
      const month = year.first + at;
      const there = own.filter((stint) => isThere(stint, month));
      return sum(there, (stint) => productiveIn(stint, month, assumptions));
    });
    return {
      name,
      heads: sum(
        own.filter((stint) => isThere(stint, nowMonth)),
        ({ people }) => people,
      ),
      productive: productive / 12,
      bookings: bookingsOf(own, year, assumptions, true),
    };
  });
}

function sum<One>(all: readonly One[], of: (one: One, at: number) => number): number {
  return all.reduce((total, one, at) => total + of(one, at), 0);
}
