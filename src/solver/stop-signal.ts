import type { SolveOptions } from './model/program.js';

/** The options with what is left of their time limit, part of which has passed since `begun` by `now`. */
export function withTimeLeft(options: SolveOptions, begun: number): SolveOptions {
  const { timeLimit, now } = options;
  if (timeLimit === undefined) return options;
  return { ...options, timeLimit: Math.max(0, timeLimit - (now() - begun) / 1000) };
}

/** Answers whether to stop. */
export class StopSignal {
  readonly #options: SolveOptions;
  readonly #end: number;
  stopped = false;

  constructor(options: SolveOptions) {
    this.#options = options;
    this.#end =
      options.timeLimit === undefined ? Infinity : options.now() + options.timeLimit * 1000;
  }

  /** What is left of the time limit; undefined where there is none. */
  secondsLeft(): number | undefined {
    if (this.#end === Infinity) return undefined;
    return Math.max(0, (this.#end - this.#options.now()) / 1000);
  }

  readonly check = (): boolean => {
    if (this.stopped) return true;
    if (this.#options.shouldStop?.() === true) this.stopped = true;
    else if (this.#end < Infinity && this.#options.now() >= this.#end) this.stopped = true;
    return this.stopped;
  };
}
