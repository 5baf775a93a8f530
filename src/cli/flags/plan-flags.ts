import { z } from 'zod';
import { type InputMeaning, inputFlagsShape, readInputFlags } from './input-flags.js';

export const planFlagsShape = inputFlagsShape.extend({
  out: z.string().min(1).default('carve-out'),
  format: z.enum(['text', 'json']).default('text'),
  seed: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((seed) => Number.isSafeInteger(seed))
    .default(1),
  effort: z.enum(['quick', 'normal', 'thorough']).default('normal'),
  maxMoves: z.coerce.number().int().min(0).optional(),
  timeLimit: z.coerce.number().positive().optional(),
  threads: z.coerce.number().int().min(1).max(256).optional(),
});

/** Those of `plan` alone. */
const ownShape = planFlagsShape.extend({ relax: z.boolean().default(false) });

/** The flags that shape a plan. */
export type PlanFlags = z.infer<typeof ownShape> & InputMeaning;

/** What to do about a flag of a command that plans. */
export const planRemedies: Readonly<Record<string, string>> = {
  format: 'use text or json',
  seed: 'give a whole number from 0 to 9007199254740991',
  effort: 'use quick, normal or thorough',
  timeLimit: 'give seconds, such as 30',
  maxMoves: 'give a whole number of accounts, 0 or more',
  threads: 'give a whole number from 1 to 256',
  out: 'name a folder',
};

/**
 * Checks the flags of a command that plans.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readPlanFlags(given: Readonly<Record<string, unknown>>, today: string): PlanFlags {
  return readInputFlags({ command: 'plan', shape: ownShape, remedies: planRemedies }, given, today);
}
