import type { ByRep } from './by-rep.js';
import type { WrittenProof } from './certificate.js';
import type { HeldUnit, LowerBounds } from './lower-bound.js';
import type { OpenReps } from './open-reps.js';
import type { Costs } from './priced-units.js';

/** What a proof is read against. */
export interface ProofContext {
  readonly bounds: LowerBounds;
  readonly objective: Costs;
  /** The same choices with every cost taken as 0. */
  readonly free: Costs;
  /** Sets of prices, one a slot. */
  readonly prices: readonly Float64Array[];
  /** Sets of prices of accounts. */
  readonly accountPrices: readonly ByRep[];
  /** The unit named by this account; undefined where it names none. */
  readonly unitOf: (account: string) => number | undefined;
  /** Undefined where there is no such rep. */
  readonly repOf: (id: string) => number | undefined;
  /** Told every step that does not follow. */
  readonly fault: (what: string) => void;
}

type PriceProof = Extract<WrittenProof, { readonly prices: number }>;

/** What every plan costs at least that places units at their open reps, as far as the proof shows; Infinity: there is none. */
export function provenCost(context: ProofContext, proof: WrittenProof, open: OpenReps): number {
  if ('cases' in proof) return byCases(context, proof, open);
  if (!('ruled_out' in proof)) return byPrices(context, proof, open, []).all;
  const out = new Map<number, Int32Array>();
  const rest = new Map<number, Int32Array>();
  for (const { account, reps } of proof.ruled_out) {
    const unit = unitNamed(context, account);
    if (unit === undefined) continue;
    const named = new Set(reps.map(context.repOf));
    // An account that is listed twice: both lists are ruled out.
    const before = out.get(unit);
    for (const rep of before ?? []) named.add(rep);
    out.set(
      unit,
      open.of(unit).filter((rep) => named.has(rep)),
    );
    rest.set(
      unit,
      open.of(unit).filter((rep) => !named.has(rep)),
    );
  }
  const held = [...out].map(([unit, reps]) => ({ unit, reps }));
  const excluded = byPrices(
    context,
    proof,
    open,
    held.filter(({ reps }) => reps.length > 0),
  );
  return Math.min(excluded.leastHeld, provenCost(context, proof.proof, open.with(rest)));
}

function byCases(
  context: ProofContext,
  { account, cases }: Extract<WrittenProof, { readonly account: string }>,
  open: OpenReps,
): number {
  const unit = unitNamed(context, account);
  if (unit === undefined) return -Infinity;
  const left = new Set(open.of(unit));
  let least = Infinity;
  for (const { reps, proof } of cases) {
    const named = new Set(reps.map(context.repOf));
    const those = open.of(unit).filter((rep) => named.has(rep));
    for (const rep of those) left.delete(rep);
    if (those.length === 0) continue;
    least = Math.min(least, provenCost(context, proof, open.with(new Map([[unit, those]]))));
  }
  if (left.size === 0) return least;
  context.fault(
    `leaves out cases: no plan of ${account} with ${left.size} of its reps is looked at`,
  );
  return -Infinity;
}

function unitNamed({ unitOf, fault }: ProofContext, account: string): number | undefined {
  const unit = unitOf(account);
  if (unit === undefined) fault(`names an account ${account} that no plan places`);
  return unit;
}

function byPrices(
  { bounds, objective, free, prices, accountPrices, fault }: ProofContext,
  { prices: index, account_prices: byRep, impossible }: PriceProof,
  open: OpenReps,
  held: readonly HeldUnit[],
): { readonly all: number; readonly leastHeld: number } {
  if (prices[index] === undefined) {
    fault(`has no set of prices ${index}`);
    return { all: -Infinity, leastHeld: -Infinity };
  }
  if (byRep !== undefined && accountPrices[byRep] === undefined) {
    fault(`has no set of account prices ${byRep}`);
    return { all: -Infinity, leastHeld: -Infinity };
  }
  const costs = impossible === true ? free : objective;
  const sets = byRep === undefined ? undefined : accountPrices[byRep];
  const found = bounds.within(costs, prices[index], open, held, sets);
  const leastHeld = found.held.reduce((least, one) => Math.min(least, one), Infinity);
  if (impossible !== true) return { all: found.all, leastHeld };
  // What is above 0 can be multiplied at will.
  const surely = (value: number): number => (value > 0 ? Infinity : -Infinity);
  return { all: surely(found.all), leastHeld: surely(leastHeld) };
}
