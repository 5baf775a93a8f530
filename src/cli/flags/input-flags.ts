import { z } from 'zod';
import { parseDate } from '../../inputs/cells/date.js';
import { InputError, type InputProblem } from '../../model/input-problem.js';
import { type FormsGiven, formFlagsShape, readForms } from './form-flags.js';
import { weightsFrom } from './weights.js';

/** The flags of every command that reads accounts and reps, as commander hands them over: text or true. */
export const inputFlagsShape = z.object({
  rules: z.string().optional(),
  bare: z.boolean().default(false),
  asOf: z.string().optional(),
  ...formFlagsShape.shape,
  mapFile: z.string().min(1).optional(),
  saveMap: z.string().min(1).optional(),
  map: z.array(z.string()).default([]),
  weights: z.array(z.string()).default([]),
  shareBy: z.string().min(1).optional(),
  distances: z.string().optional(),
  locate: z.boolean().default(false),
  samePlaces: z.boolean().default(false),
  opportunities: z.string().optional(),
  activities: z.string().optional(),
  ownerFrom: z.enum(['opportunities']).optional(),
  potentialCap: z.enum(['p95', 'none']).default('p95'),
  quiet: z.boolean().default(false),
  color: z.boolean().default(true),
});

const inputRemedies: Readonly<Record<string, string>> = {
  potentialCap: 'use p95 or none',
  ownerFrom: 'use opportunities',
  mapFile: 'name a file that --save-map wrote',
  saveMap: 'name a file to write',
};

/** What the texts of some input flags mean. */
export interface InputMeaning {
  /** Day number of `--as-of`. */
  readonly asOfDay: number;
  readonly weightByName: ReadonlyMap<string, number>;
  /** Of `--encoding`, `--sheet`, `--decimal` and `--dates`. */
  readonly forms: FormsGiven;
  /** `--max-moves`, of the commands that have it. */
  readonly maxMoves?: number | undefined;
}

export type InputFlags = z.infer<typeof inputFlagsShape> & InputMeaning;

/** What a command takes: the shape of its flags, what to do about one that does not fit, and its name. */
export interface FlagsTaken<Shape extends typeof inputFlagsShape> {
  readonly command: string;
  readonly shape: Shape;
  readonly remedies: Readonly<Record<string, string>>;
}

/**
 * Checks the flags of a command that reads accounts and reps.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readInputFlags<Shape extends typeof inputFlagsShape>(
  { command, shape, remedies }: FlagsTaken<Shape>,
  given: Readonly<Record<string, unknown>>,
  today: string,
): z.infer<Shape> & InputMeaning {
  const parsed = shape.safeParse(given);
  const problems = parsed.success
    ? []
    : flagProblems(parsed.error, given, { ...remedies, ...inputRemedies }, command);
  if (given.ownerFrom !== undefined && given.opportunities === undefined) {
    problems.push({
      file: '--owner-from',
      what: 'takes owners from opportunities, and none are given',
      remedy: 'give them with --opportunities FILE',
    });
  }
  const asOf = typeof given.asOf === 'string' ? given.asOf : today;
  const asOfDay = /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? parseDate(asOf) : undefined;
  if (asOfDay === undefined) {
    problems.push({
      file: '--as-of',
      what: 'is no date',
      value: asOf,
      remedy: 'write it as 2026-01-31',
    });
  }
  const weightByName = readWeights(textsOf(given.weights), problems);
  const forms = readForms(parsed.data ?? {}, problems);
  if (!parsed.success || asOfDay === undefined || problems.length > 0)
    throw new InputError(problems);
  return { ...parsed.data, asOfDay, weightByName, forms };
}

/** One problem for each flag that does not fit its shape. */
export function flagProblems(
  error: z.ZodError,
  given: Readonly<Record<string, unknown>>,
  remedies: Readonly<Record<string, string>>,
  command: string,
): InputProblem[] {
  return [...new Set(error.issues.map(({ path }) => String(path[0])))].map((name) => ({
    file: flagName(name),
    what: 'does not fit',
    value: String(given[name]),
    remedy: remedies[name] ?? `see carve ${command} --help`,
  }));
}

function readWeights(
  texts: readonly string[],
  problems: InputProblem[],
): ReadonlyMap<string, number> {
  if (texts.length <= 1) return weightsFrom(texts[0] ?? '', { file: '--weights' }, problems);
  problems.push({
    file: '--weights',
    what: 'is given twice',
    value: texts.join(' --weights '),
    remedy: 'write it once, with commas: --weights potential=4,disruption=1',
  });
  return new Map();
}

/** The values of a repeatable flag, whatever is wrong with the others. */
function textsOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

export function flagName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
