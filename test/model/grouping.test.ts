import { expect, it } from 'vitest';
import { countUp, groupBy } from '../../src/model/grouping.js';

it('keeps groups and their members in the order in which they come', () => {
  const groups = groupBy([5, 2, 7, 4, 1], (value) => (value === 7 ? undefined : value % 2));
  expect([...groups]).toEqual([
    [1, [5, 1]],
    [0, [2, 4]],
  ]);
});

it('counts from nothing, by one unless told', () => {
  const counts = new Map<string, number>();
  countUp(counts, 'a');
  countUp(counts, 'b', -2);
  countUp(counts, 'a', 3);
  expect([...counts]).toEqual([
    ['a', 4],
    ['b', -2],
  ]);
});
