/** What docs/certificate.md says of cuts, written down as it stands there. */

export interface CertifiedCut {
  rows: { load: string; group: string; bend: number; times: number }[];
  from: { rep: string; accounts: string[] }[];
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
  { rows, from }: CertifiedCut,
  groups: NamedGroup[],
  amountsOf: (account: string, rep: string) => number[] | undefined,
  faults: string[],
): Cut | undefined {
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
