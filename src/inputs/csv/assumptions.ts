import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';
import { parseNumber } from '../cells/number.js';
import { shortened } from './findings.js';
import { readOwn } from './read-own.js';
import { inRowOrder } from './records.js';

/** What a user takes for given: a number by its name, `close_rate` or `stage:Proposal`. */
export interface AssumptionsReading {
  /** By the name as written, folded; of stages, what follows `stage:` is folded too. */
  readonly values: ReadonlyMap<string, number>;
  readonly problems: readonly InputProblem[];
}

/** Names of shares: from 0 to 1, or a percentage. */
const shares: ReadonlySet<string> = new Set(['close_rate', 'creation_rate', 'win_rate']);
const stagePrefix = 'stage:';

/** Whether a name is one for which a share is meant. */
function isShare(name: string): boolean {
  return shares.has(name) || name.startsWith(stagePrefix);
}

/**
 * Reads an assumptions file: CSV with `name` and `value`, or one JSON object of
 * numbers by name. Rows whose name begins with `#`, and JSON values that are no
 * numbers (ranges of other commands), are passed over.
 */
export function readAssumptions(file: string, bytes: Uint8Array): AssumptionsReading {
  const first = bytes.find((byte) => byte > 0x20 && byte < 0x80);
  return first === 0x7b ? fromJson(file, bytes) : fromCsv(file, bytes);
}

function fromCsv(file: string, bytes: Uint8Array): AssumptionsReading {
  const { own, problems } = readOwn(file, bytes, ['name', 'value']);
  const taken = new Taken(file);
  const names = own.columns.get('name') ?? [];
  const texts = own.columns.get('value') ?? [];
  own.rowNumbers.forEach((row, index) => {
    const name = names[index];
    if (name === '' && texts[index] === '') return;
    if (!name.startsWith('#')) taken.take(name, texts[index], row);
  });
  return { values: taken.values, problems: inRowOrder([...problems, ...taken.problems]) };
}

function fromJson(file: string, bytes: Uint8Array): AssumptionsReading {
  const taken = new Taken(file);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    const remedy = 'write a CSV file with the columns name and value, or one JSON object';
    return { values: taken.values, problems: [{ file, what: 'is no JSON', remedy }] };
  }
  for (const [name, value] of Object.entries(json ?? {})) {
    if (typeof value === 'number' || typeof value === 'string') taken.take(name, String(value));
  }
  return { values: taken.values, problems: taken.problems };
}

class Taken {
  readonly values = new Map<string, number>();
  readonly problems: InputProblem[] = [];

  constructor(private readonly file: string) {}

  take(written: string, text: string, row?: number): void {
    const name = nameOf(written);
    const place = { file: this.file, ...(row !== undefined && { row }) };
    const fault = (column: string, what: string, value: string, remedy: string): void => {
      this.problems.push({ ...place, column, what, value: shortened(value), remedy });
    };
    if (name === '' || name === stagePrefix) {
      fault('name', 'names nothing', written, 'name what is assumed, such as close_rate');
      return;
    }
    if (this.values.has(name)) {
      fault('name', 'is given twice', written, 'keep one of the two rows');
      return;
    }
    const value = parseNumber(text)?.value;
    const most = isShare(name) ? 1 : Number.POSITIVE_INFINITY;
    if (value === undefined || value < 0 || value > most) {
      const remedy = isShare(name)
        ? 'write a share from 0 to 1, or a percentage such as 22%'
        : 'write a number of 0 or more';
      fault('value', value === undefined ? 'is no number' : 'is out of range', text, remedy);
      return;
    }
    this.values.set(name, value);
  }
}

function nameOf(written: string): string {
  const name = fold(written);
  if (!name.startsWith(stagePrefix)) return name;
  return `${stagePrefix}${name.slice(stagePrefix.length).trim()}`;
}
