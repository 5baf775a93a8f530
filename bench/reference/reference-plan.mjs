import { JudgedAssignment } from './judged-assignment.mjs';

/** Whom each account is offered to change places with. */
const partners = 100;

/**
 * The plain plan that no plan of carve's may be worse than: accounts dealt by size to whoever needs them most, one
 * pass of relocations, each wherever it gains as the reps are gone through, and one of swaps.
 *
 * @returns {{assignment: Int32Array, objective: number, violation: number}} a rep by account, -1 for nobody; the
 * violation of must rules is 0 where all are kept
 */
export function referencePlan(problem) {
  const judged = new JudgedAssignment(problem);
  const bySize = unitsBySize(problem, judged);
  for (const unit of bySize) judged.move([unit], [neediest(judged, unit)]);
  for (const unit of bySize) relocate(judged, unit);
  for (const unit of bySize) swap(judged, unit);
  const { assignment, objective, violation } = judged;
  return { assignment, objective, violation };
}

function unitsBySize({ potential, workload }, { units }) {
  const sum = (amounts) => units.map((accounts) => accounts.reduce((s, a) => s + amounts[a], 0));
  const [size, work] = [sum(potential), sum(workload)];
  return units
    .map((_, unit) => unit)
    .sort((a, b) => size[b] - size[a] || work[b] - work[a] || a - b);
}

/** Of the reps whose must bounds leave most room, the one who lacks most of what the unit brings. */
function neediest(judged, unit) {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const rep of judged.eligible[unit].reps) {
    const crowding = judged.crowding(unit, rep);
    if (crowding > least) continue;
    const need = needOf(judged.balances, unit, rep);
    if (crowding < least || need > most) [best, least, most] = [rep, crowding, need];
  }
  return best;
}

function needOf(balances, unit, rep) {
  let need = 0;
  for (const { amount, groupOf, sums, target, meanTarget, weight } of balances) {
    const group = groupOf[rep];
    if (group >= 0 && amount[unit] > 0)
      need += (weight * (target[group] - sums[group])) / meanTarget;
  }
  return need;
}

function relocate(judged, unit) {
  for (const rep of judged.eligible[unit].reps) {
    if (rep !== judged.rep[unit]) judged.moveIfBetter([unit], [rep]);
  }
}

function swap(judged, unit) {
  const { rep, eligible, units } = judged;
  for (let draw = 0; draw < partners; draw++) {
    const other = hash(unit * partners + draw) % units.length;
    const [mine, theirs] = [rep[unit], rep[other]];
    if (mine === theirs || eligible[unit].mask[theirs] === 0 || eligible[other].mask[mine] === 0)
      continue;
    judged.moveIfBetter([unit, other], [theirs, mine]);
  }
}

/** A whole number well mixed (the finaliser of murmur3). */
function hash(value) {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
