import { isPast } from '../../measures/bounds.js';
import { eachMeasure } from '../../measures/index.js';
import type { MeasureRow, Problem } from '../../model/problem.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';

/** Must rows that no plan can keep, as far as plain sums show it: no plan is searched for. */
export function contradictions(inspection: Inspection): readonly Finding[] {
  const { problem } = inspection;
  if (problem === undefined) return [];
  const found = eachMeasure(problem, ({ contradictions: of }, measure): Finding[] => {
    const { level, row } = measure;
    // Drafted rows are safe, and no file of the user's; what the rep file says is.
    if (level !== 'must' || (inspection.drafted && typeof row !== 'string')) return [];
    return of(measure, problem).map((facts) => ({
      kind: 'rules-contradict',
      severity: 'error',
      ...placeOf(inspection, row),
      facts,
    }));
  });
  return [...found.flat(), ...ofMaxAccounts(inspection, problem)];
}

/** The file and row of a measure, its value as written left to the words. */
function placeOf(
  { rulesFile, reps }: Inspection,
  row: MeasureRow,
): Pick<Finding, 'file' | 'rows' | 'column'> {
  if (typeof row === 'number') return { file: rulesFile, rows: [row] };
  const number = Number(row?.split(':')[1]);
  return row?.startsWith('reps.csv:')
    ? { file: reps.file, rows: [number], column: reps.columns.get('max_accounts')?.header }
    : { file: rulesFile, rows: [] };
}

/** Reps who all have a max_accounts, and between them fewer than the accounts that only they may take. */
function ofMaxAccounts({ reps: { file, columns, rowNumbers } }: Inspection, problem: Problem) {
  const most = new Float64Array(problem.repCount).fill(Number.POSITIVE_INFINITY);
  for (const { row, groups, max } of problem.limits) {
    if (typeof row === 'string' && max !== undefined) most[groups.of.indexOf(0)] = max.amount;
  }
  const count = new Float64Array(problem.repSets.length);
  for (const set of problem.eligible) if (set >= 0) count[set]++;
  let worst: { reps: Int32Array; amount: number; bounds: number } | undefined;
  for (const { reps, mask } of problem.repSets) {
    // What one rep has to hold is told by that rep.
    if (reps.length < 2) continue;
    const bounds = reps.reduce((sum, rep) => sum + most[rep], 0);
    const amount = problem.repSets.reduce(
      (sum, other, set) => (other.reps.every((rep) => mask[rep] === 1) ? sum + count[set] : sum),
      0,
    );
    if (!isPast(bounds, amount)) continue;
    if (worst === undefined || amount - bounds > worst.amount - worst.bounds) {
      worst = { reps, amount, bounds };
    }
  }
  if (worst === undefined) return [];
  const { reps, amount, bounds } = worst;
  const finding: Finding<'rules-contradict'> = {
    kind: 'rules-contradict',
    severity: 'error',
    file,
    rows: [...reps].map((rep) => rowNumbers[rep]),
    column: columns.get('max_accounts')?.header,
    facts: {
      why: 'max-accounts-below-total',
      metric: 'accounts',
      reps: reps.length,
      bounds,
      amount,
    },
  };
  return [finding];
}
