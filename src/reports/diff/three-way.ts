import type { MergedAccount, MergeKind, MergeSide } from '../../evaluation/diff/merge.js';
import type { Comparison } from '../../evaluation/diff/types.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { counted } from '../outcome-words.js';
import { firstOf, type Section } from '../sections/section.js';
import { type DiffView, holderName, type NamedSide } from './parts.js';
import { diffSections, type Room } from './two-way.js';

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
  if (shown.length === 0) return [];
  const { base, mine, theirs } = parts;
  const potential = shown.some((one) => one.potential !== undefined);
  // Where all is open, the merge would only say so.
  const settled = shown.some(({ open }) => !open);
  const who = (rep: string | undefined, side: NamedSide): string =>
    rep === undefined ? '(not there)' : holderName(rep, side, base, mine, theirs);
  const flexible = (head: string) => ({ title: head, align: 'left' as const, flexible: true });
  return [
    {
      title,
      columns: [
        ...['Account', 'Base', 'Mine', 'Theirs', ...(settled ? ['Merge'] : [])].map(flexible),
        ...(potential ? [{ title: 'Potential', align: 'right' as const }] : []),
      ],
      rows: shown.map((one) => [
        one.name || one.account,
        who(one.base, base),
        who(one.mine, mine),
        who(one.theirs, theirs),
        ...(settled ? [one.open ? 'conflict' : who(one.merged, mine)] : []),
        ...(potential ? [one.potential === undefined ? '–' : compactNumber(one.potential)] : []),
      ]),
      ...(more !== undefined && { more }),
    },
  ];
}
