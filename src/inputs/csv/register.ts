import type { InputProblem } from '../../model/input-problem.js';
import { type DecisionStatus, decisionStatuses, decisionWords } from '../../model/review.js';
import type { DayNumber } from '../../model/units.js';
import { parseDate } from '../cells/date.js';
import { parseNumber } from '../cells/number.js';
import { shortened } from './findings.js';
import { readOwn } from './read-own.js';
import { inRowOrder } from './records.js';

/** A decision of a register (overrides.csv). */
export interface RegisterRow {
  /** The spreadsheet row. */
  readonly row: number;
  readonly account: string;
  readonly decision: (typeof decisionWords)[number];
  /** Empty: nobody. */
  readonly rep: string;
  readonly by: string;
  readonly manager: string;
  readonly why: string;
  /** What it cost the plan it was decided for; undefined where that is not known. */
  readonly price: number | undefined;
  /** Undefined: it does not expire. */
  readonly expires: DayNumber | undefined;
  readonly status: DecisionStatus;
}

const needed = ['account_id', 'decision', 'rep_id', 'status'] as const;

/** Reads a register of overrides, with all that is wrong in it. */
export function readRegister(
  file: string,
  bytes: Uint8Array,
): { readonly rows: readonly RegisterRow[]; readonly problems: readonly InputProblem[] } {
  const { own, problems: found } = readOwn(file, bytes, needed);
  if (found.length > 0) return { rows: [], problems: found };
  const problems: InputProblem[] = [];
  const rows = own.rowNumbers.flatMap((row, at): RegisterRow[] => {
    const cell = (name: string): string => own.columns.get(name)?.[at] ?? '';
    const fault = (column: string, what: string, remedy: string): void => {
      problems.push({ file, row, column, what, value: shortened(cell(column)), remedy });
    };
    const decision = decisionWords.find((word) => word === cell('decision').toLowerCase());
    const status = decisionStatuses.find((word) => word === cell('status').toLowerCase());
    const expires = parseDate(cell('expires'));
    if (decision === undefined) fault('decision', 'is no decision', 'write accept, reject or move');
    if (status === undefined) fault('status', 'is no status', 'write taken, conflict or expired');
    if (cell('expires') !== '' && expires === undefined) {
      fault('expires', 'is no date', 'write it as 2026-01-31, or leave it empty');
    }
    if (cell('account_id') === '') fault('account_id', 'is empty', 'fill it in, or delete the row');
    if (status === 'taken' && decision !== 'accept' && cell('rep_id') === '') {
      fault('rep_id', 'is empty', 'write the rep_id, or set the status to conflict');
    }
    if (decision === undefined || status === undefined) return [];
    const price = parseNumber(cell('price'))?.value;
    const [account, rep, by, manager, why] = ['account_id', 'rep_id', 'by', 'manager', 'why'].map(
      cell,
    );
    return [{ row, account, decision, rep, by, manager, why, price, expires, status }];
  });
  return { rows, problems: inRowOrder(problems) };
}
