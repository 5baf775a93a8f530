import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Dictionary } from '../../../src/inputs/csv/text-column.js';

test('words get the numbers of their first appearance, however many there are', () => {
  const word = fc.oneof(fc.string({ maxLength: 2 }), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 500 }), (words) => {
      const dictionary = new Dictionary();
      const expected = new Map([['', 0]]);
      for (const one of words) {
        if (!expected.has(one)) expected.set(one, expected.size);
        expect(dictionary.codeOf(one)).toBe(expected.get(one));
      }
      expect(dictionary.words).toEqual([...expected.keys()]);
    }),
  );
  const large = new Dictionary();
  const ids = Array.from({ length: 100_000 }, (_, index) => `id${index}`);
  const codes = [...ids, ...ids].map((id) => large.codeOf(id));
  expect(codes.every((code, index) => code === (index % ids.length) + 1)).toBe(true);
});
