import type { LeastCost, Program } from '../program.js';
import { FreedBounds, type WarmWork, warmBound } from './warm-bounds.js';

/** What a program costs at least, asked of many that are like one another. */
export interface BoundSource {
  /** Of the program given first, without what its slots ask: `FreedBounds`. */
  readonly without: (slots: readonly number[], work: WarmWork) => Promise<LeastCost>;
  /** Of another, with prices to begin with. */
  readonly of: (program: Program, prices: Float64Array, work: WarmWork) => Promise<LeastCost>;
  readonly end: () => Promise<void>;
}

/** One question to a source: of a program of its own, or of the first without some slots. */
export interface BoundQuestion {
  readonly work: WarmWork;
  readonly slots?: readonly number[];
  readonly other?: { readonly program: Program; readonly prices: Float64Array };
}

/** Answers questions about a program and those that are like it. */
export class Bounds {
  readonly #program: Program;
  readonly #prices: Float64Array;
  readonly #stop: () => boolean;
  #freed: FreedBounds | undefined;

  constructor(program: Program, prices: Float64Array, stop: () => boolean) {
    this.#program = program;
    this.#prices = prices;
    this.#stop = stop;
  }

  answer({ work, slots = [], other }: BoundQuestion): LeastCost {
    if (other !== undefined) return warmBound(other.program, other.prices, work, this.#stop);
    this.#freed ??= new FreedBounds(this.#program, this.#prices);
    return this.#freed.without(slots, work, this.#stop);
  }
}

/** A source in the caller's own thread. */
export function boundsHere(
  program: Program,
  prices: Float64Array,
  { shouldStop = () => false }: { readonly shouldStop?: (() => boolean) | undefined },
): BoundSource {
  const bounds = new Bounds(program, prices, shouldStop);
  return {
    without: async (slots, work) => bounds.answer({ slots, work }),
    of: async (other, start, work) =>
      bounds.answer({ other: { program: other, prices: start }, work }),
    end: async () => {},
  };
}
