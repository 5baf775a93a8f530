import type { LeastCost, Program, Progress, Solution, SolveOptions } from '../model/program.js';
import type { BoundQuestion, Subject } from '../warm/bound-source.js';
import type { WarmStart } from '../warm/solve-from.js';

/** Milliseconds from a point that all threads share. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}

/** What a worker is started with. */
export interface Job {
  /** After `solve`, or with `bounds`, further messages are answered one by one. */
  readonly question:
    | 'solve'
    | 'search once'
    | 'least costs'
    | 'solve from'
    | 'bounds'
    | 'solve each';
  /** One, but for `least costs`; none for `bounds` and for `solve each`, which is sent them. */
  readonly programs: readonly Program[];
  /** Where `solve from` begins. */
  readonly start?: WarmStart | undefined;
  readonly options: Pick<SolveOptions, 'seed' | 'effort' | 'threads'>;
  /** When its time is up, by `sharedNow`; undefined: counted work only. */
  readonly endsAt: number | undefined;
  /** One number: 0, or 1 once the search is to stop. */
  readonly stopFlag: SharedArrayBuffer;
}

/** What a worker is sent after its job: a program and its prices, then questions about it. */
export type Further =
  | { readonly about: Omit<Subject, 'program'> & { readonly program: Program | 'as solved' } }
  | { readonly bound: BoundQuestion }
  | { readonly program: Program };

/** What a worker sends back. */
export type Message =
  | { readonly progress: Progress }
  | { readonly solution: Solution }
  | { readonly leastCosts: readonly LeastCost[] }
  | { readonly leastCost: LeastCost }
  | { readonly failure: string };
