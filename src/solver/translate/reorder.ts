import type {
  ByRep,
  Cut,
  Distances,
  Homes,
  LoadCost,
  Multipliers,
  Penalties,
  Program,
  Proof,
  Solution,
  Turns,
} from '../model/program.js';
import { once } from './binding-bounds.js';

/** A program whose units, reps and groups of loads stand in another order, and the way back. */
export interface Reordered {
  readonly program: Program;
  readonly solutionOf: (solution: Solution) => Solution;
}

/** Old places in their new order, and the new place of each old one. */
interface Order {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * The same program with its units and reps in the order of their turns. Wherever
 * the solver takes the first of several that are as good, that is then whoever has the
 * least turn, not who comes first by id.
 */
export function inOrderOfTurns(program: Program, turns: Turns): Reordered {
  const units = turns.units && orderOf(turns.units);
  const reps = orderOf(turns.reps);
  const entries = entriesIn(program.homes, units, reps);
  const repLoads = program.repLoads.map(({ name, amount, groupOf, costs }) => {
    const { order, of } = groupsIn(groupOf, costs, reps);
    return { order, load: { name, amount: taken(amount, units?.from), ...of } };
  });
  const leavingLoads = program.leavingLoads.map(({ name, amount, groupOf, costs }) => {
    const { order, of } = groupsIn(groupOf, costs, reps);
    return { order, load: { name, amount: taken(amount, entries.from), ...of } };
  });
  const { turns: _, ...rest } = program;
  const { taken: amounts } = program.homes;
  const reordered: Program = {
    ...rest,
    setOf: units ? units.from.map((unit) => program.setOf[unit]) : program.setOf,
    sets: program.sets.map((set) => set.map((rep) => reps.to[rep]).sort()),
    homes: {
      start: entries.start,
      rep: codesTaken(program.homes.rep, entries.from).map((rep) => reps.to[rep]),
      leavingCost: taken(program.homes.leavingCost, entries.from),
      ...(amounts && { taken: amounts.map((amount) => taken(amount, entries.from)) }),
    },
    penalties: penaltiesIn(program.penalties, units, reps),
    distance: program.distance && distancesIn(program.distance, units, reps),
    repLoads: repLoads.map(({ load }) => load),
    leavingLoads: leavingLoads.map(({ load }) => load),
    families: program.families.map((family) => ({
      ...family,
      units: units ? family.units.map((unit) => units.to[unit]).sort() : family.units,
    })),
  };
  const repGroups = repLoads.map(({ order }) => order);
  const back: WayBack = {
    units,
    reps,
    repGroups,
    leavingGroups: leavingLoads.map(({ order }) => order),
    slots: slotsOf(repGroups),
  };
  return { program: reordered, solutionOf: (solution) => solutionBack(solution, back) };
}

/** Units and reps by turn. Up to two million, turn and place together are one exact number, which sorts thrice as fast. */
function orderOf(turns: Uint32Array): Order {
  const places = 2 ** 21;
  let from: Int32Array;
  if (turns.length <= places) {
    const keys = Float64Array.from(turns, (turn, place) => turn * places + place).sort();
    from = Int32Array.from(keys, (key) => key % places);
  } else {
    from = Int32Array.from(turns.keys()).sort((a, b) => turns[a] - turns[b] || a - b);
  }
  return { from, to: inverse(from) };
}

function inverse(from: Int32Array): Int32Array {
  const to = new Int32Array(from.length);
  for (let at = 0; at < from.length; at++) to[from[at]] = at;
  return to;
}

/** The values in another order; undefined: as they stand, the very array. */
function taken(values: Float64Array, from: Int32Array | undefined): Float64Array {
  if (from === undefined) return values;
  const result = new Float64Array(from.length);
  for (let at = 0; at < from.length; at++) result[at] = values[from[at]];
  return result;
}

function codesTaken(codes: Int32Array, from: Int32Array | undefined): Int32Array {
  return from === undefined ? codes : from.map((entry) => codes[entry]);
}

/** Where rows of entries begin in the new order, and the old entry of each new one; undefined: as they stand. */
function rowsIn(
  start: Int32Array,
  units: Order | undefined,
): { readonly start: Int32Array; readonly from: Int32Array | undefined } {
  if (units === undefined) return { start, from: undefined };
  const newStart = new Int32Array(start.length);
  const from = new Int32Array(start[start.length - 1]);
  let next = 0;
  for (let at = 0; at < units.from.length; at++) {
    const unit = units.from[at];
    for (let entry = start[unit]; entry < start[unit + 1]; entry++) from[next++] = entry;
    newStart[at + 1] = next;
  }
  return { start: newStart, from };
}

/** Entries of homes: those of a unit in the order of their reps. */
function entriesIn({ start, rep }: Homes, units: Order | undefined, reps: Order) {
  const rows = rowsIn(start, units);
  if (rows.from === undefined) return rows;
  for (let at = 0; at + 1 < rows.start.length; at++) {
    if (rows.start[at + 1] - rows.start[at] < 2) continue;
    rows.from
      .subarray(rows.start[at], rows.start[at + 1])
      .sort((a, b) => reps.to[rep[a]] - reps.to[rep[b]]);
  }
  return rows;
}

/** Groups in the order of their first reps; those without one last. */
function groupsIn(
  groupOf: Int32Array,
  costs: readonly LoadCost[],
  reps: Order,
): { order: Order; of: { groupOf: Int32Array; costs: readonly LoadCost[] } } {
  const to = new Int32Array(costs.length).fill(-1);
  let next = 0;
  for (const rep of reps.from) {
    if (groupOf[rep] >= 0 && to[groupOf[rep]] < 0) to[groupOf[rep]] = next++;
  }
  for (let group = 0; group < to.length; group++) if (to[group] < 0) to[group] = next++;
  const from = inverse(to);
  const order = { from, to };
  return {
    order,
    of: {
      groupOf: reps.from.map((rep) => (groupOf[rep] < 0 ? -1 : to[groupOf[rep]])),
      costs: Array.from(from, (group) => costs[group]),
    },
  };
}

function penaltiesIn(penalties: Penalties, units: Order | undefined, reps: Order): Penalties {
  const rows = rowsIn(penalties.start, units);
  return {
    start: rows.start,
    set: codesTaken(penalties.set, rows.from),
    cost: taken(penalties.cost, rows.from),
    accepted: penalties.accepted.map((mask) => Uint8Array.from(reps.from, (rep) => mask[rep])),
  };
}

function distancesIn(distance: Distances, units: Order | undefined, reps: Order): Distances {
  const places = rowsIn(distance.start, units);
  const byPlace = (values: Float64Array): Float64Array =>
    values.length === 0 ? values : taken(values, places.from);
  const byRep = (values: Float64Array): Float64Array =>
    values.length === 0 ? values : taken(values, reps.from);
  const { table } = distance;
  return {
    start: places.start,
    x: byPlace(distance.x),
    y: byPlace(distance.y),
    z: byPlace(distance.z),
    cost: byPlace(distance.cost),
    fallback: byPlace(distance.fallback),
    repX: byRep(distance.repX),
    repY: byRep(distance.repY),
    repZ: byRep(distance.repZ),
    table: table && tableIn(table, places.from, reps),
  };
}

function tableIn(table: Float64Array, places: Int32Array | undefined, reps: Order): Float64Array {
  const repCount = reps.from.length;
  const reordered = new Float64Array(table.length);
  for (let to = 0, place = 0; to < table.length; to += repCount, place++) {
    const from = repCount * (places?.[place] ?? place);
    for (let rep = 0; rep < repCount; rep++) reordered[to + rep] = table[from + reps.from[rep]];
  }
  return reordered;
}

interface WayBack {
  readonly units: Order | undefined;
  readonly reps: Order;
  readonly repGroups: readonly Order[];
  readonly leavingGroups: readonly Order[];
  /** The old slot of each new one: groups of rep loads one after the other. */
  readonly slots: Int32Array;
}

function slotsOf(groups: readonly Order[]): Int32Array {
  const slots: number[] = [];
  for (const { from } of groups) {
    const first = slots.length;
    for (const group of from) slots.push(first + group);
  }
  return Int32Array.from(slots);
}

function solutionBack(solution: Solution, back: WayBack): Solution {
  return {
    ...solution,
    placement: codesTaken(solution.placement, back.units?.to).map((rep) => back.reps.from[rep]),
    proof: proofBack(solution.proof, {
      reps: (reps) => Array.from(reps, (rep) => back.reps.from[rep]).sort((a, b) => a - b),
      unit: (unit) => unitBack(unit, back),
      multipliers: once((multipliers) => multipliersBack(multipliers, back)),
      byRep: once((byRep) => byRepBack(byRep, back)),
    }),
    cuts: solution.cuts.map((cut) => cutBack(cut, back)),
  };
}

function unitBack(unit: number, { units }: WayBack): number {
  return units ? units.from[unit] : unit;
}

function cutBack(cut: Cut, back: WayBack): Cut {
  if ('great' in cut) {
    return {
      great: cut.great.map(({ beside, held, ...row }) => ({
        ...row,
        slot: back.slots[row.slot],
        ...(beside !== undefined && { beside: { ...beside, slot: back.slots[beside.slot] } }),
        ...(held !== undefined && { held: held.map((unit) => unitBack(unit, back)) }),
      })),
    };
  }
  const { rows, from } = cut;
  return {
    rows: rows.map((row) => ({ ...row, slot: back.slots[row.slot] })),
    from: from.map(({ unit, rep }) => ({ unit: unitBack(unit, back), rep: back.reps.from[rep] })),
  };
}

/** Parts of a proof brought back: what several cases share stays shared. */
interface ProofParts {
  readonly unit: (unit: number) => number;
  readonly reps: (reps: readonly number[]) => number[];
  readonly multipliers: (multipliers: Multipliers) => Multipliers;
  readonly byRep: (byRep: ByRep) => ByRep;
}

function proofBack(proof: Proof, back: ProofParts): Proof {
  if ('cases' in proof) {
    return {
      unit: back.unit(proof.unit),
      cases: proof.cases.map(({ reps, proof: inner }) => ({
        reps: back.reps(reps),
        proof: proofBack(inner, back),
      })),
    };
  }
  const own = {
    ...proof,
    multipliers: back.multipliers(proof.multipliers),
    ...(proof.byRep !== undefined && { byRep: back.byRep(proof.byRep) }),
  };
  if (!('ruledOut' in own)) return own;
  return {
    ...own,
    ruledOut: own.ruledOut.map(({ unit, reps }) => ({
      unit: back.unit(unit),
      reps: back.reps(reps),
    })),
    proof: proofBack(own.proof, back),
  };
}

function multipliersBack(
  { rep, leaving, cuts }: Multipliers,
  { repGroups, leavingGroups }: WayBack,
): Multipliers {
  const groupsBack = (prices: readonly Float64Array[], groups: readonly Order[]) =>
    prices.map((price, load) => taken(price, groups[load].to));
  return { rep: groupsBack(rep, repGroups), leaving: groupsBack(leaving, leavingGroups), cuts };
}

function byRepBack({ prices, grids }: ByRep, { units, reps, slots }: WayBack): ByRep {
  return {
    prices: taken(prices, units?.to),
    grids: Array.from(reps.to, (rep) => {
      const grid = grids[rep];
      return grid && { ...grid, slot: slots[grid.slot] };
    }),
  };
}
