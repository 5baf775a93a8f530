import { expect, it } from 'vitest';
import { calendarYear, fiscalYearOf } from '../../src/analytics/fiscal.js';
import { wilson } from '../../src/analytics/segments.js';
import { type DayNumber, dayNumber } from '../../src/model/units.js';

const day = (text: string): DayNumber => dayNumber(Date.parse(text) / 86_400_000);

it('a fiscal year that begins in July holds the days on both sides of New Year', () => {
  const july = { month: 7, day: 1 };
  for (const text of ['2025-07-01', '2026-01-15', '2026-06-30']) {
    const year = fiscalYearOf(day(text), july);
    expect([year.start, year.end]).toEqual([day('2025-07-01'), day('2026-07-01')]);
  }
  expect(fiscalYearOf(day('2026-01-15'), july).quarter).toBe(day('2026-01-01'));
});

it('what is left counts the day itself, of 366 in a leap year', () => {
  expect(fiscalYearOf(day('2024-01-01'), calendarYear).left).toBe(1);
  expect(fiscalYearOf(day('2024-12-31'), calendarYear).left).toBe(1 / 366);
  expect(fiscalYearOf(day('2025-12-31'), calendarYear).left).toBe(1 / 365);
});

it('a quarter is full once it is over', () => {
  const [last] = fiscalYearOf(day('2026-06-30'), calendarYear).fullQuarters(4);
  expect(last).toEqual([day('2026-01-01'), day('2026-04-01')]);
});

it('the Wilson interval is the one in the books', () => {
  // 8 of 10 at 90 %: 0.541 to 0.931 (Newcombe 1998, method 3, with z = 1.645).
  const [low, high] = wilson(8, 10);
  expect(low).toBeCloseTo(0.541, 3);
  expect(high).toBeCloseTo(0.9314, 3);
});
