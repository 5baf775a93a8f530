import type { InputProblem } from '../model/input-problem.js';
import { AccountState, type Problem } from '../model/problem.js';

/** What to say of a problem whose rules leave nothing to plan or to check; undefined where there is something. */
export function nothingPlanned({ state, accounts }: Problem): InputProblem | undefined {
  if (state.includes(AccountState.planned)) return undefined;
  return {
    file: accounts.file,
    what: 'leaves no account to plan: all are excluded or released',
    remedy: 'let the rules leave some',
  };
}
