import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invalidUtf8Offsets } from '../../../src/inputs/csv/foreign-bytes.js';

test('there is an invalid byte exactly where the text is not valid UTF-8', () => {
  const lead = fc.constantFrom(
    0x41,
    0x80,
    0xc0,
    0xc3,
    0xe0,
    0xe2,
    0xed,
    0xa0,
    0xf0,
    0x90,
    0xf4,
    0xff,
  );
  const soup = fc.array(lead, { maxLength: 8 }).map((bytes) => Uint8Array.from(bytes));
  const text = fc.string({ unit: 'binary' }).map((valid) => new TextEncoder().encode(valid));
  fc.assert(
    fc.property(fc.oneof(soup, text, fc.uint8Array()), (bytes) => {
      const offsets = [...invalidUtf8Offsets(bytes)];
      expect(offsets.length === 0).toBe(isUtf8(bytes));
      if (offsets.length > 0) expect(isUtf8(bytes.subarray(0, offsets[0]))).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
