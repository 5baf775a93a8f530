import type { HeldAccount, Holdings } from './types.js';

/** The two sides of a merge. */
export type MergeSide = 'mine' | 'theirs';

/** Who changed an account since the base: neither, one side, both alike, or both otherwise. */
export type MergeKind = 'same' | 'mine' | 'theirs' | 'both' | 'conflict';

/** One account in a three-way merge. A rep is '' for nobody, undefined where there is no such account. */
export interface MergedAccount {
  readonly account: string;
  readonly name: string;
  readonly base: string | undefined;
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
  readonly kind: MergeKind;
  /** What the merge says; in a conflict that is left, the base's. */
  readonly merged: string | undefined;
  /** Whether it is a conflict that nobody has decided. */
  readonly open: boolean;
  readonly potential: number | undefined;
  readonly arr: number | undefined;
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
 * nobody does. In the order of mine, then what is only in theirs, then what
 * both have dropped.
 */
export function merge(
  { base, mine, theirs }: MergeParts,
  prefer: MergeSide | undefined,
): MergedAccount[] {
  const ids = new Set([
    ...mine.accounts.keys(),
    ...theirs.accounts.keys(),
    ...base.accounts.keys(),
  ]);
  return Array.from(ids, (account): MergedAccount => {
    const [was, own, other] = [base, mine, theirs].map(({ accounts }) => accounts.get(account));
    const reps = { base: was?.rep, mine: own?.rep, theirs: other?.rep };
    const kind = kindOf(reps);
    const open = kind === 'conflict' && prefer === undefined;
    return {
      account,
      name: firstOf([own, other, was], (held) => held.name || undefined) ?? '',
      ...reps,
      kind,
      merged: mergedRep(reps, kind, prefer),
      open,
      potential: firstOf([own, other, was], ({ potential }) => potential),
      arr: firstOf([own, other, was], ({ arr }) => arr),
    };
  });
}

type Reps = Pick<MergedAccount, 'base' | 'mine' | 'theirs'>;

function kindOf({ base, mine, theirs }: Reps): MergeKind {
  if (mine === theirs) return mine === base ? 'same' : 'both';
  if (theirs === base) return 'mine';
  return mine === base ? 'theirs' : 'conflict';
}

function mergedRep(reps: Reps, kind: MergeKind, prefer: MergeSide | undefined): string | undefined {
  if (kind === 'conflict') return prefer === undefined ? reps.base : reps[prefer];
  return kind === 'theirs' ? reps.theirs : reps.mine;
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
