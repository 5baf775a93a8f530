import { Random } from '../../model/random.js';
import type { MustLayout } from './must-layout.js';

/** How far a search for a plan that keeps the bounds may go. */
export interface KeepingPlan {
  /** Moves that are tried, each at one rep. */
  readonly work: number;
  /** The search ends when so many have been tried in vain; default: a quarter of the work. */
  readonly patience?: number;
  readonly seed: number;
  /** Whether much past one bound counts more than a little past many. */
  readonly evenly?: boolean;
  /** How much each slot's excess counts; default 1. */
  readonly weight?: (slot: number) => number;
}

export interface Kept {
  readonly placement: Int32Array;
  /** Σ of weight · excess ÷ scale; 0: all bounds are kept. */
  readonly violation: number;
}

/** Places looked at for one step. */
const unitsTried = 40;
const repsTried = 24;
const partnersTried = 6;
/** Of so many moves the best is taken if it helps. */
const triesSoon = 12;
/** Steps that a unit stays where it was put. */
const rest = 8;
/** How much steeper the square of an excess is than the excess. */
const steepness = 8;

/**
 * Looks for a placement that keeps the must bounds, from a given one: the slot
 * that is furthest past its bound gives units away, takes some in or exchanges
 * them, by the best of the moves that are tried; where none helps, what is
 * broken weighs more from then on (Morris 1993), and units just moved rest
 * (Glover 1989). The placement that breaks least is kept.
 */
export function keepBounds(
  must: MustLayout,
  start: Int32Array,
  { work, patience = work / 4, seed, evenly = false, weight = () => 1 }: KeepingPlan,
): Kept {
  const search = new Keeping(must, start, new Random(seed, 0), evenly, weight);
  return search.run(work, patience);
}

class Keeping {
  readonly #must: MustLayout;
  readonly #random: Random;
  readonly #evenly: boolean;
  readonly #place: Int32Array;
  readonly #load: Float64Array;
  /** By slot, what an excess counts, and what it has come to weigh. */
  readonly #first: Float64Array;
  readonly #weight: Float64Array;
  readonly #at: number[][];
  readonly #where: Int32Array;
  readonly #rested: Int32Array;
  /** Units by set of reps, and sets by slot: who could come there. */
  readonly #unitsOf: number[][];
  readonly #setsOf: number[][];
  readonly #repsOf: number[][];
  /** What units would take off leaving slots by staying: unit and rep by slot. */
  readonly #staysOf: { unit: number; rep: number }[][];
  readonly #touched: Int32Array;
  /** By slot, where it was put among them last. */
  readonly #touchedAt: Int32Array;
  readonly #change: Float64Array;
  #touchedCount = 0;
  #left = 0;

  constructor(
    must: MustLayout,
    start: Int32Array,
    random: Random,
    evenly: boolean,
    weight: (slot: number) => number,
  ) {
    const { layout } = must;
    const { unitCount, repCount, loadCount, slotCount, slotCosts, slotOf, program, stays, brings } =
      layout;
    this.#must = must;
    this.#random = random;
    this.#evenly = evenly;
    this.#place = Int32Array.from(start);
    this.#load = Float64Array.from(layout.leavingTotal);
    this.#first = Float64Array.from(slotCosts, (_, slot) => weight(slot));
    this.#weight = Float64Array.from(this.#first);
    this.#at = Array.from({ length: repCount }, () => []);
    this.#where = new Int32Array(unitCount);
    this.#rested = new Int32Array(unitCount).fill(-rest);
    let mostStays = 0;
    for (let u = 0; u < unitCount; u++) {
      mostStays = Math.max(mostStays, stays.start[u + 1] - stays.start[u]);
    }
    this.#touched = new Int32Array(4 * (loadCount + mostStays));
    this.#touchedAt = new Int32Array(slotCount);
    this.#change = new Float64Array(this.#touched.length);
    this.#unitsOf = program.sets.map(() => []);
    for (let u = 0; u < unitCount; u++) {
      this.#unitsOf[program.setOf[u]].push(u);
      this.#where[u] = this.#at[start[u]].push(u) - 1;
      for (let i = brings.start[u]; i < brings.start[u + 1]; i++) {
        const slot = slotOf[brings.load[i] * repCount + start[u]];
        if (slot >= 0) this.#load[slot] += brings.amount[i];
      }
      for (let e = stays.start[u]; e < stays.start[u + 1]; e++) {
        if (stays.rep[e] === start[u]) this.#load[stays.slot[e]] -= stays.amount[e];
      }
    }
    this.#repsOf = Array.from({ length: slotCount }, () => []);
    for (let l = 0; l < loadCount; l++) {
      for (let j = 0; j < repCount; j++) {
        const slot = slotOf[l * repCount + j];
        if (slot >= 0) this.#repsOf[slot].push(j);
      }
    }
    this.#setsOf = this.#repsOf.map((reps) => {
      const among = new Set(reps);
      return [...program.sets.keys()].filter(
        (set) => this.#unitsOf[set].length > 0 && program.sets[set].some((rep) => among.has(rep)),
      );
    });
    this.#staysOf = Array.from({ length: slotCount }, () => []);
    for (let u = 0; u < unitCount; u++) {
      for (let e = stays.start[u]; e < stays.start[u + 1]; e++) {
        if (program.sets[program.setOf[u]].includes(stays.rep[e])) {
          this.#staysOf[stays.slot[e]].push({ unit: u, rep: stays.rep[e] });
        }
      }
    }
  }

  run(work: number, patience: number): Kept {
    this.#left = work;
    let until = work - patience;
    let least = this.#measure();
    /** What was done since then, to be undone at the end. */
    let since: { unit: number; from: number }[] = [];
    let steps = 0;
    let poor = 0;
    while (least > 0 && this.#left > Math.max(0, until)) {
      const slot = this.#worst();
      if (slot < 0) break;
      const step = this.#best(slot, steps);
      this.#left--;
      if (step === undefined || step.gain > -1e-15) {
        if (this.#evenly && ++poor > 30) break;
        if (!this.#evenly) this.#press();
      }
      if (step === undefined) continue;
      if (this.#evenly && step.gain > -1e-15) continue;
      steps++;
      for (const { unit, to } of step.moves) {
        since.push({ unit, from: this.#place[unit] });
        this.#move(unit, to);
        this.#rested[unit] = steps;
      }
      const now = this.#measure();
      if (now < least * (1 - 1e-12)) {
        least = now;
        since = [];
        poor = 0;
        until = this.#left - patience;
      }
    }
    for (const { unit, from } of since.reverse()) this.#move(unit, from);
    return { placement: Int32Array.from(this.#place), violation: this.#sum() };
  }

  /** How far a load is past its bounds in their scale. */
  #excess(slot: number, load: number): number {
    const { low, high, tolerance, violationScale } = this.#must.layout.slotCosts[slot];
    const past = load > high ? load - high : load < low ? low - load : 0;
    // A tenth of the tolerance is for sums that are added up in another order.
    return past > 0.9 * tolerance ? past / violationScale : 0;
  }

  #cost(slot: number, load: number): number {
    const excess = this.#excess(slot, load);
    if (excess === 0) return 0;
    return this.#weight[slot] * (this.#evenly ? excess * (1 + steepness * excess) : excess);
  }

  #sum(): number {
    let sum = 0;
    for (let s = 0; s < this.#load.length; s++)
      sum += this.#first[s] * this.#excess(s, this.#load[s]);
    return sum;
  }

  /** What is to be least over the run, without the weights. */
  #measure(): number {
    if (!this.#evenly) return this.#sum();
    let sum = 0;
    for (let s = 0; s < this.#load.length; s++) sum += this.#cost(s, this.#load[s]);
    return sum;
  }

  /** A broken slot: mostly the one that weighs most. */
  #worst(): number {
    let worst = -1;
    let most = 0;
    let broken = 0;
    const any = this.#random.fraction() < 0.3;
    for (let s = 0; s < this.#load.length; s++) {
      const cost = this.#cost(s, this.#load[s]);
      if (cost === 0) continue;
      broken++;
      if (any ? this.#random.fraction() * broken < 1 : cost > most) {
        most = cost;
        worst = s;
      }
    }
    return worst;
  }

  #press(): void {
    for (let s = 0; s < this.#load.length; s++) {
      if (this.#excess(s, this.#load[s]) > 0) this.#weight[s] += this.#first[s];
    }
  }

  /** The best of the moves tried for a slot: of few where one helps soon, else of many and of exchanges. */
  #best(slot: number, steps: number): Step | undefined {
    let best: Step | undefined;
    const take = (gain: number, moves: Step['moves']): void => {
      if (best === undefined || gain < best.gain) best = { gain, moves };
    };
    const free = (unit: number): boolean => steps - this.#rested[unit] >= rest;
    const candidates = this.#candidates(slot).filter(({ unit }) => free(unit));
    const enough = this.#left - triesSoon;
    for (const candidate of candidates) {
      const { unit } = candidate;
      for (const to of this.#repsFor(candidate, slot, repsTried)) {
        if (to !== this.#place[unit]) take(this.#gain(unit, to), [{ unit, to }]);
      }
      if (best !== undefined && best.gain < -1e-12 && this.#left < enough) return best;
    }
    if (best !== undefined && best.gain < 0) return best;
    for (const candidate of candidates) {
      const { unit } = candidate;
      for (const to of this.#repsFor(candidate, slot, repsTried / 4)) {
        if (to === this.#place[unit]) continue;
        for (const other of this.#some(this.#at[to], partnersTried)) {
          if (!free(other) || !this.#isOpen(other, this.#place[unit])) continue;
          const gain = this.#exchangeGain(unit, other);
          take(gain, [
            { unit, to },
            { unit: other, to: this.#place[unit] },
          ]);
        }
      }
      if (best !== undefined && best.gain < -1e-12 && this.#left < enough - 8 * triesSoon)
        return best;
    }
    return best;
  }

  /** Units that could mend a slot, by going elsewhere or by coming there. */
  #candidates(slot: number): Candidate[] {
    const { low } = this.#must.layout.slotCosts[slot];
    const within = this.#repsOf[slot];
    if (within.length === 0) {
      const away = this.#staysOf[slot].filter(({ unit, rep }) => this.#place[unit] !== rep);
      return this.#some(away, unitsTried).map(({ unit, rep }) => ({ unit, home: rep }));
    }
    // Amounts may be below 0, and a whole may count as well: units go and come either way.
    const out = this.#load[slot] >= low;
    const going = this.#some(within, repsTried).flatMap((rep) =>
      this.#some(this.#at[rep], out ? unitsTried : unitsTried / 2),
    );
    const leaving = this.#some(going, out ? unitsTried : unitsTried / 2);
    const coming = this.#reaching(slot, out ? unitsTried / 2 : 2 * unitsTried);
    const first = out ? leaving : coming;
    const second = out ? coming : leaving;
    return [
      ...first.map((unit) => ({ unit, comes: !out })),
      ...second.map((unit) => ({ unit, comes: out })),
    ];
  }

  #repsFor({ unit, home, comes }: Candidate, slot: number, count: number): readonly number[] {
    if (home !== undefined) return [home];
    const { program } = this.#must.layout;
    if (!comes) return this.#some(program.sets[program.setOf[unit]], count);
    const within = this.#repsOf[slot];
    if (within.length === 1) return within;
    return this.#some(within, count).filter((rep) => this.#isOpen(unit, rep));
  }

  #reaching(slot: number, count: number): number[] {
    const sets = this.#setsOf[slot];
    const within = new Set(this.#repsOf[slot]);
    const found: number[] = [];
    let all = 0;
    for (const set of sets) all += this.#unitsOf[set].length;
    if (all <= 2 * count) {
      for (const set of sets) {
        for (const unit of this.#unitsOf[set]) {
          if (!within.has(this.#place[unit])) found.push(unit);
        }
      }
      return found;
    }
    for (let n = 0; n < 2 * count && found.length < count; n++) {
      let at = this.#random.below(all);
      for (const set of sets) {
        if (at < this.#unitsOf[set].length) {
          const unit = this.#unitsOf[set][at];
          if (!within.has(this.#place[unit])) found.push(unit);
          break;
        }
        at -= this.#unitsOf[set].length;
      }
    }
    return found;
  }

  #isOpen(unit: number, rep: number): boolean {
    const { program } = this.#must.layout;
    const set = program.sets[program.setOf[unit]];
    let from = 0;
    let to = set.length - 1;
    while (from <= to) {
      const middle = (from + to) >> 1;
      if (set[middle] === rep) return true;
      if (set[middle] < rep) from = middle + 1;
      else to = middle - 1;
    }
    return false;
  }

  /** All of a short list, or a run of a long one from anywhere. */
  #some<Item>(list: ArrayLike<Item>, count: number): Item[] {
    const length = Math.min(list.length, count);
    const from = list.length <= count ? 0 : this.#random.below(list.length);
    return Array.from({ length }, (_, at) => list[(from + at) % list.length]);
  }

  /** What moving a unit changes, left in `touched` and `change`. */
  #collect(unit: number, from: number, to: number): void {
    const { repCount, brings, slotOf, stays } = this.#must.layout;
    for (let i = brings.start[unit]; i < brings.start[unit + 1]; i++) {
      const l = brings.load[i];
      const amount = brings.amount[i];
      const before = slotOf[l * repCount + from];
      const after = slotOf[l * repCount + to];
      if (before === after) continue;
      if (before >= 0) this.#add(before, -amount);
      if (after >= 0) this.#add(after, amount);
    }
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      if (stays.rep[e] === from) this.#add(stays.slot[e], stays.amount[e]);
      else if (stays.rep[e] === to) this.#add(stays.slot[e], -stays.amount[e]);
    }
  }

  #add(slot: number, change: number): void {
    const at = this.#touchedAt[slot];
    if (at < this.#touchedCount && this.#touched[at] === slot) {
      this.#change[at] += change;
      return;
    }
    this.#touchedAt[slot] = this.#touchedCount;
    this.#touched[this.#touchedCount] = slot;
    this.#change[this.#touchedCount++] = change;
  }

  #valued(): number {
    let gain = 0;
    for (let i = 0; i < this.#touchedCount; i++) {
      const slot = this.#touched[i];
      const load = this.#load[slot];
      gain += this.#cost(slot, load + this.#change[i]) - this.#cost(slot, load);
    }
    this.#touchedCount = 0;
    this.#left--;
    return gain;
  }

  #gain(unit: number, to: number): number {
    this.#collect(unit, this.#place[unit], to);
    return this.#valued();
  }

  #exchangeGain(unit: number, other: number): number {
    this.#collect(unit, this.#place[unit], this.#place[other]);
    this.#collect(other, this.#place[other], this.#place[unit]);
    return this.#valued();
  }

  #move(unit: number, to: number): void {
    const from = this.#place[unit];
    this.#collect(unit, from, to);
    for (let i = 0; i < this.#touchedCount; i++) this.#load[this.#touched[i]] += this.#change[i];
    this.#touchedCount = 0;
    const list = this.#at[from];
    const last = list[list.length - 1];
    list[this.#where[unit]] = last;
    this.#where[last] = this.#where[unit];
    list.pop();
    this.#where[unit] = this.#at[to].push(unit) - 1;
    this.#place[unit] = to;
  }
}

interface Candidate {
  readonly unit: number;
  /** The one rep it could stay with. */
  readonly home?: number;
  /** Whether it comes to the slot's reps or goes. */
  readonly comes?: boolean;
}

interface Step {
  readonly gain: number;
  readonly moves: readonly { readonly unit: number; readonly to: number }[];
}
