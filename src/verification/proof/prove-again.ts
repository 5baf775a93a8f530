import { today } from '../../evaluation/changes.js';
import { termsOf } from '../../evaluation/terms.js';
import type { BalanceMeasure, Problem } from '../../model/problem.js';
import { firstFiled } from '../../model/table.js';
import type { Disagreement, VerifiedProofs } from '../../model/verification.js';
import { byRepOf } from './by-rep.js';
import type { Certificate } from './certificate.js';
import { cutsOf } from './cuts.js';
import { familiesOf } from './families.js';
import { LinearCosts } from './linear-costs.js';
import { balanceLoad } from './load-meaning.js';
import { LowerBounds } from './lower-bound.js';
import { OpenReps } from './open-reps.js';
import type { Costs } from './priced-units.js';
import { type ProofContext, provenCost } from './proof-reader.js';
import { type Slots, slotsOf } from './slots.js';
import { unitsOf } from './units.js';

/** What a plan says is proven of it. */
export interface Claims {
  readonly bound: number | undefined;
  /** No plan keeps the must rules: claimed by a proof where there is no bound. */
  readonly infeasible: boolean;
  /** Mean absolute deviations in percent, by metric. */
  readonly floors: ReadonlyMap<string, number>;
}

/** How far below what is published a proof may end, relatively: the rounding of other orders of summation. */
const tolerance = 1e-9;
/** And whatever is published: what figures of the size of 1, of which small ones are differences, round to. */
const leeway = 1e-14;

export const certificateFile = 'certificate.json';

/**
 * Proves again what is claimed of a plan, from the certificate and the problem by
 * plain arithmetic (docs/certificate.md), in time linear in accounts × reps for
 * each set of prices used.
 */
export function proveAgain(
  problem: Problem,
  certificate: Certificate,
  claims: Claims,
): {
  readonly disagreements: readonly Disagreement[];
  readonly proofs: VerifiedProofs;
} {
  const faults = new Set<string>();
  const disagreements: Disagreement[] = [];
  const context = contextOf(problem, certificate, (what) => faults.add(what));
  const follows = (column: string, published: number, proven: number, unit = 1): boolean => {
    if (proven >= published - tolerance * Math.abs(published) - leeway * unit) return true;
    disagreements.push({
      file: certificateFile,
      column,
      found: published,
      expected: Math.max(0, proven),
      what: 'no more follows from its prices',
    });
    return false;
  };
  const { proof } = certificate;
  const proven = proof === null ? 0 : provenCost(context, proof, context.open);
  let infeasible: true | undefined;
  if (claims.infeasible && proof !== null) {
    if (proven === Infinity) infeasible = true;
    else faults.add('does not show that no plan keeps the must rules');
  }
  // No term is ever below 0, so a bound of 0 needs no proof.
  const bound =
    claims.bound !== undefined && follows('bound', claims.bound, Math.max(0, proven))
      ? claims.bound
      : undefined;
  const floors = new Map<string, number>();
  for (const [metric, percent] of claims.floors) {
    const floor = provenFloor(context, certificate, metric);
    if (follows(`floors.${metric}`, percent, floor, 100)) floors.set(metric, percent);
  }
  const stated = [...faults].map((what) => ({ file: certificateFile, what }));
  return {
    disagreements: [...stated, ...disagreements],
    proofs: {
      ...(bound !== undefined && faults.size === 0 && { bound }),
      ...(infeasible && { infeasible }),
      floors,
    },
  };
}

interface WholeContext extends ProofContext {
  readonly open: OpenReps;
  readonly loads: Slots;
}

function contextOf(
  problem: Problem,
  certificate: Certificate,
  fault: (what: string) => void,
): WholeContext {
  const units = unitsOf(problem);
  const weights = termsOf(problem, today(problem)).reduce((sum, { weight }) => sum + weight, 0);
  const loads = slotsOf(problem, units, weights, certificate.loads, fault);
  const linear = new LinearCosts(problem, units, weights);
  const { families, constant } = familiesOf(problem, units, weights);
  const unitNamed = new Map<string, number>();
  for (let unit = 0; unit < units.count; unit++) {
    const members = units.accounts.subarray(units.start[unit], units.start[unit + 1]);
    unitNamed.set(problem.accountIds[firstFiled(problem.accounts, members)], unit);
  }
  const repNamed = new Map(problem.repIds.map((id, rep) => [id, rep]));
  const names = {
    unitOf: (account: string) => unitNamed.get(account),
    repOf: (id: string) => repNamed.get(id),
    fault,
  };
  return {
    loads,
    open: new OpenReps(problem, units),
    bounds: new LowerBounds(units, loads, cutsOf(units, loads, certificate.cuts ?? [], names)),
    objective: {
      constant: linear.constant + constant,
      linear: (unit, rep) => linear.at(unit, rep),
      load: loads.slots.map(({ meaning }) => meaning),
      families,
    },
    free: { ...costless, load: loads.slots.map(() => free) },
    prices: pricesOf(certificate, fault),
    accountPrices: byRepOf(units, loads, certificate.by_rep, names),
    ...names,
  };
}

const free = { cost: () => 0, bends: [], steepest: 0 };
const costless = { constant: 0, linear: undefined, families: [] };

/** Sets of prices that have one price for each group of each load, and perhaps one for each cut. */
function pricesOf(
  { loads, prices, cuts = [] }: Certificate,
  fault: (what: string) => void,
): readonly Float64Array[] {
  return prices.map((set, index) => {
    const ofCuts = set.slice(loads.length).flat();
    const fits =
      set.length - loads.length === (ofCuts.length > 0 ? 1 : 0) &&
      (ofCuts.length === 0 || ofCuts.length === cuts.length) &&
      loads.every(({ groups }, load) => set[load]?.length === groups.length);
    if (!fits) {
      fault(`has other prices in set ${index} than one for each group of each load and each cut`);
    }
    if (ofCuts.some((price) => price < 0)) fault(`has a price of a cut below 0 in set ${index}`);
    const ofLoads = loads.flatMap(({ groups }, load) =>
      groups.map((_, group) => set[load]?.[group] ?? 0),
    );
    // A cut asks for something; below 0 it would allow for what nobody asked.
    return Float64Array.from([...ofLoads, ...cuts.map((_, cut) => Math.max(0, ofCuts[cut] ?? 0))]);
  });
}

/** The mean absolute deviation in percent that no plan can go below, by the prices given for it. */
function provenFloor(context: WholeContext, certificate: Certificate, metric: string): number {
  const stated = certificate.floors?.filter((floor) => floor.metric === metric) ?? [];
  if (stated.length > 1) context.fault(`has the floor of ${metric} twice`);
  const [first] = stated;
  const prices = first && context.prices[first.prices];
  if (prices === undefined) return 0;
  return 100 * Math.max(0, context.bounds.of(evenness(context, metric), prices, context.open));
}

/** The mean absolute deviation of one metric, as the only cost. */
function evenness({ loads }: WholeContext, metric: string): Costs {
  const evened = new Map<BalanceMeasure, Costs['load']>();
  return {
    ...costless,
    load: loads.slots.map(({ load, group }) => {
      const { balance } = load;
      if (balance?.metric !== metric) return free;
      const plain = { ...balance, band: 0, max: undefined, level: 'should' as const };
      const groups = evened.get(balance) ?? balanceLoad(plain, 1).groups;
      evened.set(balance, groups);
      return groups[group];
    }),
  };
}
