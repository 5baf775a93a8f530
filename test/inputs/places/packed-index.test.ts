import { expect, it } from 'vitest';
import { gazetteerOf, gazetteerOver, placeShelves } from '../../../src/inputs/places/gazetteer.js';
import { packedIndex, unpackedIndex } from '../../../src/inputs/places/packed-index.js';

const city = (name: string, country: string, division: string, at: number) => ({
  name,
  country,
  division,
  population: at,
  latitude: at / 3,
  longitude: -at / 7,
});
const cities = [
  city('New York City', 'US', 'NY', 9),
  city('Springfield', 'US', 'IL', 2),
  city('Springfield', 'US', 'MO', 5),
  city('Springfield', 'US', 'MO', 3),
  city('Toronto', 'CA', '08', 4),
  city('Zürich', 'CH', 'ZH', 1),
];
const zips = [
  { zip: '02134', city: 'Allston', state: 'MA', latitude: 42.355, longitude: -71.13 },
  { zip: '02135', city: 'Allston', state: 'MA', latitude: 42.3, longitude: -71.2 },
];

it('packed and unpacked, places lie where they lay, whatever the order they came in', () => {
  const text = packedIndex(placeShelves(cities, zips), 'whose they are');
  expect(packedIndex(placeShelves([...cities].reverse(), zips), 'whose they are')).toBe(text);
  expect(text.split('\n')[0]).toBe('whose they are');
  const direct = gazetteerOf(cities, zips);
  const unpacked = gazetteerOver(unpackedIndex(text));
  const cells = (name: string, state: string, country: string, postalCode = '') => ({
    city: name,
    state,
    country,
    postalCode,
  });
  const found = [
    cells('New York', 'NY', ''),
    cells('new york city', 'New York', 'US'),
    cells('Springfield', '', 'US'),
    cells('Springfield', 'IL', 'US'),
    cells('Toronto', 'Ontario', ''),
    cells('Zurich', '', 'Switzerland'),
    cells('Allston', 'MA', 'US'),
    cells('', '', 'US', '2135'),
  ];
  for (const asked of found) {
    const position = direct.find(asked);
    expect(position, asked.city).toBeDefined();
    expect(unpacked.find(asked)).toEqual({
      latitude: position?.latitude,
      longitude: position?.longitude,
    });
  }
  for (const asked of [cells('Nowhere', '', 'US'), cells('Zurich', '', 'FR'), cells('', '', 'US')])
    expect(unpacked.find(asked)).toBeUndefined();
});
