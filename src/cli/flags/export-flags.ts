import { z } from 'zod';
import { crmNames } from '../../export/crm.js';
import { planFolderFlagsShape, readPlanFolderFlags } from './plan-folder-flags.js';

/** What becomes of the open opportunities of an account that changes its owner. */
const openOpportunities = ['follow', 'owned', 'stay'] as const;

const named = z.string().trim().min(1).optional();

const shape = planFolderFlagsShape.extend({
  for: z.enum(crmNames),
  out: z.string().min(1),
  ownerColumn: named,
  idColumn: named,
  house: named,
  openOpportunities: z.enum(openOpportunities).default('follow'),
  contacts: named,
  map: z.array(z.string()).default([]),
});

/** The flags of `carve export`. */
export type ExportFlags = z.infer<typeof shape>;

/**
 * Checks the flags of `carve export`.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readExportFlags(given: Readonly<Record<string, unknown>>): ExportFlags {
  return readPlanFolderFlags(shape, given);
}
