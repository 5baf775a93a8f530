import type { GivenInputs } from '../inputs/csv/file-roles.js';
import { labelled, type OpenedSheet } from '../inputs/csv/sheet-csv.js';

/** A file as the user named it, with its bytes. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of a workbook, the sheet that is meant (`openWorkbook`): it is read in place of the bytes. */
  readonly sheet?: OpenedSheet | undefined;
}

/** The files of a problem, as far as they are given. */
export type InputFiles = GivenInputs<NamedBytes>;

/** The name that messages begin with, and what is to be read: of a workbook, its sheet. */
export function contents({ name, bytes, sheet }: NamedBytes): [string, Uint8Array] {
  return sheet === undefined ? [name, bytes] : [labelled(name, sheet.name), sheet.csv];
}
