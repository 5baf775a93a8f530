import { lagrangianBound } from '../bound/bound.js';
import { type Layout, layOut, multipliersOf, pricesOf } from '../model/layout.js';
import { allEligible, type OpenReps } from '../model/open-reps.js';
import type { Program, Proof } from '../model/program.js';
import { ProofReader } from '../proof/proof-bound.js';
import { type CountedSlots, onlyBounds } from './must-bounds.js';

/** A program of must bounds alone, laid out: what is asked of it changes only which of them count. */
export interface MustLayout {
  readonly layout: Layout;
  readonly open: OpenReps;
}

export function mustLayout(program: Program): MustLayout {
  const bare = onlyBounds(program, () => true);
  return { layout: layOut(bare), open: allEligible(bare) };
}

/** The same with the bounds of some slots alone. */
export function counting({ layout, open }: MustLayout, counts: CountedSlots): MustLayout {
  const program = onlyBounds(layout.program, counts);
  const slotCosts = [...program.repLoads, ...program.leavingLoads].flatMap(({ costs }) => costs);
  return { layout: { ...layout, program, slotCosts }, open };
}

/** That no plan keeps the bounds, and whose bounds that takes. */
export interface Impossibility {
  readonly proof: Proof;
  readonly slots: readonly number[];
}

/** The impossibility that prices by slot prove; undefined where they prove none. */
export function provenByPrices(
  { layout, open }: MustLayout,
  prices: Float64Array,
): Impossibility | undefined {
  if (!(lagrangianBound(layout, open, prices) > 0)) return undefined;
  const multipliers = multipliersOf(layout.program, prices);
  const slots = [...prices.keys()].filter((slot) => prices[slot] !== 0);
  return { proof: { multipliers, impossible: true }, slots };
}

/** The same for a proof by cases, whose prices are by slot as well. */
export function provenInCases({ layout }: MustLayout, proof: Proof): Impossibility | undefined {
  if (new ProofReader(layout).bound(proof) !== Number.POSITIVE_INFINITY) return undefined;
  const slots = new Set<number>();
  const visit = (one: Proof): void => {
    if ('multipliers' in one) {
      pricesOf(one.multipliers).forEach((price, slot) => {
        if (price !== 0 && slot < layout.slotCount) slots.add(slot);
      });
      if ('proof' in one) visit(one.proof);
    } else for (const { proof: inner } of one.cases) visit(inner);
  };
  visit(proof);
  return { proof, slots: [...slots].sort((a, b) => a - b) };
}
