import { describe, expect, it } from 'vitest';
import {
  compactNumber,
  numberWords,
  percentsApart,
  percentWords,
  signedCompact,
  signedPercentCell,
} from '../../../src/reports/document/numbers.js';

describe('compact numbers', () => {
  it.each([
    [0, '0'],
    [-0.0001, '0'],
    [0.4, '0.4'],
    [9.996, '10'],
    [12.34, '12.3'],
    [950, '950'],
    [999.4, '999'],
    [999.6, '1.00k'],
    [1000, '1.00k'],
    [12_345, '12.3k'],
    [980_000, '980k'],
    [999_400, '999k'],
    [999_600, '1.00M'],
    [1_254_000, '1.25M'],
    [-300_000, '-300k'],
    [2.5e9, '2.50B'],
    [3e12, '3.00T'],
    [1e16, '1.0e16'],
    [Number.NaN, '–'],
  ])('%d is %s', (value, text) => {
    expect(compactNumber(value)).toBe(text);
  });

  it('marks gains', () => {
    expect([5, -5, 0].map(signedCompact)).toEqual(['+5', '-5', '0']);
  });
});

describe('numbers in words', () => {
  it.each([
    [0, '0'],
    [-0.001, '0'],
    [30, '30'],
    [1234, '1,234'],
    [-1_234_567.8, '-1,234,568'],
    [12.5, '12.5'],
    [0.25, '0.25'],
    [999.999, '1,000'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('%d is %s', (value, text) => {
    expect(numberWords(value)).toBe(text);
  });

  it('gives small percentages one decimal', () => {
    expect([84.2, 6.21, 0.4, 0, 9.97].map(percentWords)).toEqual([
      '84 %',
      '6.2 %',
      '0.4 %',
      '0 %',
      '10 %',
    ]);
    expect([84.2, -6.21, 4, 0.01, -0.01].map(signedPercentCell)).toEqual([
      '+84 %',
      '-6.2 %',
      '+4.0 %',
      '0.0 %',
      '0.0 %',
    ]);
  });
});

describe('percentages that are compared', () => {
  it('have the decimals that tell the first from the others', () => {
    expect(percentsApart([10.3, 10, 9.2])).toEqual(['10.3 %', '10 %', '9.2 %']);
    expect(percentsApart([23, 10, 10])).toEqual(['23 %', '10 %', '10 %']);
    expect(percentsApart([10, 10, 10])).toEqual(['10 %', '10 %', '10 %']);
    expect(percentsApart([10.004, 10])).toEqual(['10.004 %', '10 %']);
  });
});
