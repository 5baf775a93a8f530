import { previousRepId } from '../../evaluation/changes.js';
import type { AccountExplanation } from '../../evaluation/explain/account.js';
import { costFigures } from '../../evaluation/explain/cost-figures.js';
import type { MoveExplanation } from '../../evaluation/explain/move.js';
import type { Overview } from '../../evaluation/explain/overview.js';
import type { RepAccount, RepExplanation } from '../../evaluation/explain/rep.js';
import type { KnownRep } from '../../evaluation/known-there.js';
import type { PlanStatus } from '../../evaluation/proven.js';
import type { Evaluation, Proven } from '../../evaluation/types.js';
import type { Problem, RowName } from '../../model/problem.js';
import { writtenRow } from '../../model/rule.js';
import { cellText } from '../../model/table.js';
import { problemLine } from '../problems-text.js';
import { describeRow, outcomeWords, ruleName } from '../rule-words.js';
import type { ExplainJson, RoleHolderJson } from './explain-schema.js';
import { knownJson } from './known-table.js';
import { repReasonWords } from './rep-text.js';
import type { ReportedCost } from './rule-cost-text.js';

export function explainText(json: ExplainJson): string {
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

export function overviewJson(
  problem: Problem,
  plan: {
    readonly evaluation: Evaluation;
    readonly status: PlanStatus;
    readonly proven: Proven | undefined;
  },
  { terms, moves, reps }: Overview,
): ExplainJson {
  const { evaluation, status, proven } = plan;
  return {
    explains: 'plan',
    status,
    objective: { value: evaluation.objective, ...proven },
    terms: [...terms],
    moves: moves.accounts.map((account) => ({
      ...accountOf(problem, account),
      from: previousRepId(problem, account),
      to: repId(problem, evaluation.assignment[account]),
      potential: problem.potential[account],
      arr: problem.arr[account],
      reason: evaluation.reasonOf(account),
    })),
    more_moves: moves.rest,
    reps: reps.map(({ rep, gain }) => ({ ...repOf(problem, rep), potential_gain: gain })),
  };
}

export function accountJson(problem: Problem, explanation: AccountExplanation): ExplainJson {
  const { account, km, kmBefore, alternatives } = explanation;
  const score = problem.score[account];
  return {
    explains: 'account',
    ...accountOf(problem, account),
    change: explanation.change,
    rep_id: repId(problem, explanation.rep),
    previous_rep_id: explanation.previous,
    reason: explanation.reason,
    ...settledIn(explanation),
    goes_with: othersOf(problem, explanation),
    potential: problem.potential[account],
    workload: problem.workload[account],
    disruption: problem.disruption[account],
    ...(problem.hasArr && { arr: problem.arr[account] }),
    tier: problem.tier[account] ?? '',
    ...(km !== undefined && { distance_km: km }),
    ...(kmBefore !== undefined && { previous_distance_km: kmBefore }),
    ...(!Number.isNaN(score) && { score }),
    signals: explanation.signals.map(({ value, ...part }) => ({
      ...part,
      ...(value !== undefined && { value }),
    })),
    ...knownIn(problem, explanation.known),
    alternatives: openIn(problem, explanation),
    barred: (alternatives?.barred ?? []).map(({ rows, reps }) => ({
      rows: rows.map(writtenRow),
      reps: reps.map((rep) => repOf(problem, rep)),
    })),
    not_live: (alternatives?.notLive ?? []).map((rep) => repOf(problem, rep)),
  };
}

/** Who has a role at an account, and why. */
export function roleHolderJson(problem: Problem, explanation: AccountExplanation): RoleHolderJson {
  return {
    change: explanation.change,
    rep_id: repId(problem, explanation.rep),
    previous_rep_id: explanation.previous,
    reason: explanation.reason,
    ...settledIn(explanation),
    alternatives: openIn(problem, explanation),
  };
}

/** What settled where an account is, and by which row. */
function settledIn({ settled, settledRow }: AccountExplanation) {
  return {
    ...(settled !== undefined && { settled }),
    ...(settledRow !== undefined && { settled_row: writtenRow(settledRow) }),
  };
}

/** The reps who could have an account, each with the price. */
function openIn(problem: Problem, { alternatives }: AccountExplanation) {
  return (alternatives?.open ?? []).map(({ rep, price, breaks }) => ({
    ...repOf(problem, rep),
    price: known(price),
    breaks: breaks.map(writtenRow),
  }));
}

export function moveJson(problem: Problem, move: MoveExplanation): ExplainJson {
  const { objective, price, swap } = move;
  return {
    explains: 'move',
    ...accountOf(problem, move.account),
    goes_with: othersOf(problem, move),
    from: repId(problem, move.from),
    to: repId(problem, move.to),
    possible: move.mayHave && move.breaks.length === 0,
    objective: { before: objective, change: known(price), after: known(objective + price) },
    terms: move.terms.map(({ name, weight, value, change }) => ({
      name,
      weight,
      before: value,
      change: known(change),
      after: known(value + change),
    })),
    deviations: move.balances.map(({ name, metric, reps }) => ({
      name,
      metric,
      reps: reps.map(({ rep, ...one }) => ({
        ...(rep !== undefined && { rep_id: problem.repIds[rep] }),
        ...one,
      })),
    })),
    ...knownIn(problem, move.known),
    bound_by: [...move.boundBy],
    breaks: move.breaks.map((outcome) => ({
      row: writtenRow(outcome.row),
      rule: outcome.rule,
      ...nameOf(problem, outcome.row),
      detail: outcomeWords(outcome),
    })),
    swap: {
      tried: swap.tried,
      feasible: swap.feasible,
      ...(swap.best && {
        best: {
          accounts: swap.best.accounts.map((account) => problem.accountIds[account]),
          price: swap.best.price,
        },
      }),
    },
  };
}

export function repJson(problem: Problem, explanation: RepExplanation): ExplainJson {
  const { territory: own } = explanation;
  const handed = (one: RepAccount, gained: boolean) => ({
    ...accountOf(problem, one.account),
    potential: problem.potential[one.account],
    arr: problem.arr[one.account],
    other: one.otherId,
    why: repReasonWords(problem, one.why, gained),
  });
  return {
    explains: 'rep',
    ...repOf(problem, explanation.rep),
    kept: explanation.kept,
    accounts_before: own.accounts_before,
    accounts: own.accounts,
    potential_before: own.potential_before,
    potential: own.potential,
    potential_target: own.potential_target,
    potential_deviation_before_pct: own.potential_deviation_before_pct,
    potential_deviation_pct: own.potential_deviation_pct,
    workload_before: own.workload_before,
    workload: own.workload,
    workload_target: own.workload_target,
    workload_deviation_before_pct: own.workload_deviation_before_pct,
    workload_deviation_pct: own.workload_deviation_pct,
    arr_before: own.arr_before,
    arr: own.arr,
    ...(explanation.pieces.length > 0 && { pieces: explanation.pieces.map(piecesJson) }),
    gains: explanation.gains.map((one) => handed(one, true)),
    losses: explanation.losses.map((one) => handed(one, false)),
  };
}

/** A rep's pieces by a contiguous row: each piece its areas, those with most accounts first. */
function piecesJson({ measure, today, plan }: RepExplanation['pieces'][number]) {
  const { areas, metric, name, row = name } = measure;
  const listed = (pieces: typeof plan) =>
    pieces.map((one) => ({ areas: one.areas.map((area) => areas[area]), accounts: one.accounts }));
  return { row, by: metric, today: listed(today), plan: listed(plan) };
}

export function rulesJson(problem: Problem, all: readonly ReportedCost[]): ExplainJson {
  return {
    explains: 'rules',
    rows: all.map((explanation) => {
      const rule = problem.rules.find(({ row }) => row === explanation.name)?.kind;
      const row = {
        row: explanation.name,
        rule: rule ?? (/^reps|max/.test(String(explanation.name)) ? 'max_accounts' : 'locked'),
        ...nameOf(problem, explanation.name),
        says: describeRow(problem, explanation.name),
      };
      if (!('cost' in explanation))
        return { ...row, faults: explanation.faults.map(problemLine), figures: [] };
      const { cost, certain, otherGoals, without } = explanation.cost;
      return {
        ...row,
        status: without.status,
        cost,
        certain,
        other_goals: otherGoals,
        figures: costFigures(explanation.cost).map((one) => ({
          figure: one.figure,
          of: one.of,
          with: one.with ?? null,
          without: one.without ?? null,
          change: one.change ?? null,
        })),
      };
    }),
  };
}

/** What people call the row, where they call it something. */
function nameOf(problem: Problem, row: RowName): { readonly name?: string } {
  const name = ruleName(problem, row);
  return name === '' ? {} : { name };
}

/** Nothing where no file says who is known. */
function knownIn(problem: Problem, reps: readonly KnownRep[]) {
  if (problem.relationship === undefined) return {};
  return { known: knownJson(reps, (rep) => repOf(problem, rep)) };
}

function accountOf(problem: Problem, account: number) {
  return {
    account_id: problem.accountIds[account],
    account_name: cellText(problem.accounts.columns.get('account_name'), account),
  };
}

function repOf(problem: Problem, rep: number) {
  return {
    rep_id: problem.repIds[rep],
    rep_name: cellText(problem.reps.columns.get('rep_name'), rep),
  };
}

function repId(problem: Problem, rep: number): string {
  return rep < 0 ? '' : problem.repIds[rep];
}

function othersOf(
  problem: Problem,
  explanation: { readonly account: number; readonly accounts: readonly number[] },
): string[] {
  return explanation.accounts
    .filter((one) => one !== explanation.account)
    .map((one) => problem.accountIds[one]);
}

/** JSON has no NaN. */
function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
