import type { ConflictRoot } from '../../evaluation/conflict-claims.js';
import { pricesOf } from '../../solver/model/layout.js';
import type { Proof } from '../../solver/model/program.js';
import type { Impossible } from './inquiry.js';
import type { MustModel } from './must-model.js';

/** A price below this part of the greatest is not what it is about. */
const relevantShare = 0.05;

/**
 * The reps and accounts that a proof is about: those whose bounds it prices,
 * and the accounts that bring something to them wherever they go, or whose
 * going elsewhere is what is missing.
 */
export function rootOf(model: MustModel, { proof }: Impossible): ConflictRoot {
  const { must, translation, problem } = model;
  const { layout, open } = must;
  const { units } = translation;
  if ('cases' in proof) {
    const { unit } = proof;
    const accounts = [...units.accounts.subarray(units.start[unit], units.start[unit + 1])];
    return { accounts, reps: [...open.reps.subarray(open.start[unit], open.end[unit])] };
  }
  const prices = pricesIn(proof);
  const size = prices.map((price, slot) => Math.abs(price) * layout.slotCosts[slot].violationScale);
  const most = size.reduce((a, b) => Math.max(a, b), 0);
  const priced = [...prices.keys()].filter((slot) => size[slot] > relevantShare * most);
  const reps = new Set<number>();
  for (const slot of priced) {
    for (let at = 0; at < layout.slotOf.length; at++) {
      if (layout.slotOf[at] === slot) reps.add(at % layout.repCount);
    }
  }
  const weights: { account: number; weight: number }[] = [];
  for (let unit = 0; unit < layout.unitCount; unit++) {
    const weight = leastOf(model, prices, unit);
    if (weight > 0) weights.push({ account: units.accounts[units.start[unit]], weight });
  }
  weights.sort((a, b) => b.weight - a.weight || a.account - b.account);
  const accounts = weights.map(({ account }) => account);
  return {
    accounts: accounts.length === problem.accountCount ? [] : accounts,
    reps: [...reps].sort((a, b) => a - b),
  };
}

function pricesIn(proof: Proof): Float64Array {
  return 'multipliers' in proof ? pricesOf(proof.multipliers) : new Float64Array();
}

/** What a unit brings at the least, at these prices. */
function leastOf(
  { must: { layout, open } }: MustModel,
  prices: Float64Array,
  unit: number,
): number {
  const { loadCount, repCount, slotOf, amounts, stays } = layout;
  let least = Number.POSITIVE_INFINITY;
  for (let i = open.start[unit]; i < open.end[unit]; i++) {
    const rep = open.reps[i];
    let cost = 0;
    for (let l = 0; l < loadCount; l++) {
      const slot = slotOf[l * repCount + rep];
      if (slot >= 0) cost += prices[slot] * amounts[unit * loadCount + l];
    }
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      if (stays.rep[e] !== rep) cost += prices[stays.slot[e]] * stays.amount[e];
    }
    least = Math.min(least, cost);
  }
  return least;
}
