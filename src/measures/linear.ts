import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';
import { relationshipLost } from './known.js';
import { breaksNothing, once, type Tracked } from './tracked.js';

/** A term that no row measures: each account adds its part, whatever becomes of the others. */
export interface LinearTerm {
  readonly name: string;
  readonly weight: (problem: Problem) => number;
  /**
   * Its value (contract 5); undefined where its divisor is 0.
   *
   * @param km from each account to its rep, by account
   */
  readonly term: (problem: Problem, assignment: Assignment, km: Float64Array) => number | undefined;
  readonly tracked: (problem: Problem) => Tracked;
}

/** Disruption of planned accounts that leave a live owner ÷ that of all with a live owner. */
const disruption: LinearTerm = {
  name: 'disruption',
  weight: ({ disruptionWeight }) => disruptionWeight,
  term(problem, assignment) {
    let left = 0;
    let all = 0;
    for (let account = 0; account < problem.accountCount; account++) {
      const owner = problem.liveOwner[account];
      if (owner < 0 || problem.state[account] !== 0) continue;
      all += problem.disruption[account];
      if (assignment[account] !== owner) left += problem.disruption[account];
    }
    return all > 0 ? left / all : undefined;
  },
  tracked(problem) {
    const { liveOwner, disruption, state } = problem;
    const all = once(() => {
      let sum = 0;
      for (let account = 0; account < problem.accountCount; account++)
        if (liveOwner[account] >= 0 && state[account] === 0) sum += disruption[account];
      return sum;
    });
    return {
      change: (steps) => {
        let sum = 0;
        for (const { account, from, to } of steps) {
          const owner = liveOwner[account];
          if (owner < 0) continue;
          sum += (Number(to !== owner) - Number(from !== owner)) * disruption[account];
        }
        return sum / all();
      },
      breaks: breaksNothing,
    };
  },
};

/** Workload · km ÷ what it would be from the middle of all reps. NaN where the distances file has no such pair. */
const distance: LinearTerm = {
  name: 'distance',
  weight: ({ distanceWeight }) => distanceWeight,
  term({ distance, workload }, assignment, km) {
    if (distance === undefined || distance.divisor === 0) return undefined;
    let sum = 0;
    const { accounts } = distance;
    for (let index = 0; index < accounts.length; index++) {
      const account = accounts[index];
      if (assignment[account] >= 0 && workload[account] > 0) sum += workload[account] * km[account];
    }
    return sum / distance.divisor;
  },
  tracked({ distance, workload }) {
    const counts = once(() => {
      const mask = new Uint8Array(workload.length);
      for (const account of distance?.accounts ?? []) mask[account] = 1;
      return mask;
    });
    return {
      change: (steps) => {
        if (distance === undefined) return 0;
        let sum = 0;
        for (const { account, from, to } of steps) {
          if (!(workload[account] > 0) || counts()[account] === 0) continue;
          if (to >= 0) sum += workload[account] * distance.km(account, to);
          if (from >= 0) sum -= workload[account] * distance.km(account, from);
        }
        return sum / distance.divisor;
      },
      breaks: breaksNothing,
    };
  },
};

/** What is known of the new rep less than of the best known who may have it, where accounts change hands. */
const relationship: LinearTerm = {
  name: 'relationship',
  weight: ({ relationshipWeight }) => relationshipWeight,
  term(problem, assignment) {
    const { relationship } = problem;
    if (relationship === undefined || !(relationship.divisor > 0)) return undefined;
    let lost = 0;
    for (let account = 0; account < problem.accountCount; account++) {
      lost += problem.disruption[account] * relationshipLost(problem, account, assignment[account]);
    }
    return lost / relationship.divisor;
  },
  tracked(problem) {
    const { relationship, disruption } = problem;
    return {
      change: (steps) => {
        if (relationship === undefined) return 0;
        let sum = 0;
        for (const { account, from, to } of steps) {
          const more =
            relationshipLost(problem, account, to) - relationshipLost(problem, account, from);
          sum += more * disruption[account];
        }
        return sum / relationship.divisor;
      },
      breaks: breaksNothing,
    };
  },
};

/** In the order of plan.json, between the balances and the terms of rows. */
export const linearTerms: readonly LinearTerm[] = [disruption, distance, relationship];
