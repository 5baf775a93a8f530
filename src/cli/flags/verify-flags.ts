import type { z } from 'zod';
import { planFolderFlagsShape, readPlanFolderFlags } from './plan-folder-flags.js';

export type VerifyFlags = z.infer<typeof planFolderFlagsShape>;

/**
 * Checks the flags of `carve verify`.
 *
 * @throws InputError where the format is none.
 */
export function readVerifyFlags(given: Readonly<Record<string, unknown>>): VerifyFlags {
  return readPlanFolderFlags(planFolderFlagsShape, given);
}
