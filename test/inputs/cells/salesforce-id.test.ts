import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseSafeId } from '../../../src/inputs/cells/salesforce-id.js';

test.each([
  ['a0D30000001n7Pi', 'a0D30000001n7PiEAI'],
  ['001A0000006Vm9r', '001A0000006Vm9rIAC'],
  ['001A0000006VM9r', '001A0000006VM9rIAG'],
  ['005000000000000', '005000000000000AAA'],
  ['ABCDEFGHIJKLMNO', 'ABCDEFGHIJKLMNO555'],
])('%s and %s are one record', (short, long) => {
  expect(caseSafeId(short)).toBe(long);
  expect(caseSafeId(long)).toBe(long);
});

test.each([
  ['001a0000006vm9rIAC', 'letter case lost'],
  ['001A0000006Vm9rIAD', 'a letter of the last three is wrong'],
  ['001A0000006Vm9', 'too short'],
  ['001A0000006Vm9rI', 'between the lengths'],
  ['001A0000006Vm-r', 'no letter or digit'],
  ['', 'empty'],
])('%s is no id: %s', (text) => {
  expect(caseSafeId(text)).toBeUndefined();
});

test('two short ids that differ only in letter case are never one', () => {
  const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
  const id = fc.array(fc.constantFrom(...letters), { minLength: 15, maxLength: 15 });
  fc.assert(
    fc.property(id, fc.nat(14), (characters, at) => {
      const one = characters.join('');
      const other = [...characters];
      const letter = other[at];
      other[at] = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
      fc.pre(other[at] !== letter);
      const [a, b] = [caseSafeId(one), caseSafeId(other.join(''))];
      expect(a?.toLowerCase()).not.toBe(b?.toLowerCase());
    }),
  );
});
