import type { Disagreement } from '../model/verification.js';

/** Differences in one file that are told one by one unless asked for more; others are counted. */
const toldOfOneFile = 8;

interface OfOneFile {
  count: number;
  readonly reported: Disagreement[];
  readonly minor: Disagreement[];
}

/** Collects what disagrees, not too much of one file, and counts what was compared. */
export class Comparison {
  figures = 0;
  readonly #files = new Map<string, OfOneFile>();
  readonly #most: number;

  /** @param most how many differences of one file are told one by one */
  constructor(most: number = toldOfOneFile) {
    this.#most = most;
  }

  /** @param minor follows from another difference: told if there is room */
  add(disagreement: Disagreement, minor = false): void {
    const { file } = disagreement;
    const known = this.#files.get(file) ?? { count: 0, reported: [], minor: [] };
    this.#files.set(file, known);
    known.count++;
    const list = minor ? known.minor : known.reported;
    if (list.length < this.#most) list.push(disagreement);
  }

  /** Whether anything was found wrong with the file. */
  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** How many things disagree, told or not; those of some files alone where asked for. */
  differences(isMeant: (file: string) => boolean = () => true): number {
    let sum = 0;
    for (const [file, { count }] of this.#files) if (isMeant(file)) sum += count;
    return sum;
  }

  /** By file, in the order in which they were first found wrong. */
  disagreements(): readonly Disagreement[] {
    return [...this.#files].flatMap(([file, { count, reported, minor }]) => {
      const shown = [...reported, ...minor].slice(0, this.#most);
      if (count <= shown.length) return shown;
      return [...shown, { file, what: `and ${count - shown.length} more` }];
    });
  }
}
