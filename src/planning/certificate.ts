import { addTo } from '../model/grouping.js';
import { firstFiled } from '../model/table.js';
import type { ByRep, Cut, Multipliers, Proof } from '../solver/model/program.js';
import type { Plan } from './plan.js';
import { plain, pricesByLoad } from './prices-by-load.js';
import type { RowBound } from './rule-costs/row-bound.js';

/** Prices by their number, those of accounts too where there are any, perhaps proving that a case has no plan at all. */
interface WrittenPrices {
  readonly prices: number;
  readonly account_prices?: number;
  readonly impossible?: true;
}

/** A proof in the words of the inputs: account and rep ids instead of indices. */
type WrittenProof =
  | WrittenPrices
  | {
      readonly account: string;
      readonly cases: readonly { readonly reps: readonly string[]; readonly proof: WrittenProof }[];
    }
  | (WrittenPrices & {
      readonly ruled_out: readonly { readonly account: string; readonly reps: readonly string[] }[];
      readonly proof: WrittenProof;
    });

interface LoadName {
  readonly load: string;
  readonly group: string;
}

interface WrittenRow extends LoadName {
  readonly bend: number;
  readonly times: number;
}

/** A cut by the names of loads and groups; accounts counted from a rep, by rep. */
type WrittenCut =
  | {
      readonly rows: readonly WrittenRow[];
      readonly from: readonly { readonly rep: string; readonly accounts: readonly string[] }[];
    }
  | {
      readonly great: readonly (WrittenRow & {
        readonly beside?: LoadName & { readonly bend: number; readonly price: number };
        readonly held?: readonly string[];
      })[];
    };

/**
 * certificate.json: what the bound of a plan, and each floor of unevenness,
 * follow from by plain arithmetic.
 * Its form is documented in docs/certificate.md. An infeasible plan has a
 * proof only where it is proven that no plan keeps the must rules.
 */
export function certificateText(plan: Plan): string {
  const roles = (plan.roles ?? []).map(({ role, plan: own }) => [role.name, certificateOf(own)]);
  const body = {
    form: 'carve-certificate-1',
    ...certificateOf(plan),
    ...(roles.length > 0 && { roles: Object.fromEntries(roles) }),
  };
  return `${JSON.stringify(body)}\n`;
}

/** What is proven of one assignment: the main one, or that of a role. */
function certificateOf(plan: Plan) {
  const { problem, solution, translation } = plan;
  const { namedLoads: loads, units } = translation;
  const impossible = solution.bound === Number.POSITIVE_INFINITY;
  const proven = plan.proven !== undefined || (plan.status === 'infeasible' && impossible);
  const sets: (readonly (readonly number[])[])[] = [];
  const setOf = new Map<Multipliers, number>();
  const accountOf = (unit: number): string => {
    const members = units.accounts.subarray(units.start[unit], units.start[unit + 1]);
    return problem.accountIds[firstFiled(problem.accounts, members)];
  };
  const repIds = (reps: readonly number[]): string[] => reps.map((rep) => problem.repIds[rep]);
  const accountSets: ByRep[] = [];
  const pricesOf = (
    multipliers: Multipliers,
    byRep?: ByRep,
    isImpossible = false,
  ): WrittenPrices => {
    let index = setOf.get(multipliers);
    if (index === undefined) {
      index = sets.length;
      setOf.set(multipliers, index);
      sets.push(pricesByLoad(multipliers, loads));
    }
    return {
      prices: index,
      ...(byRep !== undefined && { account_prices: numberOf(accountSets, byRep) }),
      ...(isImpossible && { impossible: true }),
    };
  };
  const written = (proof: Proof): WrittenProof => {
    if ('cases' in proof) {
      return {
        account: accountOf(proof.unit),
        cases: proof.cases.map(({ reps, proof: inner }) => ({
          reps: repIds(reps),
          proof: written(inner),
        })),
      };
    }
    const prices = pricesOf(proof.multipliers, proof.byRep, proof.impossible === true);
    if (!('ruledOut' in proof)) return prices;
    return {
      ...prices,
      ruled_out: proof.ruledOut.map(({ unit, reps }) => ({
        account: accountOf(unit),
        reps: repIds(reps),
      })),
      proof: written(proof.proof),
    };
  };
  const places = loads.flatMap(({ name, groups }) =>
    groups.map((group) => ({ load: name, group })),
  );
  const writtenCut = (cut: Cut): WrittenCut => {
    if ('great' in cut) {
      const great = cut.great.map(({ slot, bend, times, beside, held }) => ({
        ...places[slot],
        bend,
        times,
        ...(beside !== undefined && {
          beside: { ...places[beside.slot], bend: beside.bend, price: beside.price },
        }),
        ...(held !== undefined && { held: held.map(accountOf) }),
      }));
      return { great };
    }
    const { rows, from } = cut;
    const accounts = new Map<string, string[]>();
    for (const { unit, rep } of from) {
      const id = problem.repIds[rep];
      addTo(accounts, id, accountOf(unit));
    }
    return {
      rows: rows.map(({ slot, bend, times }) => ({ ...places[slot], bend, times })),
      from: [...accounts].map(([rep, those]) => ({ rep, accounts: those })),
    };
  };
  const proof = proven ? written(solution.proof) : null;
  const floors = [...plan.floorProofs].map(([metric, multipliers]) => ({
    metric,
    mean_abs_deviation_pct: plan.unavoidable.get(metric),
    ...pricesOf(multipliers),
  }));
  const [first] = accountSets;
  const byRep = first && {
    accounts: Array.from(first.prices, (_, unit) => accountOf(unit)),
    grids: first.grids.flatMap((grid, rep) =>
      grid === undefined
        ? []
        : [
            {
              rep: problem.repIds[rep],
              ...places[grid.slot],
              step: grid.step,
              cells: grid.cells,
            },
          ],
    ),
    account_prices: accountSets.map(({ prices }) => Array.from(prices, plain)),
  };
  return {
    ...(plan.proven !== undefined && { bound: plan.proven.bound }),
    loads,
    ...(solution.cuts.length > 0 && { cuts: solution.cuts.map(writtenCut) }),
    prices: sets,
    ...(byRep !== undefined && { by_rep: byRep }),
    proof,
    ...(floors.length > 0 && { floors }),
    ...ruleCostsOf(plan.rowBounds),
  };
}

/** For each row, or rows, a certificate of its own, of the problem without. */
function ruleCostsOf(bounds: readonly RowBound[] = []) {
  if (bounds.length === 0) return {};
  const costs = bounds.map(({ rows, bound, loads, prices }) => ({
    rows,
    bound,
    loads,
    prices: [prices],
    proof: { prices: 0 },
  }));
  return { rule_costs: costs };
}

/** Where it stands in the list, at whose end it is put if it is new. */
function numberOf(list: ByRep[], byRep: ByRep): number {
  const known = list.indexOf(byRep);
  return known < 0 ? list.push(byRep) - 1 : known;
}
