/**
 * Proves a published bound again from certificate.json, as docs/certificate.md says it can be:
 * by adding up. What a plan costs comes from the oracle's own reading of the contract.
 */
import { unitsOf } from './brute.js';
import { type CertifiedByRep, cheapestSet, type Grid, readGrids } from './certificate-by-rep.js';
import { type CertifiedCut, type Cut, readCut } from './certificate-cuts.js';
import { groupsOfLoad, type Load, type LoadGroup } from './certificate-loads.js';
import type { Account, Problem, Rep } from './model.js';
import { familiesOf } from './problem.js';
import { parseNumber } from './read.js';
import { type Placement, perAccountKinds, planned, termsOf } from './terms.js';

export interface Certificate {
  form: string;
  bound?: number;
  loads: CertifiedLoad[];
  cuts?: CertifiedCut[];
  /** sets of prices; in each, one list a load, one price a group, and perhaps a list with one a cut */
  prices: number[][][];
  by_rep?: CertifiedByRep;
  proof: Proof | null;
  floors?: { metric: string; mean_abs_deviation_pct: number; prices: number }[];
}

export interface CertifiedLoad {
  name: string;
  of: 'reps' | 'owners';
  step?: number;
  groups: string[];
}

interface PricedStep {
  prices: number;
  account_prices?: number;
  impossible?: true;
}

type Proof =
  | PricedStep
  | { account: string; cases: { reps: string[]; proof: Proof }[] }
  | (PricedStep & { ruled_out: { account: string; reps: string[] }[]; proof: Proof });

export interface Reproof {
  /** what follows from the certificate; Infinity where it follows that there is no plan */
  bound: number;
  /** what is wrong with the certificate's form, and steps that do not follow */
  faults: string[];
}

/** The accounts placed as one, and what they cost at each rep. */
interface Unit {
  members: Account[];
  linear: Map<Rep, number>;
  /** what it brings to every group of every load in turn, at each rep */
  amounts: Map<Rep, number[]>;
}

interface SplitCost {
  units: Unit[];
  cost: number;
}

/** What is left open: for every unit the reps it may go to. */
type Open = Map<Unit, Rep[]>;

/** The objective of a plan, taken apart as the certificate does. */
export class CostParts {
  readonly units: Unit[];
  readonly loads: Load[];
  readonly splits: SplitCost[];
  readonly constant: number;
  readonly cuts: (Cut | undefined)[];
  /** by rep id */
  readonly grids: Map<string, Grid>;

  constructor(
    problem: Problem,
    loads: CertifiedLoad[],
    faults: string[],
    cuts: CertifiedCut[] = [],
    byRep?: CertifiedByRep,
  ) {
    const units = unitsOf(problem).filter(({ choices }) => choices.length > 0);
    const reference: Placement = new Map(planned(problem).map((account) => [account, undefined]));
    const put = (members: Account[], rep: Rep) => {
      for (const account of members) reference.set(account, rep);
    };
    for (const { members, choices } of units) put(members, choices[0]);
    const terms = termsOf(problem, reference);
    const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
    // Linear terms add up over the accounts, so a unit's share is what moving it alone changes.
    const linear = () => linearCost(problem, reference) / weights;
    this.constant = linear();
    this.units = units.map(({ members, choices }) => {
      const costs = choices.map((rep): [Rep, number] => {
        put(members, rep);
        return [rep, linear() - this.constant];
      });
      put(members, choices[0]);
      return { members, linear: new Map(costs), amounts: new Map() };
    });
    this.loads = loads.flatMap((load, index) =>
      groupsOfLoad({ problem, weights, reference, faults }, load, index),
    );
    const groups = this.loads.flatMap((load) => load.groups);
    for (const { members, linear: costs, amounts } of this.units) {
      for (const rep of costs.keys()) {
        amounts.set(
          rep,
          groups.map((group) => group.amount(members, rep)),
        );
      }
    }
    this.splits = splitCosts(problem, this.units, weights);
    const named = loads.flatMap((load) => load.groups.map((group) => ({ load: load.name, group })));
    const brought = (place: number) => {
      const amounts = new Map<Rep, number[]>();
      for (const unit of this.units) {
        for (const [rep, each] of unit.amounts) {
          amounts.set(rep, [...(amounts.get(rep) ?? []), each[place]]);
        }
      }
      return amounts;
    };
    this.grids = byRep === undefined ? new Map() : readGrids(byRep, named, brought, faults);
    this.cuts = cuts.map((cut) =>
      readCut(
        cut,
        named,
        [...new Set(this.units.flatMap(({ linear: costs }) => [...costs.keys()]))].map(
          ({ id }) => id,
        ),
        (account, id) => {
          const unit = this.units.find(({ members }) => members[0].id === account);
          const rep = [...(unit?.amounts.keys() ?? [])].find((one) => one.id === id);
          return rep && unit?.amounts.get(rep);
        },
        faults,
      ),
    );
  }

  /** What a plan costs, to check the parts against the objective. */
  costOf(assignment: Map<string, string>): number {
    const repOf = (unit: Unit) => {
      const id = assignment.get(unit.members[0].id);
      return [...unit.linear.keys()].find((rep) => rep.id === id);
    };
    let cost = this.constant;
    for (const unit of this.units) {
      const rep = repOf(unit);
      if (rep !== undefined) cost += unit.linear.get(rep) ?? Number.NaN;
    }
    for (const load of this.loads) {
      for (const group of load.groups) {
        let amount = group.always;
        for (const unit of this.units) {
          const rep = repOf(unit);
          if (rep !== undefined) amount += group.amount(unit.members, rep);
        }
        cost += group.cost(amount);
      }
    }
    for (const { units, cost: split } of this.splits) {
      if (new Set(units.map(repOf)).size > 1) cost += split;
    }
    return cost;
  }
}

function linearCost(problem: Problem, placement: Placement): number {
  return termsOf(problem, placement)
    .filter(({ name }) => {
      const [kind, row] = name.split(':');
      return (
        name === 'disruption' ||
        name === 'distance' ||
        name === 'relationship' ||
        (row !== undefined && perAccountKinds.includes(kind))
      );
    })
    .reduce((sum, { value, weight }) => sum + value * weight, 0);
}

function splitCosts(problem: Problem, units: Unit[], weights: number): SplitCost[] {
  return problem.rules
    .filter((rule) => rule.rule === 'together' && rule.level === 'should')
    .flatMap((rule) => {
      const weight =
        problem.options.weights?.[`together:${rule.row}`] ?? parseNumber(rule.weight) ?? 1;
      const families = familiesOf(problem, rule);
      return families.map(({ members }) => ({
        units: units.filter((unit) => unit.members.some((account) => members.includes(account))),
        cost: weight / weights / families.length,
      }));
    })
    .filter((family) => family.units.length > 1);
}

/** Reads the proof; `problem` is what the oracle makes of the inputs of the same plan. */
export function reprove(problem: Problem, certificate: Certificate): Reproof {
  const faults: string[] = [];
  if (certificate.form !== 'carve-certificate-1') faults.push(`form ${certificate.form}`);
  const { loads, cuts, by_rep } = certificate;
  const parts = new CostParts(problem, loads, faults, cuts, by_rep);
  if (certificate.proof === null) return { bound: 0, faults };
  const target = certificate.bound ?? Number.POSITIVE_INFINITY;
  const open: Open = new Map(parts.units.map((unit) => [unit, [...unit.linear.keys()]]));
  const reader = new ProofReader(parts, certificate, target, faults);
  // No term is ever below 0, so a bound of 0 needs no proof.
  return { bound: Math.max(0, reader.follow(certificate.proof, open)), faults };
}

/** What the certificate proves of unevenness: by metric, the mean absolute deviation in percent that no plan goes below. */
export function reproveFloors(problem: Problem, certificate: Certificate): Map<string, number> {
  const parts = new CostParts(problem, certificate.loads, []);
  const open: Open = new Map(parts.units.map((unit) => [unit, [...unit.linear.keys()]]));
  return new Map(
    (certificate.floors ?? []).map(({ metric, prices }) => {
      const least = lowerBound(parts, certificate.prices[prices], open, { uneven: metric });
      return [metric, 100 * Math.max(0, least)];
    }),
  );
}

/** What counts as cost: the objective, nothing, or the mean absolute deviation of one metric. */
type Charge = 'objective' | 'nothing' | { uneven: string };

class ProofReader {
  constructor(
    private readonly parts: CostParts,
    private readonly certificate: Certificate,
    /** the published bound, which ruling out is held against */
    private readonly target: number,
    private readonly faults: string[],
  ) {}

  /** What every plan under `open` costs at least, as far as this proof shows. */
  follow(proof: Proof, open: Open): number {
    if ('cases' in proof) return this.followCases(proof.account, proof.cases, open);
    if (!('ruled_out' in proof)) return this.proven(proof, open);
    const rest: Open = new Map(open);
    let least = Number.POSITIVE_INFINITY;
    for (const { account, reps } of proof.ruled_out) {
      const unit = this.unitOf(account);
      if (unit === undefined) continue;
      const choices = open.get(unit) ?? [];
      for (const rep of choices.filter(({ id }) => reps.includes(id))) {
        const lower = this.proven(proof, new Map(open).set(unit, [rep]));
        if (lower < this.target - 1e-9 * Math.max(1, this.target)) {
          this.faults.push(`${account} at ${rep.id} is ruled out at ${lower}`);
        }
        least = Math.min(least, lower);
      }
      rest.set(
        unit,
        (rest.get(unit) ?? []).filter(({ id }) => !reps.includes(id)),
      );
    }
    return Math.min(least, this.follow(proof.proof, rest));
  }

  private followCases(
    account: string,
    cases: { reps: string[]; proof: Proof }[],
    open: Open,
  ): number {
    const unit = this.unitOf(account);
    if (unit === undefined) return 0;
    const choices = open.get(unit) ?? [];
    const left = choices.filter(({ id }) => !cases.some(({ reps }) => reps.includes(id)));
    if (left.length > 0) {
      this.faults.push(`no case for ${account} at ${left.map(({ id }) => id).join(', ')}`);
      return 0;
    }
    return Math.min(
      ...cases.map(({ reps, proof }) =>
        this.follow(
          proof,
          new Map(open).set(
            unit,
            choices.filter(({ id }) => reps.includes(id)),
          ),
        ),
      ),
    );
  }

  private unitOf(account: string): Unit | undefined {
    const unit = this.parts.units.find(({ members }) => members[0].id === account);
    if (unit === undefined) this.faults.push(`${account} names no unit`);
    return unit;
  }

  private accountPrices({ account_prices: index }: PricedStep): AccountPrices | undefined {
    const { by_rep: byRep } = this.certificate;
    const set = index === undefined ? undefined : byRep?.account_prices[index];
    if (set === undefined) return undefined;
    return (unit) => set[byRep?.accounts.indexOf(unit.members[0].id) ?? -1] ?? 0;
  }

  private proven(proof: PricedStep, open: Open): number {
    const prices = this.certificate.prices[proof.prices];
    const ofAccounts = this.accountPrices(proof);
    if (prices === undefined || (ofAccounts === undefined && proof.account_prices !== undefined)) {
      this.faults.push(`no prices ${proof.prices} or ${proof.account_prices}`);
      return 0;
    }
    if (proof.impossible !== true) {
      return lowerBound(this.parts, prices, open, 'objective', ofAccounts);
    }
    const lower = lowerBound(this.parts, prices, open, 'nothing', ofAccounts);
    if (lower > 0) return Number.POSITIVE_INFINITY;
    this.faults.push(`prices ${proof.prices} do not show a case impossible: ${lower}`);
    return 0;
  }
}

/** Whatever an account is priced at holds, also nothing. */
type AccountPrices = (unit: Unit) => number;

/** B(y), or B(y, π) with prices of accounts. Infinity where nothing is attainable. */
function lowerBound(
  parts: CostParts,
  pricesOf: number[][],
  open: Open,
  charge: Charge,
  ofAccounts?: AccountPrices,
): number {
  const costly = charge === 'objective';
  let sum = costly ? parts.constant : 0;
  const groups = parts.loads.flatMap(({ index, groups: of, step }) =>
    of.map((group, position) => ({ group, step, price: pricesOf[index][position] })),
  );
  const cuts = parts.cuts.flatMap((cut, index) => {
    const price = pricesOf[parts.loads.length]?.[index] ?? 0;
    if (price < 0) throw new Error(`a cut priced at ${price}`);
    return cut === undefined || price === 0 ? [] : [{ ...cut, price }];
  });
  for (const { r, price } of cuts) sum += r * price;
  const addedByCuts = (unit: Unit, rep: Rep) => {
    const amounts = unit.amounts.get(rep) ?? [];
    const { id } = unit.members[0];
    return cuts.reduce((all, { adds, price }) => all + price * adds(id, amounts), 0);
  };
  const priced = new Map<Unit, Map<Rep, number>>();
  const pricedAt = (unit: Unit, rep: Rep) =>
    (unit.amounts.get(rep) ?? []).reduce(
      (value, amount, at) => value + groups[at].price * amount,
      (costly ? (unit.linear.get(rep) ?? Number.NaN) : 0) - addedByCuts(unit, rep),
    );
  const low = groups.map(({ group }) => group.always);
  const high = [...low];
  for (const [unit, choices] of open) {
    const brought = choices.map((rep) => unit.amounts.get(rep) ?? []);
    priced.set(unit, new Map(choices.map((rep) => [rep, pricedAt(unit, rep)])));
    groups.forEach((_, at) => {
      low[at] += Math.min(...brought.map((amounts) => amounts[at]));
      high[at] += Math.max(...brought.map((amounts) => amounts[at]));
    });
  }
  const inGrid = new Map<string, (from: number, to: number) => number>();
  groups.forEach(({ group, step, price }, at) => {
    const allows = cuts.flatMap((cut) =>
      cut.allows
        .filter(({ place }) => place === at)
        .map(({ bend, under, over }) => ({
          bend,
          under: cut.price * under,
          over: cut.price * over,
        })),
    );
    const cost = costOf(group, charge);
    const left = (load: number) =>
      allows.reduce(
        (all, { bend, under, over }) =>
          all - under * Math.max(0, bend - load) - over * Math.max(0, load - bend),
        cost(load),
      );
    const bends = [...group.bends, ...allows.map(({ bend }) => bend)];
    const least = (range: [number, number]) =>
      leastOfLoad({ ...group, bends }, step, price, range, left);
    const counted = [...parts.grids].find(([, { place }]) => place === at);
    if (ofAccounts === undefined || counted === undefined) sum += least([low[at], high[at]]);
    else
      inGrid.set(counted[0], (from, to) =>
        least([Math.max(from, low[at]), Math.min(to, high[at])]),
      );
  });
  if (ofAccounts === undefined) return sum + leastOfUnits(priced, costly ? parts.splits : []);
  // What an account is priced at is beyond the least it costs anywhere.
  const prices = new Map(
    [...open.keys()].map((unit) => {
      const anywhere = [...unit.linear.keys()].map((rep) => pricedAt(unit, rep));
      return [unit, Math.min(...anywhere) + ofAccounts(unit)];
    }),
  );
  for (const price of prices.values()) sum += price;
  if (costly) sum += certainSplits(parts, open);
  for (const rep of new Set([...open.values()].flat())) {
    const grid = parts.grids.get(rep.id);
    const choices = [...open]
      .filter(([, reps]) => reps.includes(rep))
      .map(([unit, reps]) => ({
        cost: (priced.get(unit)?.get(rep) ?? Number.NaN) - (prices.get(unit) ?? Number.NaN),
        amount: grid === undefined ? 0 : (unit.amounts.get(rep)?.[grid.place] ?? Number.NaN),
        forced: reps.length === 1,
      }));
    sum += cheapestSet(choices, grid ?? { step: 1, cells: 0 }, inGrid.get(rep.id) ?? (() => 0));
  }
  for (const [id, grid] of parts.grids) {
    // A rep that nothing is open to has a load of nothing.
    const isOpen = [...open.values()].flat().some((rep) => rep.id === id);
    if (!isOpen) sum += cheapestSet([], grid, inGrid.get(id) ?? (() => 0));
  }
  return sum;
}

/** Families whose units have no rep in common. */
function certainSplits({ splits }: CostParts, open: Open): number {
  return splits
    .filter(({ units: [first, ...others] }) =>
      (open.get(first) ?? []).every(
        (rep) => !others.every((unit) => open.get(unit)?.includes(rep) === true),
      ),
    )
    .reduce((sum, { cost }) => sum + cost, 0);
}

function costOf(group: LoadGroup, charge: Charge): (load: number) => number {
  if (charge === 'objective') return group.cost;
  const { uneven } = group;
  if (charge === 'nothing' || uneven?.metric !== charge.uneven) return () => 0;
  return uneven.cost;
}

/** Units each for themselves, or tied by families that should be together. */
function leastOfUnits(priced: Map<Unit, Map<Rep, number>>, splits: SplitCost[]): number {
  const shared = (units: Unit[]) =>
    [...(priced.get(units[0])?.keys() ?? [])].filter((rep) =>
      units.every((unit) => priced.get(unit)?.has(rep)),
    );
  let sum = 0;
  const ties: SplitCost[] = [];
  for (const family of splits) {
    if (shared(family.units).length === 0) sum += family.cost;
    else ties.push(family);
  }
  const least = (unit: Unit) => Math.min(...(priced.get(unit)?.values() ?? []));
  const seen = new Set<Unit>();
  for (const unit of priced.keys()) {
    if (seen.has(unit)) continue;
    const tied = [unit];
    seen.add(unit);
    for (const one of tied) {
      for (const { units } of ties.filter((tie) => tie.units.includes(one))) {
        for (const other of units) {
          if (!seen.has(other)) tied.push(other);
          seen.add(other);
        }
      }
    }
    const apart = tied.reduce((total, one) => total + least(one), 0);
    const costs = ties.filter(({ units }) => tied.includes(units[0])).map(({ cost }) => cost);
    const together = shared(tied).map((rep) =>
      tied.reduce((total, one) => total + (priced.get(one)?.get(rep) ?? Number.NaN), 0),
    );
    sum += costs.length === 0 ? apart : Math.min(...together, apart + Math.min(...costs));
  }
  return sum;
}

/** The least of f(L) − y · L over every attainable L; f is straight between its bends, so these and the ends will do. */
function leastOfLoad(
  group: LoadGroup,
  step: number,
  price: number,
  [lowest, highest]: [number, number],
  cost: (load: number) => number,
): number {
  const size = Math.max(Math.abs(lowest), Math.abs(highest));
  const low = Math.max(lowest, group.least);
  const high = Math.min(highest, group.most);
  // Two sums of the same amounts in another order may differ by rounding.
  if (low > high + 1e-12 * size) return Number.POSITIVE_INFINITY;
  let candidates = [low, high, ...group.bends.filter((bend) => bend > low && bend < high)];
  if (step > 0) {
    const first = Math.ceil(low / step - 1e-12);
    const last = Math.floor(high / step + 1e-12);
    if (first > last) return Number.POSITIVE_INFINITY;
    candidates = candidates
      .flatMap((amount) => [Math.floor(amount / step), Math.ceil(amount / step)])
      .map((multiple) => Math.min(last, Math.max(first, multiple)) * step);
  }
  return Math.min(...candidates.map((amount) => cost(amount) - price * amount));
}
