import { createRequire } from 'node:module';
import type { Polygon, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import type { Borders } from '../../../src/reports/page/kit.js';
import { wholeUs } from '../../../src/reports/page/map/ground.js';
import { outlineOf, ringsOf, simplified } from '../../../src/reports/page/map/outlines.js';

type Corners = [number, number][];

/** Two areas of 100 by 100 side by side, with a border between them that wriggles by 0.3 and has one real bend. */
const west: Polygon = { type: 'Polygon', arcs: [[0, 1]] };
const east: Polygon = { type: 'Polygon', arcs: [[~0, 2]] };
const border: Corners = [
  [100, 0],
  [100.3, 20],
  [99.7, 40],
  [110, 50],
  [100, 60],
  [100, 100],
];
const sides: Topology<{ west: Polygon; east: Polygon }> = {
  type: 'Topology',
  objects: { west, east },
  arcs: [
    border,
    [
      [100, 100],
      [0, 100],
      [0, 0],
      [100, 0],
    ],
    [
      [100, 0],
      [200, 0],
      [200, 100],
      [100, 100],
    ],
  ],
};

/** The corners of a path, told as ways from one to the next. */
function cornersOf(path: string): Corners {
  const [x = 0, y = 0, ...steps] = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  const corners: Corners = [[x, y]];
  for (let at = 0; at < steps.length; at += 2) {
    const [lastX, lastY] = corners[corners.length - 1];
    const next = (last: number, step: number): number => Math.round(10 * (last + step)) / 10;
    corners.push([next(lastX, steps[at]), next(lastY, steps[at + 1])]);
  }
  return corners;
}

describe('outlines', () => {
  it('leave out what nobody sees, and two areas keep one border', () => {
    const fine = simplified(sides, wholeUs);
    const [left, right] = [west, east].map((one) => outlineOf(ringsOf(fine, one), wholeUs));
    const shared = [
      [100, 0],
      [99.7, 40],
      [110, 50],
      [100, 60],
      [100, 100],
    ];
    expect(cornersOf(left?.path ?? '').slice(0, 5)).toEqual(shared);
    expect(cornersOf(right?.path ?? '').slice(0, 5)).toEqual([...shared].reverse());
  });

  it('have every state of the USA, each with its number inside it, in a third of the room', () => {
    const states: Borders['states'] = createRequire(import.meta.url)(
      'us-atlas/states-albers-10m.json',
    );
    const fine = simplified(states, wholeUs);
    let bytes = 0;
    for (const geometry of fine.objects.states.geometries) {
      const outline = outlineOf(ringsOf(fine, geometry), wholeUs);
      // Territories lie outside the map.
      if (outline === undefined) continue;
      bytes += outline.path.length;
      const [x, y] = outline.middle;
      // Inside by the rings as they were packaged: a ray to the east crosses them an odd number of times.
      const crossed = ringsOf(states, geometry).reduce(
        (sum, ring) =>
          sum +
          ring.slice(1).filter(([bx, by], at) => {
            const [ax, ay] = ring[at];
            return ay > y !== by > y && ax + ((y - ay) * (bx - ax)) / (by - ay) > x;
          }).length,
        0,
      );
      expect([geometry.id, crossed % 2]).toEqual([geometry.id, 1]);
    }
    expect(bytes).toBeLessThan(45_000);
  });
});
