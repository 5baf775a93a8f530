import type { Evaluation, Proven, Term } from './types.js';

/** Scores that are nearer than this are told in what people can see, not as a ratio of two numbers near 0 (contract 5). */
export const nearScores = 1e-3;

/**
 * By how many percent the reps could be closer to target on average in a plan
 * that scores lower by so much and is no worse in anything else, at most (contract 5);
 * undefined where potential is not balanced.
 */
export function closerPct(lower: number, terms: readonly Term[]): number | undefined {
  const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
  const ofPotential = terms.find(({ name }) => name === 'potential')?.weight ?? 0;
  return ofPotential > 0 ? (500 * lower * weights) / ofPotential : undefined;
}

/** The slack of a plan that is told in what people can see; undefined where it is too great, or nothing is proven. */
export function nearSlack(
  { objective }: Pick<Evaluation, 'objective'>,
  proven: Proven | undefined,
): number | undefined {
  const slack = proven && slackOf(objective, proven);
  return slack !== undefined && slack < nearScores ? slack : undefined;
}

export type PlanStatus = 'optimal' | 'feasible' | 'infeasible';

/** A plan at most this far above its bound, relatively, is called optimal (contract 5). */
const optimalGap = 1e-6;

/** The bound as published, and its gap (contract 5): no term is below 0, and rounding may not lift it above the objective. */
export function provenBy(bound: number, objective: number): Proven {
  // A number that is none proves nothing, and every term is at least 0.
  const published = Number.isFinite(bound) ? Math.max(0, Math.min(bound, objective)) : 0;
  return { bound: published, gap: (objective - published) / Math.max(objective, 1e-9) };
}

/** By how much another plan could score lower at most (contract 5). */
export function slackOf(objective: number, { bound }: Pick<Proven, 'bound'>): number {
  return objective - bound;
}

/** What a bound on all plans that keep the must rules proves of one assignment; nothing of one that breaks some. */
export function provenFor(
  bound: number | undefined,
  { feasible, objective }: { readonly feasible: boolean; readonly objective: number },
): Proven | undefined {
  return feasible && bound !== undefined ? provenBy(bound, objective) : undefined;
}

/** What a plan is called by what is proven of it; undefined: it does not keep the must rules. */
export function statusOf(proven: Proven | undefined): PlanStatus {
  if (proven === undefined) return 'infeasible';
  return proven.gap <= optimalGap ? 'optimal' : 'feasible';
}
