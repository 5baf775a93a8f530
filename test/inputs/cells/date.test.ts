import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dateFault, parseDate } from '../../../src/inputs/cells/date.js';
import { isoDate } from '../../../src/model/table.js';
import { dayNumber } from '../../../src/model/units.js';

const written = (text: string): string | undefined => {
  const day = parseDate(text);
  return day === undefined ? undefined : isoDate(day);
};

describe('parseDate', () => {
  test.each([
    ['1970-01-01', '1970-01-01'],
    ['2026-06-09', '2026-06-09'],
    [' 2026-6-9 ', '2026-06-09'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['1969-12-31', '1969-12-31'],
    ['2026/06/09', '2026-06-09'],
    ['2026.06.09', '2026-06-09'],
    ['2026-06-09 16:12:25', '2026-06-09'],
    ['2026-06-09T23:59:59.999Z', '2026-06-09'],
    ['2026-06-09T00:30:00+14:00', '2026-06-09'],
    ['2026-06-09T00:30:00.000+0000', '2026-06-09'],
    ['5/20/2024 7:42', '2024-05-20'],
    ['20/5/2024', '2024-05-20'],
    ['20.5.2024', '2024-05-20'],
    ['4/4/2025', '2025-04-04'],
    ['02/23/26 08:55 PM', '2026-02-23'],
    ['02/23/69', '2069-02-23'],
    ['02/23/70', '1970-02-23'],
  ])('reads %j as %s', (text, date) => {
    expect(written(text)).toBe(date);
  });

  test.each([
    ['2026-02-30', 'there is no such day'],
    ['2025-02-29', 'there is no such day'],
    ['1900-02-29', 'there is no such day'],
    ['2026-13-01', 'there is no such day'],
    ['2026-00-10', 'there is no such day'],
    ['0026-06-09', 'there is no such day'],
    ['31/31/2024', 'there is no such day'],
    ['2026-06-09 25:00', 'there is no such time'],
    ['5/20/2024 13:00 PM', 'there is no such time'],
    ['3/4/2024', 'it could be 4 March or 3 April'],
    ['04/03/24', 'it could be 3 April or 4 March'],
    ['20260609', 'carve reads dates such as 2026-06-09'],
    ['2026/06-09', 'carve reads dates such as 2026-06-09'],
    ['tomorrow', 'carve reads dates such as 2026-06-09'],
    ['', 'carve reads dates such as 2026-06-09'],
    ['2026-06-0x', 'carve reads dates such as 2026-06-09'],
    [`2026-06-09${' '.repeat(100_000)}x`, 'it is too long'],
  ])('refuses %j: %s', (text, fault) => {
    expect(parseDate(text)).toBeUndefined();
    expect(dateFault(text)).toBe(fault);
  });

  it('reads back every day of 1600 to 2400', () => {
    fc.assert(
      fc.property(fc.integer({ min: -135_000, max: 157_000 }), (day) => {
        expect(parseDate(isoDate(dayNumber(day)))).toBe(day);
      }),
    );
  });
});
