import type { Assignment } from '../model/assignment.js';
import type { Problem, RepGroups } from '../model/problem.js';

/** Σ of amounts over the accounts each group of reps holds. */
export function groupLoads(
  amounts: Float64Array,
  groups: RepGroups,
  assignment: Assignment,
): Float64Array {
  const loads = new Float64Array(groups.names.length);
  for (let account = 0; account < amounts.length; account++) {
    const rep = assignment[account];
    if (rep < 0 || amounts[account] === 0) continue;
    const group = groups.of[rep];
    if (group >= 0) loads[group] += amounts[account];
  }
  return loads;
}

/** Σ of amounts over the accounts of each rep. */
export function repLoads(
  amounts: Float64Array,
  repCount: number,
  assignment: Assignment,
): Float64Array {
  const loads = new Float64Array(repCount);
  for (let account = 0; account < amounts.length; account++) {
    if (assignment[account] >= 0) loads[assignment[account]] += amounts[account];
  }
  return loads;
}

/** Σ of amounts that leave their owner, by group of owners. */
export function leavingLoads(
  amounts: Float64Array,
  groups: RepGroups,
  owner: Int32Array,
  assignment: Assignment,
): Float64Array {
  const loads = new Float64Array(groups.names.length);
  for (let account = 0; account < amounts.length; account++) {
    const from = owner[account];
    if (from < 0 || assignment[account] === from || groups.of[from] < 0) continue;
    loads[groups.of[from]] += amounts[account];
  }
  return loads;
}

/** The assignment restricted to planned accounts; the others hold nobody's attention. */
export function plannedOnly(assignment: Assignment, state: Uint8Array): Assignment {
  return assignment.map((rep, account) => (state[account] === 0 ? rep : -1));
}

/** By planned account, the live rep who has it; -1 where nobody does, or a rep who is not live. */
export function liveHolders(
  { state, live }: Pick<Problem, 'state' | 'live'>,
  assignment: Assignment,
): Assignment {
  return plannedOnly(assignment, state).map((rep) => (rep >= 0 && live[rep] === 1 ? rep : -1));
}

/** The amounts multiplied: the very array where that changes nothing. */
export function scaled(amounts: Float64Array, scale: number): Float64Array {
  return scale === 1 ? amounts : amounts.map((amount) => amount * scale);
}

/** A group's name for people: the rep's name where each rep is a group. */
export function groupName(
  { repIds, repNames }: Pick<Problem, 'repIds' | 'repNames'>,
  { of, names }: RepGroups,
  group: number,
): string {
  const rep = of.indexOf(group);
  return rep >= 0 && names[group] === repIds[rep] ? repNames[rep] : names[group];
}
