import { InputError } from '../model/input-problem.js';

/** Gathers what several checks object to, so that all is told at once. */
export class Collected {
  readonly #errors: InputError[] = [];

  run<Result>(check: () => Result): Result | undefined {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#errors.push(error);
      return undefined;
    }
  }

  throwIfAny(): void {
    if (this.#errors.length === 0) return;
    throw new InputError(this.#errors.flatMap(({ problems }) => problems));
  }
}
