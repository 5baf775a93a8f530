import { z } from 'zod';
import { type InputMeaning, readInputFlags } from './input-flags.js';
import { planFlagsShape, planRemedies } from './plan-flags.js';

const scenariosFlagsShape = planFlagsShape.extend({
  format: z.enum(['text', 'json', 'csv']).default('text'),
  scenarios: z.string().min(1).optional(),
  assumptions: z.string().min(1).optional(),
  frontier: z.coerce.number().int().min(2).max(50).optional(),
});

/** The flags of `carve scenarios`. */
export type ScenariosFlags = z.infer<typeof scenariosFlagsShape> & InputMeaning;

const remedies: Readonly<Record<string, string>> = {
  ...planRemedies,
  format: 'use text, json or csv',
  scenarios: 'name a scenarios file',
  assumptions: 'name a JSON file',
  frontier: 'give a number of points from 2 to 50',
};

/**
 * Checks the flags of `carve scenarios`.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readScenariosFlags(
  given: Readonly<Record<string, unknown>>,
  today: string,
): ScenariosFlags {
  return readInputFlags(
    { command: 'scenarios', shape: scenariosFlagsShape, remedies },
    given,
    today,
  );
}
