import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { neighbors } from 'topojson-client';
import { expect, it } from 'vitest';
import { areaKey, usNeighbours } from '../../../src/inputs/places/us-neighbours.js';

it("states are neighbours where the Census Bureau's borders share a line", () => {
  const file = createRequire(import.meta.url).resolve('us-atlas/states-10m.json');
  const { geometries } = JSON.parse(readFileSync(file, 'utf8')).objects.states;
  const keyOf = (at: number): string => areaKey(geometries[at].properties.name);
  const drawn = neighbors(geometries).flatMap((those, at) =>
    those.flatMap((other) => (other === at ? [] : [[keyOf(at), keyOf(other)].sort().join(' ')])),
  );
  const known = [...usNeighbours()]
    .filter((pair) => pair.every((code) => /^US-[A-Z]/.test(code)))
    .map((pair) => [...pair].sort().join(' '));
  expect(new Set(known).size).toBe(known.length);
  expect(known.sort()).toEqual([...new Set(drawn)].sort());
});

it('reads a state by its code or name, and other areas by their text', () => {
  expect(['tx', 'Texas', 'US-TX', ' TX '].map((text) => areaKey(text))).toEqual(
    Array(4).fill('US-TX'),
  );
  expect(areaKey(' Zone 7 ')).toBe('zone 7');
  expect(areaKey('Bavaria')).toBe('bavaria');
});
