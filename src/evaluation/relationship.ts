import { strengthAt } from '../measures/known.js';
import type { Assignment } from '../model/assignment.js';
import {
  AccountState,
  type OwnedRecords,
  type Problem,
  type RelationshipMeasure,
} from '../model/problem.js';
import { filledNumbers } from '../model/table.js';

/** What becomes of who is known where (contract 6). */
export interface RelationshipFigures {
  /** Planned accounts where somebody who may have them is known. */
  readonly known: number;
  /** Of those, with their owner of today or a rep than whom nobody is known better. */
  readonly kept: number;
  /** Amount won of planned accounts that get another rep, where another owner of records has won more than that rep. */
  readonly won_moved: number;
}

/** Undefined without opportunities, activities or relationships. */
export function relationshipFigures(
  problem: Problem,
  assignment: Assignment,
): RelationshipFigures | undefined {
  const { relationship, owner, state } = problem;
  if (relationship === undefined) return undefined;
  const won = filledNumbers(problem.accounts, 'won_amount');
  let [known, kept, wonMoved] = [0, 0, 0];
  for (let account = 0; account < problem.accountCount; account++) {
    if (state[account] !== AccountState.planned) continue;
    const rep = assignment[account];
    const best = relationship.best[account];
    if (best > 0) {
      known++;
      if (isKept(problem, relationship, account, rep)) kept++;
    }
    if (rep < 0 || rep === owner[account] || relationship.records === undefined) continue;
    const wins = winsAt(relationship.records, account, rep);
    if (wins.most > wins.own) wonMoved += won?.[account] || 0;
  }
  return { known, kept, won_moved: wonMoved };
}

/** With its owner of today, or a rep than whom nobody is known better. */
function isKept(
  { liveOwner }: Problem,
  relationship: RelationshipMeasure,
  account: number,
  rep: number,
): boolean {
  if (rep < 0) return false;
  return (
    rep === liveOwner[account] ||
    strengthAt(relationship, account, rep) >= relationship.best[account]
  );
}

/** What a rep has won at an account, and the most that another owner of records has. */
function winsAt(
  { start, owner, won }: OwnedRecords,
  account: number,
  rep: number,
): { readonly own: number; readonly most: number } {
  let [own, most] = [0, 0];
  for (let entry = start[account]; entry < start[account + 1]; entry++) {
    if (owner[entry] === rep) own = won[entry];
    else most = Math.max(most, won[entry]);
  }
  return { own, most };
}
