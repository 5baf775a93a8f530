/**
 * A carve program as a MIP in CPLEX LP format, for solvers that carve is measured against: x_u_j
 * places unit u at rep j, z is the cost of a load (above each of its linear pieces), s a family split.
 */
/** The MIP's objective is the program's times this. */
export const costScale = 1000;

export function mipText(program, placementCost) {
  const objective = [];
  const rows = [];
  const binaries = [];
  const free = [];
  const split = [];
  const number = (value) => (value < 0 ? `- ${Math.abs(value)}` : `+ ${value}`);
  const wrap = (terms) => {
    const lines = [];
    for (let at = 0; at < terms.length; at += 20) lines.push(terms.slice(at, at + 20).join(' '));
    return lines.join('\n ');
  };

  for (let u = 0; u < program.unitCount; u++) {
    const sum = [];
    for (const j of program.sets[program.setOf[u]]) {
      const cost = placementCost(program, u, j);
      if (cost !== 0) objective.push(`${number(cost * costScale)} x_${u}_${j}`);
      sum.push(`+ x_${u}_${j}`);
      binaries.push(`x_${u}_${j}`);
    }
    rows.push(`${wrap(sum)} = 1`);
  }

  const addLoad = (name, terms, offset, cost) => {
    if (terms.length === 0) return;
    // Loads in their own scale and costs in thousandths: a fair chance for the solver's tolerances.
    const { violationScale: scale } = cost;
    const knots = cost.knots.map((knot) => knot / scale);
    const slopes = cost.slopes.map((slope) => slope * scale * costScale);
    const valueAtFirstKnot = cost.valueAtFirstKnot * costScale;
    const low = cost.low / scale;
    const high = cost.high / scale;
    const scaled = terms.map(([amount, variable]) => `${number(amount / scale)} ${variable}`);
    rows.push(`${wrap(scaled)} - L${name} = ${-offset / scale}`);
    free.push(`L${name}`);
    if (Number.isFinite(low)) rows.push(`L${name} >= ${low}`);
    if (Number.isFinite(high)) rows.push(`L${name} <= ${high}`);
    if (slopes.every((slope) => slope === 0)) return;
    objective.push(`+ z${name}`);
    free.push(`z${name}`);
    let value = valueAtFirstKnot;
    for (let piece = 0; piece < slopes.length; piece++) {
      const knot = knots[Math.max(0, piece - 1)];
      if (piece >= 2) value += slopes[piece - 1] * (knots[piece - 1] - knots[piece - 2]);
      rows.push(`z${name} ${number(-slopes[piece])} L${name} >= ${value - slopes[piece] * knot}`);
    }
  };
  program.repLoads.forEach((load, index) => {
    const terms = load.costs.map(() => []);
    for (let u = 0; u < program.unitCount; u++) {
      if (load.amount[u] === 0) continue;
      for (const j of program.sets[program.setOf[u]]) {
        if (load.groupOf[j] >= 0) terms[load.groupOf[j]].push([load.amount[u], `x_${u}_${j}`]);
      }
    }
    load.costs.forEach((cost, group) => {
      addLoad(`r${index}_${group}`, terms[group], 0, cost);
    });
  });
  program.leavingLoads.forEach((load, index) => {
    const terms = load.costs.map(() => []);
    const offset = load.costs.map(() => 0);
    for (let u = 0; u < program.unitCount; u++) {
      const eligible = new Set(program.sets[program.setOf[u]]);
      for (let e = program.homes.start[u]; e < program.homes.start[u + 1]; e++) {
        const owner = program.homes.rep[e];
        const group = load.groupOf[owner];
        if (group < 0 || load.amount[e] === 0) continue;
        offset[group] += load.amount[e];
        if (eligible.has(owner)) terms[group].push([-load.amount[e], `x_${u}_${owner}`]);
      }
    }
    load.costs.forEach((cost, group) => {
      addLoad(`l${index}_${group}`, terms[group], offset[group], cost);
    });
  });
  program.families.forEach(({ units, splitCost }, family) => {
    objective.push(`+ ${splitCost * costScale} s${family}`);
    split.push(`s${family}`);
    for (let at = 1; at < units.length; at++) {
      const [a, b] = [units[at - 1], units[at]];
      const mayB = new Set(program.sets[program.setOf[b]]);
      for (const j of program.sets[program.setOf[a]]) {
        const other = mayB.has(j) ? ` + x_${b}_${j}` : '';
        rows.push(`s${family} - x_${a}_${j}${other} >= 0`);
      }
    }
  });
  return [
    'Minimize',
    ` obj: ${wrap(objective)} + ${program.constant * costScale} one`,
    'Subject To',
    ...rows.map((row, index) => ` c${index}: ${row}`),
    'Bounds',
    ' one = 1',
    ...free.map((name) => ` ${name} free`),
    ...split.map((name) => ` 0 <= ${name} <= 1`),
    'Binaries',
    ` ${wrap(binaries)}`,
    'End',
  ].join('\n');
}

/** The placement in a MIP solver's answer, or undefined where it is none. */
export function placementOf(program, valueIn) {
  const placement = new Int32Array(program.unitCount).fill(-1);
  for (let u = 0; u < program.unitCount; u++) {
    for (const j of program.sets[program.setOf[u]]) {
      const value = valueIn(`x_${u}_${j}`) ?? 0;
      if (value > 0.5) {
        if (placement[u] >= 0) return undefined;
        placement[u] = j;
      }
    }
    if (placement[u] < 0) return undefined;
  }
  return placement;
}
