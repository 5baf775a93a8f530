import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/model/table.js';
import { type AccountIndex, dayNumber, type RepIndex } from '../../src/model/units.js';

/** The lines marked below are errors to the compiler, or the type check of the tests fails. */
describe('the compiler', () => {
  it('does not take an account for a rep', () => {
    const pair = (account: AccountIndex, rep: RepIndex): string => `${account} with ${rep}`;
    const account: AccountIndex = 3;
    const rep: RepIndex = 1;
    expect(pair(account, rep)).toBe('3 with 1');
    // @ts-expect-error the two are the wrong way round
    expect(pair(rep, account)).toBe('1 with 3');
  });

  it('takes a number for a day only where it is said to be one', () => {
    expect(isoDate(dayNumber(20_468))).toBe('2026-01-15');
    // @ts-expect-error a plain number
    expect(isoDate(20_468)).toBe('2026-01-15');
  });
});
