import type { LinearAnswer, LinearModel } from '../../src/solver/lp/linear-model.js';

/** HiGHS as WebAssembly, to check the solver's own relaxation against; continuous models only. */
export async function solveByHighs(model: LinearModel): Promise<LinearAnswer | undefined> {
  const load: unknown = (await import('highs')).default;
  const highs = await (load as HighsLibrary)();
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

/** What is used of HiGHS, whose own types describe another module format. */
type HighsLibrary = () => Promise<{
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
