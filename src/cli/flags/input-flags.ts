import type { InputProblem } from '../../model/input-problem.js';
import { type DayNumber, dayNumber } from '../../model/units.js';
import type { ProblemOptions } from '../../reports/plan-parts.js';
import type { checkOptions, planOptions, scenariosOptions, validateOptions } from '../options.js';
import { type FormsGiven, formsOf, formsRead } from './forms.js';
import { readOptions, type Values } from './option.js';
import { inputOptions } from './shared-options.js';

/** What some input flags mean. */
export interface InputMeaning {
  /** `--as-of`, else today. */
  readonly asOfDay: DayNumber;
  /** Of `--encoding`, `--sheet`, `--decimal` and `--dates`. */
  readonly forms: FormsGiven;
  /** `--max-moves`, of the commands that have it. */
  readonly maxMoves?: number | undefined;
  /** `--at`, of `check`: opportunities are taken as they stood on this day. */
  readonly at?: DayNumber | undefined;
}

type InputOptions = typeof inputOptions;
type Flags<Table extends InputOptions> = Values<Table> & InputMeaning;

/** The flags of every command that reads accounts and reps, and of each of them. */
export type InputFlags = Flags<InputOptions>;
export type PlanFlags = Flags<typeof planOptions>;
export type ScenariosFlags = Flags<typeof scenariosOptions>;
export type CheckFlags = Flags<typeof checkOptions>;
export type ValidateFlags = Flags<typeof validateOptions>;

/**
 * Checks the flags of a command that reads accounts and reps.
 *
 * @param further what is wrong with flags of its own that do not fit each other.
 * @throws InputError with every flag that does not fit.
 */
export function readInputFlags<Table extends InputOptions>(
  command: string,
  table: Table,
  given: Readonly<Record<string, unknown>>,
  today: string,
  further: readonly InputProblem[] = [],
): Flags<Table> {
  const values = readOptions(command, table, given, [...contradictions(given), ...further]);
  const { asOf = dayOf(today), ...input } = readOptions(command, inputOptions, given);
  return { ...values, asOfDay: asOf, forms: formsOf(input) };
}

function dayOf(today: string): DayNumber {
  return dayNumber(Date.parse(today) / 86_400_000);
}

function contradictions(given: Readonly<Record<string, unknown>>): InputProblem[] {
  if (given.ownerFrom === undefined || given.opportunities !== undefined) return [];
  return [
    {
      file: '--owner-from',
      what: 'takes owners from opportunities, and none are given',
      remedy: 'give them with --opportunities FILE',
    },
  ];
}

/** What the flags say of a problem besides its files, as plan.json and a check keep it: each under its flag's name. */
export function problemOptionsFrom(flags: InputFlags, drafted: boolean): ProblemOptions {
  return { ...flags, drafted, forms: formsRead(flags) };
}
