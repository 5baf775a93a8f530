import type { AssemblyInputs } from '../../assembly/assemble.js';
import { factsOf } from '../../evaluation/conflict-facts.js';
import type { Conflict } from '../../evaluation/conflict-types.js';
import type { Problem } from '../../model/problem.js';
import type { SolveOptions } from '../../solver/program.js';
import { feasibilityOf } from './feasibility.js';
import { mustRowsOf, withOnly } from './must-rows.js';
import { leastRelaxation } from './relaxation.js';

/** Beyond this many pairs of accounts and reps, looking for a conflict takes longer than planning. */
const mostPairs = 3_000_000;

/**
 * Finds a conflicting set of must rows that is irreducible: together no plan
 * was found for them, and a plan was found for all but any one of them. Rows
 * are taken away one by one, and one without which there is still no plan
 * stays away. Undefined where the problem is too large to ask, or where rows
 * cannot be told apart.
 */
export async function findConflict(
  inputs: AssemblyInputs,
  problem: Problem,
  options: SolveOptions,
): Promise<Conflict | undefined> {
  if (problem.accountCount * problem.repCount > mostPairs) return undefined;
  const all = mustRowsOf(problem);
  let kept = all;
  let proven = problem.unplaceable.length > 0;
  let needed = 0;
  for (const row of all) {
    if (options.shouldStop?.() === true) return undefined;
    const rest = kept.filter((one) => one !== row);
    const without = await feasibilityOf(withOnly(inputs, all, rest), options);
    if (without === undefined || without.feasible) {
      if (without !== undefined) needed++;
      continue;
    }
    kept = rest;
    proven = without.provenImpossible;
  }
  if (kept.length === 0) return undefined;
  const together = await feasibilityOf(withOnly(inputs, all, kept), options);
  return {
    rows: kept,
    proven: together?.provenImpossible ?? proven,
    irreducible: needed >= kept.length,
    relaxation: await leastRelaxation(inputs, all, kept, options),
    facts: together === undefined ? [] : factsOf(together.problem),
  };
}
