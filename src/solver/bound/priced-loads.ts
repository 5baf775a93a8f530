import type { Layout } from '../model/layout.js';

/** What the loads a unit brings to a rep are charged at given prices. */
export class PricedLoads {
  readonly #layout: Layout;
  /** By rep and load: one rep's lie together. */
  readonly byRep: Float64Array;
  #prices: Float64Array = new Float64Array(0);

  constructor(layout: Layout) {
    this.#layout = layout;
    this.byRep = new Float64Array(layout.repCount * layout.loadCount);
  }

  /** `prices` by slot; kept, not copied. */
  setPrices(prices: Float64Array): void {
    const { slotOf, repCount, loadCount } = this.#layout;
    this.#prices = prices;
    for (let j = 0; j < repCount; j++) {
      for (let l = 0; l < loadCount; l++) {
        const slot = slotOf[l * repCount + j];
        this.byRep[j * loadCount + l] = slot < 0 ? 0 : prices[slot];
      }
    }
  }

  /** All of it. */
  at(unit: number, rep: number): number {
    const { stays } = this.#layout;
    let cost = this.brought(unit, rep);
    for (let e = stays.start[unit]; e < stays.start[unit + 1]; e++) {
      if (stays.rep[e] === rep) cost -= this.#prices[stays.slot[e]] * stays.amount[e];
    }
    return cost;
  }

  /** Apart from what staying with an owner takes off leaving loads: all of it at reps who own nothing of the unit. */
  brought(unit: number, rep: number): number {
    const { loadCount, brings } = this.#layout;
    const own = rep * loadCount;
    let cost = 0;
    for (let i = brings.start[unit]; i < brings.start[unit + 1]; i++) {
      cost += brings.amount[i] * this.byRep[own + brings.load[i]];
    }
    return cost;
  }
}
