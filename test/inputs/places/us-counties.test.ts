import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { countyCode, countyNeighbours } from '../../../src/inputs/places/us-counties.js';
import { areaKey } from '../../../src/inputs/places/us-neighbours.js';

const { resolve } = createRequire(import.meta.url);
const atlas: Topology<{ counties: GeometryCollection<{ name: string }> }> = JSON.parse(
  readFileSync(resolve('us-atlas/counties-10m.json'), 'utf8'),
);
const { features } = feature(atlas, atlas.objects.counties);

/** Counties by each line of two corners of their borders, as coordinates: not by the arcs of the file. */
function sharedLines(): Set<string> {
  const owners = new Map<string, Set<string>>();
  for (const { id, geometry } of features) {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    for (const ring of polygons.flat()) {
      for (let at = 1; at < ring.length; at++) {
        const line = [ring[at - 1].join(), ring[at].join()].sort().join(' ');
        const those = owners.get(line) ?? new Set();
        owners.set(line, those.add(String(id)));
      }
    }
  }
  const pairs = new Set<string>();
  for (const those of owners.values()) {
    // Where the map is coarse, three may have a line.
    const all = [...those].sort();
    for (const a of all) for (const b of all) if (a < b) pairs.add(`${a} ${b}`);
  }
  return pairs;
}

describe('counties of the USA', () => {
  it('are neighbours where the Census Bureau draws a line of both', () => {
    const known = [...countyNeighbours()].map((pair) => [...pair].sort().join(' '));
    expect(new Set(known).size).toBe(known.length);
    expect(new Set(known)).toEqual(sharedLines());
  });

  it('are all found by their codes and names', () => {
    for (const { id, properties } of features) {
      expect(countyCode(String(id), true)).toBe(String(id));
      expect(properties.name).not.toMatch(/[,;0-9]/);
    }
  });

  it.each([
    ['Travis County, TX', '48453'],
    ['travis county , texas', '48453'],
    ['Orleans Parish, LA', '22071'],
    ['Saint Louis County, Missouri', '29189'],
    ['St. Louis County, MO', '29189'],
    ['De Kalb County, GA', '13089'],
    ['Doña Ana County, NM', '35013'],
    ['Dona Ana County, New Mexico', '35013'],
    ['James City County, VA', '51095'],
    ["Prince George's County, MD", '24033'],
  ])('%s is %s in any column', (text, code) => {
    expect(countyCode(text, false)).toBe(code);
  });

  it.each([
    ['Travis, TX', '48453'],
    ['48453', '48453'],
    ['1001', '01001'],
    ['Baltimore, MD', '24005'],
    ['Baltimore city, MD', '24510'],
    ['Alexandria, VA', '51510'],
    ['Carson City, NV', '32510'],
  ])('%s is %s in a column of counties, and else nothing', (text, code) => {
    expect(countyCode(text, true)).toBe(code);
    expect(countyCode(text, false)).toBe(undefined);
  });

  it.each([
    '',
    'Travis',
    'Travis County',
    '99999',
    'Nowhere County, TX',
    'Travis County, Bavaria',
    ',',
  ])('%j is none', (text) => {
    expect(countyCode(text, true)).toBe(undefined);
  });

  it('are one area however they are spelled, and no ZIP code is one', () => {
    const spelled = ['Travis County, TX', 'Travis, Texas', '48453'];
    expect(new Set(spelled.map((text) => areaKey(text, 'county County')))).toEqual(
      new Set(['US-48453']),
    );
    expect(areaKey('48453', 'zip Billing Zip')).toBe('48453');
    expect(areaKey('TX', 'county')).toBe('US-TX');
  });
});
