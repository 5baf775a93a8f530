import { boundAndExcess, type HeldUnit } from '../bound/bound.js';
import { type Layout, layOut, pricesOf } from '../model/layout.js';
import { allEligible, type OpenReps, without, withUnit } from '../model/open-reps.js';
import type { CaseProof, Cut, PriceProof, Program, Proof } from '../model/program.js';
import { withoutCosts } from '../translate/without-costs.js';
import { boundByRep } from './by-rep/by-rep-bound.js';
import { withCuts } from './cuts/cut-layout.js';

/** What a proof proves; −Infinity when its cases do not cover every plan. */
export function proofBound(program: Program, proof: Proof, cuts: readonly Cut[] = []): number {
  return new ProofReader(layOut(program), cuts).bound(proof);
}

/** Reads proofs of one program. */
export class ProofReader {
  readonly #layout: Layout;
  readonly #cuts: readonly Cut[];
  #cut: Layout;
  #free: Layout | undefined;

  /** `cuts`: what prices of cuts are of. */
  constructor(layout: Layout, cuts: readonly Cut[] = []) {
    this.#layout = layout;
    this.#cuts = cuts;
    this.#cut = layout;
  }

  bound(proof: Proof): number {
    const all = allEligible(this.#layout.program);
    // What is ruled out before cuts come in, these need say nothing of.
    let open = all;
    for (
      let inner = proof;
      'ruledOut' in inner && inner.multipliers.cuts === undefined;
      inner = inner.proof
    ) {
      open = without(open, inner.ruledOut);
    }
    this.#cut = withCuts(this.#layout, open, this.#cuts);
    return this.#bound(proof, all);
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
    const { byRep } = proof;
    const read = (layout: Layout) =>
      byRep === undefined
        ? boundAndExcess(layout, open, prices, held)
        : boundByRep(layout, open, prices, byRep, held);
    if (proof.impossible !== true) {
      return read(proof.multipliers.cuts === undefined ? this.#layout : this.#cut);
    }
    this.#free ??= layOut(withoutCosts(this.#layout.program));
    const { bound, leastHeld } = read(this.#free);
    return {
      bound: bound > 0 ? Infinity : -Infinity,
      leastHeld: leastHeld > 0 ? Infinity : -Infinity,
    };
  }
}
