import { z } from 'zod';
import { yardsticks } from '../../evaluation/check/types.js';
import { parseNumber } from '../../inputs/cells/number.js';
import type { Bound } from '../../model/problem.js';
import { type InputMeaning, inputFlagsShape, readInputFlags } from './input-flags.js';

export const checkFormats = ['text', 'json', 'junit', 'sarif', 'github', 'markdown'] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** A share as people write it: `10%` or `0.1`; above 1 only as a percentage. */
const share = z.string().transform((text, context): number => {
  const reading = parseNumber(text);
  if (reading === undefined || reading.value < 0 || (reading.value > 1 && !reading.percent)) {
    context.addIssue('is no share');
    return z.NEVER;
  }
  return reading.value;
});

/** A whole number of accounts, or a percentage of them. */
const countOrShare = z.string().transform((text, context): Bound => {
  const reading = parseNumber(text);
  const fits =
    reading !== undefined &&
    reading.value >= 0 &&
    (reading.percent || Number.isInteger(reading.value));
  if (!fits) {
    context.addIssue('is neither a count nor a percentage');
    return z.NEVER;
  }
  return { amount: reading.value, share: reading.percent };
});

const checkFlagsShape = inputFlagsShape.extend({
  assignments: z.string().min(1).optional(),
  baseline: z.string().min(1).optional(),
  maxDeviation: share.optional(),
  against: z.enum(yardsticks).default('target'),
  maxGini: share.refine((gini) => gini <= 1).optional(),
  maxUnowned: countOrShare.optional(),
  strict: z.boolean().default(false),
  format: z.enum(checkFormats).default('text'),
});

/** The flags of `carve check`. */
export type CheckFlags = z.infer<typeof checkFlagsShape> & InputMeaning;

const remedies: Readonly<Record<string, string>> = {
  assignments: 'name an assignments file',
  baseline: 'name the plan.json of an adopted plan, or its folder',
  maxDeviation: 'write a percentage or a number up to 1, such as 10% or 0.1',
  against: 'use target, median or mean',
  maxGini: 'write a number from 0 to 1, such as 0.15',
  maxUnowned: 'write a whole number or a percentage, such as 5 or 2%',
  format: `use ${checkFormats.slice(0, -1).join(', ')} or ${checkFormats[checkFormats.length - 1]}`,
};

/**
 * Checks the flags of `carve check`.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readCheckFlags(
  given: Readonly<Record<string, unknown>>,
  today: string,
): CheckFlags {
  return readInputFlags({ command: 'check', shape: checkFlagsShape, remedies }, given, today);
}
