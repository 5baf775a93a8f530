import {
  allLocked,
  type GoneRows,
  noRows,
  problemWithoutOrNothing,
  rowNamed,
} from '../assembly/without-rows.js';
import {
  type CostsAtMost,
  costAtMost,
  isLoadRow,
  objectiveBy,
} from '../evaluation/cost-at-most.js';
import type { Evaluation } from '../evaluation/types.js';
import type { Problem, RowName } from '../model/problem.js';
import type { Comparison } from './comparison.js';
import type { ReadInputs } from './plan-folder.js';
import type { Certificate, CertifiedRuleCost } from './proof/certificate.js';
import { certificateFile, proveAgain } from './proof/prove-again.js';

/** What rows cost at most by the certificate, and of how many rules, as a report counts them, that is proven. */
export interface RuleCostsAgain {
  /** By what the certificate states; whether it follows is in the comparison. */
  readonly costs: CostsAtMost;
  readonly proven: number;
}

/**
 * Works out again what must rows cost at most: assembles the problem without
 * them, judges the plan by it, and proves again what no plan is below by it.
 *
 * @param within where in the certificate that is, with its point: `roles.SDR.`
 */
export function ruleCostsAgain(
  { problem, assembled }: Pick<ReadInputs, 'problem' | 'assembled'>,
  evaluation: Evaluation,
  { rule_costs: entries = [] }: Certificate,
  comparison: Comparison,
  within = '',
): RuleCostsAgain {
  const costs = new Map<RowName, number>();
  const proven = new Set<RowName>();
  entries.forEach((entry, index) => {
    const column = `${within}rule_costs[${index}]`;
    const fault = (what: string): void => comparison.add({ file: certificateFile, column, what });
    const rows = rowsOf(evaluation, entry, fault);
    if (rows === undefined) return;
    const gone = goneRows(problem, rows);
    const without = problemWithoutOrNothing(assembled, problem, gone);
    const objective = without && objectiveBy(without, evaluation.assignment);
    if (without === undefined || objective === undefined) {
      fault('is of rows without which others make no sense');
      return;
    }
    for (const row of rows) {
      if (costs.has(row)) fault(`has row ${row} twice`);
      costs.set(row, costAtMost({ objective, bound: entry.bound }, evaluation.objective));
    }
    if (isProven(without, entry, column, comparison)) {
      for (const row of rows) proven.add(countedAs(evaluation, row));
    }
  });
  return { costs, proven: proven.size };
}

/** The rule that a row is counted as: kept rows of locked accounts, and of `max_accounts`, are one each. */
function countedAs({ outcomes }: Evaluation, row: RowName): RowName {
  const outcome = outcomes.find((one) => one.row === row);
  const isOne =
    outcome?.status === 'met' && (outcome.rule === 'locked' || outcome.rule === 'max_accounts');
  return isOne ? outcome.rule : row;
}

/** The must rows of the plan that an entry names; several must be rows without which every plan scores the same. */
function rowsOf(
  { outcomes }: Evaluation,
  entry: CertifiedRuleCost,
  fault: (what: string) => void,
): readonly RowName[] | undefined {
  const must = outcomes.filter(({ level }) => level === 'must');
  const [only] = entry.rows;
  if (entry.rows.length === 1 && only === 'locked') {
    if (must.some(({ rule }) => rule === 'locked')) return ['locked'];
    fault('is of locked accounts, and there are none');
    return undefined;
  }
  const found = entry.rows.map((name) => must.find(({ row }) => row === name));
  const rows = found.flatMap((outcome) => (outcome === undefined ? [] : [outcome]));
  if (rows.length < found.length) {
    fault(`names a row ${entry.rows[found.indexOf(undefined)]} that is no must row of the plan`);
    return undefined;
  }
  if (rows.length > 1 && !rows.every(isLoadRow)) {
    fault('leaves out rows together that change more than what reps may hold');
    return undefined;
  }
  return rows.map(({ row }) => row);
}

function goneRows(problem: Problem, rows: readonly RowName[]): GoneRows {
  if (rows.includes('locked')) return { ...noRows, locked: allLocked(problem.accounts) };
  const each = rows.flatMap((row) => rowNamed(problem, String(row))?.gone ?? []);
  const union = <One>(of: (gone: GoneRows) => ReadonlySet<One>): ReadonlySet<One> =>
    new Set(each.flatMap((gone) => [...of(gone)]));
  return {
    rules: union(({ rules }) => rules),
    locked: union(({ locked }) => locked),
    maxAccounts: union(({ maxAccounts }) => maxAccounts),
  };
}

function isProven(
  problem: Problem,
  { bound, loads, prices, proof }: CertifiedRuleCost,
  column: string,
  comparison: Comparison,
): boolean {
  const certificate: Certificate = { bound, loads, prices, proof };
  const claims = { bound, infeasible: false, floors: new Map() };
  const { disagreements } = proveAgain(problem, certificate, claims);
  for (const one of disagreements) {
    const within = one.column === undefined ? column : `${column}.${one.column}`;
    comparison.add({ ...one, column: within });
  }
  return disagreements.length === 0;
}
