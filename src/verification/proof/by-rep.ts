import type { Certificate } from './certificate.js';
import type { CutNames } from './cuts.js';
import type { Slots } from './slots.js';
import type { Units } from './units.js';

/** A load that is one rep's alone, counted in whole steps; `cells` of them or more are as one. */
export interface Grid {
  readonly slot: number;
  readonly column: number;
  readonly step: number;
  readonly cells: number;
}

/** Prices of units, beyond what each costs at the least with all loads priced in, and by rep the load that the rep's own choice of units is held to. */
export interface ByRep {
  readonly prices: Float64Array;
  readonly grids: readonly (Grid | undefined)[];
}

/** The sets of account prices of a certificate; what is wrong with them goes to `fault`, and such a grid holds nothing. */
export function byRepOf(
  units: Units,
  loads: Slots,
  written: Certificate['by_rep'],
  { unitOf, repOf, fault }: CutNames,
): readonly ByRep[] {
  if (written === undefined) return [];
  const grids = new Array<Grid | undefined>(loads.entriesOf.length).fill(undefined);
  for (const { rep: id, load: name, group, step, cells } of written.grids) {
    const rep = repOf(id);
    const slot = loads.slots.findIndex(
      (one) => one.name === name && one.load.names[one.group] === group,
    );
    const entry = rep === undefined ? undefined : loads.entriesOf[rep].find((e) => e.slot === slot);
    if (rep === undefined || entry === undefined || isShared(loads, slot)) {
      fault(`counts ${name} of ${group} for ${id}, whose own load it is not`);
    } else if (grids[rep] !== undefined) {
      fault(`counts two loads for ${id}`);
    } else if (hasNegative(units, loads, entry.column)) {
      fault(`counts ${name} in steps, and some of its amounts are below 0`);
    } else grids[rep] = { ...entry, step, cells };
  }
  const named = written.accounts.map((account) => {
    const unit = unitOf(account);
    if (unit === undefined) fault(`names an account ${account} that no plan places`);
    return unit;
  });
  return written.account_prices.map((set, index) => {
    if (set.length !== named.length) {
      fault(`has other account prices in set ${index} than one for each account`);
    }
    const prices = new Float64Array(units.count);
    named.forEach((unit, at) => {
      if (unit !== undefined) prices[unit] = set[at] ?? 0;
    });
    return { prices, grids };
  });
}

function isShared({ entriesOf }: Slots, slot: number): boolean {
  return entriesOf.filter((entries) => entries.some((entry) => entry.slot === slot)).length !== 1;
}

function hasNegative({ count }: Units, { columns, amounts }: Slots, column: number): boolean {
  for (let unit = 0; unit < count; unit++) if (amounts[unit * columns + column] < 0) return true;
  return false;
}
