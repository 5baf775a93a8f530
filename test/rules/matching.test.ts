import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition } from '../../src/model/rule.js';
import type { Column } from '../../src/model/table.js';
import { applyCondition } from '../../src/rules/matching.js';

const cell = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined });
const cells = fc.array(cell, { minLength: 1, maxLength: 20 });
const value = fc.integer({ min: -3, max: 3 }).map(String);
const condition = fc.oneof(
  fc.record({
    operator: fc.constantFrom('=' as const, '!=' as const),
    values: fc.array(fc.oneof(value, fc.constant('')), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
    values: value.map((one) => [one]),
  }),
);

/** The contract (4), one cell at a time: an empty cell of `arr` is 0 and empty, of others only empty. */
function holds(
  name: string,
  given: number | undefined,
  { operator, values }: Pick<Condition, 'operator' | 'values'>,
): boolean {
  const number = given ?? (name === 'arr' ? 0 : Number.NaN);
  const equals = values.some((one) => (one === '' ? given === undefined : Number(one) === number));
  const than = Number(values[0]);
  switch (operator) {
    case '=':
      return equals;
    case '!=':
      return !equals;
    case '<':
      return number < than;
    case '<=':
      return number <= than;
    case '>':
      return number > than;
    default:
      return number >= than;
  }
}

/** The same cells as a number column, and as words that are all numbers. */
function columnsOf(name: string, given: readonly (number | undefined)[]): Column[] {
  const base = { name, header: name, filled: given.filter((one) => one !== undefined).length };
  const values = Float64Array.from(given, (one) => one ?? Number.NaN);
  const words = ['', ...new Set(given.filter((one) => one !== undefined).map(String))];
  const codes = Uint32Array.from(given, (one) => (one === undefined ? 0 : words.indexOf(`${one}`)));
  const wordNumbers = Float64Array.from(words, (word) => (word === '' ? Number.NaN : Number(word)));
  return [
    { ...base, kind: 'number', values },
    { ...base, kind: 'text', codes, words, wordNumbers },
  ];
}

test('a comparison worked out by distinct value is the one worked out cell by cell', () => {
  fc.assert(
    fc.property(fc.constantFrom('arr', 'employees'), cells, condition, (name, given, asked) => {
      const wanted = given.map((one) => (holds(name, one, asked) ? 1 : 0));
      for (const column of columnsOf(name, given)) {
        const mask = new Uint8Array(given.length).fill(1);
        expect(applyCondition(column, { column: name, ...asked }, mask)).toBeUndefined();
        expect([...mask]).toEqual(wanted);
      }
    }),
  );
});

test('a column without any value is not said to hold text', () => {
  const less: Condition = { column: 'hours', operator: '<', values: ['1'] };
  const hours: Column = {
    name: 'hours',
    header: 'hours',
    filled: 0,
    kind: 'text',
    words: [''],
    codes: new Uint32Array(2),
  };
  expect(applyCondition(hours, less, new Uint8Array([1, 1]))?.what).toBe(
    'compares by <, but hours is empty in every row',
  );
});
