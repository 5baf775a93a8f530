import { compare } from '../evaluation/diff/compare.js';
import type { Side } from '../evaluation/diff/types.js';
import { readReps } from '../inputs/csv/accounts-and-reps.js';
import { parseMappings } from '../inputs/csv/mapping.js';
import { InputError } from '../model/input-problem.js';
import { type OperandFiles, readOperand } from '../planning/diff/operand.js';
import { contents, type NamedBytes } from '../planning/inputs.js';
import { version } from '../planning/version.js';
import type { DiffJson } from '../reports/diff/diff-json.js';
import { twoWayJson } from '../reports/diff/json.js';
import { type PlanFolder, readFolder } from './folder.js';
import { checkNames } from './options.js';
import { namedBytes, type Source } from './source.js';

/** A side of a comparison: a plan, or a table in the form of assignments.csv or of a CRM's accounts. */
export type DiffSide = PlanFolder | Source;

export interface DiffOptions {
  /** Reps whose ids, e-mails and names the owners of a CRM export are looked up among. */
  readonly reps?: Source;
}

/**
 * What differs between two plans or tables, as `carve diff --format json` tells it.
 *
 * @throws InputError with everything that is wrong with either side.
 */
export function diff(a: DiffSide, b: DiffSide, options: DiffOptions = {}): DiffJson {
  checkNames('diff', options, ['reps']);
  const { reps } = options;
  const { mappings } = parseMappings([]);
  const roster =
    reps === undefined
      ? undefined
      : readReps(...contents(namedBytes('reps.csv', reps)), { mappings });
  const sides = [
    { name: 'a', files: operandOf('a', a) },
    { name: 'b', files: operandOf('b', b) },
  ].map(({ name, files }) => ({
    name,
    reading: readOperand(files, { mappings, reps: roster?.table }),
  }));
  const problems = [
    ...(roster?.problems ?? []),
    ...sides.flatMap(({ reading }) => reading.problems),
  ];
  if (problems.length > 0) throw new InputError(problems);
  const [one, other] = sides.map(({ name, reading }): { name: string; side: Side } => ({
    name,
    side: reading.side,
  }));
  return twoWayJson({ a: one, b: other, comparison: compare(one.side, other.side) }, version);
}

function operandOf(name: string, side: DiffSide): OperandFiles {
  if (typeof side === 'string' || side instanceof Uint8Array || !('files' in side)) {
    return { name, assignments: namedBytes(name, side) };
  }
  const { plan, files } = readFolder(side);
  const file = (within: string): NamedBytes | undefined => {
    const bytes = files.get(within);
    return bytes && { name: `${name}/${within}`, bytes };
  };
  return {
    name,
    assignments: file('assignments.csv') ?? { name, bytes: Buffer.alloc(0) },
    plan: {
      json: plan,
      territories: file('territories.csv'),
      moves: file('moves.csv'),
      rulesUsed: file('rules-used.csv'),
    },
  };
}
