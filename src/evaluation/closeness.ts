import { slackOf } from './proven.js';
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
