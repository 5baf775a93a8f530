import type { Evaluation } from '../../evaluation/types.js';
import type { CsvTable } from '../../inputs/csv/write.js';
import type { Problem } from '../../model/problem.js';
import { disputeSteps, type RoutedAccount, type Routing } from '../../model/routing.js';
import { lackedWords, missWords, routeReason, shownWords } from './words.js';

/** Of a routing, what its files are made of. */
export interface RoutingParts {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  readonly routing: Routing;
  /** Whether there were claims, so that disputes.csv is written. */
  readonly hasClaims: boolean;
}

export const routingFiles = {
  routed: 'routed.csv',
  unrouted: 'unrouted.csv',
  disputes: 'disputes.csv',
} as const;

export const routedColumns = [
  'account_id',
  'rep_id',
  'step',
  'reason',
  'next_rep_id',
  'next_cost',
  'potential_deviation_after_pct',
] as const;

const disputeColumns = ['account_id', 'rep_id', 'against', 'step', 'evidence', 'why_not'] as const;

/** The files of a routed plan besides those of any plan. */
export function routingTables(parts: RoutingParts): ReadonlyMap<string, CsvTable> {
  const { problem, routing, hasClaims } = parts;
  const { accountIds, repIds } = problem;
  const filed = inOrderOfFile(problem);
  const idOf = (rep: number): string => (rep < 0 ? '' : repIds[rep]);
  const tables = new Map<string, CsvTable>([
    [
      routingFiles.routed,
      { columns: routedColumns, rows: () => routedRows(parts).map((row) => Object.values(row)) },
    ],
    [
      routingFiles.unrouted,
      {
        columns: ['account_id', 'step', 'why'],
        rows: () =>
          [...routing.unrouted]
            .sort(filed)
            .flatMap(({ account, tried }) =>
              tried.map(({ step, miss }) => [
                accountIds[account],
                step,
                missWords(problem, step, miss),
              ]),
            ),
      },
    ],
  ]);
  if (hasClaims)
    tables.set(routingFiles.disputes, {
      columns: disputeColumns,
      rows: () =>
        [...routing.losers]
          .sort((a, b) => filed(a, b) || a.loser - b.loser)
          .map((one) => [
            accountIds[one.account],
            idOf(one.winner),
            idOf(one.loser),
            disputeSteps[one.step],
            shownWords(problem, one),
            lackedWords(problem, one),
          ]),
    });
  return tables;
}

/** A row of routed.csv. */
export interface RoutedRow {
  readonly account_id: string;
  readonly rep_id: string;
  readonly step: RoutedAccount['step'];
  readonly reason: string;
  readonly next_rep_id: string | undefined;
  readonly next_cost: number | undefined;
  readonly potential_deviation_after_pct: number | undefined;
}

/** The rows of routed.csv, in the order in which the accounts were given in. */
export function routedRows({ problem, evaluation, routing }: RoutingParts): readonly RoutedRow[] {
  const { accountIds, repIds } = problem;
  return [...routing.routed].sort(inOrderOfFile(problem)).map(
    (one): RoutedRow => ({
      account_id: accountIds[one.account],
      rep_id: repIds[one.rep],
      step: one.step,
      reason: routeReason(problem, one),
      next_rep_id: one.next && repIds[one.next.rep],
      next_cost: finite(costOf(one)),
      potential_deviation_after_pct: finite(
        evaluation.territories[one.rep]?.potential_deviation_pct,
      ),
    }),
  );
}

/** Of two with whom the plan scores alike rounding may put either below the other. */
function costOf({ step, next }: RoutedAccount): number | undefined {
  return step === 'fair' && next !== undefined ? Math.max(0, next.cost) : next?.cost;
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function inOrderOfFile({ accounts: { rowNumbers } }: Problem) {
  return (a: Pick<RoutedAccount, 'account'>, b: Pick<RoutedAccount, 'account'>): number =>
    rowNumbers[a.account] - rowNumbers[b.account];
}
