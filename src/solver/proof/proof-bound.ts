import { boundAndExcess, type HeldUnit } from '../bound.js';
import { type Layout, layOut, pricesOf } from '../layout.js';
import { allEligible, type OpenReps, without, withUnit } from '../open-reps.js';
import type { CaseProof, PriceProof, Program, Proof } from '../program.js';
import { withoutCosts } from '../without-costs.js';

/** What a proof proves; −Infinity when its cases do not cover every plan. */
export function proofBound(program: Program, proof: Proof): number {
  return new ProofReader(layOut(program)).bound(proof);
}

/** Reads proofs of one program. */
export class ProofReader {
  readonly #layout: Layout;
  #free: Layout | undefined;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  bound(proof: Proof): number {
    return this.#bound(proof, allEligible(this.#layout.program));
  }

  #bound(proof: Proof, open: OpenReps): number {
    if ('cases' in proof) return this.#boundByCases(proof, open);
    if (!('ruledOut' in proof)) return this.#boundByPrices(proof, open, []).bound;
    const { leastHeld } = this.#boundByPrices(proof, open, proof.ruledOut);
    const rest = without(open, proof.ruledOut);
    return Math.min(leastHeld, this.#bound(proof.proof, rest));
  }

  #boundByCases({ unit, cases }: CaseProof, open: OpenReps): number {
    const covered = new Set(cases.flatMap(({ reps }) => reps));
    for (let i = open.start[unit]; i < open.end[unit]; i++) {
      if (!covered.has(open.reps[i])) return -Infinity;
    }
    let least = Infinity;
    for (const { reps, proof } of cases) {
      const narrower = withUnit(open, unit, reps);
      least = Math.min(least, this.#bound(proof, narrower));
    }
    return least;
  }

  #boundByPrices(
    proof: PriceProof,
    open: OpenReps,
    held: readonly HeldUnit[],
  ): { bound: number; leastHeld: number } {
    const prices = pricesOf(proof.multipliers);
    if (proof.impossible !== true) return boundAndExcess(this.#layout, open, prices, held);
    this.#free ??= layOut(withoutCosts(this.#layout.program));
    const { bound, leastHeld } = boundAndExcess(this.#free, open, prices, held);
    return {
      bound: bound > 0 ? Infinity : -Infinity,
      leastHeld: leastHeld > 0 ? Infinity : -Infinity,
    };
  }
}
