import type { Evaluation } from './types.js';

/** The metrics that "as even as can be" is about. */
const metrics: ReadonlySet<string> = new Set(['potential', 'workload']);

/** How uneven potential and workload are, as one number: the weighted mean of their balance terms (contract 5). */
export function unevenness({ terms }: Pick<Evaluation, 'terms'>): number {
  let sum = 0;
  let whole = 0;
  for (const { name, value, weight } of terms) {
    if (!metrics.has(name)) continue;
    sum += weight * value;
    whole += weight;
  }
  return whole === 0 ? 0 : sum / whole;
}
