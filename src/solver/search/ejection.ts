import { loadViolation } from '../model/load-cost.js';
import type { Candidates } from './candidates.js';
import { attempt, negligible, type Operator, Trial } from './operator.js';
import type { SearchState } from './search-state.js';

/** Moves tried first, and after each of them, and how many in a row. */
const breadth = [12, 4, 3, 2];
/** And gains below this share of the deltas they are the sum of are rounding. */
const negligibleShare = 1e-11;

interface Move {
  readonly unit: number;
  readonly to: number;
  readonly delta: number;
}

/**
 * Ejection chains: a unit leaves a load that breaks its bounds (or comes to
 * one that lacks it) although its new rep then has too much; there another
 * unit makes room, and so on. Kept if all of it together gains, under curves
 * in which broken bounds are dear.
 */
export class Ejection implements Operator {
  readonly #state: SearchState;
  readonly #candidates: Candidates;
  readonly #moved = new Set<number>();
  readonly #trial: Trial;
  #stepsLeft = 0;

  constructor(state: SearchState, candidates: Candidates) {
    this.#state = state;
    this.#candidates = candidates;
    this.#trial = new Trial(state);
  }

  /**
   * Works on every broken load with up to about `steps` tried moves. Returns
   * how many it took if something was gained, else 0.
   */
  improve(steps: number, stop: () => boolean): number {
    const { slotCosts } = this.#state.layout;
    let gained = false;
    this.#stepsLeft = steps;
    for (let slot = 0; slot < slotCosts.length && this.#stepsLeft > 0 && !stop(); slot++) {
      if (loadViolation(slotCosts[slot], this.#state.load[slot]) === 0) continue;
      if (attempt(this, slot, 0, 0)) gained = true;
    }
    return gained ? steps - this.#stepsLeft : 0;
  }

  /** What the first chain found that gains adds, with the chain made; Infinity where there is none. */
  evaluate(slot: number): number {
    this.#moved.clear();
    this.#trial.keep();
    return this.#chain(this.#movesAbout(slot), 0, 0);
  }

  apply(): void {
    this.#trial.keep();
  }

  reject(): void {
    this.#trial.takeBack();
  }

  /**
   * Makes a chain that gains, beginning with one of the moves; undoes what
   * leads nowhere. `before` is the sum of the deltas so far, `size` that of their sizes.
   */
  #chain(moves: readonly Move[], before: number, size: number): number {
    const depth = this.#trial.length;
    for (const { unit, to, delta } of moves.slice(0, breadth[depth])) {
      const sum = before + delta;
      const sizes = size + Math.abs(delta);
      this.#trial.move(unit, to);
      if (sum < -negligible - negligibleShare * sizes) return sum;
      this.#moved.add(unit);
      if (depth + 1 < breadth.length && this.#stepsLeft > 0) {
        const whole = this.#chain(this.#movesFrom(to), sum, sizes);
        if (whole < Infinity) return whole;
      }
      this.#moved.delete(unit);
      this.#trial.takeBack(depth);
    }
    return Infinity;
  }

  /** Units out of the reps that a slot counts, or into them, whichever its bound asks; cheapest first. */
  #movesAbout(slot: number): Move[] {
    const { layout, load, members } = this.#state;
    const { loadCount, repCount, slotOf, slotCosts } = layout;
    const tooMuch = load[slot] > slotCosts[slot].high;
    const counted = new Uint8Array(repCount);
    let isRepSlot = false;
    for (let l = 0; l < loadCount; l++) {
      for (let j = 0; j < repCount; j++) {
        if (slotOf[l * repCount + j] !== slot) continue;
        counted[j] = 1;
        isRepSlot = true;
      }
    }
    if (!isRepSlot) return this.#movesHome(slot);
    const moves: Move[] = [];
    for (let j = 0; j < repCount; j++) {
      if (tooMuch !== (counted[j] === 1)) continue;
      for (const unit of members.of(j)) {
        this.#collect(unit, (to) => (counted[to] === 1) !== tooMuch, moves);
      }
    }
    return moves.sort((a, b) => a.delta - b.delta || a.unit - b.unit || a.to - b.to);
  }

  /** A budget is kept by sending units back to their owners. */
  #movesHome(slot: number): Move[] {
    const { layout, place } = this.#state;
    const { stays, unitCount } = layout;
    const moves: Move[] = [];
    for (let unit = 0; unit < unitCount; unit++) {
      for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
        if (stays.slot[e] !== slot || place[unit] === stays.rep[e]) continue;
        this.#stepsLeft--;
        const delta = this.#state.relocateDelta(unit, stays.rep[e]);
        if (delta < Infinity) moves.push({ unit, to: stays.rep[e], delta });
      }
    }
    return moves.sort((a, b) => a.delta - b.delta || a.unit - b.unit);
  }

  #movesFrom(rep: number): Move[] {
    const moves: Move[] = [];
    for (const unit of this.#state.members.of(rep)) this.#collect(unit, () => true, moves);
    return moves.sort((a, b) => a.delta - b.delta || a.unit - b.unit || a.to - b.to);
  }

  #collect(unit: number, wanted: (to: number) => boolean, into: Move[]): void {
    if (this.#moved.has(unit)) return;
    const { width, count, rep } = this.#candidates;
    for (let at = unit * width; at < unit * width + count[unit]; at++) {
      const to = rep[at];
      if (to === this.#state.place[unit] || !wanted(to)) continue;
      this.#stepsLeft--;
      into.push({ unit, to, delta: this.#state.relocateDelta(unit, to) });
    }
  }
}
