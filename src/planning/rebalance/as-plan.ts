import { programOf } from '../../solver/translate/from-problem.js';
import type { Plan } from '../plan.js';
import type { Rebalanced } from './rebalance.js';

/** A rebalanced plan in the form in which plans are written: nothing is claimed of its objective. */
export function rebalancedPlan({
  problem,
  evaluation,
}: Pick<Rebalanced, 'problem' | 'evaluation'>): Plan {
  return {
    status: evaluation.feasible ? 'feasible' : 'infeasible',
    problem,
    evaluation,
    proven: undefined,
    unavoidable: new Map(),
    floorProofs: new Map(),
    provenInfeasible: false,
    solution: {
      placement: new Int32Array(),
      objective: evaluation.objective,
      violation: 0,
      bound: 0,
      proof: { multipliers: { rep: [], leaving: [], cuts: undefined } },
      cuts: [],
      interrupted: false,
    },
    translation: programOf(problem),
  };
}
