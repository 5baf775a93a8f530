import { addTo } from '../model/grouping.js';
import {
  type Column,
  cellText,
  comparableText,
  filledColumn,
  fold,
  type Table,
} from '../model/table.js';
import { quoteValue } from '../rules/filter.js';
import { listed } from '../rules/matching.js';
import { RepSetStore } from '../rules/rep-sets.js';
import type { DraftedCells, PartOfDraft } from './default-rows.js';
import { wordsOf } from './words.js';

const matchColumns = ['region', 'territory', 'segment', 'country', 'state'] as const;

/** Of today's owned accounts, the share that must sit by a column for it to be a must, or a wish. */
const mustShare = 0.95;
const shouldShare = 0.8;
/** With fewer owned accounts than this, the values that both files have tell as well. */
const fewOwned = 20;
/** Of the filled cells, the share that must hold a value some rep has. */
const coveredShare = 0.95;

/** What one column of both files tells. */
interface Evidence {
  /** Accounts with a cell whose owner is a rep, and those of them whose owner holds their value. */
  readonly owned: number;
  readonly kept: number;
  /** Accounts with a cell, and those of them whose value some rep holds who may be given accounts. */
  readonly filled: number;
  readonly covered: number;
  /** Values that none of these reps holds, as first spelled. */
  readonly uncovered: readonly string[];
}

/**
 * Match rows for the columns that both files have and that most of today's
 * books keep to, or, where hardly anybody owns anything, whose values are the same.
 */
export function draftMatches(
  accounts: Table,
  reps: Table,
  owner: Int32Array,
  takes: Uint8Array,
): PartOfDraft {
  const rows: DraftedCells[] = [];
  const leftOut: string[] = [];
  const store = new RepSetStore();
  const ownedInAll = owner.reduce((sum, rep) => sum + (rep >= 0 ? 1 : 0), 0);
  /** For each account, the reps that the must rows drafted so far leave it. */
  let open = new Int32Array(owner.length).fill(store.intern(takes));
  for (const name of matchColumns) {
    const accountColumn = filledColumn(accounts, name);
    const repColumn = filledColumn(reps, name);
    if (accountColumn === undefined || repColumn === undefined) continue;
    const { codes, words } = wordsOf(accountColumn, accounts.size);
    const fitting = fittingReps(accountColumn, words, repColumn, reps.size);
    const isUncovered = fitting.map((mask) => mask?.every((one, rep) => one * takes[rep] === 0));
    const found = evidenceOf({ codes, words, fitting, isUncovered, owner });
    const level = levelOf(found, ownedInAll);
    if (level === undefined) {
      leftOut.push(whyNot(name, found, ownedInAll));
      continue;
    }
    if (level === 'must') {
      const held = fitting.map((mask, code) =>
        mask === undefined || isUncovered[code] === true ? -1 : store.intern(mask),
      );
      const narrowed = open.map((before, account) => {
        const set = held[codes[account]];
        return set < 0 ? before : store.intersect(before, set);
      });
      const stranded = narrowed.filter((set) => store.sets[set].reps.length === 0).length;
      if (stranded > 0) {
        leftOut.push(
          `${name} is not drafted as a match rule, though ${says(name, found, ownedInAll)}: with the rows before it ${stranded} would be left without any rep`,
        );
        continue;
      }
      open = narrowed;
    }
    const { uncovered } = found;
    rows.push({
      rule: 'match',
      name: `Own ${name}`,
      metric: name,
      level,
      accounts: uncovered.length === 0 ? '' : `${name} != ${uncovered.map(quoteValue).join('|')}`,
      note: `drafted: ${says(name, found, ownedInAll)}${uncovered.length === 0 ? '' : `; nobody holds ${uncovered.join(', ')}`}`,
    });
  }
  return { rows, leftOut };
}

/**
 * A must row by one column that both files have, whatever today's books keep
 * to; values that no rep holds are taken out. Undefined where no value is held.
 */
export function matchAsModel(of: {
  readonly name: string;
  readonly accounts: Table;
  readonly reps: Table;
  readonly takes: Uint8Array;
  /** The accounts it speaks of. */
  readonly filter: string;
}): DraftedCells | undefined {
  const { name, accounts, reps, takes, filter } = of;
  const accountColumn = filledColumn(accounts, name);
  const repColumn = filledColumn(reps, name);
  if (accountColumn === undefined || repColumn === undefined) return undefined;
  const { codes, words } = wordsOf(accountColumn, accounts.size);
  const fitting = fittingReps(accountColumn, words, repColumn, reps.size);
  const isUncovered = fitting.map((mask) => mask?.every((one, rep) => one * takes[rep] === 0));
  const owner = new Int32Array(accounts.size).fill(-1);
  const { covered, uncovered } = evidenceOf({ codes, words, fitting, isUncovered, owner });
  if (covered === 0) return undefined;
  const except = uncovered.length === 0 ? '' : `${name} != ${uncovered.map(quoteValue).join('|')}`;
  return {
    rule: 'match',
    name: `Own ${name}`,
    metric: name,
    level: 'must',
    accounts: [filter, except].filter((part) => part !== '').join('; '),
    note: `drafted: by this model accounts go to reps of their own ${name}${uncovered.length === 0 ? '' : `; nobody holds ${uncovered.join(', ')}`}`,
  };
}

function levelOf({ owned, kept, filled, covered }: Evidence, ownedInAll: number) {
  if (owned > 0 && kept >= mustShare * owned) return 'must';
  if (ownedInAll < fewOwned && filled > 0 && covered >= coveredShare * filled) return 'must';
  if (owned > 0 && kept >= shouldShare * owned) return 'should';
  return undefined;
}

/** What speaks for a row. */
function says(name: string, { owned, kept, filled, covered }: Evidence, all: number): string {
  if (owned > 0 && (kept >= mustShare * owned || all >= fewOwned)) {
    return `${percent(kept, owned)} of today's owned accounts are with a rep of their own ${name}`;
  }
  return `hardly any account has an owner, and ${percent(covered, filled)} of them name a ${name} that some rep has`;
}

/** Why a column that both files have is no match row. */
function whyNot(name: string, { owned, kept, filled, covered }: Evidence, all: number): string {
  if (all >= fewOwned) {
    const share =
      owned === 0
        ? 'no account that has an owner names one'
        : `only ${percent(kept, owned)} of today's owned accounts are with a rep of their own ${name}`;
    return `${name} is in both files but not drafted as a match rule: ${share}`;
  }
  return `${name} is in both files but not drafted as a match rule: only ${percent(covered, filled)} of the accounts that name one name a ${name} that some rep has`;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.floor((100 * part) / whole)} %`;
}

function evidenceOf(of: {
  readonly codes: Uint32Array;
  readonly words: readonly string[];
  readonly fitting: readonly (Uint8Array | undefined)[];
  readonly isUncovered: readonly (boolean | undefined)[];
  readonly owner: Int32Array;
}): Evidence {
  const { codes, words, fitting, isUncovered, owner } = of;
  let [owned, kept, filled, covered] = [0, 0, 0, 0];
  const uncovered = new Map<string, string>();
  owner.forEach((rep, account) => {
    const code = codes[account];
    const mask = fitting[code];
    if (mask === undefined) return;
    filled++;
    // One by one: a condition compares each value that a cell lists.
    if (isUncovered[code] === true)
      for (const value of listed(words[code])) uncovered.set(fold(value), value);
    else covered++;
    if (rep < 0) return;
    owned++;
    kept += mask[rep];
  });
  return { owned, kept, filled, covered, uncovered: [...uncovered.values()] };
}

/** For each word of an account column, 1 for the reps who hold one of the values it lists; undefined where it lists none. */
function fittingReps(
  accountColumn: Column,
  words: readonly string[],
  repColumn: Column,
  repCount: number,
): readonly (Uint8Array | undefined)[] {
  const holders = new Map<string, number[]>();
  for (let rep = 0; rep < repCount; rep++) {
    for (const value of valuesOf(repColumn, cellText(repColumn, rep))) {
      addTo(holders, value, rep);
    }
  }
  const nobody = new Uint8Array(repCount);
  return words.map((word) => {
    const values = valuesOf(accountColumn, word);
    if (values.length === 0) return undefined;
    if (!values.some((value) => holders.has(value))) return nobody;
    const mask = new Uint8Array(repCount);
    for (const value of values) for (const rep of holders.get(value) ?? []) mask[rep] = 1;
    return mask;
  });
}

function valuesOf(column: Column, cell: string): readonly string[] {
  return listed(cell).map((value) => comparableText(column, value));
}
