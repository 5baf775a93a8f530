import type { SearchState } from './search-state.js';

/**
 * The one contract of the search's operators. An operator knows one kind of move,
 * told apart by two numbers (unit and rep, unit and unit, family and rep, rep and rep).
 * Whoever uses it evaluates a move, and applies or rejects that one before it asks about
 * the next. (A relocation and a swap change nothing until applied: of these the best of
 * several may be.) What a move costs is the state's to tell.
 */
export interface Operator {
  /**
   * What the move would add to the cost; Infinity where it may not be made. Whoever
   * cannot tell without making it leaves it made until it is applied or rejected.
   */
  evaluate(one: number, other: number): number;
  /** Makes the move that was evaluated last. */
  apply(one: number, other: number): void;
  /** Leaves everything as it was before that evaluation. */
  reject(): void;
}

/** Gains below this are rounding. */
export const negligible = 1e-13;

/**
 * Makes a move if it adds less than the threshold. The innermost loops say the same
 * in place, so that the one kind of move each of them makes is compiled into it.
 */
export function attempt(
  operator: Operator,
  one: number,
  other: number,
  threshold = -negligible,
): boolean {
  if (operator.evaluate(one, other) < threshold) {
    operator.apply(one, other);
    return true;
  }
  operator.reject();
  return false;
}

/** A unit goes to another rep. */
export class Relocation implements Operator {
  readonly #state: SearchState;

  constructor(state: SearchState) {
    this.#state = state;
  }

  evaluate(unit: number, rep: number): number {
    return this.#state.relocateDelta(unit, rep);
  }

  apply(unit: number, rep: number): void {
    this.#state.relocate(unit, rep);
  }

  reject(): void {}
}

/** Two units change places. */
export class Swap implements Operator {
  readonly #state: SearchState;

  constructor(state: SearchState) {
    this.#state = state;
  }

  evaluate(unit: number, other: number): number {
    return this.#state.swapDelta(unit, other);
  }

  apply(unit: number, other: number): void {
    this.#state.swap(unit, other);
  }

  reject(): void {}
}

/** Relocations made one after another to see what they come to, with the way back. */
export class Trial {
  readonly #state: SearchState;
  readonly #units: number[] = [];
  readonly #homes: number[] = [];

  constructor(state: SearchState) {
    this.#state = state;
  }

  get length(): number {
    return this.#units.length;
  }

  move(unit: number, rep: number): void {
    this.#units.push(unit);
    this.#homes.push(this.#state.place[unit]);
    this.#state.relocate(unit, rep);
  }

  /** Takes back all but the first so many. */
  takeBack(upTo = 0): void {
    for (let at = this.#units.length - 1; at >= upTo; at--) {
      this.#state.relocate(this.#units[at], this.#homes[at]);
    }
    this.#units.length = upTo;
    this.#homes.length = upTo;
  }

  /** Begins anew from where things stand. */
  keep(): void {
    this.#units.length = 0;
    this.#homes.length = 0;
  }
}
