import type { Layout } from '../layout.js';
import type { Random } from '../random.js';
import type { Candidates } from './candidates.js';
import type { SearchState } from './search-state.js';

/**
 * Exchanges of any number of units among two reps, searched in depth. With a
 * placement's cost written as bound + Σ unit excess + Σ load slack (all ≥ 0 at
 * the prices), an exchange can only gain if the excess it adds is less than
 * the slack the two reps' loads have now; sorted by excess, most of the tree
 * falls away.
 */
export class Exchange {
  readonly #state: SearchState;
  readonly #candidates: Candidates;
  readonly #prices: Float64Array;
  readonly #slotsOf: Int32Array[];
  readonly #cheapest: Float64Array;
  #nodesLeft = 0;
  #bestDelta = 0;
  #bestMoves: Move[] = [];
  #made: Move[] = [];

  constructor(
    layout: Layout,
    state: SearchState,
    candidates: Candidates,
    prices: Float64Array,
    cheapestSlotCost: Float64Array,
  ) {
    this.#state = state;
    this.#candidates = candidates;
    this.#prices = prices;
    this.#cheapest = cheapestSlotCost;
    this.#slotsOf = Array.from({ length: layout.repCount }, (_, rep) =>
      Int32Array.from(
        { length: layout.loadCount },
        (_, l) => layout.slotOf[l * layout.repCount + rep],
      ).filter((slot) => slot >= 0),
    );
  }

  /** Slack of a rep's loads: what they cost above their cheapest at the prices. */
  slack(rep: number): number {
    let sum = 0;
    for (const slot of this.#slotsOf[rep]) {
      sum +=
        this.#state.slotCost(slot) -
        this.#prices[slot] * this.#state.load[slot] -
        this.#cheapest[slot];
    }
    return sum;
  }

  /** Makes the best exchange found between two reps within `nodes` steps; returns what it gained. */
  improve(a: number, b: number, nodes: number): number {
    const limit = this.slack(a) + this.slack(b);
    const moves = [...this.#moves(a, b), ...this.#moves(b, a)].sort(
      (x, y) => x.excess - y.excess || x.unit - y.unit,
    );
    let wrong = 0;
    for (const move of moves) if (move.excess < 0) wrong += move.excess;
    const useful = moves.filter(
      (move) => move.excess + Math.min(0, wrong - Math.min(0, move.excess)) < limit,
    );
    if (useful.length < 2) return 0;
    this.#nodesLeft = nodes;
    this.#bestDelta = -1e-13;
    this.#bestMoves = [];
    this.#made = [];
    this.#descend(useful, 0, 0, 0, limit);
    for (const { unit, to } of this.#bestMoves) this.#state.relocate(unit, to);
    return this.#bestMoves.length === 0 ? 0 : -this.#bestDelta;
  }

  #descend(moves: Move[], from: number, excess: number, delta: number, limit: number): void {
    for (let i = from; i < moves.length && this.#nodesLeft > 0; i++) {
      const { unit, to, excess: added } = moves[i];
      if (added > 0 && excess + added >= limit) return;
      this.#nodesLeft--;
      const next = delta + this.#state.relocateDelta(unit, to);
      const home = this.#state.place[unit];
      this.#made.push(moves[i]);
      if (next < this.#bestDelta) {
        this.#bestDelta = next;
        this.#bestMoves = [...this.#made];
      }
      this.#state.relocate(unit, to);
      if (this.#made.length < 8) this.#descend(moves, i + 1, excess + added, next, limit);
      this.#state.relocate(unit, home);
      this.#made.pop();
    }
  }

  #moves(from: number, to: number): Move[] {
    const { width, count, rep, excess } = this.#candidates;
    const moves: Move[] = [];
    for (const unit of this.#state.members.of(from)) {
      let here = Infinity;
      let there = Infinity;
      for (let k = 0; k < count[unit]; k++) {
        if (rep[unit * width + k] === from) here = excess[unit * width + k];
        if (rep[unit * width + k] === to) there = excess[unit * width + k];
      }
      if (there < Infinity && here < Infinity) moves.push({ unit, to, excess: there - here });
    }
    return moves;
  }
}

interface Move {
  readonly unit: number;
  readonly to: number;
  readonly excess: number;
}

export function order(repCount: number, random: Random): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < repCount; a++) for (let b = a + 1; b < repCount; b++) pairs.push([a, b]);
  for (let i = pairs.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [pairs[i], pairs[j]] = [pairs[j], pairs[i]];
  }
  return pairs;
}
