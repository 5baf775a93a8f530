import { extname } from 'node:path';
import { InputError } from '../../model/input-problem.js';
import { reportOptions } from '../options.js';
import type { OutputFile } from '../output-file.js';
import { readOptions, type Values } from './option.js';

type Given = Values<typeof reportOptions>;
type ReportFormat = NonNullable<Given['format']>;

/** The flags of `carve report`, the format settled; `out` undefined: standard output. */
export type ReportFlags = Omit<Given, 'format'> & { readonly format: ReportFormat };

const formatOf: ReadonlyMap<string, ReportFormat> = new Map([
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.xlsx', 'xlsx'],
  ['.pdf', 'pdf'],
  ['.txt', 'text'],
]);

/**
 * Checks the flags of `carve report`. Without --format, the ending of --out says
 * what it is to be; without either it is text.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readReportFlags(given: Readonly<Record<string, unknown>>): ReportFlags {
  const { format, out, ...flags } = readOptions('report', reportOptions, given);
  if (flags.perRep !== undefined) return perRepFlags({ format, out, ...flags });
  const file = out === '-' ? undefined : out;
  const settled = format ?? (file === undefined ? 'text' : formatOf.get(endingOf(file)));
  if (settled === undefined) {
    const what = 'does not say by its ending which format it is to have';
    const remedy = `end it in ${[...formatOf.keys()].join(', ')}, or give --format`;
    throw new InputError([{ file: '--out', what, value: out ?? '', remedy }]);
  }
  return { ...flags, out: file, format: settled };
}

/** A folder of files for reps goes with few other flags. */
function perRepFlags({ format = 'html', out, ...flags }: Given): ReportFlags {
  const remedy = 'leave it out, or leave out --per-rep';
  const what = 'does not go with --per-rep';
  const problems = [
    ...(out === undefined ? [] : [{ file: '--out', what, value: out, remedy }]),
    ...(flags.mask ? [{ file: '--mask', what, remedy }] : []),
    ...(flags.rulesCost ? [{ file: '--rules-cost', what, remedy }] : []),
    ...(format === 'html' || format === 'markdown'
      ? []
      : [
          {
            file: '--format',
            what: 'is none that --per-rep writes',
            value: format,
            remedy: 'use html or markdown',
          },
        ]),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return { ...flags, out: undefined, format };
}

/** The file of --out; undefined for standard output. */
export function outOf({ out }: ReportFlags): OutputFile | undefined {
  return out === undefined ? undefined : { flag: '--out', name: out };
}

function endingOf(file: string): string {
  return extname(file).toLowerCase();
}
