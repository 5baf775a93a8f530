/**
 * An assignment under change, judged by the contract's objective as it changes. It knows problems (the data that
 * carve assembles from the files) and nothing of the solver, so that what the solver finds can be held against it.
 *
 * Accounts that a must family ties move as one *unit*. Where accounts may go is their eligible reps; every other must
 * rule is a measured violation, and of two assignments the one with less of it is the better.
 */

/** Violations and objectives nearer than this are the same. */
const same = 1e-12;
/** How far a must bound may be passed (contract 5). */
const allowance = 1e-9;

export class JudgedAssignment {
  /** By unit: its accounts, and the reps who may have it. */
  units;
  eligible;
  /** By unit: its rep, -1 before it has one. */
  rep;
  objective = 0;
  violation = 0;
  /** Sums of amounts by group of reps, each with its cost and violation. */
  #loads;
  #budgets;
  #families;
  #shares;
  #problem;

  constructor(problem) {
    this.#problem = problem;
    this.units = unitsOf(problem);
    this.eligible = this.units.map(([first]) => problem.repSets[problem.eligible[first]]);
    this.rep = new Int32Array(this.units.length).fill(-1);
    this.#shares = sharesOf(problem);
    this.#loads = loadsOf(this.units, this.#shares);
    this.#budgets = budgetsOf(problem, this.units, this.#shares);
    this.#families = familiesOf(problem, this.units, this.#shares);
    for (const load of [...this.#loads, ...this.#budgets]) {
      load.sums.forEach((sum, group) => {
        this.objective += load.cost(sum, group);
        this.violation += load.violation(sum, group);
      });
    }
    this.objective += unplacedCost(problem, this.#shares) + this.#families.apartCost;
  }

  /** Rep by account, -1 for those that nobody may take or that are not planned. */
  get assignment() {
    const assignment = new Int32Array(this.#problem.accountCount).fill(-1);
    this.units.forEach((accounts, unit) => {
      for (const account of accounts) assignment[account] = this.rep[unit];
    });
    return assignment;
  }

  /** What a unit costs at a rep whatever else is there: disruption, travel and preferences. */
  placementCost(unit, rep) {
    const { disruption, liveOwner, distance, workload } = this.#problem;
    const { perDisruption, perKm, placements } = this.#shares;
    let cost = 0;
    for (const account of this.units[unit]) {
      const owner = liveOwner[account];
      if (owner >= 0 && owner !== rep) cost += perDisruption * disruption[account];
      if (perKm > 0 && workload[account] > 0) {
        const km = distance.km(account, rep);
        if (!Number.isNaN(km)) cost += perKm * workload[account] * km;
      }
      for (const { measure, perAmount } of placements) {
        const set = measure.setOf[account];
        if (set >= 0 && measure.sets[set].mask[rep] === 0)
          cost += perAmount * (measure.amounts?.[account] ?? 1);
      }
    }
    return cost;
  }

  /** What would change if these units (one, or two that change places) went to these reps. */
  changeOf(units, reps) {
    const change = { objective: 0, violation: 0 };
    for (let at = 0; at < units.length; at++) {
      change.objective += this.placementCost(units[at], reps[at]);
      if (this.rep[units[at]] >= 0)
        change.objective -= this.placementCost(units[at], this.rep[units[at]]);
    }
    for (const load of this.#loads)
      addLoadChange(change, load, this.#loadDeltas(load, units, reps));
    for (const load of this.#budgets)
      addLoadChange(change, load, this.#leavingDeltas(load, units, reps));
    if (this.#families.splitCost.length > 0) change.objective += this.#splitChange(units, reps);
    return change;
  }

  /** Sends the units to the reps. */
  move(units, reps, change = this.changeOf(units, reps)) {
    this.objective += change.objective;
    this.violation += change.violation;
    for (const load of this.#loads) applyDeltas(load, this.#loadDeltas(load, units, reps));
    for (const load of this.#budgets) applyDeltas(load, this.#leavingDeltas(load, units, reps));
    for (let at = 0; at < units.length; at++) this.rep[units[at]] = reps[at];
  }

  /** Sends them there if that is better. */
  moveIfBetter(units, reps) {
    const change = this.changeOf(units, reps);
    if (!isGain(change)) return false;
    this.move(units, reps, change);
    return true;
  }

  /** The balanced sums by rep, with their targets: what a rep still lacks. */
  get balances() {
    return this.#loads.filter(({ target }) => target !== undefined);
  }

  /** What the upper must bounds of a rep say against a unit: 0 where it fits. */
  crowding(unit, rep) {
    let excess = 0;
    for (const { amount, groupOf, sums, above } of this.#loads) {
      const group = groupOf[rep];
      if (group >= 0 && above !== undefined && amount[unit] > 0)
        excess += above(sums[group] + amount[unit], group) - above(sums[group], group);
    }
    for (const load of this.#budgets) {
      for (const [group, delta] of this.#leavingDeltas(load, [unit], [rep]))
        excess +=
          load.violation(load.sums[group] + delta, group) - load.violation(load.sums[group], group);
    }
    return excess;
  }

  /** [group, what its sum would change by], each group at most once. */
  #loadDeltas({ amount, groupOf }, units, reps) {
    const deltas = [];
    for (let at = 0; at < units.length; at++) {
      const brought = amount[units[at]];
      if (brought === 0) continue;
      const from = this.rep[units[at]];
      if (from >= 0) addDelta(deltas, groupOf[from], -brought);
      addDelta(deltas, groupOf[reps[at]], brought);
    }
    return deltas;
  }

  #leavingDeltas({ entries }, units, reps) {
    const deltas = [];
    for (let at = 0; at < units.length; at++) {
      const from = this.rep[units[at]];
      for (const { owner, group, amount } of entries[units[at]]) {
        // Before it is placed, nothing has left.
        const left = from >= 0 && from !== owner ? 1 : 0;
        const leaves = reps[at] === owner ? 0 : 1;
        if (left !== leaves) addDelta(deltas, group, (leaves - left) * amount);
      }
    }
    return deltas;
  }

  #splitChange(units, reps) {
    const { members, ofUnit, splitCost } = this.#families;
    const touched = [...new Set(units.flatMap((unit) => ofUnit[unit]))];
    if (touched.length === 0) return 0;
    const cost = () =>
      touched.reduce((sum, f) => sum + (isSplit(members[f], this.rep) ? splitCost[f] : 0), 0);
    const before = units.map((unit) => this.rep[unit]);
    const was = cost();
    units.forEach((unit, at) => {
      this.rep[unit] = reps[at];
    });
    const becomes = cost();
    units.forEach((unit, at) => {
      this.rep[unit] = before[at];
    });
    return becomes - was;
  }
}

/** Less violation, or as much and a lower objective. */
export const isGain = ({ objective, violation }) =>
  violation < -same || (violation <= same && objective < -same);

/** A family is split where two of its units that have reps have different ones. */
function isSplit(units, rep) {
  let first = -1;
  for (const unit of units) {
    if (rep[unit] < 0) continue;
    if (first < 0) first = rep[unit];
    else if (rep[unit] !== first) return true;
  }
  return false;
}

function addDelta(deltas, group, delta) {
  if (group < 0) return;
  const known = deltas.find((entry) => entry[0] === group);
  if (known === undefined) deltas.push([group, delta]);
  else known[1] += delta;
}

function addLoadChange(change, { sums, cost, violation }, deltas) {
  for (const [group, delta] of deltas) {
    const [from, to] = [sums[group], sums[group] + delta];
    change.objective += cost(to, group) - cost(from, group);
    change.violation += violation(to, group) - violation(from, group);
  }
}

function applyDeltas({ sums }, deltas) {
  for (const [group, delta] of deltas) sums[group] += delta;
}

/** Planned accounts that somebody may take; the free members of a must family are one unit. */
function unitsOf({ accountCount, mustFamilies, state, eligible, repSets }) {
  const familyOf = new Map(mustFamilies.flatMap((family) => [...family].map((a) => [a, family])));
  const units = [];
  for (let account = 0; account < accountCount; account++) {
    if (state[account] !== 0 || repSets[eligible[account]].reps.length === 0) continue;
    const family = familyOf.get(account);
    if (family === undefined) units.push([account]);
    else if (family[0] === account) units.push([...family]);
  }
  return units;
}

/** What each term weighs, ω ÷ Σω over the terms that exist. */
function sharesOf(problem) {
  let disruption = 0;
  for (let account = 0; account < problem.accountCount; account++) {
    if (problem.state[account] === 0 && problem.liveOwner[account] >= 0)
      disruption += problem.disruption[account];
  }
  const km = problem.distance?.divisor ?? 0;
  const grouped = ({ groups }) => groups.names.length > 0;
  const should = ({ level }) => level === 'should';
  const balances = problem.balances.filter(grouped);
  const limits = problem.limits.filter(grouped);
  const budgets = problem.budgets.filter(grouped);
  const togethers = problem.togethers.filter((row) => should(row) && row.families.length > 0);
  const placements = problem.placements
    .filter(should)
    .map((measure) => ({ measure, whole: concerned(measure) }))
    .filter(({ whole }) => whole > 0);
  const weighed = [
    ...balances,
    ...limits.filter(should),
    ...budgets.filter(should),
    ...togethers,
    ...placements.map(({ measure }) => measure),
  ];
  const sum =
    weighed.reduce((total, { weight }) => total + weight, 0) +
    (disruption > 0 ? problem.disruptionWeight : 0) +
    (km > 0 ? problem.distanceWeight : 0);
  return {
    balances,
    limits,
    budgets,
    togethers,
    of: ({ weight }) => weight / sum,
    placements: placements.map(({ measure, whole }) => ({
      measure,
      perAmount: measure.weight / sum / whole,
    })),
    perDisruption: disruption > 0 ? problem.disruptionWeight / sum / disruption : 0,
    perKm: km > 0 ? problem.distanceWeight / sum / km : 0,
  };
}

function concerned({ setOf, amounts }) {
  let sum = 0;
  setOf.forEach((set, account) => {
    if (set >= 0) sum += amounts?.[account] ?? 1;
  });
  return sum;
}

/** What accounts that nobody may take cost in every assignment. */
function unplacedCost(problem, { perDisruption, placements }) {
  let cost = 0;
  for (const { account } of problem.unplaceable) {
    if (problem.liveOwner[account] >= 0) cost += perDisruption * problem.disruption[account];
    for (const { measure, perAmount } of placements) {
      if (measure.setOf[account] >= 0 && measure.rule !== 'avoid')
        cost += perAmount * (measure.amounts?.[account] ?? 1);
    }
  }
  return cost;
}

const byUnit = (units, amounts) =>
  Float64Array.from(units, (accounts) => accounts.reduce((sum, a) => sum + amounts[a], 0));

const none = () => 0;
const past = (excess, bound) =>
  excess > allowance * Math.max(1, Math.abs(bound)) ? excess / Math.max(1, Math.abs(bound)) : 0;

function loadsOf(units, shares) {
  const balances = shares.balances.map((measure) => {
    const { target, band, max, level, unfiltered } = measure;
    const each = shares.of(measure) / target.length;
    const must = level === 'must' && max !== undefined;
    const dearFrom = level === 'should' && max !== undefined ? max : Number.POSITIVE_INFINITY;
    const signed = (sum, group) =>
      target[group] === 0 ? (sum === 0 ? 0 : 1) : sum / target[group] - 1;
    const above = (sum, group) => past(signed(sum, group) - max, max);
    return {
      amount: byUnit(units, measure.amounts),
      groupOf: measure.groups.of,
      sums: new Float64Array(target.length),
      target: unfiltered ? target : undefined,
      meanTarget: target.reduce((total, one) => total + one, 0) / target.length,
      weight: measure.weight,
      cost: (sum, group) => {
        const x = Math.abs(signed(sum, group));
        if (x <= band) return each * 0.2 * x;
        const dear = Math.max(0, x - dearFrom);
        return each * (0.2 * band + (x - dear - band) + 10 * dear);
      },
      violation: must ? (sum, group) => past(Math.abs(signed(sum, group)) - max, max) : none,
      above: must ? above : undefined,
    };
  });
  return [...balances, ...shares.limits.flatMap((measure) => limitLoads(units, measure, shares))];
}

/** One load a side; a percentage is held as counted − share × whole against 0. */
function limitLoads(units, measure, shares) {
  const { counted, whole, groups, mayTake, nominalWhole, level } = measure;
  const each = shares.of(measure) / groups.names.length;
  return ['min', 'max'].flatMap((side) => {
    const bound = measure[side];
    if (bound === undefined) return [];
    const { amount, share } = bound;
    const at = share ? 0 : amount;
    const amounts = share ? counted.map((value, a) => value - amount * whole[a]) : counted;
    const sign = side === 'max' ? 1 : -1;
    const excess = (sum, group) =>
      side === 'min' && mayTake[group] === 0 ? 0 : Math.max(0, sign * (sum - at));
    const scale = (group) => Math.max(1, share ? amount * nominalWhole[group] : amount);
    const violation = (sum, group) => past(excess(sum, group), scale(group));
    const must = level === 'must';
    return {
      amount: byUnit(units, amounts),
      groupOf: groups.of,
      sums: new Float64Array(groups.names.length),
      target: undefined,
      cost: must ? none : (sum, group) => (each * excess(sum, group)) / scale(group),
      violation: must ? violation : none,
      above: must && side === 'max' ? violation : undefined,
    };
  });
}

/** What leaves its owner; accounts that nobody may take have left. */
function budgetsOf(problem, units, shares) {
  return shares.budgets.map((measure) => {
    const { amounts, groups, max, level } = measure;
    const each = shares.of(measure) / max.length;
    const must = level === 'must';
    const groupOf = (account) =>
      problem.liveOwner[account] < 0 ? -1 : groups.of[problem.liveOwner[account]];
    const sums = new Float64Array(max.length);
    for (const { account } of problem.unplaceable) {
      if (groupOf(account) >= 0) sums[groupOf(account)] += amounts[account];
    }
    const excess = (sum, group) => Math.max(0, sum - max[group]);
    return {
      sums,
      entries: units.map((accounts) =>
        accounts
          .filter((account) => groupOf(account) >= 0 && amounts[account] !== 0)
          .map((account) => ({
            owner: problem.liveOwner[account],
            group: groupOf(account),
            amount: amounts[account],
          })),
      ),
      cost: must ? none : (sum, group) => (each * excess(sum, group)) / Math.max(1, max[group]),
      violation: must ? (sum, group) => past(excess(sum, group), max[group]) : none,
    };
  });
}

/** Families that should be together, by unit. */
function familiesOf(problem, units, shares) {
  const unitOf = new Int32Array(problem.accountCount).fill(-1);
  units.forEach((accounts, unit) => {
    for (const account of accounts) unitOf[account] = unit;
  });
  const families = shares.togethers.flatMap((measure) =>
    measure.families.map((family) => ({
      units: [...new Set([...family].map((account) => unitOf[account]))],
      cost: shares.of(measure) / measure.families.length,
    })),
  );
  // With a member that nobody may take, a family is split whatever the others do.
  const apart = families.filter(({ units: members }) => members.length > 1 && members.includes(-1));
  const open = families.filter(({ units: members }) => !members.includes(-1));
  const ofUnit = units.map(() => []);
  open.forEach(({ units: members }, f) => {
    for (const unit of members) ofUnit[unit].push(f);
  });
  return {
    members: open.map((family) => family.units),
    splitCost: open.map(({ cost }) => cost),
    ofUnit,
    apartCost: apart.reduce((sum, { cost }) => sum + cost, 0),
  };
}
