import { commonStep, onLattice } from '../model/lattice.js';
import type { LoadCost, RepLoad } from '../model/program.js';
import { apartLoads } from './apart-loads.js';
import { limitLoads } from './limit-loads.js';
import { deviationCosts } from './problem-loads.js';
import type { TermShares } from './term-shares.js';
import { sumByUnit, type UnitAccounts } from './unit-accounts.js';

/** A row's load as the certificate names it: one group a price. */
export interface NamedLoad {
  readonly name: string;
  /** Whose group counts: the rep who gets an account, or the owner it leaves. */
  readonly of: 'reps' | 'owners';
  /** Of what its amounts are all multiples; 0 where that says nothing. */
  readonly step?: number;
  readonly groups: readonly string[];
}

export interface NamedRepLoads {
  readonly loads: readonly RepLoad[];
  /** The rows in the order of their groups: a load may stand for several. */
  readonly named: readonly NamedLoad[];
}

/** A load by account, and the groups of the rows it stands for in turn. */
interface Draft {
  readonly name: string;
  readonly amount: Float64Array;
  readonly groupOf: Int32Array;
  readonly costs: LoadCost[];
  readonly rows: { readonly name: string; readonly groups: readonly string[] }[];
}

/** Balanced amounts, limits and accounts of one value, added up by unit. */
export function repLoadsOf(units: UnitAccounts, shares: TermShares): NamedRepLoads {
  const byAmount = new Map<
    Float64Array,
    { readonly amount: Float64Array; readonly step: number }
  >();
  const loads: RepLoad[] = [];
  const named: NamedLoad[] = [];
  for (const { name, amount: ofAccounts, groupOf, costs, rows } of draftsOf(shares)) {
    let known = byAmount.get(ofAccounts);
    if (known === undefined) {
      const amount = sumByUnit(units, ofAccounts);
      known = { amount, step: commonStep(amount) };
      byAmount.set(ofAccounts, known);
    }
    const { amount, step } = known;
    loads.push({ name, amount, groupOf, costs: allOnLattice(costs, step) });
    for (const row of rows) named.push({ name: row.name, of: 'reps', step, groups: row.groups });
  }
  return { loads, named };
}

/** Costs that are one object stay one. */
function allOnLattice(costs: readonly LoadCost[], step: number): LoadCost[] {
  const known = new Map<LoadCost, LoadCost>();
  return costs.map((cost) => {
    const there = known.get(cost) ?? onLattice(cost, step);
    known.set(cost, there);
    return there;
  });
}

function draftsOf(shares: TermShares): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const { measure, share } of shares.balances) {
    const { amounts: amount, groups } = measure;
    const name = `balance:${measure.name}`;
    const costs = deviationCosts(measure, share);
    drafts.push({
      name,
      amount,
      groupOf: groups.of,
      costs,
      rows: [{ name, groups: groups.names }],
    });
  }
  const limits: Draft[] = [];
  const byAmount = new Map<Float64Array, Draft[]>();
  for (const { measure, share } of shares.limits) {
    for (const { name, amount, groupOf, costs } of limitLoads(measure, share)) {
      const ofSameAmount = byAmount.get(amount) ?? [];
      byAmount.set(amount, ofSameAmount);
      const row = { name, groups: measure.groups.names };
      if (ofSameAmount.some((draft) => hasJoined(draft, groupOf, costs, row))) continue;
      // A copy, for others to join; the measure's own stays as it is.
      const draft = { name, amount, groupOf: groupOf.slice(), costs: [...costs], rows: [row] };
      ofSameAmount.push(draft);
      limits.push(draft);
    }
  }
  for (const { measure, perAccount } of shares.aparts) {
    for (const { name, amount, groupOf, costs } of apartLoads(measure, perAccount)) {
      const rows = [{ name, groups: measure.groups.names }];
      limits.push({ name, amount, groupOf, costs: [...costs], rows });
    }
  }
  return [...drafts, ...limits];
}

/**
 * Limits on the same amounts of other reps are further groups of one load:
 * where every rep has a max_accounts, one array of amounts does for all.
 */
function hasJoined(
  draft: Draft,
  groupOf: Int32Array,
  costs: readonly LoadCost[],
  row: Draft['rows'][number],
): boolean {
  for (let rep = 0; rep < groupOf.length; rep++) {
    if (groupOf[rep] >= 0 && draft.groupOf[rep] >= 0) return false;
  }
  for (let rep = 0; rep < groupOf.length; rep++) {
    if (groupOf[rep] >= 0) draft.groupOf[rep] = draft.costs.length + groupOf[rep];
  }
  draft.costs.push(...costs);
  draft.rows.push(row);
  return true;
}
