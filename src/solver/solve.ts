import { betterSolution } from './model/evaluate.js';
import type { Program, Solution, SolveOptions } from './model/program.js';
import { smallPairs } from './prices/price-rounds.js';
import { settleTies } from './search/settle-ties.js';
import { hasManyBounds, solveBinding } from './solve-binding.js';
import { isSettled, solveOnce } from './solve-once.js';
import { StopSignal, withTimeLeft } from './stop-signal.js';
import { searchOnceInBackground } from './threads/in-background.js';
import { inOrderOfTurns } from './translate/reorder.js';

/** Programs of fewer pairs of unit and rep are nearly always settled by one run. */
const fewestPairs = 400;
/** What sets the second run's random numbers apart. */
const secondSeed = 1_000_003;

/**
 * Finds a good placement and proves how good it is. Small programs that are
 * not tiny get two runs with different random numbers, side by side where
 * threads allow, one for a proof and one to search; the better plan and the better bound are taken; large
 * ones put all their time into one. Of placements that cost the same it is the
 * one that takes least from owners, and beyond that turns decide.
 */
export async function solve(program: Program, options: SolveOptions): Promise<Solution> {
  if (program.turns === undefined) return solveAsItStands(program, options);
  const reordered = inOrderOfTurns(program, program.turns);
  return reordered.solutionOf(await solveAsItStands(reordered.program, options));
}

async function solveAsItStands(program: Program, options: SolveOptions): Promise<Solution> {
  const stop = new StopSignal(options);
  const found = hasManyBounds(program)
    ? await solveBinding(program, options, solveInRuns)
    : await solveInRuns(program, options);
  return { ...found, ...settleTies(program, found.placement, stop.check) };
}

async function solveInRuns(program: Program, options: SolveOptions): Promise<Solution> {
  const pairs = program.unitCount * program.repCount;
  const begun = options.timeLimit === undefined ? 0 : options.now();
  if (options.effort === 'quick' || pairs > smallPairs || pairs < fewestPairs) {
    return solveOnce(program, options);
  }
  const { onProgress: _, ...quietly } = options;
  const again = { ...quietly, seed: options.seed + secondSeed };
  const beside = options.threads > 1 ? searchOnceInBackground(program, again) : undefined;
  try {
    const first = await solveOnce(program, options);
    if (
      isSettled({ best: first, bound: first.bound }) ||
      (first.interrupted && beside === undefined)
    )
      return first;
    return betterSolution(
      first,
      await (beside?.answer ?? solveOnce(program, withTimeLeft(again, begun), 'search')),
    );
  } finally {
    await beside?.end();
  }
}
