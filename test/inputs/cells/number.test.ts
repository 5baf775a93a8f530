import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { numberFault, parseNumber, parsePoints } from '../../../src/inputs/cells/number.js';

describe('parseNumber', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['007', 7],
    ['12.5', 12.5],
    ['.5', 0.5],
    ['5.', 5],
    ['+5', 5],
    ['-5', -5],
    ['\u22125', -5],
    ['1,234.50', 1234.5],
    ['1,234,567', 1_234_567],
    ['$1,234.50 ', 1234.5],
    ['$7,450,000.00 ', 7_450_000],
    ['-$1,200', -1200],
    ['$-1,200', -1200],
    ['€ 99', 99],
    ['99 €', 99],
    ['USD 1,000', 1000],
    ['1,000 eur', 1000],
    ['US$5', 5],
    ['(1,200)', -1200],
    ['($1,200.50)', -1200.5],
    ['1.2M', 1_200_000],
    ['18.3 MM', 18_300_000],
    ['3k', 3000],
    ['$2.5k', 2500],
    ['2B', 2_000_000_000],
    ['1.39E+08', 139_000_000],
    ['1e-7', 1e-7],
    ['1\u00a0234', 1234],
    ['1\u202f234\u202f567.5', 1_234_567.5],
    ['\u00a012\u2009', 12],
  ])('reads %j as %d', (text, value) => {
    expect(parseNumber(text)).toEqual({ value, percent: false });
  });

  test.each([
    ['12%', 0.12],
    ['7 %', 0.07],
    ['-28%', -0.28],
    ['0.5%', 0.005],
    ['(5%)', -0.05],
  ])('reads %j as the share %d', (text, value) => {
    expect(parseNumber(text)).toEqual({ value, percent: true });
  });

  test.each([
    ['', 'it holds no digits'],
    ['n/a', 'it holds no digits'],
    ['Infinity', 'it holds no digits'],
    ['NaN', 'it holds no digits'],
    ['$', 'it holds no digits'],
    ['0x1F', 'hexadecimal is not read'],
    ['1,23', 'the comma looks like a decimal comma; carve reads 1,234.50'],
    ['12,5', 'the comma looks like a decimal comma; carve reads 1,234.50'],
    ['1.234,50', 'the comma looks like a decimal comma; carve reads 1,234.50'],
    ['0,123', 'the comma looks like a decimal comma; carve reads 1,234.50'],
    ['1.234.567', 'the digits are not grouped in threes, as in 1,234.50'],
    ['1,2345', 'the comma looks like a decimal comma; carve reads 1,234.50'],
    ['12,34,567', 'the digits are not grouped in threes, as in 1,234.50'],
    ['1 23', 'the digits are not grouped in threes, as in 1,234.50'],
    ['1e999', 'it is too large'],
    ['$1-$1k', 'it holds something else than digits'],
    ['5 apples', 'it holds something else than digits'],
    ['--5', 'it holds something else than digits'],
    ['(-5)', 'it holds something else than digits'],
    ['-$-5', 'it holds something else than digits'],
    ['12%%', 'it holds something else than digits'],
    ['1'.repeat(65), 'it is too long'],
  ])('refuses %j: %s', (text, fault) => {
    expect(parseNumber(text)).toBeUndefined();
    expect(numberFault(text)).toBe(fault);
  });

  it('reads back every number as JavaScript prints it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(String(value))?.value).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('reads back every amount with thousands separators', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(parseNumber(value.toLocaleString('en-US'))?.value).toBe(value);
      }),
    );
  });

  it('gives a finite number or a reason for any text, and soon', () => {
    const piece = fc.constantFrom(
      '1',
      '23',
      ',',
      '.',
      ' ',
      '$',
      '%',
      '-',
      '(',
      ')',
      'k',
      'e',
      'EUR',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          const reading = parseNumber(text);
          if (reading === undefined) expect(numberFault(text)).not.toBe('');
          else expect(Number.isFinite(reading.value)).toBe(true);
        },
      ),
    );
    expect(parseNumber(`5${' '.repeat(1_000_000)}x`)).toBeUndefined();
  });
});

test('parsePoints keeps a percentage on a scale of 100', () => {
  expect(parsePoints('85%')).toBe(85);
  expect(parsePoints('7 %')).toBe(7);
  expect(parsePoints('85')).toBe(85);
  expect(parsePoints('high')).toBeUndefined();
});
