import type { Evaluation } from './types.js';

/** What "as even as can be" is about, and what is told first. */
export const leadingMetrics: readonly string[] = ['potential', 'workload'];

/** How uneven potential and workload are, as one number: the weighted mean of their balance terms (contract 5). */
export function unevenness({ terms }: Pick<Evaluation, 'terms'>): number {
  let sum = 0;
  let whole = 0;
  for (const { name, value, weight } of terms) {
    if (!leadingMetrics.includes(name)) continue;
    sum += weight * value;
    whole += weight;
  }
  return whole === 0 ? 0 : sum / whole;
}

/** What is balanced first comes first; the others in the order of the rules. */
export function inOrder(metrics: readonly string[]): string[] {
  const first = leadingMetrics.filter((metric) => metrics.includes(metric));
  return [...first, ...metrics.filter((metric) => !first.includes(metric))];
}
