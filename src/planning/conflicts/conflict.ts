import type { AssemblyInputs } from '../../assembly/ground.js';
import { factsOf } from '../../evaluation/conflict-facts.js';
import type { Conflict, MustRow } from '../../evaluation/conflict-types.js';
import type { Problem } from '../../model/problem.js';
import type { SolveOptions } from '../../solver/program.js';
import { solve } from '../../solver/solve.js';
import type { Solver } from '../plan.js';
import { type Asking, feasibilityOf } from './feasibility.js';
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
 *
 * @param solveWith a solver in a thread of its own leaves this one free to hear an interrupt
 */
export async function findConflict(
  inputs: AssemblyInputs,
  problem: Problem,
  options: SolveOptions,
  solveWith: Solver['solve'] = solve,
): Promise<Conflict | undefined> {
  if (problem.accountCount * problem.repCount > mostPairs) return undefined;
  const all = mustRowsOf(problem);
  const asking = { solve: solveWith, options };
  const thinned = await thinnedOut(inputs, all, asking);
  if (thinned === undefined || thinned.rows.length === 0) return undefined;
  const { rows, irreducible } = thinned;
  const together = await feasibilityOf(withOnly(inputs, all, rows), asking);
  return {
    rows,
    proven: together?.provenImpossible ?? false,
    irreducible,
    relaxation: await leastRelaxation(inputs, all, rows, asking),
    facts: together === undefined ? [] : factsOf(together.problem),
  };
}

/** Undefined where it was stopped. */
async function thinnedOut(
  inputs: AssemblyInputs,
  all: readonly MustRow[],
  asking: Asking,
): Promise<Pick<Conflict, 'rows' | 'irreducible'> | undefined> {
  let kept = all;
  for (;;) {
    let needed = 0;
    let unsure = false;
    let stale = false;
    for (const row of kept) {
      if (asking.options.shouldStop?.() === true) return undefined;
      const rest = kept.filter((one) => one !== row);
      const without = await feasibilityOf(withOnly(inputs, all, rest), asking);
      if (without === undefined) unsure = true;
      else if (without.feasible) needed++;
      else {
        kept = rest;
        // What was needed beside this row may not be without it: keep and assign rows also exempt.
        stale ||= needed > 0 || unsure;
      }
    }
    // Where no row is left, nothing is in the way.
    if (kept.length === 1) return { rows: kept, irreducible: true };
    if (!stale) return { rows: kept, irreducible: needed === kept.length };
  }
}
