import solver from 'javascript-lp-solver';

/**
 * javascript-lp-solver on a MIP for so many seconds of its own clock, which it reads between branches
 * only. Free columns are stated as the difference of two; it may call a wrong answer feasible, so
 * what it says is judged like any other.
 *
 * @returns {Promise<string>} how it ended
 */
export async function solveByJslp({ model }, seconds, { ready, found }) {
  const constraints = {};
  const variables = {};
  const ints = {};
  const bound = (lower, upper) => ({
    ...(lower > -Infinity ? { min: lower } : {}),
    ...(upper < Infinity ? { max: upper } : {}),
  });
  const isFree = model.colLower.map((lower) => lower < 0);
  const put = (column, name, value) => {
    variables[`p${column}`][name] = value;
    if (isFree[column]) variables[`m${column}`][name] = -value;
  };
  model.colCost.forEach((cost, column) => {
    variables[`p${column}`] = {};
    if (isFree[column]) variables[`m${column}`] = {};
    put(column, 'cost', cost);
    if (model.integrality[column]) ints[`p${column}`] = 1;
    // A placement is at most 1 by the row that places its unit.
    else if (model.colLower[column] > -Infinity || model.colUpper[column] < Infinity) {
      constraints[`b${column}`] = bound(model.colLower[column], model.colUpper[column]);
      put(column, `b${column}`, 1);
    }
  });
  model.rowLower.forEach((lower, row) => {
    constraints[`r${row}`] = bound(lower, model.rowUpper[row]);
    for (let at = model.starts[row]; at < model.starts[row + 1]; at++)
      put(model.indices[at], `r${row}`, model.values[at]);
  });
  ready();
  const answer = solver.Solve({
    optimize: 'cost',
    opType: 'min',
    constraints,
    variables,
    ints,
    options: { timeout: 1000 * seconds },
  });
  found(
    model.colCost.map(
      (_, column) => Number(answer[`p${column}`] ?? 0) - Number(answer[`m${column}`] ?? 0),
    ),
  );
  return answer.feasible ? 'ended' : 'infeasible, it says';
}
