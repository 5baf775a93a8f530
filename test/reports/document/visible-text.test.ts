import { describe, expect, it } from 'vitest';
import {
  safeLines,
  visibleText,
  withoutCommands,
} from '../../../src/reports/document/visible-text.js';

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

describe('lines for a screen or a log', () => {
  it.each([
    ['a\nb\u001b[2Jc\n', 'a\nb\\x1b[2Jc\n'],
    ['\u001b[31mred\u001b[39m', '\\x1b[31mred\\x1b[39m'],
    ['a\rb\u0000\u009b1m', 'a\\rb\\x00\\x9b1m'],
    ['::error::x\n  ::y', '\\::error::x\n  \\::y'],
    ['a ::b', 'a ::b'],
    ['x ##[error] ##vso[y] ###', 'x ##\\[error] ##\\vso[y] ###'],
  ])('%j are %j', (text, shown) => {
    expect(safeLines(text, false)).toBe(shown);
    expect(safeLines(shown, false)).toBe(shown);
  });

  it('keep colours where there may be some, and nothing else of the kind', () => {
    expect(safeLines('\u001b[31mred\u001b[39m \u001b[2J \u009b31m', true)).toBe(
      '\u001b[31mred\u001b[39m \\x1b[2J \\x9b31m',
    );
  });

  it('give no command', () => {
    expect(withoutCommands('\t::set-output name=x::y')).toBe('\t\\::set-output name=x::y');
  });
});
