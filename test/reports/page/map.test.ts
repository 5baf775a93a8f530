import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Borders } from '../../../src/reports/page/kit.js';
import { baseMapFor } from '../../../src/reports/page/map/ground.js';

const load = createRequire(import.meta.url);
const borders: Borders = {
  states: load('us-atlas/states-albers-10m.json'),
  countries: load('world-atlas/countries-50m.json'),
  world: load('world-atlas/countries-110m.json'),
};
const boston = [-71.06, 42.36] as const;
const seattle = [-122.33, 47.61] as const;
const berlin = [13.4, 52.52] as const;
const munich = [11.58, 48.14] as const;

describe('groundFor', () => {
  it('draws the US for places there, and leaves out what lies elsewhere', () => {
    const baseMap = baseMapFor([...Array(9).fill(boston), berlin], borders);
    const [east] = baseMap.at(boston) ?? [0];
    const [west] = baseMap.at(seattle) ?? [0];
    expect(west).toBeGreaterThan(0);
    expect(east).toBeGreaterThan(west);
    expect(east).toBeLessThan(baseMap.width);
    expect(baseMap.at(berlin)).toBeUndefined();
    expect(baseMap.lines.length).toBeGreaterThan(1000);
  });

  it('draws what the places span elsewhere', () => {
    const baseMap = baseMapFor([berlin, munich], borders);
    const north = baseMap.at(berlin)?.[1] ?? 0;
    const south = baseMap.at(munich)?.[1] ?? 0;
    expect(south - north).toBeGreaterThan(200);
    expect(baseMap.land.length).toBeGreaterThan(1000);
  });

  it('draws some land around a single place, and the world for places all over it', () => {
    expect(baseMapFor([berlin], borders).at(berlin)).toBeDefined();
    const world = baseMapFor([berlin, seattle, [151.2, -33.9]], borders);
    expect(world.at([151.2, -33.9])).toBeDefined();
  });
});
