import type { PlanOptions } from '../../src/reports/plan-parts.js';

/** A plan of which nothing was asked beyond its files. */
export const plainOptions: PlanOptions = {
  seed: 1,
  effort: 'quick',
  bare: true,
  drafted: false,
  weights: new Map(),
  shareBy: undefined,
  potentialCap: true,
  map: [],
  timeLimitSeconds: undefined,
};
