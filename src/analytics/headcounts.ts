import type { QuotaCover } from '../evaluation/option-figures.js';

/** What a number of reps comes to. */
export interface Headcount {
  readonly reps: number;
  /** Who is to be hired, and whose territory each would share. */
  readonly hired: readonly { readonly id: string; readonly like: string }[];
  /** Who is left out. */
  readonly without: readonly string[];
  /** Whether every must rule is kept. */
  readonly isFeasible: boolean;
  /** Planned accounts, and those that nobody has. */
  readonly accounts: number;
  readonly unserved: number;
  /** The greatest accounts ÷ those that the rep can work, and how many reps have more than they can work. */
  readonly fullest: number;
  readonly over: number;
  /** Undefined without opportunities and quotas. */
  readonly cover: QuotaCover | undefined;
  /** Whether the rules hold, everybody can work what they have, and pipeline covers quota. */
  readonly works: boolean;
  /** The rep file to plan with, as CSV. */
  readonly file: string;
}

/** Every number of reps, and the least that works. */
export interface Headcounts {
  readonly now: number;
  readonly accountsPerRep: number;
  readonly counts: readonly Headcount[];
  /** Undefined where none does. */
  readonly least: number | undefined;
}
