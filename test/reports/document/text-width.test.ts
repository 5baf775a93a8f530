import { describe, expect, it } from 'vitest';
import { displayWidth, fitted, wrapped } from '../../../src/reports/document/text-width.js';

describe('text on a terminal', () => {
  it.each([
    ['Ann', 3],
    ['王小明', 6],
    ['한국', 4],
    ['ﾃｽﾄ', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['🇫🇷', 2],
    ['→ … –', 5],
    ['\u200b', 0],
  ])('%s takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('is cut with an ellipsis, never within a character', () => {
    expect(fitted('Acme', 4)).toBe('Acme');
    expect(fitted('Acme Corporation', 8)).toBe('Acme Co…');
    expect(fitted('Acme Corporation', 6)).toBe('Acme…');
    expect(fitted('王小明', 4)).toBe('王…');
    expect(fitted('a\nb', 10)).toBe('a\\nb');
  });

  it('wraps between words, and within where it must', () => {
    expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapped('goes from 84 % to 6 %', 12)).toEqual(['goes from', '84 % to 6 %']);
    expect(wrapped('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrapped('王小明王小明', 5)).toEqual(['王小', '明王', '小明']);
    expect(wrapped('', 5)).toEqual(['']);
  });

  it('wraps a word of any length, as far as it is shown', () => {
    const lines = wrapped(`a ${'x'.repeat(1_000)} b`, 50);
    expect(lines).toHaveLength(22);
    expect(lines.slice(-2)).toEqual(['x'.repeat(50), 'b']);
    expect(wrapped(`a ${'x'.repeat(1_000_000)} b`, 50)).toHaveLength(201);
    expect(displayWidth('e\u0301'.repeat(100_000))).toBe(100_000);
    expect(displayWidth(`x${'👩‍👩‍👧‍👦'.repeat(50_000)}`)).toBe(100_001);
  });
});
