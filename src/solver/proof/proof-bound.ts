import { lagrangianBound } from '../bound.js';
import { type Layout, layOut, pricesOf } from '../layout.js';
import { allEligible, narrowed } from '../open-reps.js';
import type { Program, Proof } from '../program.js';
import { withoutCosts } from '../without-costs.js';

/**
 * What a proof proves: the least of its leaves' bounds, each leaf by its own
 * multipliers over the reps its cases leave open. −Infinity when its cases do
 * not cover every plan.
 */
export function proofBound(program: Program, proof: Proof): number {
  return new ProofReader(layOut(program)).bound(proof, new Map());
}

export class ProofReader {
  readonly #layout: Layout;
  #free: Layout | undefined;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  bound(proof: Proof, restrictions: ReadonlyMap<number, readonly number[]>): number {
    if ('multipliers' in proof) return this.#leafBound(proof, restrictions);
    const { program } = this.#layout;
    const open = restrictions.get(proof.unit) ?? program.sets[program.setOf[proof.unit]];
    const covered = new Set(proof.cases.flatMap(({ reps }) => reps));
    for (const rep of open) if (!covered.has(rep)) return -Infinity;
    let least = Infinity;
    for (const { reps, proof: inner } of proof.cases) {
      const next = new Map(restrictions).set(proof.unit, reps);
      least = Math.min(least, this.bound(inner, next));
    }
    return least;
  }

  #leafBound(
    leaf: Extract<Proof, { multipliers: unknown }>,
    restrictions: ReadonlyMap<number, readonly number[]>,
  ): number {
    const open = narrowed(allEligible(this.#layout.program), restrictions);
    const prices = pricesOf(leaf.multipliers);
    if (leaf.impossible !== true) return lagrangianBound(this.#layout, open, prices);
    this.#free ??= layOut(withoutCosts(this.#layout.program));
    return lagrangianBound(this.#free, open, prices) > 0 ? Infinity : -Infinity;
  }
}
