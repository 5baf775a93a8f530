import type { CertifiedCut } from './certificate.js';
import { epsilon } from './lower-sum.js';
import type { Slots } from './slots.js';
import type { Units } from './units.js';

/**
 * What is true of whole accounts beyond what prices of loads say (docs/certificate.md):
 * Σ h·x + Σ (under · (bend − L)⁺ + over · (L − bend)⁺) ≥ r for each cut.
 */
export interface Cuts {
  readonly count: number;
  /** By cut: r less what units add wherever they go, less what rounding can have added. */
  readonly constant: Float64Array;
  /** By slot: what cuts allow for a load that is off a bend. */
  readonly charges: readonly (readonly Charge[])[];
  /** By unit, then by rep: what is added at that rep beyond anywhere else. */
  readonly at: readonly ReadonlyMap<number, readonly CutAmount[]>[];
}

interface Charge {
  readonly cut: number;
  readonly bend: number;
  readonly under: number;
  readonly over: number;
}

interface CutAmount {
  readonly cut: number;
  readonly amount: number;
}

export interface CutNames {
  readonly unitOf: (account: string) => number | undefined;
  readonly repOf: (id: string) => number | undefined;
  readonly fault: (what: string) => void;
}

/** The part after the point has to be this far from 0 and 1 for the roundings allowed for to be enough. */
const leastPart = 0.01;

const after = (value: number): number => value - Math.floor(value);

function roundedPart(amount: number, r: number): number {
  const part = after(amount);
  return part <= r ? part : (r * (1 - part)) / (1 - r);
}

/** Reads the cuts of a certificate; what they name that is not there goes to `fault`, and such a cut says nothing. */
export function cutsOf(
  units: Units,
  loads: Slots,
  written: readonly CertifiedCut[],
  names: CutNames,
): Cuts {
  const constant = new Float64Array(written.length);
  const charges: Charge[][] = loads.slots.map(() => []);
  const at = Array.from({ length: units.count }, () => new Map<number, CutAmount[]>());
  written.forEach((cut, index) => {
    const rows = rowsOf(loads, cut, names);
    const from = fromOf(cut, names);
    const { reps, brought } = amountsIn(loads, rows);
    let right = 0;
    let size = 1;
    for (const { bend, times } of rows) {
      right += bend * times;
      size += Math.abs(bend * times);
    }
    const base = new Float64Array(units.count);
    for (const [unit, rep] of from) {
      base[unit] = brought(unit, rep);
      right -= base[unit];
      size += Math.abs(base[unit]);
    }
    const r = after(right);
    if (!(r >= leastPart && r <= 1 - leastPart)) {
      names.fault(`has a cut ${index} whose right side is too near to a whole number`);
      return;
    }
    let sum = r;
    let amounts = 0;
    for (let unit = 0; unit < units.count; unit++) {
      const elsewhere = roundedPart(-base[unit], r);
      sum -= elsewhere;
      amounts += Math.abs(base[unit]);
      for (const rep of reps) {
        const here = brought(unit, rep);
        const amount = roundedPart(here - base[unit], r) - elsewhere;
        amounts += Math.abs(here);
        if (amount === 0) continue;
        const known = at[unit].get(rep);
        if (known === undefined) at[unit].set(rep, [{ cut: index, amount }]);
        else known.push({ cut: index, amount });
      }
    }
    // What r may be off by, and what that and the roundings of amounts come to at most.
    const off = size * (from.size + 8) * epsilon;
    constant[index] = sum - (off * (units.count + 4) + 4 * amounts * epsilon) / (1 - r);
    const wider = 1 + (4 * off) / (r * (1 - r));
    for (const { slot, bend, times } of rows) {
      const same = Math.abs(times) * wider;
      const other = (same * r) / (1 - r);
      charges[slot].push({
        cut: index,
        bend,
        under: times > 0 ? same : other,
        over: times > 0 ? other : same,
      });
    }
  });
  return { count: written.length, constant, charges, at };
}

interface Row {
  readonly slot: number;
  readonly bend: number;
  readonly times: number;
}

function rowsOf(loads: Slots, { rows }: CertifiedCut, { fault }: CutNames): Row[] {
  return rows.flatMap(({ load: name, group, bend, times }) => {
    const slot = loads.slots.findIndex(
      (slot) => slot.name === name && slot.load.names[slot.group] === group,
    );
    if (slot >= 0 && loads.slots[slot].load.of === 'reps') return [{ slot, bend, times }];
    fault(`has a cut of ${name} of ${group}, which is no load that reps have`);
    return [];
  });
}

/** Units that are counted from a rep. */
function fromOf({ from }: CertifiedCut, { unitOf, repOf, fault }: CutNames): Map<number, number> {
  const reps = new Map<number, number>();
  for (const { rep: id, accounts } of from) {
    const rep = repOf(id);
    if (rep === undefined) fault(`has a cut that counts from ${id}, who is no rep`);
    for (const account of accounts) {
      const unit = unitOf(account);
      if (unit === undefined) fault(`names an account ${account} that no plan places`);
      else if (reps.has(unit)) fault(`has a cut that counts ${account} twice`);
      else if (rep !== undefined) reps.set(unit, rep);
    }
  }
  return reps;
}

/** What units bring to the rows added up, and the reps who count in any. */
function amountsIn(
  { entriesOf, columns, amounts }: Slots,
  rows: readonly Row[],
): { readonly reps: readonly number[]; readonly brought: (unit: number, rep: number) => number } {
  const factors = new Map<number, Float64Array>();
  entriesOf.forEach((entries, rep) => {
    const factor = new Float64Array(columns);
    for (const { slot, column } of entries) {
      for (const row of rows) if (row.slot === slot) factor[column] += row.times;
    }
    if (factor.some((each) => each !== 0)) factors.set(rep, factor);
  });
  const brought = (unit: number, rep: number): number => {
    const factor = factors.get(rep);
    let sum = 0;
    if (factor === undefined) return sum;
    for (let column = 0; column < columns; column++) {
      sum += factor[column] * amounts[unit * columns + column];
    }
    return sum;
  };
  return { reps: [...factors.keys()], brought };
}
