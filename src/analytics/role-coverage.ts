import { recordsAsFiled } from '../model/table.js';
import type { Books } from './books.js';
import type { Contacts } from './contacts.js';
import { shareOf, tallyBy, type Worked, worked } from './coverage.js';
import { byPriority, type Priority } from './priorities.js';

/** Who has a role (SDR, CSM) where: today, or in a plan. */
export interface RoleHolding {
  /** As its row names it. */
  readonly name: string;
  /** The live reps who are to have it, 1 each, and those of them on leave. */
  readonly holders: Uint8Array;
  readonly onLeave: Uint8Array;
  /** 1 for the accounts that are to have somebody in it. */
  readonly concerned: Uint8Array;
  /** The holder at each account; −1 where nobody is. */
  readonly holder: Int32Array;
  /** What the holders did themselves; undefined where nothing tells who did what. */
  readonly own: Contacts | undefined;
}

/** What holders did themselves, of what a tally counts whoever did it. */
interface OwnWork {
  /** Accounts that they touched in the window, and of these the ICP ones. */
  readonly accounts: number;
  readonly icp: number;
  readonly activities: number;
}

/** How the accounts of one holder of a role are worked. */
export interface HolderCoverage extends Worked {
  /** −1: accounts that are to have a holder, and have none. */
  readonly rep: number;
  readonly onLeave: boolean;
  /** Undefined where nothing tells who did what, and for accounts of nobody. */
  readonly own:
    | (OwnWork & {
        /** Of its ICP accounts, 0–1; undefined without any. */ readonly coverage:
          | number
          | undefined;
      })
    | undefined;
  /** Ranked as a rep's book is. */
  readonly book: readonly RoleAccount[];
}

/** An account in the book of a holder. */
export interface RoleAccount extends Priority {
  /** The last time that its holder was in contact; NaN where they never were, or nothing tells. */
  readonly lastOwn: number;
  /** Who touched it in the window: its holder, others alone, somebody (it has no holder, or nothing tells who), or nobody. */
  readonly touchedBy: 'holder' | 'others' | 'somebody' | 'nobody';
}

/** How the accounts of a role are worked. */
export interface RoleCoverage {
  readonly name: string;
  /** In the order of the rep file; who has no account, too. */
  readonly holders: readonly HolderCoverage[];
  /** Undefined where every account has its holder. */
  readonly unheld: HolderCoverage | undefined;
  readonly hasOwn: boolean;
}

/** The books of everybody in a role, by the accounts and contacts of all books. */
export function roleCoverageOf(
  books: Books,
  role: RoleHolding,
  priorities: readonly (Priority | undefined)[],
): RoleCoverage {
  const { repCount, reps } = books.problem;
  // Accounts that are to have somebody and have nobody come last.
  const slot = Int32Array.from(role.concerned, (is, account) => {
    if (is === 0 || books.planned[account] === 0) return -1;
    return role.holder[account] >= 0 ? role.holder[account] : repCount;
  });
  const tallies = tallyBy(books, repCount + 1, (account) => slot[account]);
  const own = ownWork(books, role, slot);
  const ranked = Array.from({ length: repCount + 1 }, (): RoleAccount[] => []);
  for (const one of priorities) {
    if (one === undefined) continue;
    ranked[slot[one.account]]?.push({
      ...one,
      lastOwn: role.own?.last[one.account] ?? Number.NaN,
      touchedBy: touchedBy(books, role, one.account),
    });
  }
  for (const book of ranked) book.sort(byPriority(books));
  const coverageOf = (at: number): HolderCoverage => {
    const did = at === repCount ? undefined : own?.[at];
    return {
      ...worked(tallies[at]),
      rep: at === repCount ? -1 : at,
      onLeave: role.onLeave[at] === 1,
      own: did && { ...did, coverage: shareOf(did.icp, tallies[at].icp) },
      book: ranked[at],
    };
  };
  return {
    name: role.name,
    holders: recordsAsFiled(reps)
      .filter((rep) => role.holders[rep] === 1)
      .map(coverageOf),
    unheld: tallies[repCount].accounts === 0 ? undefined : coverageOf(repCount),
    hasOwn: role.own !== undefined,
  };
}

function ownWork(
  { icp, problem }: Books,
  { own }: RoleHolding,
  slot: Int32Array,
): readonly OwnWork[] | undefined {
  if (own === undefined) return undefined;
  const work = Array.from({ length: problem.repCount + 1 }, () => ({
    accounts: 0,
    icp: 0,
    activities: 0,
  }));
  slot.forEach((at, account) => {
    const done = own.inWindow[account];
    if (at < 0 || done === 0) return;
    work[at].accounts++;
    work[at].icp += icp[account];
    work[at].activities += done;
  });
  return work;
}

function touchedBy(
  { touched }: Books,
  { own, holder }: RoleHolding,
  account: number,
): RoleAccount['touchedBy'] {
  if (touched[account] === 0) return 'nobody';
  if (own === undefined || holder[account] < 0) return 'somebody';
  return own.inWindow[account] > 0 ? 'holder' : 'others';
}
