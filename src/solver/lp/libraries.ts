import type { LinearAnswer, LinearModel } from './linear-model.js';

/**
 * The one file that knows the LP libraries, their variable names and quirks.
 * Both are loaded when first needed.
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

/** HiGHS as WebAssembly, for middle sizes; continuous models only. */
export async function solveMiddle(model: LinearModel): Promise<LinearAnswer | undefined> {
  const load: unknown = (await import('highs')).default;
  const highs = await (load as MiddleLibrary)();
  const solution = highs.solve(lpText(model), { output_flag: false });
  if (solution.Status !== 'Optimal') return undefined;
  const values = new Float64Array(model.columns.length);
  for (const column of Object.values(solution.Columns)) {
    if ('Primal' in column && 'Name' in column)
      values[Number(column.Name.slice(1))] = column.Primal;
  }
  const duals = new Float64Array(model.rows.length);
  for (const row of solution.Rows) {
    if ('Dual' in row && 'Name' in row) duals[Number(row.Name.slice(1))] = row.Dual;
  }
  return { values, duals };
}

/** What carve uses of HiGHS, whose own types describe another module format. */
type MiddleLibrary = () => Promise<{
  readonly solve: (
    text: string,
    options: { readonly output_flag: boolean },
  ) => {
    readonly Status: string;
    readonly Columns: Readonly<Record<string, { readonly Name: string; readonly Primal: number }>>;
    readonly Rows: readonly { readonly Name: string; readonly Dual: number }[];
  };
}>;

/** The model in CPLEX LP format: columns x0, x1 …, rows r0, r1 … */
function lpText(model: LinearModel): string {
  const term = (coefficient: number, column: number): string =>
    `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} x${column}`;
  const objective = model.columns.map(({ cost }, column) => (cost === 0 ? '' : term(cost, column)));
  const rows = model.rows.map(({ lower, upper, columns, coefficients }, row) => {
    const sum = columns.map((column, at) => term(coefficients[at], column));
    const [sign, bound] =
      lower === upper ? ['=', lower] : upper < Infinity ? ['<=', upper] : ['>=', lower];
    return ` r${row}: ${folded(sum)} ${sign} ${bound}`;
  });
  const bounds = model.columns.map(({ lower, upper }, column) => {
    if (lower === Number.NEGATIVE_INFINITY && upper === Number.POSITIVE_INFINITY)
      return ` x${column} free`;
    const from = lower === Number.NEGATIVE_INFINITY ? '-inf' : lower;
    return ` ${from} <= x${column} <= ${upper === Number.POSITIVE_INFINITY ? '+inf' : upper}`;
  });
  return [
    'Minimize',
    ` cost: ${folded(objective.filter((one) => one !== ''))}`,
    'Subject To',
    ...rows,
    'Bounds',
    ...bounds,
    'End',
  ].join('\n');
}

/** Long sums over several lines: the format limits their length. */
function folded(terms: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < terms.length; at += 16) lines.push(terms.slice(at, at + 16).join(' '));
  return lines.join('\n  ');
}
