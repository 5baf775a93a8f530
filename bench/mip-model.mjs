/**
 * A carve program as a mixed-integer program in plain arrays, for solvers that carve is measured
 * against. Columns: one for each unit and eligible rep (whole), then for each load its amount and
 * its cost (above each of its linear pieces), then one for each family (1 when it is split).
 */

/** The MIP's objective is the program's times this: a fair chance for a solver's tolerances. */
const costScale = 1000;

/** Columns and rows in the shape that HiGHS takes; the matrix by rows. */
class Model {
  colCost = [];
  colLower = [];
  colUpper = [];
  integrality = [];
  rowLower = [];
  rowUpper = [];
  starts = [0];
  indices = [];
  values = [];

  column(cost, lower, upper, whole = 0) {
    this.colCost.push(cost);
    this.colLower.push(lower);
    this.colUpper.push(upper);
    this.integrality.push(whole);
    return this.colCost.length - 1;
  }

  entry(column, value) {
    this.indices.push(column);
    this.values.push(value);
  }

  /** Ends the row whose entries have been given. */
  row(lower, upper) {
    this.starts.push(this.indices.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
  }
}

/**
 * @returns {{model: Model, offset: number, firstColumn: Int32Array}} where unit u at its k-th eligible
 * rep is column firstColumn[u] + k
 */
export function mipOf(program, placementCost) {
  const model = new Model();
  const firstColumn = new Int32Array(program.unitCount);
  for (let u = 0; u < program.unitCount; u++) {
    firstColumn[u] = model.colCost.length;
    for (const j of program.sets[program.setOf[u]])
      model.entry(model.column(costScale * placementCost(program, u, j), 0, 1, 1), 1);
    model.row(1, 1);
  }
  for (const load of program.repLoads) addRepLoad(model, program, load, firstColumn);
  for (const load of program.leavingLoads) addLeavingLoad(model, program, load, firstColumn);
  for (const family of program.families) addFamily(model, program, family, firstColumn);
  return { model, offset: costScale * program.constant, firstColumn };
}

function addRepLoad(model, program, load, firstColumn) {
  const terms = load.costs.map(() => ({ columns: [], amounts: [] }));
  for (let u = 0; u < program.unitCount; u++) {
    if (load.amount[u] === 0) continue;
    program.sets[program.setOf[u]].forEach((j, at) => {
      const group = load.groupOf[j];
      if (group < 0) return;
      terms[group].columns.push(firstColumn[u] + at);
      terms[group].amounts.push(load.amount[u]);
    });
  }
  load.costs.forEach((cost, group) => {
    addLoad(model, terms[group], 0, cost);
  });
}

function addLeavingLoad(model, program, load, firstColumn) {
  const terms = load.costs.map(() => ({ columns: [], amounts: [] }));
  const offset = load.costs.map(() => 0);
  for (let u = 0; u < program.unitCount; u++) {
    const eligible = program.sets[program.setOf[u]];
    for (let e = program.homes.start[u]; e < program.homes.start[u + 1]; e++) {
      const group = load.groupOf[program.homes.rep[e]];
      if (group < 0 || load.amount[e] === 0) continue;
      offset[group] += load.amount[e];
      const at = eligible.indexOf(program.homes.rep[e]);
      if (at < 0) continue;
      terms[group].columns.push(firstColumn[u] + at);
      terms[group].amounts.push(-load.amount[e]);
    }
  }
  load.costs.forEach((cost, group) => {
    addLoad(model, terms[group], offset[group], cost);
  });
}

/** Σ amount · column + offset is a load, measured in its own scale; its cost lies above every piece. */
function addLoad(model, { columns, amounts }, offset, cost) {
  const { violationScale: scale, knots } = cost;
  const load = model.column(0, cost.low / scale, cost.high / scale);
  columns.forEach((column, at) => {
    model.entry(column, amounts[at] / scale);
  });
  model.entry(load, -1);
  model.row(-offset / scale, -offset / scale);
  if (cost.slopes.every((slope) => slope === 0)) return;
  const paid = model.column(1, -Infinity, Infinity);
  let value = cost.valueAtFirstKnot;
  cost.slopes.forEach((slope, piece) => {
    const knot = knots[Math.max(0, piece - 1)];
    if (piece >= 2) value += cost.slopes[piece - 1] * (knot - knots[piece - 2]);
    model.entry(paid, 1);
    model.entry(load, -costScale * slope * scale);
    model.row(costScale * (value - slope * knot), Infinity);
  });
}

/** Split unless each of its units sits where the one before it does. */
function addFamily(model, program, { units, splitCost }, firstColumn) {
  const split = model.column(costScale * splitCost, 0, 1);
  for (let at = 1; at < units.length; at++) {
    const [a, b] = [units[at - 1], units[at]];
    const mayB = program.sets[program.setOf[b]];
    program.sets[program.setOf[a]].forEach((j, k) => {
      model.entry(split, 1);
      model.entry(firstColumn[a] + k, -1);
      const other = mayB.indexOf(j);
      if (other >= 0) model.entry(firstColumn[b] + other, 1);
      model.row(0, Infinity);
    });
  }
}

/** The placement in a MIP solver's answer, or undefined where it is none. */
export function placementIn(values, program, firstColumn) {
  const placement = new Int32Array(program.unitCount);
  for (let u = 0; u < program.unitCount; u++) {
    const chosen = program.sets[program.setOf[u]].filter(
      (_, at) => values[firstColumn[u] + at] > 0.5,
    );
    if (chosen.length !== 1) return undefined;
    placement[u] = chosen[0];
  }
  return placement;
}
