import { z } from 'zod';
import { crmNames } from '../../crm/crm.js';
import { InputError, type InputProblem } from '../../model/input-problem.js';
import { type FormsGiven, formFlagsShape, readForms } from './form-flags.js';
import { flagName } from './input-flags.js';
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
  ...formFlagsShape.shape,
});

/** The flags of `carve export`. */
export type ExportFlags = z.infer<typeof shape> & { readonly forms: FormsGiven };

/**
 * Checks the flags of `carve export`.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readExportFlags(given: Readonly<Record<string, unknown>>): ExportFlags {
  const flags = readPlanFolderFlags(shape, given);
  const problems: InputProblem[] = [];
  const forms = readForms(flags, problems);
  const said = formFlagsShape.keyof().options.filter((name) => flags[name].length > 0);
  if (flags.contacts === undefined) {
    const what = 'is for the contacts file, and none is given';
    const remedy = 'give it with --contacts FILE; how the plan read its own files, plan.json says';
    problems.push(...said.map((name) => ({ file: flagName(name), what, remedy })));
  }
  if (problems.length > 0) throw new InputError(problems);
  return { ...flags, forms };
}
