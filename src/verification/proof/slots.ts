import type { Problem } from '../../model/problem.js';
import type { CertifiedLoad } from './certificate.js';
import { type Group, type LoadMeaning, loadNamed } from './load-meaning.js';
import { epsilon } from './lower-sum.js';
import { sumByUnit, type Units } from './units.js';

/** One group of one load: where a price is put. */
export interface Slot {
  /** Of its load, as the certificate has it. */
  readonly name: string;
  readonly load: LoadMeaning;
  readonly group: number;
  readonly meaning: Group;
  /** Above 0: every amount that comes together here is a multiple of it. */
  readonly step: number;
  /** How far off a multiple of the step a sum of these amounts can be, by roundings of theirs. */
  readonly offStep: number;
}

/**
 * The loads of a certificate laid out for adding up. `amounts` has one column
 * for each distinct kind of amount, so that a hundred reps' max_accounts are
 * one; a rep puts what it gets of a column into some slots.
 */
export interface Slots {
  readonly slots: readonly Slot[];
  readonly columns: number;
  /** By unit and column, row-major. */
  readonly amounts: Float64Array;
  /** By rep: where what it gets is put. */
  readonly entriesOf: readonly (readonly RepEntry[])[];
  /** What leaves with a unit: by unit, by owner. */
  readonly leaving: Leaving;
}

/** A column of amounts, and the slot that a rep puts what it gets of it into. */
interface RepEntry {
  readonly slot: number;
  readonly column: number;
}

/** Entries of unit u are start[u] … start[u+1]-1: unless it goes to `owner`, `amount` comes to `slot`. */
export interface Leaving {
  readonly start: Int32Array;
  readonly owner: Int32Array;
  readonly slot: Int32Array;
  readonly amount: Float64Array;
  /** By slot, what leaves in every plan: accounts that nobody may take. */
  readonly always: Float64Array;
}

/** The certificate's loads; what is wrong with their names, groups or steps goes to `fault`. */
export function slotsOf(
  problem: Problem,
  units: Units,
  weights: number,
  loads: readonly CertifiedLoad[],
  fault: (what: string) => void,
): Slots {
  const slots: Slot[] = [];
  const columnOf = new Map<Float64Array, number>();
  const sums: Float64Array[] = [];
  const entriesOf = Array.from({ length: problem.repCount }, (): RepEntry[] => []);
  const owned: { load: LoadMeaning; first: number }[] = [];
  const seen = new Set<string>();
  for (const { name, of, groups, step = 0 } of loads) {
    const load = seen.has(name) ? undefined : loadNamed(problem, name, weights);
    if (load === undefined || load.of !== of || !same(load.names, groups)) {
      fault(
        seen.has(name)
          ? `names the load ${name} twice`
          : load === undefined
            ? `names a load ${name}, and the rules have none`
            : `has other groups in the load ${name} than the rules`,
      );
      // Prices of what is no load must still have their places.
      for (const _ of groups) slots.push(nothing);
      continue;
    }
    seen.add(name);
    const first = slots.length;
    if (of === 'owners') {
      owned.push({ load, first });
      load.groups.forEach((meaning, group) => {
        slots.push({ name, load, group, meaning, step: 0, offStep: 0 });
      });
      if (step > 0) fault(`gives the load ${name} a step, and amounts that leave have none`);
      continue;
    }
    let column = columnOf.get(load.amounts);
    if (column === undefined) {
      column = sums.length;
      columnOf.set(load.amounts, column);
      sums.push(sumByUnit(units, load.amounts));
    }
    const areMultiples = step > 0 && sums[column].every((amount) => isMultiple(amount, step));
    if (step > 0 && !areMultiples) {
      fault(`says that the amounts of ${name} are multiples of ${step}, and they are not`);
    }
    const grid = { step: areMultiples ? step : 0, offStep: offSteps(sums[column], step) };
    load.groups.forEach((meaning, group) => {
      slots.push({ name, load, group, meaning, ...grid });
    });
    for (let rep = 0; rep < problem.repCount; rep++) {
      const group = load.groupOf[rep];
      if (group >= 0) entriesOf[rep].push({ slot: first + group, column });
    }
  }
  const columns = sums.length;
  const amounts = new Float64Array(units.count * columns);
  sums.forEach((sum, column) => {
    for (let unit = 0; unit < units.count; unit++) amounts[unit * columns + column] = sum[unit];
  });
  const leaving = leavingOf(problem, units, owned, slots.length);
  return { slots, columns, amounts, entriesOf, leaving };
}

/** Stands where the certificate names a load that is none: whatever its price, it proves nothing. */
const nothing: Slot = {
  name: '',
  load: {
    of: 'reps',
    amounts: new Float64Array(0),
    groupOf: new Int32Array(0),
    names: [],
    groups: [],
    balance: undefined,
  },
  group: 0,
  meaning: { cost: () => 0, bends: [], steepest: 0, least: -Infinity, most: Infinity },
  step: 0,
  offStep: 0,
};

function same(names: readonly string[], groups: readonly string[]): boolean {
  return names.length === groups.length && names.every((name, at) => name === groups[at]);
}

/** A multiple to a few roundings, and not of 0 times; what is farther off is another amount. */
function isMultiple(amount: number, step: number): boolean {
  if (amount === 0) return true;
  const multiple = Math.round(amount / step);
  return multiple !== 0 && Math.abs(amount - multiple * step) <= 1e-12 * Math.abs(amount);
}

/** What all amounts together are off multiples of the step. */
function offSteps(amounts: Float64Array, step: number): number {
  if (step === 0) return 0;
  let off = 0;
  for (const amount of amounts) {
    // Whole numbers and their sums are exact.
    if (Number.isSafeInteger(amount) && Number.isSafeInteger(step)) continue;
    off += Math.abs(amount - Math.round(amount / step) * step) + Math.abs(amount) * 4 * epsilon;
  }
  return off * (1 + amounts.length * epsilon);
}

function leavingOf(
  { accountCount, liveOwner }: Problem,
  units: Units,
  owned: readonly { readonly load: LoadMeaning; readonly first: number }[],
  slotCount: number,
): Leaving {
  const always = new Float64Array(slotCount);
  const start = new Int32Array(units.count + 1);
  const owner: number[] = [];
  const slot: number[] = [];
  const amount: number[] = [];
  const slotOf = (load: LoadMeaning, first: number, account: number): number => {
    const group = liveOwner[account] < 0 ? -1 : load.groupOf[liveOwner[account]];
    return group < 0 || load.amounts[account] === 0 ? -1 : first + group;
  };
  for (const { load, first } of owned) {
    for (let account = 0; account < accountCount; account++) {
      const at = units.ofAccount[account] < 0 ? slotOf(load, first, account) : -1;
      if (at >= 0) always[at] += load.amounts[account];
    }
  }
  for (let unit = 0; unit < units.count; unit++) {
    for (const { load, first } of owned) {
      for (let i = units.start[unit]; i < units.start[unit + 1]; i++) {
        const account = units.accounts[i];
        const at = slotOf(load, first, account);
        if (at < 0) continue;
        owner.push(liveOwner[account]);
        slot.push(at);
        amount.push(load.amounts[account]);
      }
    }
    start[unit + 1] = owner.length;
  }
  return {
    start,
    owner: Int32Array.from(owner),
    slot: Int32Array.from(slot),
    amount: Float64Array.from(amount),
    always,
  };
}
