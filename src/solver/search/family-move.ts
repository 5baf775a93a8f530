import type { Random } from '../../model/random.js';
import { type Candidates, isCandidate } from './candidates.js';
import { type Operator, Trial } from './operator.js';
import type { SearchState } from './search-state.js';

/**
 * Brings all members of a family to one rep. One by one they would not go: the first
 * to leave pays for the split. Whether they may go there is for the caller to know.
 */
export class Gathering implements Operator {
  readonly #state: SearchState;
  readonly #trial: Trial;

  constructor(state: SearchState) {
    this.#state = state;
    this.#trial = new Trial(state);
  }

  evaluate(family: number, rep: number): number {
    this.#trial.keep();
    const { place, layout } = this.#state;
    let delta = 0;
    for (const unit of layout.program.families[family].units) {
      if (place[unit] === rep) continue;
      delta += this.#state.relocateDelta(unit, rep);
      this.#trial.move(unit, rep);
    }
    return delta;
  }

  apply(): void {
    this.#trial.keep();
  }

  reject(): void {
    this.#trial.takeBack();
  }
}

/**
 * Brings one of a unit's families, drawn at random, to a rep who may have all of it, perhaps
 * with one unit of that rep going the other way.
 */
export class FamilyMove implements Operator {
  readonly #state: SearchState;
  readonly #candidates: Candidates;
  readonly #random: Random;
  readonly #trial: Trial;
  /** How many relocations the last move took, made or taken back. */
  looks = 0;

  constructor(state: SearchState, candidates: Candidates, random: Random) {
    this.#state = state;
    this.#candidates = candidates;
    this.#random = random;
    this.#trial = new Trial(state);
  }

  evaluate(unit: number, to: number): number {
    this.#trial.keep();
    const { members, place, layout } = this.#state;
    const { start, family } = layout.familiesOf;
    const chosen = family[start[unit] + this.#random.below(start[unit + 1] - start[unit])];
    const { units } = layout.program.families[chosen];
    const from = place[unit];
    let delta = 0;
    if (members.count[to] > 0 && this.#random.below(2) === 0) {
      const back = members.at(to, this.#random.below(members.count[to]));
      if (!units.includes(back)) delta += this.#move(back, from);
    }
    for (let i = 0; i < units.length && delta < Infinity; i++) {
      if (place[units[i]] !== to) delta += this.#move(units[i], to);
    }
    return delta;
  }

  #move(unit: number, rep: number): number {
    if (!isCandidate(this.#candidates, unit, rep)) return Infinity;
    const delta = this.#state.relocateDelta(unit, rep);
    if (delta < Infinity) this.#trial.move(unit, rep);
    return delta;
  }

  apply(): void {
    this.looks = this.#trial.length;
    this.#trial.keep();
  }

  reject(): void {
    this.looks = 2 * this.#trial.length;
    this.#trial.takeBack();
  }
}
