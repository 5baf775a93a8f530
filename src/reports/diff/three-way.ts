import type { MergedAccount, MergeKind, MergeSide } from '../../evaluation/diff/merge.js';
import type { Comparison } from '../../evaluation/diff/types.js';
import {
  type ColumnOf,
  figures,
  firstOf,
  note,
  type Section,
  sectionIf,
  table,
  words,
} from '../document/blocks.js';
import { numberWords } from '../document/numbers.js';
import { counted } from '../document/words.js';
import { type DiffView, holderName, type NamedSide } from './parts.js';
import { diffSections, type Room } from './sections.js';

/** Three sides: what two of them made of the third, and where they collide. */
export interface ThreeWayParts {
  readonly base: NamedSide;
  readonly mine: NamedSide;
  readonly theirs: NamedSide;
  /** What each side changed in the base. */
  readonly changes: Readonly<Record<MergeSide, Comparison>>;
  readonly merged: readonly MergedAccount[];
  /** Whose word counts in a conflict; undefined: nobody's. */
  readonly prefer: MergeSide | undefined;
}

/** The three-way comparison in one sentence. */
export function threeWayVerdict({ base, mine, theirs, merged, prefer }: ThreeWayParts): string {
  const count = (...kinds: readonly MergeKind[]): number =>
    merged.filter(({ kind }) => kinds.includes(kind)).length;
  const [both, conflicts] = [count('both'), count('conflict')];
  const taken = prefer === undefined ? 'left open' : `taken from ${prefer}`;
  const shared = [
    ...(both > 0 ? [`${numberWords(both)} alike`] : []),
    conflicts === 0 ? 'no conflict' : `${counted(conflicts, 'conflict')} (${taken})`,
  ].join(', ');
  const own = numberWords(count('mine', 'both', 'conflict'));
  const other = numberWords(count('theirs', 'both', 'conflict'));
  const all = counted(merged.length, 'account');
  return `Since ${base.name}, ${mine.name} changes ${own} of ${all} and ${theirs.name} ${other}: ${shared}`;
}

/** The conflicts, then what each side changed; by account, all of it in one table. */
export function threeWaySections(
  parts: ThreeWayParts,
  by: DiffView | undefined,
  room: Room,
): Section[] {
  const { base, changes, merged } = parts;
  if (by === 'account') {
    const changed = merged.filter(({ kind }) => kind !== 'same');
    return mergedSection(parts, 'Accounts that change', changed, room.view);
  }
  const conflicts = merged.filter(({ kind }) => kind === 'conflict');
  const sides = (['mine', 'theirs'] as const).flatMap((side) => {
    const two = { a: base, b: parts[side], comparison: changes[side] };
    return diffSections(two, by, room).map((section) => ({
      ...section,
      title: `${parts[side].name}: ${section.title}`,
    }));
  });
  return [...mergedSection(parts, 'Conflicts', conflicts, room.overview), ...sides];
}

function mergedSection(
  parts: ThreeWayParts,
  title: string,
  accounts: readonly MergedAccount[],
  most: number,
): Section[] {
  const { shown, more } = firstOf(accounts, most, 'accounts');
  const { base, mine, theirs } = parts;
  // Where all is open, the merge would only say so.
  const isSettled = shown.some(({ open }) => !open);
  const who = (rep: string | undefined, side: NamedSide): string =>
    rep === undefined ? '(not there)' : holderName(rep, side, base, mine, theirs);
  const column = (head: string, of: (one: MergedAccount) => string): ColumnOf<MergedAccount> =>
    words(head, of, { flexible: true });
  return sectionIf(
    shown.length > 0,
    title,
    table(shown, [
      column('Account', (one) => one.name || one.account),
      column('Base', (one) => who(one.base, base)),
      column('Mine', (one) => who(one.mine, mine)),
      column('Theirs', (one) => who(one.theirs, theirs)),
      ...(isSettled
        ? [column('Merge', (one) => (one.open ? 'conflict' : who(one.merged, mine)))]
        : []),
      ...(shown.some(({ potential }) => potential !== undefined)
        ? [figures<MergedAccount>('Potential', 'amount', ({ potential }) => potential)]
        : []),
    ]),
    note(more),
  );
}
