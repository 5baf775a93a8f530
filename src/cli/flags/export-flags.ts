import { InputError } from '../../model/input-problem.js';
import { exportOptions } from '../options.js';
import { type FormsGiven, formsOf } from './forms.js';
import { flagName, readOptions, type Values } from './option.js';

/** The flags of `carve export`. */
export type ExportFlags = Values<typeof exportOptions> & { readonly forms: FormsGiven };

const ofContacts = ['encoding', 'sheet', 'decimal', 'dates'] as const;

/**
 * Checks the flags of `carve export`.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readExportFlags(given: Readonly<Record<string, unknown>>): ExportFlags {
  const flags = readOptions('export', exportOptions, given);
  const idle = ofContacts.filter((name) => flags[name].size > 0);
  if (flags.contacts === undefined && idle.length > 0) {
    const what = 'is for the contacts file, and none is given';
    const remedy = 'give it with --contacts FILE; how the plan read its own files, plan.json says';
    throw new InputError(idle.map((name) => ({ file: flagName(name), what, remedy })));
  }
  return { ...flags, forms: formsOf(flags) };
}
