import { packagedReferences } from '../../src/library/references.js';
import { dayNumber } from '../../src/model/units.js';
import { survey } from '../../src/planning/inputs.js';
import { validate } from '../../src/planning/validate.js';
import type { Finding, FindingKind } from '../../src/validation/finding.js';

export interface Files {
  readonly accounts: string;
  readonly reps?: string;
  readonly rules?: string;
  /** Days since 1970-01-01; 2026-01-15 unless told. */
  readonly asOf?: number;
}

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

/** All findings in small files given as text; without rules none are drafted. */
export async function findingsIn(files: Files): Promise<readonly Finding[]> {
  const { accounts, reps = 'rep_id,rep_name\nR1,Ann\nR2,Bo\n', rules, asOf = 20_468 } = files;
  const read = survey({
    accounts: file('accounts.csv', accounts),
    reps: file('reps.csv', reps),
    rules: rules === undefined ? undefined : file('rules.csv', rules),
    distances: undefined,
    bare: true,
    map: [],
    assembly: { asOf: dayNumber(asOf), weights: new Map(), shareBy: undefined, potentialCap: true },
  });
  return (await validate(read, packagedReferences())).findings;
}

/** The findings of one kind. */
export async function findingsOf<K extends FindingKind>(
  kind: K,
  files: Files,
): Promise<readonly Extract<Finding, { kind: K }>[]> {
  const isOfKind = (finding: Finding): finding is Extract<Finding, { kind: K }> =>
    finding.kind === kind;
  return (await findingsIn(files)).filter(isOfKind);
}

/** A CSV text of these lines. */
export function lines(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}
