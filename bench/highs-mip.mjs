import load from 'highs';

/**
 * HiGHS on a MIP for so many seconds of its own clock. `found` hears of every better answer as it is
 * met, so that a run that has to be ended keeps what it had.
 *
 * @returns {Promise<string>} how it ended
 */
export async function solveByHighs({ model, offset }, seconds, { ready, found }) {
  const highs = await load();
  const { variableType, modelStatus, callbackType } = highs.constants;
  const solver = highs.createModel({
    numCols: model.colCost.length,
    numRows: model.rowLower.length,
    offset,
    colCost: Float64Array.from(model.colCost),
    colLower: Float64Array.from(model.colLower),
    colUpper: Float64Array.from(model.colUpper),
    rowLower: Float64Array.from(model.rowLower),
    rowUpper: Float64Array.from(model.rowUpper),
    integrality: Int32Array.from(model.integrality, (whole) =>
      whole ? variableType.integer : variableType.continuous,
    ),
    matrix: {
      format: 'csr',
      numRows: model.rowLower.length,
      numCols: model.colCost.length,
      starts: Int32Array.from(model.starts),
      indices: Int32Array.from(model.indices),
      values: Float64Array.from(model.values),
    },
  });
  solver.options.set({ time_limit: seconds, output_flag: false });
  ready();
  solver.run({
    [callbackType.mipImprovingSolution]: ({ data }) => {
      if (data.mip_solution !== undefined) found(data.mip_solution);
    },
  });
  const status = solver.getModelStatus();
  const { colValue } = solver.getSolution();
  if (colValue.length > 0) found(colValue);
  return Object.entries(modelStatus).find(([, code]) => code === status)?.[0] ?? String(status);
}
