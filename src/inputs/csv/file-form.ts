import type { DateOrder } from '../cells/date.js';
import type { DecimalMark } from '../cells/number.js';
import type { InputRole } from './file-roles.js';
import type { CellSpelling } from './text-column.js';

/** What a file does not say of itself and somebody has to: undefined where nobody did. */
export interface FileForm {
  /** From `encodingNamed`. */
  readonly encoding?: string | undefined;
  /** The sheet of a workbook. */
  readonly sheet?: string | undefined;
  readonly decimal?: DecimalMark | undefined;
  readonly dates?: DateOrder | undefined;
}

/** What the files of a problem do not say of themselves. */
export type FileForms = { readonly [Role in InputRole]?: FileForm | undefined };

/** What somebody did say: without what is undefined, so that it hides nothing. */
export function givenForm({ encoding, sheet, decimal, dates }: FileForm = {}): {
  readonly [Setting in keyof FileForm]: NonNullable<FileForm[Setting]>;
} {
  return {
    ...(encoding !== undefined && { encoding }),
    ...(sheet !== undefined && { sheet }),
    ...(decimal !== undefined && { decimal }),
    ...(dates !== undefined && { dates }),
  };
}

/**
 * How the cells of a file are written. Between semicolons a decimal comma is as
 * likely as a point, because that is why semicolons stand there; elsewhere it is
 * a point, unless somebody said otherwise.
 */
export function spellingOf(form: FileForm | undefined, delimiter: string): CellSpelling {
  return {
    decimal: form?.decimal ?? (delimiter === ';' ? undefined : '.'),
    dates: form?.dates,
  };
}
