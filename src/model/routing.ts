import type { MeasureRow } from './problem.js';

type BrokenRow = Exclude<MeasureRow, undefined>;

/** How a new account finds its rep, in the order in which it is tried unless told otherwise. */
export const routeSteps = ['parent', 'domain', 'deal', 'assign', 'fair'] as const;
export type RouteStep = (typeof routeSteps)[number];

/** Why a rep may not have an account. */
export type Barrier =
  /** No rep of E_i, by these rows; none where they are bound otherwise. */
  | { readonly kind: 'rules'; readonly rows: readonly number[] }
  | { readonly kind: 'not live' | 'on leave' }
  /** Must rows on how much a rep may hold, and families, that would be broken. */
  | { readonly kind: 'breaks'; readonly rows: readonly BrokenRow[] };

/** What made a step give the account to its rep. */
export type Ground =
  /** Another account that the rep has: its parent or child, or one of the same domain. */
  | { readonly kind: 'parent' | 'child'; readonly other: number }
  | { readonly kind: 'domain'; readonly other: number; readonly domain: string }
  | { readonly kind: 'deal'; readonly id: string; readonly day: number | undefined }
  | { readonly kind: 'assign'; readonly row: number }
  /** The term that speaks for the rep rather than the next; undefined: none does. */
  | { readonly kind: 'fair'; readonly term: string | undefined; readonly isTie: boolean }
  | { readonly kind: 'claim'; readonly claimants: number };

/** Why a step gave the account to nobody. */
export type Miss =
  | { readonly kind: 'nothing' }
  /** A parent that is not in the plan. */
  | { readonly kind: 'unknown parent'; readonly id: string }
  /** The account that would decide is with nobody. */
  | { readonly kind: 'with nobody'; readonly other: number }
  /** The owner of the deal is not on the roster. */
  | { readonly kind: 'stranger'; readonly owner: string }
  | { readonly kind: 'barred'; readonly rep: number; readonly barrier: Barrier }
  | { readonly kind: 'nobody may' }
  | { readonly kind: 'all would break'; readonly rows: readonly BrokenRow[] }
  /** The rules leave it out of the plan. */
  | { readonly kind: 'not planned'; readonly state: 'excluded' | 'released'; readonly row: number }
  /** Every claimant is somebody who may not have it. */
  | { readonly kind: 'no claimant' };

/** A new account that has found its rep. */
export interface RoutedAccount {
  readonly account: number;
  readonly rep: number;
  readonly step: RouteStep | 'claim';
  readonly ground: Ground;
  /** The allowed rep with the least objective besides; undefined where nobody else is allowed. */
  readonly next: { readonly rep: number; readonly cost: number } | undefined;
}

/** A new account that has found none, and what was tried. */
export interface UnroutedAccount {
  readonly account: number;
  readonly tried: readonly { readonly step: RouteStep | 'claim' | 'rules'; readonly miss: Miss }[];
}

/** What decided against a claimant: the steps of a dispute, 0 for who may not have it at all, 8 for a tie. */
export const disputeSteps = {
  barred: 0,
  assign: 1,
  family: 2,
  opportunity: 3,
  activity: 4,
  matches: 5,
  claim: 6,
  load: 7,
  tie: 8,
} as const;
export type DisputeStep = keyof typeof disputeSteps;

/** What a claimant has to show at a step. */
export type Showing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'member'; readonly other: number }
  /** A record, or a claim that counts as one. */
  | {
      readonly kind: 'record';
      readonly day: number | undefined;
      readonly id: string;
      readonly evidence: string;
    }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'barrier'; readonly barrier: Barrier };

/** A claimant who did not get the account. */
export interface Loser {
  readonly account: number;
  /** -1: nobody. */
  readonly winner: number;
  readonly loser: number;
  readonly step: DisputeStep;
  /** What the winner showed at that step, and what the loser did. */
  readonly shown: Showing;
  readonly lacked: Showing;
}

/** What became of all new accounts and disputes. */
export interface Routing {
  /** In the order in which they were given out. */
  readonly routed: readonly RoutedAccount[];
  readonly unrouted: readonly UnroutedAccount[];
  readonly losers: readonly Loser[];
  /** Accounts of the plan that a dispute gave to another rep than theirs. */
  readonly changed: readonly number[];
  /** The rep of every account, whatever its state; -1: nobody. */
  readonly assignment: Int32Array;
}
