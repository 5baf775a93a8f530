import { expect, it } from 'vitest';
import { normalQuantile } from '../../../src/evaluation/check/normal.js';

it.each([
  // The values that the paper gives for PPND16, and well-known ones.
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167813],
  [1e-20, -9.262340089798409],
  [0.975, 1.959963984540054],
  [0.5, 0],
])('the normal quantile of %d', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 12);
});

it('is symmetric', () => {
  for (const p of [0.01, 0.1, 0.3, 0.45]) {
    expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12);
  }
});
