import type { InputProblem } from '../../model/input-problem.js';
import { parseDate } from '../cells/date.js';
import type { FileForm } from './file-form.js';
import { shortened } from './findings.js';
import { readOwn } from './read-own.js';
import { inRowOrder } from './records.js';

/** People who are to be hired: how many start on a day. */
export interface HiresRow {
  readonly startDay: number;
  readonly count: number;
}

/** Reads a file of `start_date, count`; other columns are passed over. */
export function readHires(
  file: string,
  bytes: Uint8Array,
  form?: FileForm,
): { readonly hires: readonly HiresRow[]; readonly problems: readonly InputProblem[] } {
  const { own, problems: found } = readOwn(file, bytes, ['start_date', 'count']);
  const problems = [...found];
  const hires: HiresRow[] = [];
  const [dates = [], counts = []] = ['start_date', 'count'].map((name) => own.columns.get(name));
  own.rowNumbers.forEach((row, at) => {
    const report = (column: string, value: string, what: string, remedy: string): void => {
      problems.push({ file, row, column, what, value: shortened(value), remedy });
    };
    const startDay = parseDate(dates[at] ?? '', form?.dates);
    const text = counts[at] ?? '';
    const count = /^\d{1,6}$/.test(text) ? Number(text) : undefined;
    if (startDay === undefined)
      report('start_date', dates[at] ?? '', 'is no date', 'write it as 2026-01-31');
    if (count === undefined)
      report('count', text, 'is no whole number of people', 'write 1 or more');
    if (startDay !== undefined && count !== undefined) hires.push({ startDay, count });
  });
  return { hires, problems: inRowOrder(problems) };
}
