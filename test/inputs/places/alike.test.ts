import { describe, expect, it } from 'vitest';
import { isSamePlace } from '../../../src/inputs/places/alike.js';
import { subdivisionCode } from '../../../src/inputs/places/subdivisions.js';

describe('a state or province', () => {
  it.each([
    ['CA', 'US-CA'],
    ['California', 'US-CA'],
    [' us-ca ', 'US-CA'],
    ['ontario', 'CA-ON'],
    ['ON', 'CA-ON'],
    ['Quebec', 'CA-QC'],
    ['Bayern', 'DE-BY'],
    ['DE-BY', 'DE-BY'],
    // Georgia is a state before it is a country, and Limburg lies in two.
    ['Georgia', 'US-GA'],
    ['Limburg', undefined],
    ['BY', undefined],
    ['East Coast', undefined],
    ['', undefined],
  ])('%j is %j', (text, code) => {
    expect(subdivisionCode(text)).toBe(code);
  });
});

describe('one place', () => {
  it.each([
    ['state', 'CA', 'California', true],
    ['state', 'CA', 'Canada', false],
    ['country', 'USA', 'United States', true],
    ['country', 'U.S.', 'us', true],
    ['country', 'CA', 'Canada', true],
    ['country', 'CA', 'California', false],
    // A patch called CA is taken for the state.
    ['region', 'CA', 'California', true],
    ['region', 'CA', 'Canada', false],
    ['region', 'UK', 'United Kingdom', true],
    ['region', 'East Coast', 'East', false],
    ['segment', 'CA', 'California', false],
  ])('%s: %s and %s: %s', (column, one, other, same) => {
    expect(isSamePlace(column, one, other)).toBe(same);
  });
});
