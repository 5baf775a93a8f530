import { changedAsFiled } from '../../../evaluation/moves-of-note.js';
import type { Problem } from '../../../model/problem.js';
import { type Column, cellText, filledColumn, recordsAsFiled } from '../../../model/table.js';
import { ownerName, repName } from '../../explain/names.js';
import type { ReportParts } from '../parts.js';
import type { CellFormat, Sheet, SheetCell, SheetColumn } from './sheet.js';

/** More tabs than this nobody finds their way in. */
const managersAtMost = 50;
const noManager = 'No manager';

interface AccountColumn extends SheetColumn {
  readonly cell: (account: number) => SheetCell;
}

/** The accounts that change hands, all accounts, and the accounts of each manager's reps, before or after. */
export function accountSheets(parts: ReportParts): {
  readonly sheets: readonly Sheet[];
  /** Managers whose accounts have no tab of their own. */
  readonly managersLeft: number;
} {
  const { problem, plan } = parts;
  const columns = accountColumns(parts);
  const sheet = (name: string, accounts: Iterable<number>): Sheet => ({
    name,
    columns: columns.map(({ title, format, width }) => ({ title, format, width })),
    rows: Array.from(accounts, (account) => columns.map(({ cell }) => cell(account))),
    isTable: true,
  });
  const byManager = accountsByManager(problem, plan.evaluation.assignment);
  const managers = [...byManager.keys()];
  const shown = managers.slice(0, managersAtMost);
  return {
    sheets: [
      sheet('Moves', changedAsFiled(problem, plan.evaluation)),
      sheet('All accounts', recordsAsFiled(problem.accounts)),
      ...shown.map((manager) => sheet(manager, byManager.get(manager) ?? [])),
    ],
    managersLeft: managers.length - shown.length,
  };
}

/** None where nobody has a manager. */
function accountsByManager(
  problem: Problem,
  assignment: Int32Array,
): ReadonlyMap<string, readonly number[]> {
  const managers = filledColumn(problem.reps, 'manager');
  const found = new Map<string, number[]>();
  if (managers === undefined) return found;
  const nameOf = problem.repIds.map((_, rep) => cellText(managers, rep) || noManager);
  for (const rep of recordsAsFiled(problem.reps)) found.set(nameOf[rep], []);
  for (const account of recordsAsFiled(problem.accounts)) {
    const [had, has] = [problem.owner[account], assignment[account]].map((rep) =>
      rep < 0 ? undefined : nameOf[rep],
    );
    if (has !== undefined) found.get(has)?.push(account);
    if (had !== undefined && had !== has) found.get(had)?.push(account);
  }
  return found;
}

function accountColumns({ problem, plan }: ReportParts): readonly AccountColumn[] {
  const { evaluation } = plan;
  const { accounts, reps } = problem;
  const rep = (account: number): number => evaluation.assignment[account];
  const column = (
    title: string,
    format: CellFormat,
    width: number,
    cell: AccountColumn['cell'],
  ): AccountColumn => ({ title, format, width, cell });
  const given = (title: string, name: string, format: CellFormat, width: number) => {
    const cells = filledColumn(accounts, name);
    return cells === undefined
      ? []
      : [column(title, format, width, (account) => cellOf(cells, account))];
  };
  return [
    column('Account id', 'text', 18, (account) => problem.accountIds[account]),
    ...given('Account', 'account_name', 'text', 32),
    column('Rep id', 'text', 12, (account) =>
      rep(account) < 0 ? '' : problem.repIds[rep(account)],
    ),
    column('Rep', 'text', 22, (account) => repName(problem, rep(account))),
    ...(filledColumn(reps, 'manager') === undefined
      ? []
      : [
          column('Manager', 'text', 18, (account) =>
            rep(account) < 0 ? '' : cellText(reps.columns.get('manager'), rep(account)),
          ),
        ]),
    column('Change', 'text', 11, (account) => evaluation.change[account]),
    column('Before', 'text', 22, (account) => ownerName(problem, account)),
    column('Potential', 'amount', 13, (account) => problem.potential[account]),
    column('Workload', 'amount', 11, (account) => problem.workload[account]),
    ...(problem.hasArr ? [column('ARR', 'amount', 13, (account) => problem.arr[account])] : []),
    ...given('Open pipeline', 'open_pipeline', 'amount', 14),
    ...given('Renewal', 'renewal_date', 'date', 12),
    ...given('Segment', 'segment', 'text', 14),
    ...given('Region', 'region', 'text', 14),
    column('Why', 'text', 70, (account) => evaluation.reasonOf(account)),
  ];
}

function cellOf(column: Column, row: number): SheetCell {
  if (column.kind === 'number') return column.values[row];
  return column.kind === 'date' ? column.days[row] : cellText(column, row);
}
