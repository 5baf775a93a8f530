import { z } from 'zod';
import type { FiscalStart } from '../analytics/fiscal.js';
import type { PipelineBasis } from '../analytics/territory-pipeline.js';
import { assumptionsFrom, readAssumptions } from '../inputs/csv/assumptions.js';
import type { InputProblem } from '../model/input-problem.js';
import { filledNumbers } from '../model/table.js';
import { asProblem } from '../model/verification.js';
import { type Assumed, assumedBy, nothingAssumed } from '../planning/assumptions.js';
import type { ReadProblem } from '../planning/inputs.js';
import { contents, type NamedBytes } from '../planning/named-bytes.js';
import { readJson } from '../verification/read-json.js';
import { flagName } from './flags/option.js';
import type { FurtherInputs } from './inputs.js';

const object = z.record(z.string(), z.unknown());

/** The file behind `--assumptions`, CSV or JSON; the same names for every command. */
export function readAssumed(file: NamedBytes | undefined): {
  readonly assumed: Assumed;
  readonly problems: readonly InputProblem[];
} {
  if (file === undefined) return { assumed: nothingAssumed, problems: [] };
  if (!isJson(file.bytes)) {
    const reading = readAssumptions(...contents(file));
    return { assumed: assumedBy(reading), problems: reading.problems };
  }
  const json = readJson(file.name, file.bytes, object);
  if (!('value' in json)) {
    const remedy = 'write one JSON object, or a CSV file with the columns name and value';
    return {
      assumed: nothingAssumed,
      problems: json.faults.map((fault) => asProblem(fault, remedy)),
    };
  }
  const reading = assumptionsFrom(file.name, json.value);
  return { assumed: assumedBy(reading), problems: reading.problems };
}

/** The file behind `--assumptions`, read beside the inputs. */
export function assumptionsFile(flags: {
  readonly assumptions: string | undefined;
}): FurtherInputs<Assumed> {
  return {
    names: new Map(flags.assumptions === undefined ? [] : [['assumptions', flags.assumptions]]),
    read: (files) => {
      const { assumed, problems } = readAssumed(files.get('assumptions'));
      return { value: assumed, problems };
    },
  };
}

/** What pipeline against quota rests on besides the files. */
export function basisOf(
  { fiscalStart }: { readonly fiscalStart: FiscalStart },
  assumed: Assumed = nothingAssumed,
): PipelineBasis {
  return { fiscalStart, assumptions: assumed.rates };
}

/** Says where flags about pipeline against quota have nothing to work on. */
export function idleBasis(
  given: Readonly<Record<string, unknown>>,
  { linked, problem: { reps } }: Pick<ReadProblem, 'linked' | 'problem'>,
  names: readonly string[] = ['assumptions', 'fiscalStart'],
): string[] {
  const asked = names.filter((name) => given[name] !== undefined).map(flagName);
  if (asked.length === 0) return [];
  const lacks = [
    ...(linked?.opportunities === undefined ? ['--opportunities'] : []),
    ...(filledNumbers(reps, 'quota') === undefined ? ['a column quota of the reps'] : []),
  ];
  if (lacks.length === 0) return [];
  return [`warning: ${asked.join(' and ')}: pipeline against quota takes ${lacks.join(' and ')}`];
}

/** Whether the first thing that is no space begins an object or a list. */
function isJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20 && byte < 0x80);
  return first === 0x7b || first === 0x5b;
}
