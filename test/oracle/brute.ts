/** The best plan there is, by looking at all of them. */
import { evaluate } from './judge.js';
import type { Account, Problem, Rep } from './model.js';
import { isFree } from './model.js';
import { householdOf } from './problem.js';
import { planned } from './terms.js';

export type BruteResult =
  | { status: 'best'; objective: number; assignment: Map<string, string>; plans: number }
  | { status: 'none'; plans: number }
  | { status: 'too many'; plans: number };

/** Accounts that are placed as one: the free members of a household, or a single account. */
export interface Unit {
  members: Account[];
  choices: Rep[];
}

export function unitsOf(problem: Problem): Unit[] {
  const units: Unit[] = [];
  for (const account of planned(problem)) {
    const household = isFree(account) ? householdOf(problem, account) : undefined;
    if (household === undefined || household.head === account) {
      units.push({ members: household?.free ?? [account], choices: account.eligible });
    }
  }
  return units;
}

/** How many plans there are: Π |E_i| over the units. */
export function countPlans(problem: Problem): number {
  let product = 1;
  for (const unit of unitsOf(problem)) product *= unit.choices.length;
  return product;
}

/** Calls `visit` with every plan; the map is reused. */
export function forEachPlan(
  problem: Problem,
  visit: (assignment: Map<string, string>) => void,
): void {
  const units = unitsOf(problem);
  const assignment = new Map<string, string>();
  const place = (index: number) => {
    if (index === units.length) {
      visit(assignment);
      return;
    }
    const { members, choices } = units[index];
    for (const rep of choices) {
      for (const member of members) assignment.set(member.id, rep.id);
      place(index + 1);
    }
  };
  place(0);
}

/** The least objective over all plans that keep every must row. */
export function bruteForce(problem: Problem, limit = 300_000): BruteResult {
  const plans = countPlans(problem);
  if (plans > limit) return { status: 'too many', plans };
  let best: { objective: number; assignment: Map<string, string> } | undefined;
  forEachPlan(problem, (assignment) => {
    const { objective, feasible } = evaluate(problem, assignment);
    if (!feasible || objective === undefined) return;
    if (best === undefined || objective < best.objective) {
      best = { objective, assignment: new Map(assignment) };
    }
  });
  const found = best as { objective: number; assignment: Map<string, string> } | undefined;
  return found === undefined ? { status: 'none', plans } : { status: 'best', ...found, plans };
}
