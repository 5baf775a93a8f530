import { z } from 'zod';
import { type InputMeaning, inputFlagsShape, readInputFlags } from './input-flags.js';

const validateFlagsShape = inputFlagsShape.extend({
  format: z.enum(['text', 'json', 'csv', 'markdown']).default('text'),
  failOn: z.enum(['error', 'warning']).optional(),
});

/** The flags of `carve validate`. */
export type ValidateFlags = z.infer<typeof validateFlagsShape> & InputMeaning;

const remedies: Readonly<Record<string, string>> = {
  format: 'use text, json, csv or markdown',
  failOn: 'use error or warning',
};

/**
 * Checks the flags of `carve validate`.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readValidateFlags(
  given: Readonly<Record<string, unknown>>,
  today: string,
): ValidateFlags {
  return readInputFlags({ command: 'validate', shape: validateFlagsShape, remedies }, given, today);
}
