import { describe, expect, it } from 'vitest';
import { gazetteerOf, zipCode } from '../../../src/inputs/places/gazetteer.js';
import { readGazetteer } from '../../../src/library/references.js';

const nowhere = { city: '', state: '', postalCode: '', country: '' };

describe('a gazetteer', () => {
  const city = (name: string, division: string, population: number, latitude: number) => ({
    name,
    country: 'US',
    division,
    population,
    latitude,
    longitude: 0,
  });
  const small = gazetteerOf(
    [
      city('Springfield', 'IL', 3, 1),
      city('Springfield', 'IL', 9, 2),
      city('Springfield', 'MO', 20, 3),
      city('Saint Mary', 'MO', 1, 4),
    ],
    [{ zip: '02134', city: 'Allston', state: 'MA', latitude: 5, longitude: 0 }],
  );
  const latitude = (cells: Partial<typeof nowhere>) =>
    small.find({ ...nowhere, ...cells })?.latitude;

  it('takes the largest of one name in the state, and in the country where none is given', () => {
    expect(latitude({ city: 'SPRINGFIELD', state: 'Illinois' })).toBe(2);
    expect(latitude({ city: 'Springfield', state: 'mo', country: 'USA' })).toBe(3);
    expect(latitude({ city: 'Springfield', country: 'United States' })).toBe(3);
  });

  it('does not look in another state, in another country, or in none', () => {
    expect(latitude({ city: 'Springfield', state: 'TX' })).toBeUndefined();
    expect(latitude({ city: 'Springfield', state: 'Ilinois', country: 'US' })).toBeUndefined();
    expect(latitude({ city: 'Springfield', state: 'IL', country: 'France' })).toBeUndefined();
    expect(latitude({ city: 'Springfield', state: 'IL', country: 'Utopia' })).toBeUndefined();
    expect(latitude({ city: 'Springfield' })).toBeUndefined();
  });

  it('knows short words, post offices, and ZIP codes without their zero', () => {
    expect(latitude({ city: 'St. Mary', state: 'MO' })).toBe(4);
    expect(latitude({ city: 'Allston', state: 'MA' })).toBe(5);
    expect(latitude({ postalCode: '2134', country: 'US' })).toBe(5);
    expect(latitude({ city: 'Brighton', state: 'MA', postalCode: '2134-1000' })).toBe(5);
    expect(latitude({ postalCode: '2134', country: 'Germany' })).toBeUndefined();
  });
});

describe('a ZIP code', () => {
  it.each([
    ['02134', '02134'],
    ['2134', '02134'],
    ['501', '00501'],
    ['2134.0', '02134'],
    ['02134-1234', '02134'],
    ['2134 - 1234', '02134'],
    ['21341234', '02134'],
    ['941051234', '94105'],
    ['SW1A 1AA', undefined],
    ['21', undefined],
    ['', undefined],
  ])('%j is %j', (text, zip) => {
    expect(zipCode(text)).toBe(zip);
  });
});

describe('the packaged gazetteer', () => {
  const packaged = readGazetteer();

  // Degrees from maps, to a tenth.
  it.each([
    ['New York', 'NY', '', '', 40.7, -74.0],
    ['Washington', 'DC', '', 'United States', 38.9, -77.0],
    ['St. Paul', 'Minnesota', '', '', 44.9, -93.1],
    ['Ft. Worth', 'TX', '', 'US', 32.7, -97.3],
    ["O'Fallon", 'IL', '', '', 38.6, -89.9],
    ['London', 'Ontario', '', '', 43.0, -81.2],
    ['London', '', '', 'United Kingdom', 51.5, -0.1],
    ['zurich', '', '', 'Switzerland', 47.4, 8.6],
    ['San Juan', 'Puerto Rico', '', 'US', 18.5, -66.1],
    ['', '', '2134', 'US', 42.4, -71.1],
    ['', 'CA', '94105', '', 37.8, -122.4],
  ])('%s %s %s %s', async (city, state, postalCode, country, latitude, longitude) => {
    const found = (await packaged).find({ city, state, postalCode, country });
    expect(Math.abs((found?.latitude ?? 99) - latitude)).toBeLessThan(0.1);
    expect(Math.abs((found?.longitude ?? 999) - longitude)).toBeLessThan(0.1);
  });
});
