import { multipliersOf } from '../model/layout.js';
import type { PriceProof, Program, Proof } from '../model/program.js';
import type { CaseNode } from './branch-and-bound.js';

/**
 * The proof that a tree of cases amounts to. Cases that were never looked into
 * still have their parent's prices and are stated as one, unless each rep `alone` proves more.
 */
export function caseProof(
  root: CaseNode,
  proofBy: (prices: Float64Array) => PriceProof,
  alone = false,
): Proof {
  const known = new Map<Float64Array, PriceProof>();
  const leaf = (prices: Float64Array): PriceProof => {
    const proof = known.get(prices) ?? proofBy(prices);
    known.set(prices, proof);
    return proof;
  };
  const amongTheRest = (node: CaseNode, within: Proof): Proof =>
    node.ruledOut.length === 0
      ? within
      : {
          ...leaf(node.prices),
          ruledOut: node.ruledOut,
          proof: within,
        };
  const proofOf = (node: CaseNode): Proof => {
    const looked = node.cases.filter((inner) => inner.looked);
    if (looked.length === 0 && (!alone || node.cases.length === 0)) {
      return amongTheRest(node, leaf(node.settled ?? node.prices));
    }
    const cases = looked.map((inner) => ({ reps: inner.reps, proof: proofOf(inner) }));
    const rest = node.cases.filter((inner) => !inner.looked);
    if (rest.length > 0) {
      const reps = rest.flatMap((inner) => inner.reps).sort((a, b) => a - b);
      for (const those of alone ? reps.map((rep) => [rep]) : [reps]) {
        cases.push({ reps: those, proof: leaf(node.prices) });
      }
    }
    return amongTheRest(node, { unit: node.cases[0].unit, cases });
  };
  return proofOf(root);
}

/** Proofs by prices of loads and cuts. */
export function byLoadPrices(
  program: Program,
  impossible: boolean,
): (prices: Float64Array) => PriceProof {
  return (prices) => {
    const multipliers = multipliersOf(program, prices);
    return impossible ? { multipliers, impossible } : { multipliers };
  };
}
