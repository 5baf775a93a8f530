import { describe, expect, it } from 'vitest';
import { terminalOf } from '../../src/cli/terminal.js';

const stdout = { write: () => {}, isTerminal: true, columns: 90 };
const on = (environment: Readonly<Record<string, string>>) =>
  terminalOf({ stdout, environment }, { color: true });

describe('what a terminal can show', () => {
  it('is blocks where its locale is UTF-8, else ASCII', () => {
    expect(on({ LANG: 'de_DE.UTF-8' }).bars).toBe('blocks');
    expect(on({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }).bars).toBe('ascii');
    expect(on({ LC_CTYPE: 'C.utf8', LANG: 'C' }).bars).toBe('blocks');
    expect(on({}).bars).toBe('ascii');
    expect(on({ WT_SESSION: '1' }).bars).toBe('blocks');
    expect(on({ TERM: 'dumb', LANG: 'C.UTF-8' }).bars).toBe('ascii');
  });

  it('has colour unless that is not wanted', () => {
    expect(on({}).colour).toBe(true);
    expect(on({ NO_COLOR: '1' }).colour).toBe(false);
    expect(terminalOf({ stdout, environment: {} }, { color: false }).colour).toBe(false);
  });

  it('is nothing where it is none: a pipe gets the same from every terminal', () => {
    const pipe = { ...stdout, isTerminal: false };
    const environment = { LANG: 'C.UTF-8' };
    expect(terminalOf({ stdout: pipe, environment }, { color: true })).toEqual({
      columns: undefined,
      colour: false,
      bars: undefined,
    });
  });
});
