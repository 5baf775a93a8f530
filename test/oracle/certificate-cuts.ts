/** What docs/certificate.md says of cuts, written down as it stands there. */

export type CertifiedCut = RoundedCut | GreatCut;

interface Row {
  load: string;
  group: string;
  bend: number;
  times: number;
}

interface RoundedCut {
  rows: Row[];
  from: { rep: string; accounts: string[] }[];
}

interface GreatCut {
  great: (Row & {
    beside?: { load: string; group: string; bend: number; price: number };
    held?: string[];
  })[];
}

/** What comes together where, named as in the certificate, in the order of the amounts. */
interface NamedGroup {
  load: string;
  group: string;
}

export interface Cut {
  r: number;
  /** what a unit named by this account adds where it brings these amounts */
  adds: (account: string, amounts: number[]) => number;
  /** what is allowed for a load that is off a bend, by its place among the groups */
  allows: { place: number; bend: number; under: number; over: number }[];
}

const afterPoint = (value: number) => value - Math.floor(value);

/** @param amountsOf by account that names a unit and by rep, what it brings to every group */
export function readCut(
  cut: CertifiedCut,
  groups: NamedGroup[],
  reps: string[],
  amountsOf: (account: string, rep: string) => number[] | undefined,
  faults: string[],
): Cut | undefined {
  if ('great' in cut) return readGreatCut(cut, groups, reps, amountsOf, faults);
  const { rows, from } = cut;
  const placed = rows.map((row) => ({
    ...row,
    place: groups.findIndex(({ load, group }) => load === row.load && group === row.group),
  }));
  const missing = placed.filter(({ place }) => place < 0);
  for (const { load, group } of missing) faults.push(`a cut of ${load} of ${group}`);
  if (missing.length > 0) return undefined;
  const sum = (amounts: number[]) =>
    placed.reduce((total, { place, times }) => total + times * amounts[place], 0);
  const base = new Map<string, number>();
  for (const { rep, accounts } of from) {
    for (const account of accounts) {
      const amounts = amountsOf(account, rep);
      if (amounts === undefined || base.has(account)) {
        faults.push(`a cut counts ${account} from ${rep}`);
        return undefined;
      }
      base.set(account, sum(amounts));
    }
  }
  const right =
    placed.reduce((total, { bend, times }) => total + bend * times, 0) -
    [...base.values()].reduce((total, one) => total + one, 0);
  const r = afterPoint(right);
  if (r < 0.01 || r > 0.99) {
    faults.push(`a cut with ${r} after the point`);
    return undefined;
  }
  const h = (amount: number) => {
    const part = afterPoint(amount);
    return part <= r ? part : (r * (1 - part)) / (1 - r);
  };
  return {
    r,
    adds: (account, amounts) => h(sum(amounts) - (base.get(account) ?? 0)),
    allows: placed.map(({ place, bend, times }) => {
      const [same, other] = [Math.abs(times), (Math.abs(times) * r) / (1 - r)];
      return {
        place,
        bend,
        under: times > 0 ? same : other,
        over: times > 0 ? other : same,
      };
    }),
  };
}

function readGreatCut(
  { great }: GreatCut,
  groups: NamedGroup[],
  reps: string[],
  amountsOf: (account: string, rep: string) => number[] | undefined,
  faults: string[],
): Cut | undefined {
  const placeOf = (load: string, group: string) =>
    groups.findIndex((one) => one.load === load && one.group === group);
  const rows = great.map(({ load, group, bend, times, beside, held = [] }) => {
    const place = placeOf(load, group);
    const other = beside === undefined ? place : placeOf(beside.load, beside.group);
    const p = beside?.price ?? 0;
    const n = beside?.bend ?? 0;
    // Where the rep of the group is not meant, an account brings nothing to either load.
    const beyond = held.map((account) =>
      Math.max(
        0,
        ...reps.map((rep) => {
          const amounts = amountsOf(account, rep);
          return amounts === undefined ? 0 : amounts[place] - p * amounts[other];
        }),
      ),
    );
    const even = p * n + beyond.reduce((sum, one) => sum + one, 0);
    return { place, other, bend, times, p, n, held, even };
  });
  for (const { place, other, bend, times, p, even, held } of rows) {
    const holds = place >= 0 && other >= 0 && times >= 0 && p >= 0 && even >= 0 && even <= bend;
    if (holds && new Set(held).size === held.length) continue;
    faults.push('a cut of great accounts that need not hold');
    return undefined;
  }
  return {
    r: -rows.reduce((sum, { times, even }) => sum + times * even, 0),
    adds: (account, amounts) =>
      -rows.reduce((sum, { place, other, bend, times, p, held, even }) => {
        const a = amounts[place];
        const small = held.includes(account) ? a : Math.min(p * amounts[other], a);
        return sum + times * Math.max(small, a - bend + even);
      }, 0),
    allows: rows.flatMap(({ place, other, bend, times, p, n }) => [
      { place, bend, under: 0, over: times },
      { place: other, bend: n, under: 0, over: times * p },
    ]),
  };
}
