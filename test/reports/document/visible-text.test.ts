import { describe, expect, it } from 'vitest';
import { visibleText } from '../../../src/reports/document/visible-text.js';

describe('text from outside', () => {
  it.each([
    ['a\nb\tc\r', 'a\\nb\\tc\\r'],
    ['\u001b[31m\u0085', '\\x1b[31m\\x85'],
    ['a\u061cb', 'a\\u061cb'],
    ['a\u200bb', 'a\\u200bb'],
    ['Ac\u00adme', 'Ac\\xadme'],
    ['\ufeffa\u2028b\u2060', '\\ufeffa\\u2028b\\u2060'],
    ['\u{e0041}', '\\u{e0041}'],
    ['Ac\u200dme \u200c', 'Ac\\u200dme \\u200c'],
  ])('%j shows as %s', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
    expect(visibleText(shown)).toBe(shown);
  });

  it.each(['👩‍👩‍👧‍👦', '❤️‍🔥', '👩🏽‍🚀', 'می\u200cخواهم', 'क्\u200dष', 'Zoë 王小明'])(
    '%s stays as it is',
    (text) => {
      expect(visibleText(text)).toBe(text);
    },
  );

  it('is cut where nobody would read on, and not within a character', () => {
    expect(visibleText('x'.repeat(50_000_000))).toBe(`${'x'.repeat(10_000)}…`);
    expect(visibleText(`${'x'.repeat(9_999)}🚀🚀`)).toBe(`${'x'.repeat(9_999)}…`);
  });
});
