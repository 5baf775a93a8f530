import type { Skyline } from './skyline.js';

/**
 * Solves matrix · x = right in place by conjugate gradients, with the factor
 * of a matrix like it to begin from, as a few steps cost far less than to
 * factor afresh. False if that was not near enough after `mostSteps`: `right` is then as it was.
 *
 * @param enough how small the residual is to be, as a share of the right side
 */
export function solveNearby(
  matrix: Skyline,
  factor: Skyline,
  right: Float64Array,
  enough: number,
  mostSteps: number,
): boolean {
  const size = right.length;
  const x = new Float64Array(size);
  const residual = Float64Array.from(right);
  const helped = Float64Array.from(right);
  factor.solve(helped);
  const direction = Float64Array.from(helped);
  const image = new Float64Array(size);
  let product = dot(residual, helped);
  const aim = enough * enough * dot(right, right);
  for (let step = 0; step < mostSteps; step++) {
    matrix.multiply(direction, image);
    const bend = dot(direction, image);
    if (!(bend > 0) || !(product > 0)) return false;
    const length = product / bend;
    for (let i = 0; i < size; i++) {
      x[i] += length * direction[i];
      residual[i] -= length * image[i];
    }
    if (dot(residual, residual) <= aim) {
      right.set(x);
      return true;
    }
    helped.set(residual);
    factor.solve(helped);
    const next = dot(residual, helped);
    const turn = next / product;
    product = next;
    for (let i = 0; i < size; i++) direction[i] = helped[i] + turn * direction[i];
  }
  return false;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
