import type { CutCharge, CutEntry, CutTerms } from '../../model/cut-terms.js';
import type { Layout } from '../../model/layout.js';
import type { OpenReps } from '../../model/open-reps.js';
import type { GreatCut, GreatRow } from '../../model/program.js';

/** A row of a cut of great units worked out: what a unit adds by what it brings. */
export interface GreatSum {
  readonly bend: number;
  /** p; 0 where there is no load beside. */
  readonly price: number;
  /** E, at most the bend. */
  readonly even: number;
}

/** What a unit adds to the right side of a row. */
export function greatAmount(
  { bend, price, even }: GreatSum,
  amount: number,
  beside: number,
  isHeld: boolean,
): number {
  const small = isHeld ? amount : Math.min(price * beside, amount);
  return Math.max(small, amount - bend + even);
}

interface PlacedRow extends GreatSum {
  readonly times: number;
  readonly load: number;
  /** -1: none. */
  readonly besideLoad: number;
  readonly held: ReadonlySet<number>;
}

/** What a cut of great units says of units at open reps; undefined where its numbers are such that it says nothing. */
export function greatTerms(layout: Layout, open: OpenReps, cut: GreatCut): CutTerms | undefined {
  const { unitCount, loadCount, amounts } = layout;
  const rowsOf = new Map<number, PlacedRow[]>();
  const charges: CutCharge[] = [];
  let constant = 0;
  let size = 0;
  for (const row of cut.great) {
    const placed = placeRow(layout, row);
    if (placed === undefined) return undefined;
    const { times, even, price, held } = placed.row;
    for (const rep of placed.reps) {
      const own = rowsOf.get(rep);
      if (own === undefined) rowsOf.set(rep, [placed.row]);
      else own.push(placed.row);
    }
    constant -= times * even;
    size += times * (8 + held.size) * (even + price * Math.abs(row.beside?.bend ?? 0));
    charges.push({ slot: row.slot, bend: row.bend, under: 0, over: times });
    if (row.beside === undefined) continue;
    const { slot, bend } = row.beside;
    charges.push({ slot, bend, under: 0, over: times * price });
  }
  const entries: CutEntry[] = [];
  for (let unit = 0; unit < unitCount; unit++) {
    let most = 0;
    for (let i = open.start[unit]; i < open.end[unit]; i++) {
      const rows = rowsOf.get(open.reps[i]);
      if (rows === undefined) continue;
      let amount = 0;
      let sum = 0;
      for (const row of rows) {
        const own = amounts[unit * loadCount + row.load];
        const beside = row.besideLoad < 0 ? 0 : amounts[unit * loadCount + row.besideLoad];
        const adds = greatAmount(row, own, beside, row.held.has(unit));
        if (adds === 0) continue;
        amount += row.times * adds;
        sum += row.times * (Math.abs(own) + row.price * Math.abs(beside) + row.bend + row.even);
      }
      if (amount !== 0) entries.push({ unit, rep: open.reps[i], amount: -amount });
      most = Math.max(most, sum);
    }
    size += 8 * most;
  }
  return { constant, entries, charges, rounding: 2 * size * 2 ** -52 };
}

/** A row with the reps it counts; undefined where it need not hold. */
function placeRow(
  layout: Layout,
  { slot, bend, times, beside, held = [] }: GreatRow,
): { readonly row: PlacedRow; readonly reps: readonly number[] } | undefined {
  const { loadCount, amounts, slotOf } = layout;
  for (const one of [slot, beside?.slot ?? slot]) {
    if (one < 0 || !slotOf.includes(one)) return undefined;
  }
  const load = loadWith(layout, slot);
  const reps = repsIn(layout, load, slot);
  const besideLoad = beside === undefined ? -1 : loadWith(layout, beside.slot);
  const price = beside?.price ?? 0;
  if (beside !== undefined) {
    const also = repsIn(layout, besideLoad, beside.slot);
    if (also.length !== reps.length || also.some((rep, k) => rep !== reps[k])) return undefined;
  }
  let even = price * (beside?.bend ?? 0);
  for (const unit of held) {
    const small = besideLoad < 0 ? 0 : price * amounts[unit * loadCount + besideLoad];
    even += Math.max(0, amounts[unit * loadCount + load] - small);
  }
  if (!(times > 0 && price >= 0 && even >= 0 && even <= bend)) return undefined;
  const row = { bend, price, even, times, load, besideLoad, held: new Set(held) };
  return { row, reps };
}

/** The rep load that has a slot. */
function loadWith({ repCount, slotOf }: Layout, slot: number): number {
  return Math.floor(slotOf.indexOf(slot) / repCount);
}

function repsIn({ repCount, slotOf }: Layout, load: number, slot: number): number[] {
  const reps: number[] = [];
  for (let rep = 0; rep < repCount; rep++) {
    if (slotOf[load * repCount + rep] === slot) reps.push(rep);
  }
  return reps;
}
