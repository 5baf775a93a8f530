import type { AssemblyContext } from '../assembly/ground.js';
import type { Linked } from '../inputs/opportunities/join.js';
import type { Gazetteer } from '../inputs/places/gazetteer.js';
import type { InputProblem } from '../model/input-problem.js';
import type { Problem } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import type { Table } from '../model/table.js';
import type { DayNumber } from '../model/units.js';
import type { Finding } from './finding.js';
import type { Atlas } from './places/atlas.js';

/** What there is to judge: the files as far as they could be read, and what became of them. */
export interface Inspection {
  readonly accounts: Table;
  readonly reps: Table;
  readonly rules: readonly Rule[];
  readonly rulesFile: string;
  /** The rules were drafted by carve: there is no file to mend. */
  readonly drafted: boolean;
  /** Day number of `--as-of`. */
  readonly asOf: DayNumber;
  /** Undefined where accounts or reps have no ids. */
  readonly context: AssemblyContext | undefined;
  /** Undefined where the files do not fit together. */
  readonly problem: Problem | undefined;
  /** Opportunities and activities; undefined where neither was given, or could be read. */
  readonly linked?: Linked | undefined;
  /** Everything that contract 7 refuses. */
  readonly problems: readonly InputProblem[];
}

/** An English dictionary. */
export interface Dictionary {
  readonly correct: (word: string) => boolean;
  /** Likeliest first. */
  readonly suggest: (word: string) => readonly string[];
}

/** Reference works that are only fetched where a file gives them something to judge. */
export interface References {
  readonly atlas: () => Promise<Atlas>;
  readonly dictionary: () => Promise<Dictionary>;
  readonly gazetteer: () => Promise<Gazetteer>;
}

/** Finds one kind of fault. */
export type Inspector = (
  inspection: Inspection,
  references: References,
) => readonly Finding[] | Promise<readonly Finding[]>;
