import type { Evaluation } from '../evaluation/types.js';
import { parseNumber } from '../inputs/cells/number.js';
import { readOwn } from '../inputs/csv/read-own.js';
import { AccountState } from '../model/problem.js';
import type { PlanJson } from '../reports/plan-json.js';
import { routingFiles } from '../reports/routing/routing-tables.js';
import type { Comparison } from './comparison.js';
import { type PlanFolder, planFile, type ReadInputs } from './plan-folder.js';

/** The files that a routed plan has besides those of any plan. */
export function routedFilesOf({ route }: PlanJson): readonly string[] {
  if (route === undefined) return [];
  const { routed, unrouted, disputes } = routingFiles;
  return route.files.claims === undefined ? [routed, unrouted] : [routed, unrouted, disputes];
}

/** Deviations are written to the last digit; what is left is rounding. */
const near = 1e-9;

/**
 * Holds what a routing says of its accounts against the assignments: who has
 * them, how far off that rep ends, and that those without a rep have none.
 */
export function compareRouted(
  { plan, files, again }: PlanFolder,
  { problem }: ReadInputs,
  { assignment, territories }: Pick<Evaluation, 'assignment' | 'territories'>,
  comparison: Comparison,
): void {
  const { route } = plan;
  if (route === undefined) return;
  const accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
  const holderOf = (account: number): string =>
    assignment[account] < 0 ? '' : problem.repIds[assignment[account]];
  const counts = { routed: 0, unrouted: new Set<string>() };
  eachRow(files, routingFiles.routed, ['rep_id'], (place, text) => {
    counts.routed++;
    // Every cell of the row was held against the one it should be.
    if (again !== undefined) return;
    const account = accountOf.get(text('account_id'));
    if (account === undefined) {
      comparison.add({ ...place, column: 'account_id', what: 'is no account of this plan' });
      return;
    }
    const [found, expected] = [text('rep_id'), holderOf(account)];
    if (found !== expected)
      comparison.add({ ...place, column: 'rep_id', found, expected, what: 'differs' });
    const off = territories[assignment[account]]?.potential_deviation_pct;
    const said = parseNumber(text(deviationColumn))?.value;
    comparison.figures++;
    const isSame =
      off === undefined || !Number.isFinite(off)
        ? said === undefined
        : said !== undefined && Math.abs(said - off) <= near * Math.max(1, Math.abs(off));
    if (isSame) return;
    const what = 'is not how far from fair share the rep ends';
    comparison.add({
      ...place,
      column: deviationColumn,
      found: said ?? null,
      expected: off ?? null,
      what,
    });
  });
  eachRow(files, routingFiles.unrouted, [], (place, text) => {
    counts.unrouted.add(text('account_id'));
    if (again !== undefined) return;
    const account = accountOf.get(text('account_id'));
    const isGiven =
      account === undefined ||
      (problem.state[account] === AccountState.planned && assignment[account] >= 0);
    if (isGiven)
      comparison.add({ ...place, column: 'account_id', what: 'is no account without a rep' });
  });
  const stated = { routed: route.routed, unrouted: route.unrouted };
  for (const column of ['routed', 'unrouted'] as const) {
    const expected = column === 'routed' ? counts.routed : counts.unrouted.size;
    if (stated[column] === expected) continue;
    const what = `is not how many accounts ${routingFiles[column]} has`;
    comparison.add({
      file: planFile,
      column: `route.${column}`,
      found: stated[column],
      expected,
      what,
    });
  }
}

const deviationColumn = 'potential_deviation_after_pct';

function eachRow(
  files: PlanFolder['files'],
  file: string,
  columns: readonly string[],
  look: (
    place: { readonly file: string; readonly row: number },
    text: (column: string) => string,
  ) => void,
): void {
  const bytes = files.get(file);
  if (bytes === undefined) return;
  const { own } = readOwn(file, bytes, ['account_id', ...columns]);
  own.rowNumbers.forEach((row, at) => {
    look({ file, row }, (column) => own.columns.get(column)?.[at] ?? '');
  });
}
