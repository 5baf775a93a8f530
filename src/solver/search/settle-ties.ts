import { evaluate, isBetter, type Value } from '../model/evaluate.js';
import { type Layout, layOut, loadFactor } from '../model/layout.js';
import { loadViolation } from '../model/load-cost.js';
import type { Placement, Program } from '../model/program.js';
import { Relocation, Swap } from './operator.js';
import { SearchState } from './search-state.js';

/** Costs that differ by no more are the same. */
const same = 1e-12;
/** Moves that may be looked at: a few seconds' worth. */
const mostLooks = 30_000_000;

/** A move of one unit, or an exchange of two, that takes less from owners at no cost. */
interface Settling {
  readonly unit: number;
  readonly rep: number;
  /** The unit that changes places with it, or -1. */
  readonly other: number;
  /** What is taken more from owners, by importance; the first that is not 0 is below 0. */
  readonly taken: readonly number[];
}

/**
 * Of placements that cost the same, the one that takes less from owners: no
 * relocation and no swap is left that costs the same (or less), breaks no must
 * bound further, and takes less of the first amount, or as much of it and less of
 * the next. Whatever takes less sends some unit to one of its owners, so only
 * units away from an owner are looked at, with those whom that owner has.
 * Beyond so many looks the rest stays as it is, the greatest amounts first settled.
 */
export function settleTies(
  program: Program,
  placement: Placement,
  stop: () => boolean,
): { readonly placement: Placement } & Value {
  // Few costs are asked for: they need no table.
  const layout = layOut(program, 0);
  const before = evaluate(layout, placement);
  const settler = new TieSettler(layout, placement);
  settler.run(stop);
  const settled = settler.placement;
  const after = evaluate(layout, settled);
  const isWorse = isBetter(before, { ...after, objective: after.objective - same * settler.moves });
  return isWorse ? { placement, ...before } : { placement: settled, ...after };
}

class TieSettler {
  readonly #layout: Layout;
  readonly #taken: readonly Float64Array[];
  readonly #state: SearchState;
  readonly #relocation: Relocation;
  readonly #swap: Swap;
  #looksLeft: number;
  moves = 0;

  constructor(layout: Layout, placement: Placement) {
    this.#layout = layout;
    this.#looksLeft = mostLooks / loadFactor(layout);
    this.#taken = layout.program.homes.taken ?? [];
    this.#state = new SearchState(layout, placement, layout.curves);
    this.#relocation = new Relocation(this.#state);
    this.#swap = new Swap(this.#state);
  }

  get placement(): Placement {
    return this.#state.place;
  }

  /** Goes through the units that are away from an owner until none is left to settle. */
  run(stop: () => boolean): void {
    if (this.#taken.length === 0) return;
    const away = this.#unitsAway();
    for (let changed = true; changed; ) {
      changed = false;
      for (const unit of away) {
        if (this.#looksLeft <= 0 || stop()) return;
        while (this.#settle(unit)) changed = true;
      }
    }
  }

  /** Every unit that has an owner to go to: what is taken from the most first. */
  #unitsAway(): readonly number[] {
    const { start } = this.#layout.program.homes;
    const most = new Map<number, number>();
    for (let u = 0; u < this.#layout.unitCount; u++) {
      for (let e = start[u]; e < start[u + 1]; e++)
        if (this.#taken.some((amount) => amount[e] > 0))
          most.set(u, Math.max(most.get(u) ?? 0, this.#taken[0][e]));
    }
    return [...most].sort(([a, x], [b, y]) => y - x || a - b).map(([unit]) => unit);
  }

  /** Takes the move of a unit to one of its owners that takes least. */
  #settle(unit: number): boolean {
    const { start, rep } = this.#layout.program.homes;
    let best: Settling | undefined;
    for (let e = start[unit]; e < start[unit + 1]; e++) {
      if (!this.#layout.costs.eligible(unit, rep[e])) continue;
      best = this.#bestTo(unit, rep[e], best);
    }
    if (best === undefined) return false;
    if (best.other < 0) this.#relocation.apply(best.unit, best.rep);
    else this.#swap.apply(best.unit, best.other);
    this.moves++;
    return true;
  }

  #bestTo(unit: number, rep: number, best: Settling | undefined): Settling | undefined {
    const from = this.#state.place[unit];
    if (from === rep) return best;
    const own = this.#takenBy(unit, from, rep);
    if (!isLess(own)) return best;
    const others = this.#state.members.of(rep).slice().sort();
    this.#looksLeft -= 1 + others.length;
    const alone = { unit, rep, other: -1, taken: own };
    if (isBefore(own, best?.taken) && this.#isFree(alone)) best = alone;
    for (const other of others) {
      const first = own[0] + this.#takenAt(0, other, rep, from);
      if (first > Math.min(0, best?.taken[0] ?? 0)) continue;
      const theirs = this.#takenBy(other, rep, from);
      const taken = own.map((amount, at) => amount + theirs[at]);
      if (!isLess(taken) || !isBefore(taken, best?.taken)) continue;
      const exchange = { unit, rep, other, taken };
      if (this.#isFree(exchange)) best = exchange;
    }
    return best;
  }

  /** What a unit takes more from its owners at one rep than at another. */
  #takenBy(unit: number, from: number, to: number): number[] {
    return this.#taken.map((_, at) => this.#takenAt(at, unit, from, to));
  }

  #takenAt(at: number, unit: number, from: number, to: number): number {
    const { start, rep } = this.#layout.program.homes;
    let more = 0;
    for (let e = start[unit]; e < start[unit + 1]; e++) {
      if (rep[e] === to) more -= this.#taken[at][e];
      else if (rep[e] === from) more += this.#taken[at][e];
    }
    return more;
  }

  /** Whether a move costs no more and breaks no must bound further. */
  #isFree(move: Settling): boolean {
    const { unit, rep, other } = move;
    const delta =
      other < 0 ? this.#relocation.evaluate(unit, rep) : this.#swap.evaluate(unit, other);
    return delta <= same && this.#breaksMore(move) <= 0;
  }

  /** By how much more a move breaks must bounds. */
  #breaksMore({ unit, rep, other }: Settling): number {
    const changes = new Map<number, number>();
    const from = this.#state.place[unit];
    this.#noteChanges(changes, unit, from, rep);
    if (other >= 0) this.#noteChanges(changes, other, rep, from);
    const { slotCosts } = this.#layout;
    const { load } = this.#state;
    let more = 0;
    for (const [slot, by] of changes)
      more +=
        loadViolation(slotCosts[slot], load[slot] + by) -
        loadViolation(slotCosts[slot], load[slot]);
    return more;
  }

  #noteChanges(changes: Map<number, number>, unit: number, from: number, to: number): void {
    const { slotOf, repCount, brings, stays } = this.#layout;
    const add = (slot: number, by: number): void => {
      if (slot >= 0) changes.set(slot, (changes.get(slot) ?? 0) + by);
    };
    for (let i = brings.start[unit]; i < brings.start[unit + 1]; i++) {
      const base = brings.load[i] * repCount;
      add(slotOf[base + from], -brings.amount[i]);
      add(slotOf[base + to], brings.amount[i]);
    }
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      if (stays.rep[e] === from) add(stays.slot[e], stays.amount[e]);
      else if (stays.rep[e] === to) add(stays.slot[e], -stays.amount[e]);
    }
  }
}

/** Whether the first amount that is not 0 is below 0. */
function isLess(taken: readonly number[]): boolean {
  for (const amount of taken) if (amount !== 0) return amount < 0;
  return false;
}

/** Whether less is taken than by another, by importance. */
function isBefore(taken: readonly number[], other: readonly number[] | undefined): boolean {
  if (other === undefined) return true;
  for (let at = 0; at < taken.length; at++) {
    if (taken[at] !== other[at]) return taken[at] < other[at];
  }
  return false;
}
