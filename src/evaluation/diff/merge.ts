import { rolesTold } from './accounts.js';
import type { HeldAccount, Holdings } from './types.js';

/** The two sides of a merge. */
export type MergeSide = 'mine' | 'theirs';

/** Who changed an account since the base: neither, one side, both alike, or both otherwise. */
export type MergeKind = 'same' | 'mine' | 'theirs' | 'both' | 'conflict';

/** Who has something on three sides: '' for nobody, undefined where there is no such account. */
interface Sides {
  readonly base: string | undefined;
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
}

/** The same with what the merge makes of it. */
export interface MergedHolder extends Sides {
  readonly kind: MergeKind;
  /** What the merge says; in a conflict that is left, the base's. */
  readonly merged: string | undefined;
  /** Whether it is a conflict that nobody has decided. */
  readonly open: boolean;
}

/** Who has a role at an account in a three-way merge. */
export interface MergedRole extends MergedHolder {
  /** The role's column: `sdr`. */
  readonly role: string;
  /** Who had it when the sides were planned. */
  readonly previous: string;
}

/** One account in a three-way merge, by who has it. */
export interface MergedAccount extends MergedHolder {
  readonly account: string;
  readonly name: string;
  readonly potential: number | undefined;
  readonly arr: number | undefined;
  /** Every role that a side tells of. */
  readonly roles: readonly MergedRole[];
}

/** The three files of a merge. */
export interface MergeParts {
  readonly base: Holdings;
  readonly mine: Holdings;
  readonly theirs: Holdings;
}

/**
 * Merges what two sides made of a base, account by account: a change of one
 * side alone is taken; where both changed it otherwise, `prefer` decides, or
 * nobody does. Who has a role is merged by itself, so that two people may
 * change the rep and the SDR of one account. In the order of mine, then what is
 * only in theirs, then what both have dropped.
 */
export function merge(parts: MergeParts, prefer: MergeSide | undefined): MergedAccount[] {
  const { base, mine, theirs } = parts;
  const ids = new Set([
    ...mine.accounts.keys(),
    ...theirs.accounts.keys(),
    ...base.accounts.keys(),
  ]);
  const roles = [...new Set([base, mine, theirs].flatMap(rolesTold))];
  return Array.from(ids, (account): MergedAccount => {
    const [was, own, other] = [base, mine, theirs].map(({ accounts }) => accounts.get(account));
    const held = { was, own, other };
    const reps = { base: was?.rep, mine: own?.rep, theirs: other?.rep };
    const holder = mergedHolder(
      reps,
      isDroppedAndChanged(held, roles) ? 'conflict' : kindOf(reps),
      prefer,
    );
    return {
      account,
      name: firstOf([own, other, was], (one) => one.name || undefined) ?? '',
      ...holder,
      potential: firstOf([own, other, was], ({ potential }) => potential),
      arr: firstOf([own, other, was], ({ arr }) => arr),
      roles: roles.map((role) => mergedRole(role, held, holder, prefer)),
    };
  });
}

/** Conflicts that nobody has decided, of reps and of holders of roles. */
export function openConflicts(merged: readonly MergedAccount[]): number {
  return merged.flatMap((one) => [one, ...one.roles]).filter(({ open }) => open).length;
}

/** Whether either side changed anything of an account. */
export function isChanged({ kind, roles }: MergedAccount): boolean {
  return kind !== 'same' || roles.some((one) => one.kind !== 'same');
}

function kindOf({ base, mine, theirs }: Sides): MergeKind {
  if (mine === theirs) return mine === base ? 'same' : 'both';
  if (theirs === base) return 'mine';
  return mine === base ? 'theirs' : 'conflict';
}

function mergedHolder(sides: Sides, kind: MergeKind, prefer: MergeSide | undefined): MergedHolder {
  const open = kind === 'conflict' && prefer === undefined;
  return { ...sides, kind, merged: takenFrom(sides, kind, prefer), open };
}

function takenFrom(
  sides: Sides,
  kind: MergeKind,
  prefer: MergeSide | undefined,
): string | undefined {
  if (kind === 'conflict') return prefer === undefined ? sides.base : sides[prefer];
  return kind === 'theirs' ? sides.theirs : sides.mine;
}

/** An account as each side has it. */
interface Held {
  readonly was: HeldAccount | undefined;
  readonly own: HeldAccount | undefined;
  readonly other: HeldAccount | undefined;
}

/** Who has a role on a side; as in the base where the side does not tell of it. */
function roleOn(side: HeldAccount, role: string, was: HeldAccount | undefined): string {
  return side.roles?.get(role) ?? was?.roles?.get(role) ?? '';
}

/** Whether a side dropped an account of which the other changed who has a role. */
function isDroppedAndChanged({ was, own, other }: Held, roles: readonly string[]): boolean {
  const left = own ?? other;
  if (was === undefined || left === undefined || (own && other) !== undefined) return false;
  return roles.some((role) => roleOn(left, role, was) !== roleOn(was, role, was));
}

function mergedRole(
  role: string,
  { was, own, other }: Held,
  rep: MergedHolder,
  prefer: MergeSide | undefined,
): MergedRole {
  const on = (side: HeldAccount | undefined): string | undefined => side && roleOn(side, role, was);
  const sides = { base: on(was), mine: on(own), theirs: on(other) };
  const previous = firstOf([own, other, was], (one) => one.rolesBefore?.get(role)) ?? '';
  if (own !== undefined && other !== undefined) {
    // Where both sides have an account that is new, nobody had the role before.
    const kind = kindOf({ ...sides, base: sides.base ?? '' });
    const merged = mergedHolder({ ...sides, base: sides.base ?? '' }, kind, prefer);
    return { ...merged, base: sides.base, role, previous };
  }
  // Whether the account stays is asked of its rep; who has the role goes with it.
  const left = sides.mine ?? sides.theirs;
  const isSame = left === undefined || left === (sides.base ?? '');
  return {
    ...sides,
    kind: isSame ? 'same' : own === undefined ? 'theirs' : 'mine',
    merged: rep.merged === undefined ? undefined : rep.open ? sides.base : left,
    open: false,
    role,
    previous,
  };
}

function firstOf<Value>(
  accounts: readonly (HeldAccount | undefined)[],
  read: (account: HeldAccount) => Value | undefined,
): Value | undefined {
  for (const account of accounts) {
    const value = account && read(account);
    if (value !== undefined) return value;
  }
  return undefined;
}
