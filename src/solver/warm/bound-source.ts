import type { LeastCost, Program } from '../model/program.js';
import type { PricedProgram } from './carried-prices.js';
import { FreedBounds, type WarmBound, type WarmWork, warmBound } from './warm-bounds.js';

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
  readonly other?: PricedProgram;
}

/** What questions are about. */
export interface Subject extends PricedProgram {
  /** For how many of them better prices may be sought. */
  readonly climbs: number;
}

/** Answers questions about a program and those that are like it. */
export class Bounds {
  readonly #subject: Subject;
  readonly #stop: () => boolean;
  #climbsLeft: number;
  #freed: FreedBounds | undefined;

  constructor(subject: Subject, stop: () => boolean) {
    this.#subject = subject;
    this.#climbsLeft = subject.climbs;
    this.#stop = stop;
  }

  answer(question: BoundQuestion): LeastCost {
    const enough = this.#climbsLeft > 0 ? question.work.enough : Number.NEGATIVE_INFINITY;
    const { climbed, ...found } = this.#bound(question, { enough });
    if (climbed) this.#climbsLeft--;
    return found;
  }

  #bound({ slots = [], other }: BoundQuestion, work: WarmWork): WarmBound {
    if (other !== undefined) return warmBound(other.program, other.prices, work, this.#stop);
    this.#freed ??= new FreedBounds(this.#subject.program, this.#subject.prices);
    return this.#freed.without(slots, work, this.#stop);
  }
}

/** A source in the caller's own thread. */
export function boundsHere(
  subject: Subject,
  { shouldStop = () => false }: { readonly shouldStop?: (() => boolean) | undefined },
): BoundSource {
  const bounds = new Bounds(subject, shouldStop);
  return {
    without: async (slots, work) => bounds.answer({ slots, work }),
    of: async (program, prices, work) => bounds.answer({ other: { program, prices }, work }),
    end: async () => {},
  };
}
