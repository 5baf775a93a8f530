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
  const { Model } = await import('javascript-lp-solver');
  const lp = new Model(1e-9).minimize();
  const parts = model.columns.map(({ cost, lower, upper, integer }, index) => {
    const plus = lp.addVariable(cost, `p${index}`, integer);
    if (upper < Number.POSITIVE_INFINITY) lp.smallerThan(upper).addTerm(1, plus);
    if (lower > 0) lp.greaterThan(lower).addTerm(1, plus);
    if (lower >= 0) return { plus, minus: undefined };
    const minus = lp.addVariable(-cost, `m${index}`);
    if (lower > Number.NEGATIVE_INFINITY) lp.smallerThan(-lower).addTerm(1, minus);
    return { plus, minus };
  });
  for (const { lower, upper, columns, coefficients } of model.rows) {
    const constraints = [
      ...(upper < Number.POSITIVE_INFINITY ? [lp.smallerThan(upper)] : []),
      ...(lower > Number.NEGATIVE_INFINITY ? [lp.greaterThan(lower)] : []),
    ];
    for (const constraint of constraints) {
      columns.forEach((column, at) => {
        const { plus, minus } = parts[column];
        constraint.addTerm(coefficients[at], plus);
        if (minus !== undefined) constraint.addTerm(-coefficients[at], minus);
      });
    }
  }
  const solution = lp.solve();
  if (!solution.feasible) return undefined;
  const answer = solution.generateSolutionSet();
  const values = Float64Array.from(
    parts,
    (_, index) => (answer[`p${index}`] ?? 0) - (answer[`m${index}`] ?? 0),
  );
  return values.every(Number.isFinite) ? { values, duals: undefined } : undefined;
}

/** HiGHS as WebAssembly, for middle sizes; continuous models only. */
export async function solveMiddle(model: LinearModel): Promise<LinearAnswer | undefined> {
  const { default: load } = await import('highs');
  const highs = await load();
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
