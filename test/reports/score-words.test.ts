import { describe, expect, it } from 'vitest';
import { provenBy } from '../../src/evaluation/proven.js';
import {
  atMostWords,
  couldBeBetter,
  leftOpen,
  provenWithin,
  starWords,
} from '../../src/reports/score-words.js';

const term = (name: string, weight: number) => ({ name, weight, value: 0 });
const terms = [
  term('potential', 4),
  term('workload', 2),
  term('disruption', 3),
  term('prefer:4', 1),
];

function judged(objective: number, bound: number, of = terms) {
  return { evaluation: { objective, terms: of }, proven: provenBy(bound, objective) };
}

describe('how much better another plan could be', () => {
  it('is a share of the score where that is far from its bound', () => {
    expect(couldBeBetter(judged(0.05, 0.0485))).toBe(
      "Nothing better exists under these rules by more than 3 %: the score is 0.05 (lower is better), and no plan's can be below 0.0485.",
    );
  });

  it('is how much closer to target reps could be, where score and bound are near each other', () => {
    // 500 · 0.0002 · 10 ÷ 4 = 0.25
    expect(couldBeBetter(judged(0.05, 0.0498))).toBe(
      'No plan that is no worse in anything else brings the reps more than 0.25 % closer to a fair share on average.',
    );
    // 500 · 0.00099 · 10 ÷ 4 = 1.2375, rounded up; 0.001 is not near.
    expect(couldBeBetter(judged(0.0509, 0.04991))).toContain('more than 1.3 % closer');
    expect(couldBeBetter(judged(0.0515, 0.0504))).toContain('by more than 2.2 %');
  });

  it.each([1e-6, 3e-5, 9.9e-4])(
    'is never a ratio of two numbers near 0, nor unproven: %f',
    (objective) => {
      for (const of of [terms, terms.slice(1), [term('potential', 0), ...terms.slice(1)]]) {
        const one = judged(objective, 0, of);
        const output = [couldBeBetter(one), leftOpen(one), provenWithin(one)].join(' ');
        expect(output).not.toMatch(/100 %|unproven|not proven|nothing proven/);
      }
    },
  );

  it('is a score where potential is not balanced', () => {
    const bare = [term('potential', 0), term('disruption', 3)];
    expect(couldBeBetter(judged(0.0004, 0.00015, bare))).toContain('lower by more than 0.00025 ');
    expect(provenWithin(judged(0.0004, 0.00015, bare))).toBe('0.00025');
  });

  it('is not told where nothing is proven', () => {
    const none = { ...judged(0.4, 0), proven: undefined };
    expect(couldBeBetter(none)).toBe('How much better another plan could be is not proven.');
    expect(couldBeBetter(judged(0.4, 0))).toBe(
      'How much better another plan could be is not proven.',
    );
    expect(provenWithin(none)).toBe('–');
  });

  it('is a cell, with a star where it is of how near target reps are', () => {
    expect(provenWithin(judged(0.05, 0.0485))).toBe('3 %');
    expect(provenWithin(judged(0.05, 0.05))).toBe('optimal');
    expect(provenWithin(judged(0.05, 0.0498))).toBe('0.25 %*');
    expect(starWords(['3 %', '–'])).toBeUndefined();
    expect(starWords(['3 %', '0.25 %*'])).toMatch(/^\* .* closer to a fair share on average/);
  });
});

describe('what a row can cost', () => {
  it('is a share of the score, rounded up', () => {
    expect(atMostWords(0.02341, { objective: 0.07, terms })).toBe('at most 2.4 % of the score');
    expect(atMostWords(0, { objective: 0.07, terms })).toBe('nothing');
  });

  it('is told in what people can see where the score is near 0', () => {
    // 20 times 0.00001, 500 · 0.0002 · 10 ÷ 4
    expect(atMostWords(20, { objective: 1e-5, terms })).toBe(
      'at most 0.25 % in how near a fair share the reps are on average',
    );
    expect(atMostWords(500, { objective: 1e-5, terms })).toBe('at most a score of 0.005');
  });
});
