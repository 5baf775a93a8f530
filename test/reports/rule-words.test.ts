import { describe, expect, it } from 'vitest';
import type { RuleOutcome, WorstGroup } from '../../src/evaluation/types.js';
import { outcomeWords, rulesKeptWords } from '../../src/reports/rule-words.js';

function outcome(parts: Partial<RuleOutcome>): RuleOutcome {
  return {
    row: 2,
    rule: 'match',
    level: 'must',
    status: 'met',
    counts: 'accounts',
    concerned: 31,
    broken: 0,
    exempt: 0,
    unplaceable: 0,
    worst: undefined,
    metric: undefined,
    ...parts,
  };
}

const ann: WorstGroup = {
  who: 'Ann',
  measure: 'holds',
  value: 31,
  bound: 30,
  side: 'max',
  share: undefined,
};
const off: WorstGroup = { ...ann, measure: 'deviation' };
const left: WorstGroup = { ...ann, measure: 'loses' };

const cases: readonly (readonly [string, Partial<RuleOutcome>])[] = [
  ['all 31 accounts sit with a rep who fits', {}],
  ['2 of 31 accounts sit outside', { broken: 2 }],
  ['1 of 31 accounts sits outside', { broken: 1 }],
  ['the one account sits with a rep who fits', { concerned: 1 }],
  [
    'nothing left to judge: 1 account exempt: a rule that comes first decides',
    { concerned: 0, exempt: 1 },
  ],
  [
    'all 31 accounts sit with a rep who fits; 2 accounts exempt: a rule that comes first decides',
    { exempt: 2 },
  ],
  ['the one account leaves its owner', { rule: 'keep', concerned: 1, broken: 1 }],
  ['all 31 accounts stay with their owners', { rule: 'keep' }],
  [
    'all 31 accounts stay with their owners; 7 more had an owner who is gone',
    { rule: 'keep', ownerGone: 7 },
  ],
  [
    'none has an owner to stay with: 1 account had one who is gone',
    { rule: 'keep', concerned: 0, ownerGone: 1 },
  ],
  ['the one account stays with its owner', { rule: 'locked', concerned: 1 }],
  ['3 of 1,200 accounts are with a rep to avoid', { rule: 'avoid', concerned: 1200, broken: 3 }],
  ['all 31 accounts are where they were assigned', { rule: 'assign' }],
  ['no accounts concerned', { concerned: 0 }],
  ['no reps concerned', { rule: 'limit', counts: 'reps', concerned: 0 }],
  ['applied', { rule: 'score', counts: 'nothing', concerned: 0 }],
  ['leaves 2 accounts without any rep who may take them', { unplaceable: 2, status: 'broken' }],
  [
    '4 of 31 accounts sit outside; leaves 1 account without any rep who may take it',
    { unplaceable: 1, broken: 4 },
  ],
  ['2 of 9 families are split', { rule: 'together', counts: 'families', concerned: 9, broken: 2 }],
  ['all 9 families have one rep each', { rule: 'together', counts: 'families', concerned: 9 }],
  [
    'Ann holds 31 accounts, at most 30',
    { rule: 'limit', counts: 'reps', concerned: 5, broken: 1, worst: ann, metric: 'accounts' },
  ],
  [
    'Ann holds 31 accounts, at most 30 (and 2 more break it)',
    { rule: 'limit', counts: 'reps', concerned: 5, broken: 3, worst: ann, metric: 'accounts' },
  ],
  [
    'Ann holds 1 account, at least 2',
    {
      rule: 'max_accounts',
      counts: 'reps',
      worst: { ...ann, value: 1, bound: 2, side: 'min' },
      metric: 'accounts',
    },
  ],
  [
    'Ann holds 1,234,567 in potential, at most 1,200,000 (30 % of the total)',
    {
      rule: 'limit',
      counts: 'reps',
      worst: { ...ann, value: 1_234_567.4, bound: 1_200_000, share: 0.3 },
      metric: 'potential',
    },
  ],
  [
    'Ann holds 30.004 in arr, at most 30',
    { rule: 'limit', counts: 'reps', worst: { ...ann, value: 30.004 }, metric: 'arr' },
  ],
  [
    'largest deviation 12.3 % (Ann), at most 15 %',
    { rule: 'balance', counts: 'reps', worst: { ...off, value: -0.123, bound: 0.15 } },
  ],
  [
    'largest deviation 15.004 % (Ann), at most 15 %; 2 of 31 beyond',
    { rule: 'balance', counts: 'reps', broken: 2, worst: { ...off, value: 0.15004, bound: 0.15 } },
  ],
  [
    'largest deviation 84 % (Ann)',
    { rule: 'balance', counts: 'reps', worst: { ...off, value: 0.84, bound: Number.NaN } },
  ],
  [
    '41 accounts change owner, at most 40',
    {
      rule: 'budget',
      counts: 'owners',
      concerned: 1,
      broken: 1,
      worst: { ...left, who: 'all', value: 41, bound: 40 },
      metric: 'accounts',
    },
  ],
  [
    'Ann loses 5,000 in arr, at most 6,000',
    {
      rule: 'budget',
      counts: 'owners',
      worst: { ...left, value: 5000, bound: 6000 },
      metric: 'arr',
    },
  ],
];

describe('the detail of a rule row', () => {
  it.each(cases)('%s', (words, parts) => {
    expect(outcomeWords(outcome(parts))).toBe(words);
  });
});

describe('how the rules came out, in one line', () => {
  const count = { mustMet: 0, mustBroken: 0, shouldMet: 0, shouldBroken: 0 };

  it.each([
    [{}, ''],
    [{ mustMet: 1 }, 'the one must rule kept'],
    [
      { mustMet: 9, shouldMet: 1, shouldBroken: 1 },
      'all 9 must rules kept, 1 of 2 preferences kept in part',
    ],
    [{ mustMet: 2, mustBroken: 1, shouldMet: 1 }, '1 of 3 must rules broken, 1 preference met'],
    [{ mustBroken: 1 }, '1 of 1 must rule broken'],
    [{ shouldBroken: 1 }, '1 of 1 preference kept in part'],
    [{ mustMet: 2, shouldMet: 3 }, 'both must rules kept, 3 preferences met'],
  ])('%o', (some, words) => {
    expect(rulesKeptWords({ ...count, ...some })).toBe(words);
  });
});
