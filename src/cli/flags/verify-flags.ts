import { z } from 'zod';
import { InputError } from '../../model/input-problem.js';

const shape = z.object({
  accounts: z.string().optional(),
  reps: z.string().optional(),
  rules: z.string().optional(),
  distances: z.string().optional(),
  format: z.enum(['text', 'json']).default('text'),
  quiet: z.boolean().default(false),
  color: z.boolean().default(true),
});

export type VerifyFlags = z.infer<typeof shape>;

/**
 * Checks the flags of `carve verify`.
 *
 * @throws InputError where the format is none.
 */
export function readVerifyFlags(given: Readonly<Record<string, unknown>>): VerifyFlags {
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const file = '--format';
  const value = String(given.format);
  throw new InputError([{ file, what: 'does not fit', value, remedy: 'use text or json' }]);
}
