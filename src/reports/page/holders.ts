import type { FlowSource } from '../../evaluation/story/flows.js';
import { sourceOf } from '../../evaluation/story/flows.js';
import { OwnerKind, type Problem } from '../../model/problem.js';

/**
 * Who can hold an account, as the page's data numbers them: the reps in their
 * order, then owners who are gone as they come in the file, and nobody last.
 */
export interface Holders {
  readonly names: readonly string[];
  /** Whose an account was. */
  readonly ofSource: (from: FlowSource) => number;
  /** Whose it is; rep -1 is nobody. */
  readonly ofRep: (rep: number) => number;
}

export function holdersOf(problem: Problem): Holders {
  const gone = new Map<string, number>();
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.ownerKind[account] !== OwnerKind.departed) continue;
    const from = sourceOf(problem, account);
    if (from.kind === 'departed' && !gone.has(from.owner)) {
      gone.set(from.owner, problem.repCount + gone.size);
    }
  }
  const names = [...problem.repNames, ...gone.keys(), 'nobody'];
  const nobody = names.length - 1;
  return {
    names,
    ofSource: (from) => {
      if (from.kind === 'rep') return from.rep;
      return from.kind === 'departed' ? (gone.get(from.owner) ?? nobody) : nobody;
    },
    ofRep: (rep) => (rep < 0 ? nobody : rep),
  };
}
