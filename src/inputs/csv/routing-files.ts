import type { InputProblem } from '../../model/input-problem.js';
import { fold } from '../../model/table.js';
import type { DayNumber } from '../../model/units.js';
import { parseDate } from '../cells/date.js';
import type { FileForm } from './file-form.js';
import { shortened } from './findings.js';
import { readOwn } from './read-own.js';
import { inRowOrder } from './records.js';

/** What a rep's claim rests on. */
const claimKinds = ['sourced', 'meeting', 'opportunity', 'activity', 'location'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** One row of a claims file. */
export interface ClaimRow {
  readonly row: number;
  readonly accountId: string;
  readonly repId: string;
  readonly kind: ClaimKind;
  /** Undefined where the cell is empty. */
  readonly day: DayNumber | undefined;
  readonly evidence: string;
}

interface Read<Value> {
  readonly value: readonly Value[];
  readonly problems: readonly InputProblem[];
}

/** Reads a file of `account_id, rep_id, kind, date, evidence`; the last two may be empty. */
export function readClaims(file: string, bytes: Uint8Array, form?: FileForm): Read<ClaimRow> {
  const { own, problems: found } = readOwn(file, bytes, ['account_id', 'rep_id', 'kind']);
  const problems = [...found];
  const value: ClaimRow[] = [];
  own.rowNumbers.forEach((row, at) => {
    const text = (column: string): string => own.columns.get(column)?.[at] ?? '';
    const fault = (column: string, what: string, remedy: string): void => {
      problems.push({ file, row, column, what, value: shortened(text(column)), remedy });
    };
    for (const column of ['account_id', 'rep_id']) {
      if (text(column) === '') fault(column, 'is empty', 'fill it in, or delete the row');
    }
    const kind = claimKinds.find((one) => one === fold(text('kind')));
    if (kind === undefined)
      fault('kind', 'is no kind of claim', `write one of ${claimKinds.join(', ')}`);
    const day = parseDate(text('date'), form?.dates);
    if (day === undefined && text('date') !== '')
      fault('date', 'is no date', 'write it as 2026-01-31, or leave it empty');
    if (kind !== undefined)
      value.push({
        row,
        accountId: text('account_id'),
        repId: text('rep_id'),
        kind,
        day,
        evidence: text('evidence'),
      });
  });
  return { value, problems: inRowOrder(problems) };
}

const words = new Map([
  ...['yes', 'true', '1', 'y'].map((word) => [word, true] as const),
  ...['no', 'false', '0', 'n'].map((word) => [word, false] as const),
]);

/** Reads a file of `step, use`: the steps that are to be used, in its order. */
export function readOrder<Step extends string>(
  file: string,
  bytes: Uint8Array,
  steps: readonly Step[],
): Read<Step> {
  const { own, problems: found } = readOwn(file, bytes, ['step', 'use']);
  const problems = [...found];
  const seen = new Set<Step>();
  const value: Step[] = [];
  const [names = [], uses = []] = ['step', 'use'].map((name) => own.columns.get(name));
  own.rowNumbers.forEach((row, at) => {
    const step = steps.find((one) => one === fold(names[at] ?? ''));
    const use = words.get(fold(uses[at] ?? ''));
    const fault = (column: string, text: string, what: string, remedy: string): void => {
      problems.push({ file, row, column, what, value: shortened(text), remedy });
    };
    if (step === undefined)
      fault('step', names[at] ?? '', 'is no step', `write one of ${steps.join(', ')}`);
    else if (seen.has(step)) fault('step', step, 'stands here twice', 'delete one of the rows');
    if (use === undefined) fault('use', uses[at] ?? '', 'is neither yes nor no', 'write yes or no');
    if (step !== undefined && use === true && !seen.has(step)) value.push(step);
    if (step !== undefined) seen.add(step);
  });
  if (problems.length === 0 && value.length === 0) {
    const remedy = `write yes beside one of ${steps.join(', ')}`;
    problems.push({ file, column: 'use', what: 'leaves no step', remedy });
  }
  return { value, problems: inRowOrder(problems) };
}
