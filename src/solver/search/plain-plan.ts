import { type Layout, loadFactor } from '../model/layout.js';
import { allEligible, type OpenReps } from '../model/open-reps.js';
import { unitShares } from '../model/unit-sample.js';
import { smallPairs } from '../prices/price-rounds.js';
import { type PriceScale, priceScale } from '../prices/price-scale.js';
import { shift } from '../prices/unit-lists.js';
import { betterOf, type Found, foundAt } from './anneal-run.js';
import { Gathering } from './family-move.js';
import { attempt, negligible, Relocation, Swap } from './operator.js';
import { searchCurves } from './search-costs.js';
import { SearchState } from './search-state.js';

/** Swap partners that each unit is tried with; where there are hardly more units, all. */
const partners = 100;
/** Beyond so many pairs of unit and rep, a relocation is tried at some reps only. */
const mostPairs = 10_000_000;
/** Up to so many, both passes are gone through whatever the time. */
const alwaysPairs = 2_500_000;
/** And then at so many. */
const someReps = 8;
/** After so many looks at moves no further passes begin, nor further starts; and so many of these at most. */
const worthLooks = 500_000;
const mostTurns = 200;
/** Families of more are not moved as one. */
const mostTogether = 12;

/**
 * What anybody could do in a spreadsheet, and so what every plan has to beat or
 * equal whatever becomes of the phases after it: units by size, each to whom
 * it costs least with or to whom needs it most, and today's owners with the rest dealt out so;
 * each (of large programs, the best) then improved by passes of relocations and of swaps, at least one of each. It takes a
 * second or so at 20,000 × 100, and that much it is given even where there is
 * no time; on larger ones, told to stop, it stops at what it has.
 */
export function plainPlan(layout: Layout, stop: () => boolean): Found {
  const open = allEligible(layout.program);
  const scale = priceScale(layout);
  const order = bySize(layout);
  const isLong = layout.unitCount * layout.repCount * loadFactor(layout) ** 2 > alwaysPairs;
  const isStopped = isLong ? stop : () => false;
  const dealing = { open, order, stop: isStopped };
  const kept = deal(layout, { ...dealing, from: todaysOwners(layout, open) });
  const stays = foundAt(layout, kept);
  const dealt = foundAt(layout, deal(layout, dealing));
  const byNeed = foundAt(layout, deal(layout, { ...dealing, by: 'need' }));
  const byNeeds = foundAt(layout, deal(layout, { ...dealing, by: 'needs' }));
  const starts = [stays, dealt, byNeed, byNeeds];
  let best = starts.reduce(betterOf);
  const isLarge = layout.unitCount * layout.repCount > smallPairs;
  let looks = 0;
  const tryFrom = (start: Int32Array, inTurn?: Int32Array): void => {
    const reached = improved(layout, { open, scale, stop: isStopped }, start, inTurn);
    looks += reached.looks * loadFactor(layout);
    best = betterOf(best, foundAt(layout, reached.place));
  };
  for (const { placement } of isLarge ? [best] : starts) if (!isStopped()) tryFrom(placement);
  // Of few units it is chance which of many such plans is best, and they cost next to nothing.
  for (let turn = 1; turn <= mostTurns && looks < worthLooks && !isLarge && !isStopped(); turn++) {
    const by = deals[turn % deals.length];
    const turned = bySize(layout, turn);
    tryFrom(deal(layout, { ...dealing, order: turned, by }), turned);
  }
  return best;
}

/** Whom a unit goes to: where it costs least, or to whoever lacks most of the first load, or of all loads by what they weigh. */
type Deal = 'cost' | 'need' | 'needs';
const deals: readonly Deal[] = ['cost', 'need', 'needs'];

interface Dealing {
  readonly open: OpenReps;
  readonly order: Int32Array;
  readonly stop: () => boolean;
  /** Where units are already, -1 for those that are not; undefined: none is. */
  readonly from?: Int32Array;
  readonly by?: Deal;
}

/** A placement after such passes, as good as it was or better. */
export function improvedFrom(layout: Layout, placement: Int32Array, stop: () => boolean): Found {
  const open = allEligible(layout.program);
  return foundAt(
    layout,
    improved(layout, { open, scale: priceScale(layout), stop }, placement).place,
  );
}

/** Units by the largest share they have of any load, largest first; ties in the order of a hash. At later turns sizes are blurred. */
function bySize(layout: Layout, turn = 0): Int32Array {
  const size = unitShares(layout).map((share, u) => share * (1 + (turn > 0 ? shift(u, turn) : 0)));
  const tie = size.map((_, u) => shift(u, 0));
  return Int32Array.from(size.keys()).sort((a, b) => size[b] - size[a] || tie[a] - tie[b] || a - b);
}

/** Where units are that an owner may keep; of several owners the one whom it costs most to leave. −1: nowhere. */
function todaysOwners({ program, unitCount }: Layout, open: OpenReps): Int32Array {
  const { start, rep, leavingCost } = program.homes;
  const isOpen = new Uint8Array(program.repCount);
  return Int32Array.from({ length: unitCount }, (_, u) => {
    if (start[u] === start[u + 1]) return -1;
    for (let i = open.start[u]; i < open.end[u]; i++) isOpen[open.reps[i]] = 1;
    let owner = -1;
    let most = -1;
    for (let e = start[u]; e < start[u + 1]; e++) {
      if (isOpen[rep[e]] === 0 || leavingCost[e] <= most) continue;
      owner = rep[e];
      most = leavingCost[e];
    }
    for (let i = open.start[u]; i < open.end[u]; i++) isOpen[open.reps[i]] = 0;
    return owner;
  });
}

/**
 * Places what has no place yet: in turn, each with the rep where its linear cost
 * and what the loads' costs grow by are least, loads counted as far as placed.
 * Where loads only begin to fill, all slopes are alike and the one that
 * lacks most for its size comes first; by need it is whoever lacks most of the first load, or of all by their weight.
 * Once told to stop, whoever comes first.
 */
function deal(layout: Layout, { open, order, stop, by = 'cost', ...task }: Dealing): Int32Array {
  const from = task.from ?? new Int32Array(layout.unitCount).fill(-1);
  const { repCount, brings, slotOf, slotCosts, curves, costs } = layout;
  const place = Int32Array.from(from);
  const load = Float64Array.from(layout.leavingTotal);
  const targets = targetsOf(layout);
  const mainLoad = Math.floor(
    slotOf.findIndex((slot) => slot >= 0 && targets[slot] > 0) / repCount,
  );
  const put = (u: number, rep: number): void => {
    place[u] = rep;
    for (let i = brings.start[u]; i < brings.start[u + 1]; i++) {
      const slot = slotOf[brings.load[i] * repCount + rep];
      if (slot >= 0) load[slot] += brings.amount[i];
    }
  };
  from.forEach((rep, u) => {
    if (rep >= 0) put(u, rep);
  });
  const every = unitsBetweenStops(layout);
  let dealt = 0;
  let isHurried = false;
  for (const u of order) {
    if (place[u] >= 0) continue;
    let chosen = open.reps[open.start[u]];
    let leastBroken = Infinity;
    let least = Infinity;
    let mostLacking = -Infinity;
    if (++dealt % every === 0) isHurried ||= stop();
    const tries = isHurried ? 1 : triedAt(layout, open, u);
    for (let k = 0; k < tries; k++) {
      const rep = tried(open, u, k, tries);
      let cost = costs.at(u, rep);
      let broken = 0;
      let lacking = shift(u, rep) * 1e-9;
      for (let i = brings.start[u]; i < brings.start[u + 1]; i++) {
        const l = brings.load[i];
        const slot = slotOf[l * repCount + rep];
        const amount = brings.amount[i];
        if (slot < 0) continue;
        const after = load[slot] + amount;
        cost += curves.at(slot, after) - curves.at(slot, load[slot]);
        const { high, tolerance, violationScale } = slotCosts[slot];
        if (after > high + tolerance) broken += (after - high) / violationScale;
        if (targets[slot] <= 0) continue;
        if (by === 'cost') lacking += 1 - load[slot] / targets[slot];
        else if (by === 'needs')
          lacking -= slotCosts[slot].slopes[0] * (targets[slot] - load[slot]);
        else if (l === mainLoad) lacking += targets[slot] - load[slot];
      }
      if (by !== 'cost') cost = 0;
      const isBetter =
        broken !== leastBroken
          ? broken < leastBroken
          : Math.abs(cost - least) > negligible
            ? cost < least
            : lacking > mostLacking;
      if (!isBetter) continue;
      chosen = rep;
      leastBroken = broken;
      least = cost;
      mostLacking = lacking;
    }
    put(u, chosen);
  }
  return place;
}

/** By slot, the load that costs least; 0 where that is none or any. */
function targetsOf({ slotCosts }: Layout): Float64Array {
  return Float64Array.from(slotCosts, ({ knots, slopes }) => {
    const turn = knots.findIndex((_, k) => slopes[k] < 0 && slopes[k + 1] >= 0);
    return turn < 0 ? 0 : Math.max(0, knots[turn]);
  });
}

interface Improving {
  readonly open: OpenReps;
  readonly scale: PriceScale;
  readonly stop: () => boolean;
}

/** Passes of relocations and of swaps, each made where it gains, while they are worth it; broken must bounds are dearer than all else. */
function improved(
  layout: Layout,
  { open, scale, stop }: Improving,
  placement: Int32Array,
  inTurn?: Int32Array,
): { readonly place: Int32Array; readonly looks: number } {
  const { unitCount } = layout;
  const zero = new Float64Array(layout.slotCount);
  const penalty = scale.step.map((step) => 1e3 * step);
  const curves = searchCurves(layout, { truth: 1, prices: zero, penalty });
  const state = new SearchState(layout, placement, curves);
  const relocation = new Relocation(state);
  const swap = new Swap(state);
  const gathering = new Gathering(state);
  const tries = unitCount <= 2 * partners ? unitCount : partners;
  const every = unitsBetweenStops(layout);
  let looks = 0;
  for (let gained = true; gained && looks * loadFactor(layout) < worthLooks; ) {
    gained = false;
    for (let at = 0; at < unitCount; at++) {
      if (at % every === 0 && stop()) return { place: state.place, looks };
      const u = inTurn === undefined ? at : inTurn[at];
      const count = triedAt(layout, open, u);
      looks += count;
      for (let k = 0; k < count; k++) {
        const to = tried(open, u, k, count);
        if (to === state.place[u] || relocation.evaluate(u, to) >= -negligible) continue;
        relocation.apply(u, to);
        gained = true;
      }
    }
    for (let at = 0; at < unitCount; at++) {
      if (at % every === 0 && stop()) return { place: state.place, looks };
      const u = inTurn === undefined ? at : inTurn[at];
      looks += tries;
      for (let k = 0; k < tries; k++) {
        const other = tries === unitCount ? k : Math.floor(shift(u, k) * unitCount);
        if (state.place[u] === state.place[other]) continue;
        if (swap.evaluate(u, other) >= -negligible) continue;
        swap.apply(u, other);
        gained = true;
      }
    }
    layout.program.families.forEach(({ units }, family) => {
      if (units.length > mostTogether || stop()) return;
      looks += units.length * layout.repCount;
      for (const rep of openToAll(open, units)) if (attempt(gathering, family, rep)) gained = true;
    });
  }
  return { place: state.place, looks };
}

/** The reps whom each of some units may go to. */
function openToAll({ reps, start, end }: OpenReps, units: Int32Array): readonly number[] {
  const [first, ...others] = Array.from(units, (unit) => reps.subarray(start[unit], end[unit]));
  return [...first].filter((rep) => others.every((open) => open.includes(rep)));
}

/** So many units are gone through between two questions whether to stop. */
function unitsBetweenStops(layout: Layout): number {
  return Math.max(1, Math.floor(64 / loadFactor(layout)));
}

/** How many reps a unit is tried at. */
function triedAt({ unitCount, repCount }: Layout, { start, end }: OpenReps, unit: number): number {
  const count = end[unit] - start[unit];
  return unitCount * repCount > mostPairs ? Math.min(count, someReps) : count;
}

/** The k-th of them: all, or some from all over. */
function tried({ reps, start, end }: OpenReps, unit: number, k: number, tries: number): number {
  const count = end[unit] - start[unit];
  const at = tries === count ? k : Math.floor(((k + shift(unit, k)) / tries) * count);
  return reps[start[unit] + at];
}
