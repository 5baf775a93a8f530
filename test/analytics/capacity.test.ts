import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CapacityAssumptions,
  capacityOf,
  type PlannedHires,
  type Seat,
} from '../../src/analytics/capacity.js';
import { dayNumber } from '../../src/model/units.js';

const day = (text: string): number => Date.parse(text) / 86_400_000;

const usual: CapacityAssumptions = {
  goal: 1_000_000,
  quota: undefined,
  attainment: 0.8,
  attrition: 0,
  vacancy: 3,
  ramp: [0.5, 0.5, 0.5, 0.75, 0.75, 0.75, 1],
  season: [0.25, 0.25, 0.25, 0.25],
  fiscalStart: 1,
  asOf: dayNumber(day('2026-04-15')),
};
const ana: Seat = {
  id: 'R1',
  capacity: 1,
  quota: 600_000,
  ramp: 1,
  status: 'active',
  startDay: undefined,
  endDay: undefined,
  attained: undefined,
  group: '',
};

function reckoned(seats: readonly Seat[], changed: Partial<CapacityAssumptions> = {}) {
  const capacity = capacityOf(seats, [], { ...usual, ...changed });
  if (capacity === undefined) throw new Error('no quota');
  return capacity;
}

const heads = (seats: readonly Seat[]): number[] => reckoned(seats).months.map((one) => one.heads);

describe('bookings by month', () => {
  it('are quota ÷ 12 × attainment for a ramped rep', () => {
    const { months, bookings, shortfall } = reckoned([ana]);
    expect(months.map((one) => one.bookings)).toEqual(Array(12).fill(40_000));
    expect([bookings, shortfall]).toEqual([480_000, 520_000]);
  });

  it('follow the season, and so does the goal to date', () => {
    const { months } = reckoned([ana], { season: [0.1, 0.2, 0.3, 0.4], goal: 1200 });
    expect(months.map((one) => Math.round(one.bookings))).toEqual(
      [16, 32, 48, 64].flatMap((one) => Array(3).fill(one * 1000)),
    );
    expect(months.map((one) => Math.round(one.goal))).toEqual([
      40, 80, 120, 200, 280, 360, 480, 600, 720, 880, 1040, 1200,
    ]);
  });

  it('take a new rep by the ramp, counted by calendar months from the start month', () => {
    const { months } = reckoned([{ ...ana, startDay: day('2026-02-28') }]);
    expect(months.map((one) => one.productive)).toEqual([
      0, 0.5, 0.5, 0.5, 0.75, 0.75, 0.75, 1, 1, 1, 1, 1,
    ]);
  });

  it('take the ramp column where there is no start date', () => {
    expect(reckoned([{ ...ana, ramp: 0.5 }]).bookings).toBe(240_000);
  });

  it('shrink by attrition from the as-of month on', () => {
    const { months } = reckoned([ana], { attrition: 0.25 });
    expect(months[2].productive).toBe(1);
    expect(months[3].productive).toBe(1);
    expect(months[11].productive).toBeCloseTo(0.75 ** (8 / 12), 12);
  });

  it('leave out those who left or are on leave', () => {
    const others: Seat[] = [
      { ...ana, status: 'left' },
      { ...ana, status: 'on_leave' },
    ];
    expect(reckoned([ana, ...others]).bookings).toBe(480_000);
  });

  it('count fiscal years that begin in July', () => {
    const { months, now } = reckoned([ana], { fiscalStart: 7 });
    expect([months[0].month, now]).toEqual([12 * 2025 + 6, 9]);
  });
});

describe('a seat that somebody leaves', () => {
  it('is worked through the last month, empty for the vacancy, then ramps again', () => {
    const seat = { ...ana, endDay: day('2026-06-01') };
    expect(heads([seat])).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1]);
    expect(reckoned([seat]).months[9].productive).toBe(0.5);
  });

  it('is left in the as-of month where no day is given', () => {
    expect(heads([{ ...ana, status: 'leaving' }])).toEqual([1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1]);
  });
});

describe('the standard quota', () => {
  it('is the median of those who are there', () => {
    const seats = [300, 500, 900].map((quota) => ({ ...ana, quota }));
    const gone = { ...ana, quota: 9999, status: 'left' } as const;
    expect(reckoned([...seats, gone, { ...ana, quota: undefined }]).standardQuota).toBe(500);
  });

  it('is asked for where nobody has one', () => {
    expect(capacityOf([{ ...ana, quota: undefined }], [], usual)).toBeUndefined();
  });
});

const seats = fc.array(
  fc.record({
    id: fc.constant('R'),
    capacity: fc.constantFrom(0.5, 1),
    quota: fc.constantFrom(undefined, 400_000, 700_000),
    ramp: fc.constantFrom(0.5, 1),
    status: fc.constantFrom('active', 'leaving', 'left', 'on_leave'),
    startDay: fc.option(fc.integer({ min: day('2025-01-01'), max: day('2026-12-31') }), {
      nil: undefined,
    }),
    endDay: fc.option(fc.integer({ min: day('2026-01-01'), max: day('2026-12-31') }), {
      nil: undefined,
    }),
    attained: fc.constant(undefined),
    group: fc.constantFrom('', 'a', 'b'),
  }),
  { maxLength: 8 },
) as fc.Arbitrary<Seat[]>;

it('needed hires put back in reach the goal, and one fewer falls short', () => {
  fc.assert(
    fc.property(
      seats,
      fc.integer({ min: 1, max: 20_000_000 }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      (team, goal, attrition) => {
        const assumptions = { ...usual, goal, attrition, quota: 500_000 };
        const base = capacityOf(team, [], assumptions);
        for (const { month, needed } of base?.hires ?? []) {
          if (needed === undefined || needed === 0) continue;
          const start = Date.UTC(Math.floor(month / 12), month % 12, 10) / 86_400_000;
          const with_ = (count: number): number => {
            const hires: PlannedHires[] = [{ startDay: start, count }];
            return capacityOf(team, hires, assumptions)?.shortfall ?? Number.NaN;
          };
          expect(with_(needed)).toBeLessThan(1e-6 * goal);
          expect(with_(needed - 1)).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('groups add up to the whole', () => {
  fc.assert(
    fc.property(seats, (team) => {
      const whole = capacityOf(team, [], { ...usual, quota: 500_000 });
      const parts = whole?.groups.reduce((sum, { bookings }) => sum + bookings, 0);
      expect(parts).toBeCloseTo(whole?.bookings ?? Number.NaN, 3);
    }),
  );
});
