/** Columns that accounts.csv lacks: score, potential, workload, tier, disruption. */
import type { Account, Problem } from './model.js';
import { accountField, accountPasses, amount, sum } from './model.js';
import { fold, parseNumber } from './read.js';

function included(problem: Problem): Account[] {
  return problem.accounts.filter((account) => !account.excluded);
}

export function deriveBasics(problem: Problem): void {
  deriveScores(problem);
  derivePotential(problem);
  deriveWorkload(problem);
  deriveTiers(problem);
}

// --- score -----------------------------------------------------------------------------------

/** (number below + half the number equal, itself included) ÷ number of values. */
export function midRankPercentile(value: number, values: number[]): number {
  const below = values.filter((other) => other < value).length;
  const equal = values.filter((other) => other === value).length;
  return (below + equal / 2) / values.length;
}

function deriveScores(problem: Problem): void {
  const rows = problem.rules.filter((rule) => rule.rule === 'score');
  if (rows.length === 0) return;
  const totals = new Map<Account, number>();
  let weights = 0;
  for (const rule of rows) {
    const weight = parseNumber(rule.weight) ?? 1;
    weights += Math.abs(weight);
    // The cell itself, not the amount: an empty arr counts as empty here.
    const cellOf = (account: Account) => {
      const field = accountField(problem, account, rule.metric);
      return field.text === '' ? undefined : field.number;
    };
    const values = included(problem)
      .map(cellOf)
      .filter((value) => value !== undefined);
    for (const account of included(problem)) {
      const passing = accountPasses(problem, account, rule.accounts);
      let signal: number;
      if (rule.metric === '') {
        signal = passing ? 1 : 0;
      } else {
        const value = cellOf(account);
        if (!passing || value === undefined) continue;
        signal = midRankPercentile(value, values);
      }
      const part = Math.abs(weight) * (weight < 0 ? 1 - signal : signal);
      totals.set(account, (totals.get(account) ?? 0) + part);
    }
  }
  for (const account of included(problem)) {
    account.score = (100 * (totals.get(account) ?? 0)) / weights;
  }
}

// --- potential and workload ------------------------------------------------------------------

/** The sum of the `potential` or `workload` rows, or undefined if there is no such row. */
function addedByRows(problem: Problem, kind: string, account: Account): number | undefined {
  const rows = problem.rules.filter((rule) => rule.rule === kind);
  if (rows.length === 0) return undefined;
  let total = 0;
  for (const rule of rows) {
    if (!accountPasses(problem, account, rule.accounts)) continue;
    const weight = parseNumber(rule.weight) ?? 1;
    total += rule.metric === '' ? weight : weight * amount(problem, account, rule.metric);
  }
  return total;
}

function derivePotential(problem: Problem): void {
  const columns = problem.accountColumns;
  if (columns.has('potential')) {
    for (const account of problem.accounts) {
      account.potential = parseNumber(account.cells.potential) ?? 0;
    }
    return;
  }
  const size = ['annual_revenue', 'employees'].find((column) => columns.has(column));
  const hasScore = problem.rules.some((rule) => rule.rule === 'score');
  const hasRows = problem.rules.some((rule) => rule.rule === 'potential');
  if (!hasRows && !hasScore && size !== undefined) {
    potentialFromSize(problem, size);
    return;
  }
  // Into a list first: a row must not see the potential of another account half-way.
  const values = problem.accounts.map((account) => {
    if (hasRows) return addedByRows(problem, 'potential', account) ?? 0;
    return hasScore ? (account.score ?? 0) : 1;
  });
  problem.accounts.forEach((account, index) => {
    account.potential = values[index];
  });
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(half)];
  return (sorted[half - 1] + sorted[half]) / 2;
}

/** A customer's size: medians for empty cells, then nothing above the 95th percentile. */
function potentialFromSize(problem: Problem, column: string): void {
  const cellOf = (account: Account) => parseNumber(account.cells[column]);
  const filledCells = (accounts: Account[]) =>
    accounts.map(cellOf).filter((value) => value !== undefined);
  const all = included(problem);
  for (const account of all) {
    const segment = fold(account.cells.segment ?? '');
    const similar =
      segment === '' ? [] : all.filter((other) => fold(other.cells.segment ?? '') === segment);
    let pool = filledCells(similar);
    if (pool.length === 0) pool = filledCells(all);
    account.potential = cellOf(account) ?? (pool.length === 0 ? 0 : median(pool));
  }
  if (problem.options.potentialCap === 'none' || all.length === 0) return;
  const sorted = all.map((account) => account.potential).sort((a, b) => a - b);
  const rank = Math.ceil((19 * sorted.length) / 20);
  const cap = sorted[rank - 1];
  for (const account of all) account.potential = Math.min(account.potential, cap);
}

function deriveWorkload(problem: Problem): void {
  const present = problem.accountColumns.has('workload');
  const values = problem.accounts.map((account) =>
    present
      ? (parseNumber(account.cells.workload) ?? 0)
      : (addedByRows(problem, 'workload', account) ?? 1),
  );
  problem.accounts.forEach((account, index) => {
    account.workload = values[index];
  });
}

function deriveTiers(problem: Problem): void {
  if (problem.accountColumns.has('tier')) return;
  const tiers = included(problem).map((account) => {
    for (const rule of problem.rules) {
      if (rule.rule !== 'tier' || !accountPasses(problem, account, rule.accounts)) continue;
      const value = accountField(problem, account, rule.metric || 'score').number;
      const min = parseNumber(rule.min) ?? Number.NEGATIVE_INFINITY;
      if (value !== undefined && value >= min) return rule.value;
    }
    return '';
  });
  included(problem).forEach((account, index) => {
    account.tier = tiers[index];
  });
}

// --- disruption ------------------------------------------------------------------------------

/** 0.1 + (arr + open_pipeline) / M + 0.5 for customers + 0.3 for contact within 0…90 days. */
export function deriveDisruption(problem: Problem): void {
  const money = (account: Account) =>
    Math.max(0, parseNumber(account.cells.arr ?? '') ?? 0) +
    Math.max(0, parseNumber(account.cells.open_pipeline ?? '') ?? 0);
  const positive = problem.accounts
    .filter((account) => account.planned)
    .map(money)
    .filter((value) => value > 0);
  const mean = positive.length === 0 ? 0 : sum(positive) / positive.length;
  for (const account of problem.accounts) {
    let value = 0.1;
    if (mean > 0) value += money(account) / mean;
    if (fold(account.cells.type ?? '').startsWith('customer')) value += 0.5;
    const contact = accountField(problem, account, 'days_since_contact').number;
    if (contact !== undefined && contact >= 0 && contact <= 90) value += 0.3;
    account.disruption = parseNumber(account.cells.disruption ?? '') ?? value;
  }
}
