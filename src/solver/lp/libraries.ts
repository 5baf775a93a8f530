import type { LinearAnswer, LinearModel } from './linear-model.js';

/**
 * The one file that knows the LP library, its variable names and quirks. It
 * is loaded when first needed.
 */

/**
 * javascript-lp-solver, for the smallest models. It leaves variables at 0 out
 * of its answer and may call a wrong answer feasible; callers must check what
 * they make of it. Free variables are stated as the difference of two.
 */
export async function solveSmall(model: LinearModel): Promise<LinearAnswer | undefined> {
  const library: unknown = (await import('javascript-lp-solver')).default;
  const constraints: Record<string, { min?: number; max?: number }> = {};
  const variables: Record<string, Record<string, number>> = {};
  const ints: Record<string, 1> = {};
  const isFree = model.columns.map(({ lower }) => lower < 0);
  model.columns.forEach(({ cost, lower, upper, integer }, column) => {
    variables[`p${column}`] = { cost };
    if (isFree[column]) variables[`m${column}`] = { cost: -cost };
    if (integer) ints[`p${column}`] = 1;
    const bounds = bound(lower, upper, isFree[column] ? Number.NEGATIVE_INFINITY : 0);
    if (bounds === undefined) return;
    constraints[`b${column}`] = bounds;
    variables[`p${column}`][`b${column}`] = 1;
    if (isFree[column]) variables[`m${column}`][`b${column}`] = -1;
  });
  model.rows.forEach(({ lower, upper, columns, coefficients }, row) => {
    constraints[`r${row}`] = bound(lower, upper, Number.NEGATIVE_INFINITY) ?? {};
    columns.forEach((column, at) => {
      variables[`p${column}`][`r${row}`] = coefficients[at];
      if (isFree[column]) variables[`m${column}`][`r${row}`] = -coefficients[at];
    });
  });
  const json = { optimize: 'cost', opType: 'min', constraints, variables, ints } as const;
  const answer = solveCounted(library as SmallLibrary, json);
  if (answer?.feasible !== true) return undefined;
  const amountOf = (name: string): number => Number(answer[name] ?? 0);
  const values = Float64Array.from(
    model.columns,
    (_, column) => amountOf(`p${column}`) - amountOf(`m${column}`),
  );
  return values.every(Number.isFinite) ? { values, duals: undefined } : undefined;
}

/** Far more pivots than any model of this size needs; the library can go in circles for ever. */
const mostPivots = 4000;

/** Solves unless it takes too many pivots: counted work, since the library's own limit is a clock. */
function solveCounted(
  library: SmallLibrary,
  json: SmallModel,
): Readonly<Record<string, unknown>> | undefined {
  const model = new library.Model().loadJson(json);
  const { tableau } = model;
  const pivot = tableau.pivot.bind(tableau);
  const exhausted = Symbol('too many pivots');
  let pivots = 0;
  tableau.pivot = (row, column) => {
    if (pivots++ >= mostPivots) throw exhausted;
    pivot(row, column);
  };
  try {
    return library.Solve(model);
  } catch (error) {
    if (error === exhausted) return undefined;
    throw error;
  }
}

interface SmallModel {
  readonly optimize: string;
  readonly opType: 'min';
  readonly constraints: Readonly<Record<string, { min?: number; max?: number }>>;
  readonly variables: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly ints: Readonly<Record<string, 1>>;
}

interface LoadedModel {
  readonly tableau: { pivot: (row: number, column: number) => void };
}

/** What carve uses of javascript-lp-solver, whose own types describe another module format. */
interface SmallLibrary {
  readonly Model: new () => { readonly loadJson: (json: SmallModel) => LoadedModel };
  readonly Solve: (model: LoadedModel) => Readonly<Record<string, unknown>>;
}

/** A constraint's bounds, without those that say nothing; undefined where none says anything. */
function bound(
  lower: number,
  upper: number,
  least: number,
): { min?: number; max?: number } | undefined {
  const min = lower > least ? { min: lower } : {};
  const max = upper < Number.POSITIVE_INFINITY ? { max: upper } : {};
  return lower > least || upper < Number.POSITIVE_INFINITY ? { ...min, ...max } : undefined;
}
