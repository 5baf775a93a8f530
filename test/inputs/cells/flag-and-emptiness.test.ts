import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isEmpty,
  isNullRecordId,
  standsForNothing,
  trimmed,
} from '../../../src/inputs/cells/emptiness.js';
import { parseFlag } from '../../../src/inputs/cells/flag.js';

test.each([
  ['yes', true],
  ['TRUE', true],
  [' 1 ', true],
  ['Y', true],
  ['No', false],
  ['false', false],
  ['0', false],
  ['n', false],
  ['', undefined],
  ['maybe', undefined],
  ['2', undefined],
  ['constructor', undefined],
])('the flag %j is %s', (text, meaning) => {
  expect(parseFlag(text)).toBe(meaning);
});

test('only spaces are empty, and only the known words stand for nothing', () => {
  expect(['', ' ', '\t\u00a0'].every(isEmpty)).toBe(true);
  expect(isEmpty('-')).toBe(false);
  expect(
    ['-', ' \\N ', 'Not Available', 'n/a', '#N/A', 'null', 'None'].every(standsForNothing),
  ).toBe(true);
  expect(['', '-999', 'NaN', '0'].some(standsForNothing)).toBe(false);
  expect(isNullRecordId('000000000000000AAA')).toBe(true);
  expect(isNullRecordId('0')).toBe(false);
});

test('trimmed is trim, looked at or not', () => {
  const space = fc.constantFrom(' ', '\t', '\n', '\u00a0', '\u2009', '\ufeff', '\u007f', 'é', 'x');
  fc.assert(
    fc.property(fc.array(fc.oneof(space, fc.string({ unit: 'binary' }))), (parts) => {
      expect(trimmed(parts.join(''))).toBe(parts.join('').trim());
    }),
  );
});
