import type { LimitMeasure, MeasureRow, Problem } from '../../model/problem.js';
import type { Contradiction, Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { amountsByGroup, hasNegative } from './group-amounts.js';

/** A must bound is kept within this share of it (contract 5). */
const tolerance = 1e-9;

/** Must rows that no plan can keep, as far as plain sums show it: no plan is searched for. */
export function contradictions(inspection: Inspection): readonly Finding[] {
  const { problem } = inspection;
  if (problem === undefined) return [];
  // Drafted rows are safe, and no file of the user's; what the rep file says is.
  const isAsked = ({ level, row }: LimitMeasure): boolean =>
    level === 'must' && (typeof row === 'string' || !inspection.drafted);
  const told = (row: MeasureRow, facts: Contradiction): Finding => ({
    kind: 'rules-contradict',
    severity: 'error',
    ...placeOf(inspection, row),
    facts,
  });
  return [
    ...problem.limits
      .filter(isAsked)
      .flatMap((limit) => ofLimit(problem, limit).map((facts) => told(limit.row, facts))),
    ...ofMaxAccounts(inspection, problem),
    ...(inspection.drafted ? [] : [...ofBudgets(problem), ...ofBalances(problem)]).map(
      ({ row, facts }) => told(row, facts),
    ),
  ];
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

function above(amount: number, bound: number): boolean {
  return amount > bound + tolerance * Math.max(1, Math.abs(bound));
}

function ofLimit(problem: Problem, limit: LimitMeasure): Contradiction[] {
  const { metric, groups, min, max, counted } = limit;
  if (hasNegative(counted)) return [];
  const { possible, forced, total, confined } = amountsByGroup(problem, groups, counted);
  const found: Contradiction[] = [];
  groups.names.forEach((group, index) => {
    if (min !== undefined && !min.share && limit.mayTake[index] === 1) {
      if (above(min.amount, possible[index])) {
        const bound = min.amount;
        found.push({ why: 'min-out-of-reach', group, metric, bound, amount: possible[index] });
      }
    }
    if (max !== undefined && !max.share && above(forced[index], max.amount)) {
      const bound = max.amount;
      found.push({ why: 'held-above-max', group, metric, bound, amount: forced[index] });
    }
  });
  if (found.length > 0) return found;
  const bindable = limit.mayTake.reduce((sum, may) => sum + may, 0);
  if (min !== undefined && !min.share && above(min.amount * bindable, total)) {
    const bounds = min.amount * bindable;
    found.push({ why: 'mins-above-total', metric, bounds, amount: total });
  }
  if (max !== undefined && !max.share && above(confined, max.amount * groups.names.length)) {
    const bounds = max.amount * groups.names.length;
    found.push({ why: 'maxes-below-total', metric, bounds, amount: confined });
  }
  return found;
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
    if (!above(amount, bounds)) continue;
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

interface Told {
  readonly row: MeasureRow;
  readonly facts: Contradiction;
}

/** What must leave its owner whatever is planned, above what may leave. */
function ofBudgets(problem: Problem): Told[] {
  return problem.budgets.flatMap((budget): Told[] => {
    if (budget.level !== 'must' || hasNegative(budget.amounts)) return [];
    const leaving = new Float64Array(budget.max.length);
    const accounts = new Uint32Array(budget.max.length);
    budget.amounts.forEach((amount, account) => {
      const owner = problem.liveOwner[account];
      const set = problem.eligible[account];
      if (amount === 0 || set < 0 || owner < 0 || budget.groups.of[owner] < 0) return;
      if (problem.repSets[set].mask[owner] === 1) return;
      leaving[budget.groups.of[owner]] += amount;
      accounts[budget.groups.of[owner]]++;
    });
    return Array.from(leaving.entries())
      .filter(([group, amount]) => above(amount, budget.max[group]))
      .map(([group, amount]) => ({
        row: budget.row,
        facts: {
          why: 'leaving-above-max',
          metric: budget.metric,
          bound: budget.max[group],
          amount,
          accounts: accounts[group],
        },
      }));
  });
}

/** A single account that lifts whoever takes it above what a must balance row lets a rep have. */
function ofBalances(problem: Problem): Told[] {
  return problem.balances.flatMap((balance): Told[] => {
    const { max, level, metric, groups, target } = balance;
    if (max === undefined || level !== 'must' || hasNegative(balance.amounts)) return [];
    const most = problem.repSets.map(({ reps }) =>
      reps.reduce((bound, rep) => {
        const group = groups.of[rep];
        return group < 0 ? Number.POSITIVE_INFINITY : Math.max(bound, target[group] * (1 + max));
      }, 0),
    );
    const worst = balance.amounts.reduce<{ amount: number; bound: number } | undefined>(
      (found, amount, account) => {
        const bound = problem.eligible[account] < 0 ? Infinity : most[problem.eligible[account]];
        return above(amount, bound) && amount > (found?.amount ?? 0) ? { amount, bound } : found;
      },
      undefined,
    );
    return worst === undefined
      ? []
      : [{ row: balance.row, facts: { why: 'account-above-balance', metric, ...worst } }];
  });
}
