import type { Disagreement } from '../model/verification.js';

/** Differences in one file that are told one by one; more are counted. */
const toldOfOneFile = 8;

/** Collects what disagrees, not too much of one file, and counts what was compared. */
export class Tally {
  figures = 0;
  readonly #told: Disagreement[] = [];
  readonly #countOf = new Map<string, number>();

  add(disagreement: Disagreement): void {
    const count = (this.#countOf.get(disagreement.file) ?? 0) + 1;
    this.#countOf.set(disagreement.file, count);
    if (count <= toldOfOneFile) this.#told.push(disagreement);
  }

  /** Whether anything was found wrong with the file. */
  has(file: string): boolean {
    return this.#countOf.has(file);
  }

  /** By file, in the order in which they were first found wrong. */
  disagreements(): readonly Disagreement[] {
    return [...this.#countOf].flatMap(([file, count]) => [
      ...this.#told.filter((one) => one.file === file),
      ...(count > toldOfOneFile ? [{ file, what: `and ${count - toldOfOneFile} more` }] : []),
    ]);
  }
}
