import { expect, it } from 'vitest';
import { tierNumber } from '../../src/scoring/tiers.js';

it('a tier is read as people write it: a number, a letter, a word that ends in one', () => {
  const read = (...words: string[]): number[] => words.map(tierNumber);
  expect(read('1', ' 1 ', '1.0', '01', 'Tier 1', 'T1', 'tier-1', 'Prio_1', 'A', 'a')).toEqual(
    Array(10).fill(1),
  );
  expect(read('2', 'B', 'Tier 2', '2.0')).toEqual(Array(4).fill(2));
  expect(read('C', '3', 'Tier 11', 'D')).toEqual([3, 3, 11, 4]);
  expect(read('', 'Gold', 'AA', 'Top 100', '1st')).toEqual(Array(5).fill(0));
});
