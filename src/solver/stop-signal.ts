import type { SolveOptions } from './program.js';

/** Answers whether to stop; asked often, it looks at the clock and the caller only now and then. */
export class StopSignal {
  readonly #options: SolveOptions;
  readonly #end: number;
  #asked = 0;
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
    if (this.stopped || this.#asked++ % 4 !== 0) return this.stopped;
    if (this.#options.shouldStop?.() === true) this.stopped = true;
    else if (this.#end < Infinity && this.#options.now() >= this.#end) this.stopped = true;
    return this.stopped;
  };
}
