import { z } from 'zod';
import { assumptionsFrom, readAssumptions } from '../inputs/csv/assumptions.js';
import type { InputProblem } from '../model/input-problem.js';
import { asProblem } from '../model/verification.js';
import { type Assumed, assumedBy, nothingAssumed } from '../planning/assumptions.js';
import { contents, type NamedBytes } from '../planning/named-bytes.js';
import { readJson } from '../verification/read-json.js';

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

/** Whether the first thing that is no space begins an object or a list. */
function isJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20 && byte < 0x80);
  return first === 0x7b || first === 0x5b;
}
