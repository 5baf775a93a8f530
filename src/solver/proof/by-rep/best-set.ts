/** What a set of units may be chosen from: of each its cost and the steps it adds to the load. */
export interface Choices {
  readonly count: number;
  readonly cost: Float64Array;
  readonly steps: Int32Array;
  /** 1 for units that every set has. */
  readonly forced: Uint8Array;
  /** What a load of so many steps costs, Infinity where it may not be; the last stands for as many or more. */
  readonly end: Float64Array;
}

/** What the cheapest set costs that has a unit, and that has it not. */
export interface WithAndWithout {
  readonly with: Float64Array;
  readonly without: Float64Array;
}

/**
 * The cheapest set of units, by dynamic programming over the load (Bellman 1957):
 * after each unit, the least cost at which each number of steps can be come by.
 */
export class BestSet {
  /** 1 for the units of the set found last. */
  taken = new Uint8Array(0);
  #best = new Float64Array(0);
  #took = new Uint8Array(0);
  #from = new Int32Array(0);
  #rest = new Float64Array(0);

  /** Infinity: no set may be. */
  solve(choices: Choices): number {
    const { count, cost, steps, end } = choices;
    const last = end.length - 1;
    if (this.taken.length < count) this.taken = new Uint8Array(count);
    const { taken } = this;
    taken.fill(0);
    let base = 0;
    let start = 0;
    const chosen = this.#undecided(choices);
    for (let i = 0; i < count; i++) {
      if (taken[i] === 0) continue;
      base += cost[i];
      start = Math.min(last, start + steps[i]);
    }
    if (this.#best.length <= last) this.#best = new Float64Array(last + 1);
    const width = last + 1;
    if (this.#took.length < chosen.length * width) {
      this.#took = new Uint8Array(chosen.length * width);
    }
    if (this.#from.length < chosen.length) this.#from = new Int32Array(chosen.length);
    const best = this.#best;
    const took = this.#took;
    best.fill(Infinity, 0, width);
    best[start] = 0;
    let reach = start;
    const mayPass = end[last] < Infinity;
    for (let n = 0; n < chosen.length; n++) {
      const added = cost[chosen[n]];
      const by = steps[chosen[n]];
      const row = n * width;
      took.fill(0, row, row + width);
      const next = reach + by;
      if (next >= last && mayPass) {
        let least = best[last];
        for (let w = Math.max(start, last - by); w <= last; w++) {
          if (best[w] + added < least) {
            least = best[w] + added;
            took[row + last] = 1;
            this.#from[n] = w;
          }
        }
        best[last] = least;
      }
      for (let w = Math.min(next, last - 1); w >= start + by; w--) {
        const value = best[w - by] + added;
        if (value < best[w]) {
          best[w] = value;
          took[row + w] = 1;
        }
      }
      reach = Math.min(last, next);
    }
    let at = start;
    let least = Infinity;
    for (let w = start; w <= reach; w++) {
      if (best[w] + end[w] < least) {
        least = best[w] + end[w];
        at = w;
      }
    }
    if (least === Infinity) return Infinity;
    for (let n = chosen.length - 1; n >= 0; n--) {
      if (took[n * width + at] === 0) continue;
      taken[chosen[n]] = 1;
      at = at === last ? this.#from[n] : at - steps[chosen[n]];
    }
    return base + least;
  }

  /**
   * The units that a set may have or not, as far as it matters to the load: others
   * are taken or left for good. What a step of load costs at the least and at the most settles many.
   */
  #undecided({ count, cost, steps, forced, end }: Choices): number[] {
    const { taken } = this;
    const last = end.length - 1;
    let least = 0;
    let most = 0;
    let allowed = 0;
    while (allowed <= last && end[allowed] < Infinity) allowed++;
    for (let w = 1; w < allowed; w++) {
      least = Math.min(least, end[w] - end[w - 1]);
      most = Math.max(most, end[w] - end[w - 1]);
    }
    // Where loads must not be low, or not high, a unit may be worth its while for that alone.
    if (allowed === 0) least = -Infinity;
    if (allowed <= last) most = Infinity;
    for (let w = allowed; w <= last; w++) if (end[w] < Infinity) least = -Infinity;
    const chosen: number[] = [];
    for (let i = 0; i < count; i++) {
      if (forced[i] === 1) taken[i] = 1;
      else if (steps[i] === 0) taken[i] = cost[i] < 0 ? 1 : 0;
      else if (cost[i] + steps[i] * least >= 0) continue;
      else if (cost[i] + steps[i] * most < 0) taken[i] = 1;
      else chosen.push(i);
    }
    return chosen;
  }

  /** For every unit, what the cheapest set costs with it and without it. */
  withAndWithout({ count, cost, steps, forced, end }: Choices): WithAndWithout {
    const last = end.length - 1;
    const width = last + 1;
    if (this.#rest.length < (count + 1) * width) this.#rest = new Float64Array((count + 1) * width);
    if (this.#best.length < width) this.#best = new Float64Array(width);
    const rest = this.#rest;
    rest.set(end, count * width);
    for (let i = count - 1; i >= 0; i--) {
      const row = i * width;
      const later = row + width;
      for (let w = 0; w <= last; w++) {
        const next = w + steps[i];
        const value = cost[i] + rest[later + (next > last ? last : next)];
        rest[row + w] = forced[i] === 0 && rest[later + w] < value ? rest[later + w] : value;
      }
    }
    const found = { with: new Float64Array(count), without: new Float64Array(count) };
    const best = this.#best;
    best.fill(Infinity, 0, width);
    best[0] = 0;
    let reach = 0;
    for (let i = 0; i < count; i++) {
      const later = (i + 1) * width;
      let taken = Infinity;
      let left = Infinity;
      for (let w = 0; w <= reach; w++) {
        if (best[w] === Infinity) continue;
        const next = w + steps[i];
        const value = best[w] + cost[i] + rest[later + (next > last ? last : next)];
        if (value < taken) taken = value;
        if (best[w] + rest[later + w] < left) left = best[w] + rest[later + w];
      }
      found.with[i] = taken;
      found.without[i] = forced[i] === 1 ? Infinity : left;
      const before = reach;
      reach = Math.min(last, reach + steps[i]);
      for (let w = before; w >= 0; w--) {
        const next = Math.min(last, w + steps[i]);
        const value = best[w] + cost[i];
        if (forced[i] === 1) {
          if (next === w) best[w] = value;
          else {
            best[w] = Infinity;
            if (value < best[next]) best[next] = value;
          }
        } else if (value < best[next]) best[next] = value;
      }
    }
    return found;
  }
}
