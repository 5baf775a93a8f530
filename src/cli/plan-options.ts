import { z } from 'zod';
import { parseDate } from '../cells/date.js';
import { parseNumber } from '../cells/number.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import { fold } from '../model/table.js';

/** The flags that shape a plan, as commander hands them over: text or true. */
const flagsShape = z.object({
  rules: z.string().optional(),
  bare: z.boolean().default(false),
  out: z.string().min(1).default('carve-out'),
  format: z.enum(['text', 'json']).default('text'),
  asOf: z.string().optional(),
  map: z.array(z.string()).default([]),
  weights: z.array(z.string()).default([]),
  shareBy: z.string().min(1).optional(),
  distances: z.string().optional(),
  potentialCap: z.enum(['p95', 'none']).default('p95'),
  seed: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((seed) => Number.isSafeInteger(seed))
    .default(1),
  effort: z.enum(['quick', 'normal', 'thorough']).default('normal'),
  timeLimit: z.coerce.number().positive().optional(),
  threads: z.coerce.number().int().min(1).max(256).optional(),
  quiet: z.boolean().default(false),
  color: z.boolean().default(true),
});

export type PlanFlags = z.infer<typeof flagsShape> & {
  readonly asOfDay: number;
  readonly weightByName: ReadonlyMap<string, number>;
};

const remedies: Readonly<Record<string, string>> = {
  format: 'use text or json',
  potentialCap: 'use p95 or none',
  seed: 'give a whole number from 0 to 9007199254740991',
  effort: 'use quick, normal or thorough',
  timeLimit: 'give seconds, such as 30',
  threads: 'give a whole number from 1 to 256',
  out: 'name a folder',
};

/**
 * Checks the flags of a command that plans.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readPlanFlags(given: Readonly<Record<string, unknown>>, today: string): PlanFlags {
  const problems: InputProblem[] = [];
  const parsed = flagsShape.safeParse(given);
  if (!parsed.success) {
    for (const name of new Set(parsed.error.issues.map(({ path }) => String(path[0])))) {
      problems.push({
        file: flagName(name),
        what: 'does not fit',
        value: String(given[name]),
        remedy: remedies[name] ?? 'see carve plan --help',
      });
    }
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
  if (!parsed.success || asOfDay === undefined || problems.length > 0)
    throw new InputError(problems);
  return { ...parsed.data, asOfDay, weightByName };
}

function readWeights(
  texts: readonly string[],
  problems: InputProblem[],
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  if (texts.length > 1) {
    problems.push({
      file: '--weights',
      what: 'is given twice',
      value: texts.join(' --weights '),
      remedy: 'write it once, with commas: --weights potential=4,disruption=1',
    });
    return weights;
  }
  const named = new Set<string>();
  for (const part of (texts[0] ?? '').split(',')) {
    if (part.trim() === '') continue;
    const equals = part.lastIndexOf('=');
    const name = part.slice(0, equals).trim();
    const weight = parseNumber(part.slice(equals + 1));
    if (equals <= 0 || name === '' || weight === undefined || weight.value < 0) {
      problems.push({
        file: '--weights',
        what: 'is no NAME=WEIGHT with a weight of 0 or more',
        value: part.trim(),
        remedy: 'write for example potential=4,disruption=1',
      });
    } else if (named.has(fold(name))) {
      problems.push({
        file: '--weights',
        what: 'gives a weight twice',
        value: name,
        remedy: 'keep one of the two',
      });
    } else {
      named.add(fold(name));
      weights.set(name, weight.value);
    }
  }
  return weights;
}

/** The values of a repeatable flag, whatever is wrong with the others. */
function textsOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

function flagName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
