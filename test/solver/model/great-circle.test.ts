import { describe, expect, it } from 'vitest';
import { kmBetween } from '../../../src/solver/model/great-circle.js';

describe('the great circle', () => {
  it('is a quarter of the way round between pole and equator', () => {
    expect(kmBetween(0, 0, 1, 1, 0, 0)).toBeCloseTo((6371.0088 * Math.PI) / 2, 9);
  });

  it('is half of the way round between opposite points', () => {
    expect(kmBetween(0, 0, 1, 0, 0, -1)).toBeCloseTo(6371.0088 * Math.PI, 9);
  });

  it('keeps millimetres between neighbours', () => {
    const angle = 1e-6;
    const km = kmBetween(1, 0, 0, Math.cos(angle), Math.sin(angle), 0);
    expect(km).toBeCloseTo(6371.0088 * angle, 9);
  });
});
