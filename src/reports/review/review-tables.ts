import { previousRepId } from '../../evaluation/changes.js';
import type { ReviewSheet, SheetRow } from '../../evaluation/review/sheets.js';
import type { Decision, Review } from '../../evaluation/review/types.js';
import type { Evaluation } from '../../evaluation/types.js';
import { type RegisterRow, readRegister } from '../../inputs/csv/register.js';
import { type CsvTable, csvPieces, type WrittenCell, writeCsv } from '../../inputs/csv/write.js';
import type { Problem } from '../../model/problem.js';
import { cellText, isoDate } from '../../model/table.js';
import type { DayNumber } from '../../model/units.js';
import { sha256 } from '../checksums.js';

/** A manager's sheet, the columns in the order of the file. */
export const sheetColumns = [
  'manager',
  'account_id',
  'account_name',
  'from',
  'to',
  'potential',
  'arr',
  'reason',
  'decision',
  'to_rep_id',
  'why',
  'by',
  'correction',
] as const;

/** What managers fill in. */
export const answerColumns: readonly (typeof sheetColumns)[number][] = [
  'decision',
  'to_rep_id',
  'why',
  'by',
  'correction',
];

/** One account's cells under `sheetColumns`, those to be filled in left out. */
export function sheetCells(
  problem: Problem,
  evaluation: Evaluation,
  { manager }: ReviewSheet,
  { account }: SheetRow,
): WrittenCell[] {
  const rep = evaluation.assignment[account];
  return [
    manager,
    problem.accountIds[account],
    cellText(problem.accounts.columns.get('account_name'), account),
    previousRepId(problem, account),
    rep < 0 ? '' : problem.repIds[rep],
    problem.potential[account],
    problem.hasArr ? problem.arr[account] : '',
    evaluation.reasonOf(account),
  ];
}

/** MANAGER.csv. */
export function sheetCsv(problem: Problem, evaluation: Evaluation, sheet: ReviewSheet): string {
  const blank = answerColumns.map(() => '');
  return writeCsv(
    sheetColumns,
    sheet.rows.map((row) => [...sheetCells(problem, evaluation, sheet, row), ...blank]),
  );
}

export const registerFile = 'overrides.csv';
export const conflictsFile = 'conflicts.csv';
const correctionsFile = 'corrections.csv';

/** The files of a managers' round besides those of the plan. */
export const reviewFileNames: readonly string[] = [registerFile, conflictsFile, correctionsFile];

/** The register among the files of a round, as it is read. */
export function registerOf(
  tables: ReadonlyMap<string, CsvTable> | undefined,
): readonly RegisterRow[] | undefined {
  const table = tables?.get(registerFile);
  if (table === undefined) return undefined;
  return readRegister(
    registerFile,
    Buffer.from([...csvPieces(table.columns, table.rows())].join('')),
  ).rows;
}

/** What names several of one kind in a cell stands between them. */
const between = '; ';

/** The files of a managers' round besides those of the plan. */
export function reviewTables(
  problem: Problem,
  review: Review,
  day: DayNumber,
): ReadonlyMap<string, CsvTable> {
  const { decisions, conflicts, corrections } = review;
  return new Map([
    [
      registerFile,
      {
        columns: [
          'id',
          'account_id',
          'decision',
          'rep_id',
          'by',
          'manager',
          'date',
          'why',
          'price',
          'breaks',
          'expires',
          'status',
        ],
        rows: () => decisions.map((decision) => registerCells(problem, decision, day)),
      },
    ],
    [
      conflictsFile,
      {
        columns: ['account_id', 'what', 'who', 'detail'],
        rows: () =>
          conflicts.map(({ accountId, what, managers, detail }) => [
            accountId,
            what,
            managers.join(between),
            detail,
          ]),
      },
    ],
    [
      correctionsFile,
      {
        columns: ['account_id', 'manager', 'correction'],
        rows: () =>
          corrections.map(({ accountId, manager, correction }) => [accountId, manager, correction]),
      },
    ],
  ]);
}

function registerCells(problem: Problem, decision: Decision, day: DayNumber): WrittenCell[] {
  const rep = decision.rep < 0 ? '' : problem.repIds[decision.rep];
  return [
    registerId(decision.accountId, decision.decision, rep),
    decision.accountId,
    decision.decision,
    rep,
    decision.by.join(between),
    decision.managers.join(between),
    isoDate(day),
    decision.why.join(between),
    decision.price,
    decision.breaks.join(between),
    decision.expires === undefined ? '' : isoDate(decision.expires),
    decision.status,
  ];
}

/** Digits of a hash that tell the decisions of a register apart. */
const idLength = 10;

/** The same decision has the same id in every round. */
function registerId(account: string, decision: string, rep: string): string {
  return sha256([account, decision, rep].join('\t')).slice(0, idLength);
}
