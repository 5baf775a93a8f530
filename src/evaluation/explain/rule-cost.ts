import type { Problem, RowName } from '../../model/problem.js';
import { definitions } from '../../rules/kinds/index.js';
import type { PlanStatus } from '../proven.js';
import type { Evaluation, Proven, Term } from '../types.js';

/** A plan as far as it is compared. */
export interface ComparedPlan {
  readonly problem: Problem;
  readonly evaluation: Evaluation;
  readonly status: PlanStatus;
  readonly proven: Proven | undefined;
}

/** One term with the row and without it. */
export interface ComparedTerm {
  readonly name: string;
  /** The plan's weight. */
  readonly weight: number;
  readonly with: number;
  readonly without: number;
}

/** What a row costs: the plan against one made without it. */
export interface RuleCost {
  readonly row: RowName;
  readonly with: ComparedPlan;
  readonly without: ComparedPlan;
  /** The terms that both plans have. */
  readonly terms: readonly ComparedTerm[];
  /** Weighted mean of these terms under the plan's weights. */
  readonly objective: { readonly with: number; readonly without: number };
  /** What the row costs: the objective with it less that without it. */
  readonly cost: number;
  /**
   * Whether the cost is beyond what is left open by the proofs of both plans: if
   * not, a longer search for either could turn it round.
   */
  readonly certain: boolean;
  /** True where weights or targets are others without the row: it then says what would come of it, not what is saved. */
  readonly otherGoals: boolean;
  /** True where the row settles accounts against others, which hold for these without it. */
  readonly frees: boolean;
}

/** Compares a plan with one made without a row; each is judged by its own targets, both by the plan's weights. */
export function ruleCost(row: RowName, plan: ComparedPlan, without: ComparedPlan): RuleCost {
  const others = new Map(without.evaluation.terms.map((term) => [term.name, term]));
  const terms = plan.evaluation.terms.flatMap(({ name, weight, value }): ComparedTerm[] => {
    const other = others.get(name);
    return other === undefined ? [] : [{ name, weight, with: value, without: other.value }];
  });
  const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (value: (term: ComparedTerm) => number): number =>
    terms.reduce((sum, term) => sum + term.weight * value(term), 0) / weights;
  const objective = { with: mean((term) => term.with), without: mean((term) => term.without) };
  const cost = objective.with - objective.without;
  return {
    row,
    with: plan,
    without,
    terms,
    objective,
    cost,
    certain: cost > openIn(plan, weights) || cost < -openIn(without, weights),
    frees: settles(plan.problem, row),
    otherGoals: hasOtherGoals(plan.problem, without.problem, others, plan.evaluation.terms),
  };
}

/** Rows that settle accounts exempt them from match and avoid. */
function settles(problem: Problem, row: RowName): boolean {
  if (typeof row === 'string') return row === 'locked' || row.startsWith('accounts.csv:');
  const rule = problem.rules.find((one) => one.row === row);
  return rule?.level === 'must' && definitions[rule.kind].settles !== undefined;
}

/** By how much a better plan could lower the mean of terms of that weight, as far as is proven. */
function openIn({ evaluation, proven }: ComparedPlan, weights: number): number {
  if (proven === undefined) return Number.POSITIVE_INFINITY;
  const own = evaluation.terms.reduce((sum, { weight }) => sum + weight, 0);
  return ((evaluation.objective - proven.bound) * own) / weights;
}

function hasOtherGoals(
  before: Problem,
  after: Problem,
  others: ReadonlyMap<string, Term>,
  terms: readonly Term[],
): boolean {
  if (terms.some(({ name, weight }) => (others.get(name)?.weight ?? weight) !== weight))
    return true;
  return before.balances.some((measure) => {
    const other = after.balances.find(({ name }) => name === measure.name);
    return (
      other !== undefined && measure.repTarget.some((t, rep) => !isNear(t, other.repTarget[rep]))
    );
  });
}

/** Equal but for the order in which amounts were added up. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
