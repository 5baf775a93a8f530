import type { CertifiedCut, CertifiedGreatCut, CertifiedRoundedCut } from './certificate.js';
import { epsilon } from './lower-sum.js';
import type { Slots } from './slots.js';
import type { Units } from './units.js';

/**
 * What is true of whole accounts beyond what prices of loads say (docs/certificate.md):
 * Σ (under · (bend − L)⁺ + over · (L − bend)⁺) ≥ constant − Σ amount·x for each cut.
 */
export interface Cuts {
  readonly count: number;
  /** By cut, less what rounding can have added. */
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
  const add = (unit: number, rep: number, entry: CutAmount): void => {
    const known = at[unit].get(rep);
    if (known === undefined) at[unit].set(rep, [entry]);
    else known.push(entry);
  };
  written.forEach((cut, index) => {
    if ('great' in cut) {
      const great = greatCut(units, loads, cut, names);
      if (great === undefined) return;
      constant[index] = great.constant;
      for (const { slot, ...charge } of great.charges)
        charges[slot].push({ cut: index, ...charge });
      for (const { unit, rep, amount } of great.amounts) add(unit, rep, { cut: index, amount });
      return;
    }
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
        if (amount !== 0) add(unit, rep, { cut: index, amount });
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

function rowsOf(loads: Slots, { rows }: CertifiedRoundedCut, names: CutNames): Row[] {
  return rows.flatMap(({ bend, times, ...of }) => {
    const slot = slotNamed(loads, of, names);
    return slot < 0 ? [] : [{ slot, bend, times }];
  });
}

/** A load that reps have, or -1 and a fault. */
function slotNamed(
  loads: Slots,
  { load: name, group }: { readonly load: string; readonly group: string },
  { fault }: CutNames,
): number {
  const slot = loads.slots.findIndex(
    (one) => one.name === name && one.load.names[one.group] === group,
  );
  if (slot >= 0 && loads.slots[slot].load.of === 'reps') return slot;
  fault(`has a cut of ${name} of ${group}, which is no load that reps have`);
  return -1;
}

/** Units that are counted from a rep. */
function fromOf(
  { from }: CertifiedRoundedCut,
  { unitOf, repOf, fault }: CutNames,
): Map<number, number> {
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

interface GreatCut {
  readonly constant: number;
  readonly charges: readonly (Omit<Charge, 'cut'> & { readonly slot: number })[];
  readonly amounts: readonly {
    readonly unit: number;
    readonly rep: number;
    readonly amount: number;
  }[];
}

/** A row of a cut of great accounts: p is 0 where there is no load beside. */
interface GreatRow {
  readonly slot: number;
  readonly column: number;
  readonly bend: number;
  readonly times: number;
  readonly beside: { readonly slot: number; readonly column: number; readonly bend: number };
  readonly price: number;
  readonly held: ReadonlySet<number>;
  /** E: p · n and what accounts held bring beyond p · b. */
  readonly even: number;
}

/**
 * Σ times · ((L − K)⁺ + p · (N − n)⁺) ≥ Σ times · (Σ max(s, a − K + E)·x − E) over its rows.
 * Undefined, and a fault, where that need not hold.
 */
function greatCut(
  units: Units,
  loads: Slots,
  { great }: CertifiedGreatCut,
  names: CutNames,
): GreatCut | undefined {
  const rowsOf = loads.entriesOf.map((): GreatRow[] => []);
  const charges: (Omit<Charge, 'cut'> & { slot: number })[] = [];
  let constant = 0;
  let size = 0;
  for (const written of great) {
    const row = greatRow(loads, written, names);
    if (row === undefined) return undefined;
    const { slot, column, bend, times, beside, price, even, held } = row;
    loads.entriesOf.forEach((entries, rep) => {
      if (entries.some((entry) => entry.slot === slot && entry.column === column)) {
        rowsOf[rep].push(row);
      }
    });
    charges.push({ slot, bend, under: 0, over: times });
    if (price > 0)
      charges.push({ slot: beside.slot, bend: beside.bend, under: 0, over: times * price });
    constant -= times * even;
    size += times * (8 + 4 * held.size) * (even + price * Math.abs(beside.bend));
  }
  const { columns, amounts: brought } = loads;
  const amounts: { unit: number; rep: number; amount: number }[] = [];
  for (let unit = 0; unit < units.count; unit++) {
    let most = 0;
    const members = units.start[unit + 1] - units.start[unit];
    rowsOf.forEach((rows, rep) => {
      let amount = 0;
      let sum = 0;
      for (const { column, bend, times, beside, price, held, even } of rows) {
        const own = brought[unit * columns + column];
        const along = price * brought[unit * columns + beside.column];
        const small = held.has(unit) ? own : Math.min(along, own);
        const adds = Math.max(small, own - bend + even);
        if (adds === 0) continue;
        amount += times * adds;
        sum += times * (Math.abs(own) + Math.abs(along) + bend + even) * (8 + 4 * members);
      }
      if (amount !== 0) amounts.push({ unit, rep, amount: -amount });
      most = Math.max(most, sum);
    });
    size += most;
  }
  return { constant: constant - size * epsilon, charges, amounts };
}

function greatRow(
  loads: Slots,
  { bend, times, beside, held: heldAccounts = [], ...of }: CertifiedGreatCut['great'][number],
  names: CutNames,
): GreatRow | undefined {
  const slot = slotNamed(loads, of, names);
  const other = beside === undefined ? slot : slotNamed(loads, beside, names);
  if (slot < 0 || other < 0) return undefined;
  const columnAt = (entries: Slots['entriesOf'][number], at: number) =>
    entries.find((entry) => entry.slot === at)?.column;
  const counted = loads.entriesOf.filter((entries) => columnAt(entries, slot) !== undefined);
  const also = loads.entriesOf.filter((entries) => columnAt(entries, other) !== undefined);
  const column = counted.length > 0 ? columnAt(counted[0], slot) : undefined;
  const besideColumn = counted.length > 0 ? columnAt(counted[0], other) : undefined;
  if (
    column === undefined ||
    besideColumn === undefined ||
    counted.length !== also.length ||
    counted.some((entries, at) => entries !== also[at])
  ) {
    names.fault(`has a cut of ${of.load} of ${of.group} beside a load of other reps`);
    return undefined;
  }
  const { price, bend: allowed } = beside ?? { price: 0, bend: 0 };
  const held = new Set<number>();
  for (const account of heldAccounts) {
    const unit = names.unitOf(account);
    if (unit === undefined) names.fault(`names an account ${account} that no plan places`);
    else held.add(unit);
  }
  let even = price * allowed;
  for (const unit of held) {
    const own = loads.amounts[unit * loads.columns + column];
    even += Math.max(0, own - price * loads.amounts[unit * loads.columns + besideColumn]);
  }
  if (!(times >= 0 && price >= 0 && even >= 0 && even <= bend)) {
    names.fault(`has a cut of ${of.load} of ${of.group} that need not hold`);
    return undefined;
  }
  const atBeside = { slot: other, column: besideColumn, bend: allowed };
  return { slot, column, bend, times, beside: atBeside, price, held, even };
}
