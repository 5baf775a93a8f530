import { repChoice } from '../../evaluation/review/rep-cells.js';
import type { ReviewSheet, SheetRow } from '../../evaluation/review/sheets.js';
import type { Evaluation } from '../../evaluation/types.js';
import type { Problem } from '../../model/problem.js';
import { decisionWords } from '../../model/review.js';
import { recordsAsFiled } from '../../model/table.js';
import { type ColumnOf, table } from '../document/blocks.js';
import { workbookBytes } from '../document/workbook.js';
import { answerColumns, sheetCells, sheetColumns } from './review-tables.js';

const widths: Partial<Record<(typeof sheetColumns)[number], number>> = {
  manager: 14,
  account_id: 16,
  account_name: 26,
  from: 14,
  to: 14,
  reason: 44,
  decision: 11,
  to_rep_id: 24,
  why: 32,
  correction: 32,
};

const decisionColours = new Map([
  ['accept', 'good'],
  ['move', 'warn'],
  ['reject', 'bad'],
] as const satisfies readonly (readonly [(typeof decisionWords)[number], string])[]);

/** Rows left free for accounts that the manager adds. */
const addedRows = 30;

/**
 * MANAGER.xlsx: the same as the CSV, with drop-downs, and behind it what rejecting costs, or why
 * it would not be taken, and the names of the reps; nothing else can be typed by accident.
 */
export async function sheetWorkbook(
  problem: Problem,
  evaluation: Evaluation,
  sheet: ReviewSheet,
): Promise<Uint8Array> {
  const nameOf = (rep: number): string => (rep < 0 ? '' : problem.repNames[rep]);
  const cells = sheet.rows.map((row) => sheetCells(problem, evaluation, sheet, row));
  const columns: ColumnOf<SheetRow>[] = [
    ...sheetColumns.map(
      (title, at): ColumnOf<SheetRow> => ({
        title,
        ...(widths[title] !== undefined && { width: widths[title] }),
        ...((title === 'potential' || title === 'arr') && { kind: 'amount' as const }),
        of: (_, row) => cells[row][at],
      }),
    ),
    {
      title: 'reject_price',
      kind: 'change',
      numberFormat: '+0.000000;-0.000000;0',
      of: ({ rejectPrice }) => rejectPrice,
    },
    { title: 'reject_not_taken', width: 32, of: ({ notTaken }) => notTaken },
    { title: 'from_name', width: 20, of: ({ account }) => nameOf(problem.owner[account]) },
    { title: 'to_name', width: 20, of: ({ account }) => nameOf(evaluation.assignment[account]) },
  ];
  const reps = recordsAsFiled(problem.reps)
    .filter((rep) => problem.live[rep] === 1)
    .map((rep) => repChoice(problem, rep));
  const lists: Partial<Record<(typeof sheetColumns)[number], readonly string[]>> = {
    decision: decisionWords,
    to_rep_id: reps,
  };
  return workbookBytes(`Managers' round: ${sheet.manager}`, [
    {
      name: sheet.manager,
      table: table(sheet.rows, columns),
      isTable: true,
      // The account stays in sight beside the decision.
      frozen: 1 + sheetColumns.indexOf('account_name'),
      colours: new Map([['decision', decisionColours]]),
      form: {
        columns: new Map(answerColumns.map((title) => [title, lists[title] ?? []])),
        added: { rows: addedRows, columns: ['account_id'] },
      },
    },
  ]);
}
