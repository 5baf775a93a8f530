import type { LeastCost, Program, Progress, Solution, SolveOptions } from '../program.js';
import type { BoundQuestion } from '../warm/bound-source.js';
import type { WarmStart } from '../warm/solve-from.js';

/** What a worker is started with. */
export interface Job {
  /** `bounds` is followed by a message for each question, and answered one by one. */
  readonly question: 'solve' | 'search once' | 'least costs' | 'solve from' | 'bounds';
  /** One, but for `least costs`. */
  readonly programs: readonly Program[];
  /** Where `solve from` begins, and the prices of the program of `bounds`. */
  readonly start?: Partial<WarmStart> | undefined;
  readonly options: Pick<SolveOptions, 'seed' | 'effort' | 'threads' | 'timeLimit'>;
  /** One number: 0, or 1 once the search is to stop. */
  readonly stopFlag: SharedArrayBuffer;
}

/** What a worker is sent after its job. */
export type Further = { readonly bound: BoundQuestion };

/** What a worker sends back. */
export type Message =
  | { readonly progress: Progress }
  | { readonly solution: Solution }
  | { readonly leastCosts: readonly LeastCost[] }
  | { readonly leastCost: LeastCost }
  | { readonly failure: string };
