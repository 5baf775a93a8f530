import { settledBeyond } from '../measures/apart.js';
import { familyOf } from '../measures/index.js';
import { OwnerKind, type Problem, SettledBy } from '../model/problem.js';
import type { Relaxation } from '../model/relaxation.js';
import { type Rule, rowWords } from '../model/rule.js';
import type { Table } from '../model/table.js';
import { titled } from '../rules/titled.js';
import type { Eligibility } from './eligibility.js';
import type { Ownership } from './ownership.js';
import { lockedOf } from './precedence.js';

interface WarningSources {
  readonly accounts: Table;
  readonly ownership: Ownership;
  readonly liveOwner: Int32Array;
  readonly live: Uint8Array;
  readonly planned: Uint8Array;
  readonly measures: Pick<Problem, 'placements' | 'aparts'>;
  readonly eligibility: Eligibility;
  readonly rules: readonly Rule[];
  /** Planned members of the families of a together row. */
  readonly families: (rule: Rule) => readonly Int32Array[];
}

/** What precedence settled against other rows, and what could not be honoured, each as a sentence with its count. */
export function settlementWarnings(sources: WarningSources): string[] {
  const { planned, liveOwner, eligibility } = sources;
  const warnings: string[] = [];
  const sitOutside = (marked: Iterable<number>, row: number): void => {
    const rule = sources.rules.find((one) => one.row === row);
    const title = rule === undefined ? rowWords(row) : titled(rule);
    const count = { assigned: 0, kept: 0 };
    for (const account of marked) {
      if (eligibility.settled[account] === SettledBy.assign) count.assigned++;
      else count.kept++;
    }
    for (const [how, number] of Object.entries(count)) {
      if (number > 0) warnings.push(`${accounts(number, how)} outside a rule: ${title}`);
    }
  };
  for (const { exempt, row } of sources.measures.placements) {
    if (exempt === undefined || typeof row !== 'number') continue;
    sitOutside(indicesOfOnes(exempt), row);
  }
  for (const measure of sources.measures.aparts) {
    if (typeof measure.row === 'number') sitOutside(settledBeyond(measure), measure.row);
  }
  for (const rule of sources.rules) {
    if (rule.level !== 'must' || !familyOf(rule.kind)?.joinsAccounts) continue;
    sitOutside(settledOutside(sources.families(rule), eligibility), rule.row);
  }
  const locked = lockedOf(sources.accounts);
  let overruled = 0;
  let lockedWithoutOwner = 0;
  for (let account = 0; account < locked.length; account++) {
    if (locked[account] === 0 || planned[account] === 0) continue;
    const owner = liveOwner[account];
    if (owner < 0) lockedWithoutOwner++;
    else if (
      eligibility.settled[account] === SettledBy.assign &&
      eligibility.sets[eligibility.eligible[account]].mask[owner] === 0
    ) {
      overruled++;
    }
  }
  if (overruled > 0) {
    warnings.push(
      `${things(overruled, 'locked account')} must leave ${overruled === 1 ? 'its owner' : 'their owners'}: an assign row comes first`,
    );
  }
  if (lockedWithoutOwner > 0) {
    warnings.push(
      `${things(lockedWithoutOwner, 'locked account')} without an active owner must move`,
    );
  }
  const { kind } = sources.ownership;
  let departed = 0;
  for (let account = 0; account < kind.length; account++) {
    if (kind[account] === OwnerKind.departed) departed++;
  }
  if (departed > 0) {
    warnings.push(
      `${things(departed, 'account')} belong${departed === 1 ? 's' : ''} to owners who are not in the rep file`,
    );
  }
  return warnings;
}

function* indicesOfOnes(marks: Uint8Array): Generator<number> {
  for (let at = marks.indexOf(1); at >= 0; at = marks.indexOf(1, at + 1)) yield at;
}

function accounts(count: number, how: string): string {
  return `${things(count, `${how} account`)} sit${count === 1 ? 's' : ''}`;
}

function things(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Family members that a higher rule has settled where the rest of their family cannot be. */
function settledOutside(families: readonly Int32Array[], eligibility: Eligibility): number[] {
  const { settled, eligible, sets, readAs } = eligibility;
  return families.flatMap((family) => {
    const free = family.find((account) => settled[account] === SettledBy.family);
    const anchor = free === undefined ? family[0] : readAs[free];
    const home = sets[eligible[anchor]].mask;
    return Array.from(family).filter(
      (account) =>
        account !== anchor &&
        settled[account] !== SettledBy.family &&
        !sets[eligible[account]].reps.some((rep) => home[rep] === 1),
    );
  });
}

/** Cells of each sort that are named; the rest is counted. */
const relaxedNamed = 5;

/** What was planned with in place of the inputs as they are; nothing where they stand as they are. */
export function relaxedWarnings(relaxed: readonly Relaxation[] = []): readonly string[] {
  if (relaxed.length === 0) return [];
  const named = relaxed.slice(0, relaxedNamed).map(({ file, row, column, from, to }) => {
    const place = file === 'rules.csv' ? `row ${row}` : `${file}:${row}`;
    return `${column} of ${place} from ${from === '' ? 'nothing' : from} to ${to === '' ? 'nothing' : to}`;
  });
  const more = relaxed.length - named.length;
  const rest = more > 0 ? [`${more} more in relaxations.csv`] : [];
  return [
    `the must rules as they are written cannot all hold; planned with these changes: ${[...named, ...rest].join(', ')}`,
  ];
}
