import { InputError, type InputProblem } from '../../model/input-problem.js';

/** Says what is wrong with a value, in other words than "does not fit". */
export type Tell = (fault: Omit<InputProblem, 'file'>) => void;

/** How the text of a flag is read. */
export interface Check<Value> {
  /** Undefined, or a fault told, where the text does not fit. */
  readonly read: (text: string, tell: Tell) => Value | undefined;
  /** What to do about a text that does not fit. */
  readonly remedy?: string;
  /** Every text that fits, where they can be listed. */
  readonly words?: readonly string[];
}

interface Described {
  /** As --help shows it: `--max-gini <number>`. */
  readonly flag: string;
  readonly help: string;
}

/** A flag without a value. */
export interface Switch extends Described {
  readonly kind: 'switch';
  /** What it is where it is not given: true of one that begins with `--no-`. */
  readonly absent: boolean;
}

/** A flag with one value. */
export interface Single<Value, Absent> extends Described {
  readonly kind: 'single';
  readonly takes: Check<Value>;
  readonly absent: Absent;
  /** Whether --help shows what it is where it is not given. */
  readonly shown: boolean;
  /** Whether the command cannot do without. */
  readonly required: boolean;
}

/** A flag that may be given several times. */
export interface Repeated<Value> extends Described {
  readonly kind: 'repeated';
  /** Every text that fits, where they can be listed. */
  readonly words?: readonly string[] | undefined;
  readonly read: (texts: readonly string[], tell: Tell) => Value;
}

export type Option = Switch | Single<unknown, unknown> | Repeated<unknown>;

/** The flags of a command by the names that commander gives them, in the order of --help. */
export type Options = Readonly<Record<string, Option>>;

/** What the flags of a command come to. */
export type Values<Table extends Options> = {
  readonly [Name in keyof Table]: Table[Name] extends Switch
    ? boolean
    : Table[Name] extends Single<infer Value, infer Absent>
      ? Value | Absent
      : Table[Name] extends Repeated<infer Value>
        ? Value
        : never;
};

export function onOff(flag: string, help: string): Switch {
  return { kind: 'switch', flag, help, absent: flag.startsWith('--no-') };
}

/** A flag with a value; `absent` is what it is where it is not given. */
export function single<Value, Absent = undefined>(
  flag: string,
  help: string,
  takes: Check<Value>,
  more: { readonly absent?: Absent; readonly shown?: true } = {},
): Single<Value, Absent> {
  const { shown = false } = more;
  // Absent is undefined unless it is given.
  const absent = more.absent as Absent;
  return { kind: 'single', flag, help, takes, absent, shown, required: false };
}

/** A flag that the command cannot do without. */
export function required<Value>(
  flag: string,
  help: string,
  takes: Check<Value>,
): Single<Value, never> {
  return { ...single<Value, never>(flag, help, takes), required: true };
}

export function repeated<Value>(
  flag: string,
  help: string,
  read: Repeated<Value>['read'],
  words?: readonly string[],
): Repeated<Value> {
  return { kind: 'repeated', flag, help, read, words };
}

/** The values of a repeated flag as they are given. */
export const asGiven = (texts: readonly string[]): readonly string[] => texts;

/** Any text, even none. */
export const anyText: Check<string> = { read: (text) => text };

/** A text that is not empty. */
export function filled(remedy?: string): Check<string> {
  return { read: (text) => text || undefined, ...(remedy !== undefined && { remedy }) };
}

/** A text that holds more than spaces, without those around it. */
export const word: Check<string> = { read: (text) => text.trim() || undefined };

/** One of some words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Check<Word> {
  return {
    read: (text) => words.find((one) => one === text),
    remedy: `use ${listed(words)}`,
    words,
  };
}

/** A whole number from `least` to `most`. */
export function whole(
  least: number,
  most = Number.MAX_SAFE_INTEGER,
  remedy = `give a whole number from ${least} to ${most}`,
): Check<number> {
  const read = (text: string): number | undefined => {
    const value = Number(text);
    return Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined;
  };
  return { read, remedy };
}

/** `text, json or csv`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/**
 * What the flags of a command come to, given as commander hands them over.
 *
 * @param command its name, for what to do about a value that does not fit.
 * @param further what is wrong with flags that do not fit each other; told with the rest.
 * @throws InputError with every flag that does not fit.
 */
export function readOptions<Table extends Options>(
  command: string,
  table: Table,
  given: Readonly<Record<string, unknown>>,
  further: readonly InputProblem[] = [],
): Values<Table> {
  const problems: InputProblem[] = [];
  const values = Object.entries(table).map(([name, option]) => [
    name,
    valueFor(name, option, given[name], command, problems),
  ]);
  if (problems.length + further.length > 0) throw new InputError([...problems, ...further]);
  // What each entry holds is what its option reads.
  return Object.fromEntries(values) as Values<Table>;
}

function valueFor(
  name: string,
  option: Option,
  given: unknown,
  command: string,
  problems: InputProblem[],
): unknown {
  const file = flagName(name);
  const tell: Tell = (fault) => problems.push({ file, ...fault });
  switch (option.kind) {
    case 'switch':
      return typeof given === 'boolean' ? given : option.absent;
    case 'repeated':
      return option.read(Array.isArray(given) ? given.map(String) : [], tell);
    case 'single': {
      if (given === undefined) return option.absent;
      const before = problems.length;
      const value = option.takes.read(String(given), tell);
      if (value === undefined && problems.length === before) {
        const remedy = option.takes.remedy ?? `see carve ${command} --help`;
        tell({ what: 'does not fit', value: String(given), remedy });
      }
      return value;
    }
  }
}

/** The flag of that name: `--max-gini` for `maxGini`. */
export function flagName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
