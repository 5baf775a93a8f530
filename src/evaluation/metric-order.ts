const leading = ['potential', 'workload'];

/** What is balanced first comes first; the others in the order of the rules. */
export function inOrder(metrics: readonly string[]): string[] {
  const first = leading.filter((metric) => metrics.includes(metric));
  return [...first, ...metrics.filter((metric) => !first.includes(metric))];
}
