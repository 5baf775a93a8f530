import type { Evaluation } from '../evaluation/types.js';
import type { Problem } from '../model/problem.js';
import { programOf } from '../solver/translate/from-problem.js';
import type { Plan } from './plan.js';

/** An assignment that no search of the objective made (a rebalance, a routing), in the form in which plans are written: nothing is claimed of its objective. */
export function judgedPlan(problem: Problem, evaluation: Evaluation): Plan {
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
