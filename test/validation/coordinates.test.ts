import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repo } from '../cli/carve.js';
import { findingsOf, lines } from './findings-of.js';

describe('coordinates', () => {
  it('finds those outside their state, and what would bring them home', async () => {
    const accounts = lines(
      'account_id,state,latitude,longitude',
      'A1,CA,37.77,-122.42',
      'A2,California,40.71,-74.01',
      'A3,Texas,32.78,96.8',
      'A4,WA,47.61,-122.33',
      'A5,Florida,-80.19,25.76',
      'A6,NY,0,0',
    );
    const found = await findingsOf('outside-its-place', { accounts });
    expect(found.map(({ rows, facts }) => [rows[0], facts.found, facts.mend])).toEqual([
      [3, 'New York', undefined],
      [4, 'China', 'longitude-sign'],
      [6, 'Antarctica', 'swap'],
      [7, undefined, 'placeholder'],
    ]);
  });

  it('holds coasts and other countries for what they are', async () => {
    const accounts = lines(
      'account_id,country,state,latitude,longitude',
      'A1,United States,Hawaii,21.31,-157.86',
      'A2,USA,FL,24.56,-81.78',
      'A3,Australia,WA,-31.95,115.86',
      'A4,Germany,Bayern,48.14,11.58',
      'A5,Germany,,48.86,2.35',
    );
    const found = await findingsOf('outside-its-place', { accounts });
    expect(found.map(({ rows, facts }) => [rows, facts.found])).toEqual([[[6], 'France']]);
  });

  const cities = resolve(repo, '../shared/data/us_cities/us_cities_geonames.csv');
  it.skipIf(!existsSync(cities))('find every city of the United States in its state', async () => {
    const text = readFileSync(cities, 'utf8').replace(/^cityId,name/, 'account_id,city');
    expect(await findingsOf('outside-its-place', { accounts: text })).toEqual([]);
  });
});
