import type {
  MergedAccount,
  MergedHolder,
  MergeKind,
  MergeSide,
} from '../../evaluation/diff/merge.js';
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
  const reps = countsOf(merged, prefer);
  const all = counted(merged.length, 'account');
  const told = `Since ${base.name}, ${mine.name} changes ${reps.mine} of ${all} and ${theirs.name} ${reps.theirs}: ${reps.shared}`;
  const held = merged.flatMap(({ roles }) => roles);
  if (held.length === 0) return told;
  const { mine: own, theirs: other, shared } = countsOf(held, prefer);
  return `${told}; of who has a role, ${mine.name} changes ${own} and ${theirs.name} ${other}: ${shared}`;
}

/** How much each side changed of some holders, and what they share. */
function countsOf(
  merged: readonly MergedHolder[],
  prefer: MergeSide | undefined,
): Readonly<Record<'mine' | 'theirs' | 'shared', string>> {
  const count = (...kinds: readonly MergeKind[]): number =>
    merged.filter(({ kind }) => kinds.includes(kind)).length;
  const [both, conflicts] = [count('both'), count('conflict')];
  const taken = prefer === undefined ? 'left open' : `taken from ${prefer}`;
  return {
    mine: numberWords(count('mine', 'both', 'conflict')),
    theirs: numberWords(count('theirs', 'both', 'conflict')),
    shared: [
      ...(both > 0 ? [`${numberWords(both)} alike`] : []),
      conflicts === 0 ? 'no conflict' : `${counted(conflicts, 'conflict')} (${taken})`,
    ].join(', '),
  };
}

/** A line of the merge: who has an account, or a role there. */
interface MergeLine extends MergedHolder {
  readonly name: string;
  readonly role: string | undefined;
  readonly potential: number | undefined;
}

function linesOf(
  merged: readonly MergedAccount[],
  isTold: (kind: MergeKind) => boolean,
): MergeLine[] {
  return merged.flatMap((one) => {
    const { potential } = one;
    const name = one.name || one.account;
    return [{ ...one, role: undefined }, ...one.roles]
      .filter(({ kind }) => isTold(kind))
      .map((line): MergeLine => ({ ...line, name, potential }));
  });
}

/** The conflicts, then what each side changed; by account, all of it in one table. */
export function threeWaySections(
  parts: ThreeWayParts,
  by: DiffView | undefined,
  room: Room,
): Section[] {
  const { base, changes, merged } = parts;
  if (by === 'account') {
    const changed = linesOf(merged, (kind) => kind !== 'same');
    return mergedSection(parts, 'Accounts that change', changed, room.view);
  }
  const conflicts = linesOf(merged, (kind) => kind === 'conflict');
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
  lines: readonly MergeLine[],
  most: number,
): Section[] {
  const { shown, more } = firstOf(lines, most, 'accounts');
  const { base, mine, theirs } = parts;
  // Where all is open, the merge would only say so.
  const isSettled = shown.some(({ open }) => !open);
  const who = (rep: string | undefined, side: NamedSide): string =>
    rep === undefined ? '(not there)' : holderName(rep, side, base, mine, theirs);
  const column = (head: string, of: (one: MergeLine) => string): ColumnOf<MergeLine> =>
    words(head, of, { flexible: true });
  return sectionIf(
    shown.length > 0,
    title,
    table(shown, [
      column('Account', ({ name }) => name),
      ...(shown.some(({ role }) => role !== undefined)
        ? [words<MergeLine>('Role', ({ role }) => role ?? '')]
        : []),
      column('Base', (one) => who(one.base, base)),
      column('Mine', (one) => who(one.mine, mine)),
      column('Theirs', (one) => who(one.theirs, theirs)),
      ...(isSettled
        ? [column('Merge', (one) => (one.open ? 'conflict' : who(one.merged, mine)))]
        : []),
      ...(shown.some(({ potential }) => potential !== undefined)
        ? [figures<MergeLine>('Potential', 'amount', ({ potential }) => potential)]
        : []),
    ]),
    note(more),
  );
}
