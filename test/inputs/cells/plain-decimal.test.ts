import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber, plainDecimal } from '../../../src/inputs/cells/number.js';

const digits = (least: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9]{${least},9}$`));

test('a plain decimal is to the last bit what parseNumber reads', () => {
  const decimal = fc
    .tuple(fc.constantFrom('', '-'), digits(0), fc.constantFrom('', '.'), digits(0))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(decimal, (text) => {
      const fits = text.replace(/\D/g, '').length <= 15;
      const read = parseNumber(text)?.value ?? Number.NaN;
      expect(plainDecimal(text)).toBe(fits ? read : Number.NaN);
    }),
    { numRuns: 3000 },
  );
});

test('whatever else is written is left to parseNumber', () => {
  const other = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[-+.,0-9eEx$%kM ]{0,8}$/),
    fc.double().map(String),
  );
  fc.assert(
    fc.property(other, (text) => {
      const value = plainDecimal(text);
      if (!Number.isNaN(value)) expect(value).toBe(parseNumber(text)?.value);
    }),
    { numRuns: 3000 },
  );
  for (const text of ['', '-', '.', '-.', '1.2.3', '--1', '+1', '1e3', ' 1', '1,000', '12%']) {
    expect(plainDecimal(text)).toBeNaN();
  }
});
