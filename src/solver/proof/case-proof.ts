import { multipliersOf } from '../layout.js';
import type { Multipliers, PriceProof, Program, Proof } from '../program.js';
import type { CaseNode } from './branch-and-bound.js';

/**
 * The proof that a tree of cases amounts to. Cases that were never looked into
 * still have their parent's prices and are stated as one.
 */
export function caseProof(program: Program, root: CaseNode, impossible: boolean): Proof {
  const known = new Map<Float64Array, Multipliers>();
  const leaf = (prices: Float64Array): PriceProof => {
    const multipliers = known.get(prices) ?? multipliersOf(program, prices);
    known.set(prices, multipliers);
    return impossible ? { multipliers, impossible } : { multipliers };
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
    if (looked.length === 0) return amongTheRest(node, leaf(node.settled ?? node.prices));
    const cases = looked.map((inner) => ({ reps: inner.reps, proof: proofOf(inner) }));
    const rest = node.cases.filter((inner) => !inner.looked);
    if (rest.length > 0) {
      const reps = rest.flatMap((inner) => inner.reps).sort((a, b) => a - b);
      cases.push({ reps, proof: leaf(node.prices) });
    }
    return amongTheRest(node, { unit: looked[0].unit, cases });
  };
  return proofOf(root);
}
