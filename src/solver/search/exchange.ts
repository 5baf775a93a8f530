import type { Layout } from '../model/layout.js';
import type { Candidates } from './candidates.js';
import { negligible, type Operator } from './operator.js';
import type { SearchState } from './search-state.js';

interface Move {
  readonly unit: number;
  readonly to: number;
  /** Reduced cost at the new place less that at the old one. */
  readonly excess: number;
}

/** Exchanges of more units than this are not looked for. */
const mostMoves = 8;

/**
 * Exchanges of any few units between two reps, searched in depth. A placement
 * costs its bound plus, all of them ≥ 0 at the prices, the excess of each unit
 * and the slack of each load. So an exchange can only gain if the excess it
 * adds is less than the slack the two reps' loads have now; in the order of
 * excess, most of the tree falls away.
 */
export class Exchange implements Operator {
  readonly #state: SearchState;
  readonly #candidates: Candidates;
  readonly #prices: Float64Array;
  readonly #slotsOf: readonly Int32Array[];
  /** By slot, the least of cost − price × load. */
  readonly #leastCost: Float64Array;
  readonly #made: Move[] = [];
  /** Steps that the next evaluation may take, and what it left of them. */
  stepsLeft = 0;
  #bestDelta = 0;
  #bestMoves: readonly Move[] = [];

  constructor(
    state: SearchState,
    candidates: Candidates,
    prices: Float64Array,
    leastCost: Float64Array,
  ) {
    this.#state = state;
    this.#candidates = candidates;
    this.#prices = prices;
    this.#leastCost = leastCost;
    this.#slotsOf = Array.from({ length: state.layout.repCount }, (_, rep) =>
      slotsAt(state.layout, rep),
    );
  }

  /** The best exchange found between two reps; 0 where none gains. */
  evaluate(a: number, b: number): number {
    this.#bestDelta = -negligible;
    this.#bestMoves = [];
    const limit = this.#slack(a) + this.#slack(b);
    const moves = [...this.#moves(a, b), ...this.#moves(b, a)];
    const most = moves.reduce((room, { excess }) => room - Math.min(0, excess), limit);
    const useful = moves
      .filter(({ excess }) => excess < most)
      .sort((x, y) => x.excess - y.excess || x.unit - y.unit);
    if (useful.length < 2) this.stepsLeft--;
    else this.#descend(useful, 0, 0, 0, limit);
    return this.#bestMoves.length > 0 ? this.#bestDelta : 0;
  }

  apply(): void {
    for (const { unit, to } of this.#bestMoves) this.#state.relocate(unit, to);
  }

  reject(): void {}

  #descend(
    moves: readonly Move[],
    from: number,
    excess: number,
    delta: number,
    limit: number,
  ): void {
    for (let i = from; i < moves.length && this.stepsLeft > 0; i++) {
      const { unit, to, excess: added } = moves[i];
      if (added > 0 && excess + added >= limit) return;
      this.stepsLeft--;
      const home = this.#state.place[unit];
      const next = delta + this.#state.relocateDelta(unit, to);
      this.#made.push(moves[i]);
      if (next < this.#bestDelta) {
        this.#bestDelta = next;
        this.#bestMoves = [...this.#made];
      }
      this.#state.relocate(unit, to);
      if (this.#made.length < mostMoves) {
        this.#descend(moves, i + 1, excess + added, next, limit);
      }
      this.#state.relocate(unit, home);
      this.#made.pop();
    }
  }

  /** What a rep's loads cost above the least they could at the prices. */
  #slack(rep: number): number {
    let sum = 0;
    for (const slot of this.#slotsOf[rep]) {
      const priced = this.#prices[slot] * this.#state.load[slot];
      sum += this.#state.slotCost(slot) - priced - this.#leastCost[slot];
    }
    return sum;
  }

  #moves(from: number, to: number): Move[] {
    const { width, count, rep, excess } = this.#candidates;
    const moves: Move[] = [];
    for (const unit of this.#state.members.of(from)) {
      let here = Infinity;
      let there = Infinity;
      for (let at = unit * width; at < unit * width + count[unit]; at++) {
        if (rep[at] === from) here = excess[at];
        if (rep[at] === to) there = excess[at];
      }
      if (here < Infinity && there < Infinity) moves.push({ unit, to, excess: there - here });
    }
    return moves;
  }
}

function slotsAt({ loadCount, repCount, slotOf }: Layout, rep: number): Int32Array {
  return Int32Array.from({ length: loadCount }, (_, l) => slotOf[l * repCount + rep]).filter(
    (slot) => slot >= 0,
  );
}
