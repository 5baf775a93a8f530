import type { Layout } from '../../model/layout.js';
import type { GreatCut, GreatRow } from '../../model/program.js';
import type { RepClasses } from '../../model/rep-classes.js';
import { type GreatSum, greatAmount } from './great-units.js';
import type { SharedUnits } from './separate.js';

/** A cut has to be broken by as much, in the scale of its load. */
const leastBroken = 1e-3;
/** So many prices of the load beside are tried: quantiles of what units bring to the one for each of the other. */
const pricesTried = 16;

/** How much more of a unit than is missing of the great ones has to be there for it to be held. */
const leastWorth = 1e-3;

/** Of so many reps alike, but with other targets, each has cuts of its own. */
const mostSingle = 60;

/** What comes together in one slot. */
interface SlotShares {
  readonly slot: number;
  readonly units: number[];
  readonly share: number[];
  readonly load: number;
  /** Which reps count, to know slots of the same reps by. */
  readonly reps: string;
}

/**
 * Cuts of great units that a solution of the relaxation breaks: those that share a unit which is alone above
 * a bend of a load's cost between reps, none of whom is then above it as whoever gets it will be. Of each
 * bend the deepest, by itself or with one bend of another load of the same reps.
 */
export function brokenGreatCuts(layout: Layout, shared: SharedUnits): GreatCut[] {
  return brokenRows(layout, shared, true).map(({ row }) => ({ great: [row] }));
}

interface BrokenRow {
  readonly row: GreatRow;
  /** In the scale of its load. */
  readonly broken: number;
}

function brokenRows(layout: Layout, shared: SharedUnits, mayHold: boolean): BrokenRow[] {
  const greatest = greatestAmounts(layout);
  const { slotCosts, slotOf, repCount, loadCount } = layout;
  const hasGreat = new Uint8Array(loadCount);
  for (let l = 0; l < loadCount; l++) {
    for (const slot of slotOf.subarray(l * repCount, (l + 1) * repCount)) {
      if (slot >= 0 && bendsOf(layout, slot).some((bend) => greatest[l] > bend)) hasGreat[l] = 1;
    }
  }
  if (!hasGreat.includes(1)) return [];
  const slots = sharesBySlot(layout, shared);
  const rows: BrokenRow[] = [];
  for (const own of slots) {
    if (hasGreat[own.load] === 0) continue;
    const beside = mayHold
      ? slots.filter(({ load, reps }) => load !== own.load && reps === own.reps)
      : [];
    for (const bend of bendsOf(layout, own.slot)) {
      const amounts = amountsOf(layout, own, own.load);
      if (!own.share.some((share, i) => share > 0 && amounts[i] > bend)) continue;
      const { violationScale } = slotCosts[own.slot];
      const { row, broken } = deepest(layout, { own, others: beside, bend, amounts, mayHold });
      if (broken <= leastBroken * violationScale) continue;
      const times = 1 / violationScale;
      rows.push({ row: { ...row, times }, broken: times * broken });
    }
  }
  return rows;
}

interface Tried {
  readonly row: Omit<GreatRow, 'times'>;
  readonly broken: number;
}

/** One bend of one slot, and what may be held beside it. */
interface Separation {
  readonly own: SlotShares;
  readonly others: readonly SlotShares[];
  readonly bend: number;
  /** By unit of the slot, what it brings to its load. */
  readonly amounts: readonly number[];
  readonly mayHold: boolean;
}

function deepest(layout: Layout, { own, others, bend, amounts, mayHold }: Separation): Tried {
  const { slot } = own;
  const over = Math.max(0, total(own, amounts) - bend);
  const none = new Array<number>(amounts.length).fill(0);
  const plainly = amounts.map((amount) => Math.max(0, amount - bend));
  let best: Tried = { row: { slot, bend }, broken: total(own, plainly) - over };
  if (!mayHold) return best;
  const alone = holdUnits(own, { bend, price: 0, even: 0 }, amounts, none);
  if (alone.right - over > best.broken) {
    best = { row: { slot, bend, ...alone.row }, broken: alone.right - over };
  }
  for (const { slot: besideSlot, load } of others) {
    const beside = amountsOf(layout, own, load);
    const come = total(own, beside);
    for (const allowed of bendsOf(layout, besideSlot)) {
      for (const price of pricesFor(amounts, beside, bend / allowed)) {
        const sum = { bend, price, even: price * allowed };
        const { row, right } = holdUnits(own, sum, amounts, beside);
        const broken = right - over - price * Math.max(0, come - allowed);
        if (broken <= best.broken) continue;
        best = {
          row: { slot, bend, beside: { slot: besideSlot, bend: allowed, price }, ...row },
          broken,
        };
      }
    }
  }
  return best;
}

/**
 * The right side of a row, with those units held that make it greater: each asks for what it brings beyond
 * p·b wherever it goes, and gives it back with its own share and that of the great units.
 */
function holdUnits(
  { units, share }: SlotShares,
  sum: GreatSum,
  amounts: readonly number[],
  beside: readonly number[],
): { readonly row: Pick<GreatRow, 'held'>; readonly right: number } {
  const { bend, price } = sum;
  const beyond = (i: number): number => amounts[i] - price * beside[i];
  let great = 0;
  for (let i = 0; i < units.length; i++) if (amounts[i] > bend) great += share[i];
  const worth = [...share.keys()]
    .filter((i) => amounts[i] <= bend && beyond(i) > 0 && share[i] > 1 - great + leastWorth)
    .sort((a, b) => share[b] - share[a] || a - b);
  const isHeld = new Uint8Array(units.length);
  let { even } = sum;
  for (const i of worth) {
    // By less than the bend, whatever the order of the sum.
    if (even + beyond(i) > bend * (1 - 1e-9)) continue;
    isHeld[i] = 1;
    even += beyond(i);
  }
  let right = -even;
  for (let i = 0; i < units.length; i++) {
    right += share[i] * greatAmount({ bend, price, even }, amounts[i], beside[i], isHeld[i] === 1);
  }
  const held = units.filter((_, i) => isHeld[i] === 1);
  return { row: held.length > 0 ? { held } : {}, right };
}

/** What the units bring to one load for each of what they bring to another: some quantiles that are not too much. */
function pricesFor(amounts: readonly number[], beside: readonly number[], most: number): number[] {
  const ratios = amounts
    .map((amount, i) => amount / beside[i])
    .filter((ratio) => ratio > 0 && ratio <= most)
    .sort((a, b) => a - b);
  const tried = Math.min(pricesTried, ratios.length);
  const chosen = Array.from(
    { length: tried },
    (_, k) => ratios[Math.floor(((k + 0.5) / tried) * ratios.length)],
  );
  return [...new Set(chosen)];
}

function total({ share }: SlotShares, amounts: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < share.length; i++) sum += share[i] * amounts[i];
  return sum;
}

function amountsOf(layout: Layout, { units }: SlotShares, load: number): number[] {
  return units.map((unit) => layout.amounts[unit * layout.loadCount + load]);
}

/** Where the cost of a slot's load bends upward, above 0. */
function bendsOf({ slotCosts }: Layout, slot: number): number[] {
  const { knots, slopes } = slotCosts[slot];
  return [...knots].filter((bend, k) => bend > 0 && slopes[k + 1] > slopes[k]);
}

function greatestAmounts({ unitCount, loadCount, amounts }: Layout): Float64Array {
  const greatest = new Float64Array(loadCount);
  for (let u = 0; u < unitCount; u++) {
    for (let l = 0; l < loadCount; l++) {
      greatest[l] = Math.max(greatest[l], amounts[u * loadCount + l]);
    }
  }
  return greatest;
}

function sharesBySlot(layout: Layout, { lists, share }: SharedUnits): SlotShares[] {
  const { unitCount, loadCount, repCount, slotOf } = layout;
  const bySlot = new Map<number, SlotShares>();
  const slotsOf: SlotShares[][] = Array.from({ length: repCount }, () => []);
  for (let load = 0; load < loadCount; load++) {
    const reps = new Map<number, number[]>();
    for (let rep = 0; rep < repCount; rep++) {
      const slot = slotOf[load * repCount + rep];
      if (slot < 0) continue;
      const known = reps.get(slot);
      if (known === undefined) reps.set(slot, [rep]);
      else known.push(rep);
    }
    for (const [slot, own] of reps) {
      const one = { slot, units: [], share: [], load, reps: own.join() };
      bySlot.set(slot, one);
      for (const rep of own) slotsOf[rep].push(one);
    }
  }
  const { start, end, reps } = lists.open;
  for (let u = 0; u < unitCount; u++) {
    for (let i = start[u]; i < end[u]; i++) {
      for (const one of slotsOf[reps[i]]) {
        const last = one.units.length - 1;
        if (one.units[last] === u) one.share[last] += share[i];
        else {
          one.units.push(u);
          one.share.push(share[i]);
        }
      }
    }
  }
  return [...bySlot.values()];
}

/**
 * The same where reps are very many: for each bend of the loads of reps alike one sum of cuts, over all of them, in
 * place of one for each rep. What breaks it most at one rep is asked of those too where nothing is broken, or the
 * great units would only move on. Where prices are the same for reps alike, that is as good; where targets differ,
 * a few reps have cuts of their own.
 */
export function brokenGreatSums(
  layout: Layout,
  shared: SharedUnits,
  { members, classOf }: Pick<RepClasses, 'members' | 'classOf'>,
  mayHold: boolean,
): GreatCut[] {
  const { repCount, slotOf } = layout;
  const sums = new Map<string, Sum>();
  for (const { row, broken } of brokenRows(layout, shared, mayHold)) {
    const place = slotOf.indexOf(row.slot);
    const load = Math.floor(place / repCount);
    const ownClass = classOf[place % repCount];
    const bend = bendsOf(layout, row.slot).indexOf(row.bend);
    const key = [load, ownClass, bend].join();
    const known = sums.get(key) ?? { load, bend, ownClass, broken: 0, most: row, rows: new Map() };
    known.rows.set(row.slot, row);
    if (broken > known.broken) sums.set(key, { ...known, broken, most: row });
  }
  return [...sums.values()].flatMap((sum) => {
    const rows = rowsOfSum(layout, sum, members[sum.ownClass]);
    const isEven = rows.every(({ times }) => times === rows[0].times);
    if (isEven || rows.length > mostSingle) return [{ great: rows }];
    return rows.map((row) => ({ great: [row] }));
  });
}

interface Sum {
  readonly load: number;
  /** Which of a load's bends. */
  readonly bend: number;
  readonly ownClass: number;
  readonly broken: number;
  readonly most: GreatRow;
  /** By slot. */
  readonly rows: Map<number, GreatRow>;
}

function rowsOfSum(layout: Layout, { load, bend, most, rows }: Sum, reps: Int32Array): GreatRow[] {
  const { repCount, slotOf, slotCosts } = layout;
  const besideLoad =
    most.beside === undefined ? -1 : Math.floor(slotOf.indexOf(most.beside.slot) / repCount);
  const besideBend =
    most.beside === undefined ? -1 : bendsOf(layout, most.beside.slot).indexOf(most.beside.bend);
  const all = new Map(rows);
  for (const rep of reps) {
    const slot = slotOf[load * repCount + rep];
    if (slot < 0 || all.has(slot)) continue;
    const at = bendsOf(layout, slot)[bend];
    if (at === undefined) continue;
    const row = { slot, bend: at, times: 1 / slotCosts[slot].violationScale };
    const other = besideLoad < 0 ? -1 : slotOf[besideLoad * repCount + rep];
    const allowed = other < 0 ? undefined : bendsOf(layout, other)[besideBend];
    const price = most.beside?.price ?? 0;
    const isBeside = allowed !== undefined && price * allowed <= at;
    all.set(slot, isBeside ? { ...row, beside: { slot: other, bend: allowed, price } } : row);
  }
  return [...all.values()];
}
