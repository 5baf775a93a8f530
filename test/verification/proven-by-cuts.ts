import { DualFunction } from '../../src/solver/bound/dual-function.js';
import { leastCosts } from '../../src/solver/least-cost.js';
import { layOut, multipliersOf } from '../../src/solver/model/layout.js';
import { allEligible } from '../../src/solver/model/open-reps.js';
import type { Program, Proof, Solution, SolveOptions } from '../../src/solver/model/program.js';
import { findPrices } from '../../src/solver/prices/prices.js';
import { ProofReader } from '../../src/solver/proof/proof-bound.js';
import { strengthen } from '../../src/solver/proof/strengthen.js';
import { solve } from '../../src/solver/solve.js';
import { WorkerPool } from '../../src/solver/threads/worker-pool.js';

/**
 * A solver whose proof is by cuts wherever any are found: tiny problems are mostly settled by
 * other means, and readers of proofs have to know cuts all the same.
 */
export const solverByCuts = {
  leastCosts,
  solve: async (program: Program, options: SolveOptions): Promise<Solution> => {
    const found = await solve(program, options);
    const layout = layOut(program);
    const open = allEligible(program);
    const dual = new DualFunction(layout, open);
    if (found.violation > 0 || dual.isEmpty()) return found;
    const stop = (): boolean => false;
    const budget = { exactly: true, gap: 1e-7, rounds: [] };
    const priced = findPrices(dual, budget, new WorkerPool(1), stop);
    const plan = { rounds: 10, perRep: 4, work: 1e6, enough: Number.POSITIVE_INFINITY, stop };
    const { cuts, prices } = strengthen(layout, open, priced, plan);
    if (cuts.length === 0) return found;
    const proof: Proof = { multipliers: multipliersOf(program, prices) };
    return { ...found, proof, cuts, bound: new ProofReader(layout, cuts).bound(proof) };
  },
};
