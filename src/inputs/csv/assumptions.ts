import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';
import { parseNumber } from '../cells/number.js';
import { shortened } from './findings.js';
import { readOwn } from './read-own.js';
import { inRowOrder } from './records.js';

/** How an assumption is written. */
type Form = 'share' | 'number' | 'range' | 'shares';

/** What one assumption may be. */
interface Assumption {
  readonly form: Form;
  readonly least?: number;
  readonly most?: number;
  readonly isWhole?: boolean;
  /** How many shares there are. */
  readonly count?: number;
  readonly help: string;
}

/** Every name that an assumptions file may have, for whichever command; `stage:NAME` besides. */
export const assumptionNames = {
  accounts_per_rep: { form: 'number', help: 'Accounts one full-time rep can work.' },
  close_rate: { form: 'share', help: 'Share of open pipeline won in a quarter.' },
  creation_rate: { form: 'share', help: 'Share of worked accounts with a new deal in a year.' },
  win_rate: { form: 'share', help: 'Share of closed deals that is won.' },
  deal: { form: 'number', help: 'What a won deal brings in.' },
  quota: { form: 'number', help: 'Annual quota of reps without one.' },
  attainment: { form: 'share', most: 10, help: 'Share of quota that a ramped rep books.' },
  attrition: { form: 'share', help: 'Share of the team that leaves in a year.' },
  vacancy: {
    form: 'number',
    most: 120,
    isWhole: true,
    help: 'Whole months until the seat of a rep who leaves is filled.',
  },
  ramp: {
    form: 'shares',
    help: 'What a new rep is worth in the first, second, … month, of a ramped one.',
  },
  season: {
    form: 'shares',
    count: 4,
    help: "Each fiscal quarter's share of a year's bookings; all four come to 1.",
  },
  pipeline_per_potential: {
    form: 'range',
    help: 'Pipeline in a year for one unit of potential that is fully worked, in money.',
  },
  loss_on_moved_arr: {
    form: 'range',
    most: 1,
    help: "Share of an account's ARR lost in the year after it leaves whoever had it.",
  },
  ramp_months: {
    form: 'range',
    most: 24,
    help: 'Months until a rep works an account that is new to them as well as one they had.',
  },
  workload_per_rep: {
    form: 'number',
    least: Number.MIN_VALUE,
    help: 'Workload that one full-time rep can serve.',
  },
} as const satisfies Readonly<Record<string, Assumption>>;

export type AssumptionName = keyof typeof assumptionNames;

/** What is known of a figure that nobody knows. */
export interface AssumedRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** What a user takes for given, by its name: of stages `stage:` and the folded stage. */
export interface AssumptionsReading {
  readonly numbers: ReadonlyMap<string, number>;
  readonly ranges: ReadonlyMap<string, AssumedRange>;
  readonly lists: ReadonlyMap<string, readonly number[]>;
  readonly problems: readonly InputProblem[];
}

const stagePrefix = 'stage:';
const stageShare: Assumption = { form: 'share', help: '' };

/**
 * Reads an assumptions file that is CSV, with `name` and `value` and, for
 * figures that nobody knows, `low` and `high`. Rows whose name begins with `#`
 * are passed over.
 */
export function readAssumptions(file: string, bytes: Uint8Array): AssumptionsReading {
  const { own, problems } = readOwn(file, bytes, ['name', 'value']);
  const taken = new Taken(file);
  const cells = (name: string): readonly string[] => own.columns.get(name) ?? [];
  const [names, texts, lows, highs] = ['name', 'value', 'low', 'high'].map(cells);
  own.rowNumbers.forEach((row, index) => {
    const [name, text, low = '', high = ''] = [names, texts, lows, highs].map((all) => all[index]);
    if ((name === '' && text === '') || name.startsWith('#')) return;
    const isRange = low !== '' || high !== '';
    taken.take(name, isRange ? { low, likely: text, high } : text, row);
  });
  return { ...taken, problems: inRowOrder([...problems, ...taken.problems]) };
}

/** The same from the entries of one JSON object: numbers, texts as CSV has them, lists, and `{low, likely, high}`. */
export function assumptionsFrom(
  file: string,
  json: Readonly<Record<string, unknown>>,
): AssumptionsReading {
  const taken = new Taken(file);
  for (const [name, value] of Object.entries(json)) {
    // Null leaves it open, as if it were not there.
    if (value !== null) taken.take(name, value);
  }
  return taken;
}

class Taken implements AssumptionsReading {
  readonly numbers = new Map<string, number>();
  readonly ranges = new Map<string, AssumedRange>();
  readonly lists = new Map<string, readonly number[]>();
  readonly problems: InputProblem[] = [];

  constructor(private readonly file: string) {}

  take(written: string, value: unknown, row?: number): void {
    const name = nameOf(written);
    const place = { file: this.file, ...(row !== undefined && { row }) };
    const fault = (column: string, what: string, text: string, remedy: string): void => {
      this.problems.push({ ...place, column, what, value: shortened(text), remedy });
    };
    if (name === '' || name === stagePrefix) {
      fault('name', 'names nothing', written, 'name what is assumed, such as close_rate');
      return;
    }
    const known: Readonly<Record<string, Assumption>> = assumptionNames;
    const assumption = name.startsWith(stagePrefix)
      ? stageShare
      : Object.hasOwn(known, name)
        ? known[name]
        : undefined;
    if (assumption === undefined) {
      const names = [...Object.keys(assumptionNames), 'stage:NAME'].join(', ');
      fault('name', 'is no assumption that carve knows', written, `use one of ${names}`);
      return;
    }
    if ([this.numbers, this.ranges, this.lists].some((one) => one.has(name))) {
      fault('name', 'is given twice', written, 'keep one of the two');
      return;
    }
    const column = row === undefined ? written : 'value';
    const read = readValue(assumption, value);
    if (read === undefined) {
      const what = isNumeric(value) ? 'is out of range' : `is no ${nouns[assumption.form]}`;
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      fault(column, what, text, remedyFor(assumption));
    } else if (typeof read === 'number') {
      this.numbers.set(name, read);
    } else if ('likely' in read) {
      this.ranges.set(name, read);
    } else {
      this.lists.set(name, read);
    }
  }
}

const nouns: Readonly<Record<Form, string>> = {
  share: 'number',
  number: 'number',
  range: 'number, nor low, likely and high that rise',
  shares: 'list of shares',
};

function remedyFor({ form, least, most, isWhole, count }: Assumption): string {
  const upTo = most === undefined ? '' : ` up to ${most}`;
  switch (form) {
    case 'share':
      return most === undefined
        ? 'write a share from 0 to 1, or a percentage such as 22%'
        : `write a share${upTo}, or a percentage such as 80%`;
    case 'number':
      return isWhole
        ? `write a whole number of 0 or more,${upTo}`
        : `write a number ${least === undefined ? 'of 0 or more' : 'above 0'}`;
    case 'range':
      return `write a number of 0 or more${upTo}, or low, likely and high`;
    case 'shares':
      return count === undefined
        ? 'write percentages such as 25,50,75,100, or a JSON list of shares from 0 to 1'
        : `write ${count} percentages that come to 100, or a JSON list of ${count} shares`;
  }
}

function isNumeric(value: unknown): boolean {
  return numberOf(value) !== undefined;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' ? parseNumber(value)?.value : undefined;
}

/** Undefined where it is not what the assumption may be. */
function readValue(
  assumption: Assumption,
  value: unknown,
): number | AssumedRange | readonly number[] | undefined {
  const { form, least = 0, isWhole, count } = assumption;
  const most = assumption.most ?? (form === 'share' || form === 'shares' ? 1 : Infinity);
  const fitting = (one: unknown): number | undefined => {
    const number = numberOf(one);
    const fits = number !== undefined && number >= least && number <= most;
    return fits && (isWhole !== true || Number.isInteger(number)) ? number : undefined;
  };
  if (form === 'shares') {
    const parts = typeof value === 'string' ? percentagesIn(value) : value;
    if (!Array.isArray(parts) || parts.length === 0) return undefined;
    const shares = parts.map(fitting).filter((one) => one !== undefined);
    if (shares.length < parts.length || (count !== undefined && shares.length !== count)) {
      return undefined;
    }
    const total = shares.reduce((sum, one) => sum + one, 0);
    return count === undefined || Math.abs(total - 1) <= 1e-9 ? shares : undefined;
  }
  if (form === 'range') {
    if (typeof value === 'object') return rangeOf(value, fitting);
    const one = fitting(value);
    return one === undefined ? undefined : { low: one, likely: one, high: one };
  }
  return typeof value === 'object' ? undefined : fitting(value);
}

function rangeOf(
  value: object | null,
  fitting: (one: unknown) => number | undefined,
): AssumedRange | undefined {
  const given: Readonly<Record<string, unknown>> = { ...value };
  const ends = ['low', 'likely', 'high'];
  if (Object.keys(given).some((name) => !ends.includes(name))) return undefined;
  const [low, likely, high] = ends.map((name) => fitting(given[name]));
  if (low === undefined || likely === undefined || high === undefined) return undefined;
  return low <= likely && likely <= high ? { low, likely, high } : undefined;
}

/** `25,50,75,100`, percent signs or not, as shares. */
function percentagesIn(text: string): readonly (number | undefined)[] {
  return text.split(',').map((part) => {
    const percent = parseNumber(part.trim().replace(/%$/, ''))?.value;
    return percent === undefined ? undefined : percent / 100;
  });
}

function nameOf(written: string): string {
  const name = fold(written);
  if (!name.startsWith(stagePrefix)) return name;
  return `${stagePrefix}${name.slice(stagePrefix.length).trim()}`;
}
