import { describe, expect, it } from 'vitest';
import { cellTexts, figureWords } from '../../../src/reports/document/figures.js';
import {
  andList,
  counted,
  namedId,
  namesOf,
  sentence,
} from '../../../src/reports/document/words.js';

describe('counts and lists in words', () => {
  it('count one and several, thousands apart', () => {
    expect(counted(1, 'account')).toBe('1 account');
    expect(counted(1200, 'account')).toBe('1,200 accounts');
    expect(counted(2, 'family', 'families')).toBe('2 families');
  });

  it('join the last with and, and count what is too much', () => {
    expect(andList([])).toBe('');
    expect(andList(['a'])).toBe('a');
    expect(andList(['a', 'b', 'c'])).toBe('a, b and c');
    expect(andList(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect(namesOf(['a', 'b'], 2)).toBe('a, b');
    expect(namesOf(['a', 'b'], 1202)).toBe('a, b and 1,200 more');
  });

  it('name with the id, unless there is no other name', () => {
    expect(namedId('Acme', '1')).toBe('Acme (1)');
    expect(namedId('', '1')).toBe('1');
    expect(namedId('1', '1')).toBe('1');
    expect(sentence('each has one')).toBe('Each has one');
  });
});

describe('figures in words', () => {
  it.each([
    ['count', 1200, '1,200'],
    ['amount', 1_234_567, '1.23M'],
    ['change', 300, '+300'],
    ['percent', 6.25, '6.3 %'],
    ['percent', 5000, '>999 %'],
    ['deviation', -6.2, '-6.2 %'],
    ['date', 20_468, '2026-01-15'],
    ['count', undefined, '–'],
  ] as const)('a %s of %s is %s', (kind, value, words) => {
    expect(figureWords(kind, value)).toBe(words);
  });

  it('set pairs so that their arrows stand below each other, but not the ends of a route', () => {
    const title = '';
    expect(
      cellTexts({ title, kind: 'count' }, [
        [1, 20],
        [300, undefined],
      ]),
    ).toEqual(['  1 → 20', '300 →  –']);
    expect(
      cellTexts({ title }, [
        ['Ann', 'Bo'],
        ['C', 'Dmitri'],
      ]),
    ).toEqual(['Ann → Bo', 'C → Dmitri']);
  });
});
