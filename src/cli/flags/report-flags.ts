import { extname } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../model/input-problem.js';
import type { OutputFile } from '../output-file.js';
import { planInputFlagsShape, readPlanFolderFlags } from './plan-folder-flags.js';

export const reportFormats = ['text', 'html', 'markdown', 'xlsx', 'pdf'] as const;

export type ReportFormat = (typeof reportFormats)[number];

const shape = planInputFlagsShape.extend({
  format: z.enum(reportFormats).optional(),
  out: z.string().min(1).optional(),
  mask: z.boolean().default(false),
  rulesCost: z.boolean().default(false),
  threads: z.coerce.number().int().min(1).max(256).optional(),
});

/** The flags of `carve report`, the format settled; `out` undefined: standard output. */
export type ReportFlags = Omit<z.infer<typeof shape>, 'format'> & {
  readonly format: ReportFormat;
};

const formatOf: ReadonlyMap<string, ReportFormat> = new Map([
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.xlsx', 'xlsx'],
  ['.pdf', 'pdf'],
  ['.txt', 'text'],
]);

const remedies = {
  format: 'use text, html, markdown, xlsx or pdf',
  out: 'name a file, or - for stdout',
};

/**
 * Checks the flags of `carve report`. Without --format, the ending of --out says
 * what it is to be; without either it is text.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readReportFlags(given: Readonly<Record<string, unknown>>): ReportFlags {
  const { format, out, ...flags } = readPlanFolderFlags(shape, given, remedies);
  const file = out === '-' ? undefined : out;
  const settled = format ?? (file === undefined ? 'text' : formatOf.get(endingOf(file)));
  if (settled === undefined) {
    const what = 'does not say by its ending which format it is to have';
    const remedy = `end it in ${[...formatOf.keys()].join(', ')}, or give --format`;
    throw new InputError([{ file: '--out', what, value: out ?? '', remedy }]);
  }
  return { ...flags, out: file, format: settled };
}

/** The file of --out; undefined for standard output. */
export function outOf({ out }: ReportFlags): OutputFile | undefined {
  return out === undefined ? undefined : { flag: '--out', name: out };
}

function endingOf(file: string): string {
  return extname(file).toLowerCase();
}
