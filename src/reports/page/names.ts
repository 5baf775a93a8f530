import type { FlowSource } from '../../evaluation/story/flows.js';
import type { Problem } from '../../model/problem.js';

/** Whose an account was, in words. */
export function sourceName(problem: Problem, from: FlowSource): string {
  if (from.kind === 'rep') return problem.repNames[from.rep];
  return from.kind === 'departed' ? from.owner : 'no owner';
}

/** Who gets it. */
export function takerName(problem: Problem, rep: number): string {
  return rep < 0 ? 'nobody' : problem.repNames[rep];
}
