import type { LeastCost, Program, Progress, Solution, SolveOptions } from '../program.js';

/** What a worker is started with. */
export interface Job {
  readonly question: 'solve' | 'search once' | 'least costs';
  /** One, but for the last question. */
  readonly programs: readonly Program[];
  readonly options: Pick<SolveOptions, 'seed' | 'effort' | 'threads' | 'timeLimit'>;
  /** One number: 0, or 1 once the search is to stop. */
  readonly stopFlag: SharedArrayBuffer;
}

/** What a worker sends back. */
export type Message =
  | { readonly progress: Progress }
  | { readonly solution: Solution }
  | { readonly leastCosts: readonly LeastCost[] }
  | { readonly failure: string };
