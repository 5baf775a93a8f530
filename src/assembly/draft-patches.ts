import { countUp } from '../model/grouping.js';
import {
  cellText,
  comparableText,
  filledColumn,
  type Table,
  type TextColumn,
} from '../model/table.js';
import { quoteValue } from '../rules/filter.js';
import type { PartOfDraft } from './default-rows.js';

/** Columns that patches are told by, the one people draw first. */
const patchColumns = ['territory', 'region', 'state', 'country'] as const;

/** A rep works a patch who owns at least this share of its owned accounts. */
const workingShare = 0.1;
/** A patch that more than this share of the reps with accounts work is nobody's. */
const fewReps = 0.5;
/** A patch of fewer owned accounts shows nothing by itself. */
const leastAccounts = 3;
/** Patches that show something hold at least this share of the owned accounts, or a column shows nothing. */
const indicativeShare = 0.5;
/** Of the accounts there, this share is with reps who work the patch, by other accounts of it too. */
const shownShare = 0.8;
/** More rows than a person would read are no draft. */
const mostRows = 40;
/**
 * What all drafted rows weigh together, shared by their accounts. With the
 * default weights a patch is then opened where it takes accounts from a rep
 * beyond the band to one below it, and not to even out reps within it.
 */
const weightOfAll = 5;

/** Accounts of one value of a column, and who owns how many of them. */
interface Patch {
  readonly value: string;
  accounts: number;
  owned: number;
  readonly ownedBy: Map<number, number>;
}

/**
 * Rows that keep together what today's books show to be reps' patches, where
 * reps.csv does not say: a `prefer` row for the accounts of the territories (or
 * regions, states, countries) that the same few reps work.
 */
export function draftPatches(
  accounts: Table,
  reps: Table,
  owner: Int32Array,
  sellers: Uint8Array,
): PartOfDraft {
  for (const name of patchColumns) {
    const column = filledColumn(accounts, name);
    if (column?.kind !== 'text' || filledColumn(reps, name) !== undefined) continue;
    const patches = patchesIn(column, owner);
    const working = repsWorking(patches, owner);
    const share = shownBy(patches, owner, working);
    if (share < shownShare) continue;
    return rowsFor(name, { patches, working, sellers, share, reps });
  }
  return { rows: [], leftOut: [] };
}

/** The patches of a column, in the order of the file; a cell that lists several is none. */
function patchesIn(column: TextColumn, owner: Int32Array): readonly Patch[] {
  const byForm = new Map<string, Patch>();
  const byWord = column.words.map((word, code): Patch | undefined => {
    if (word === '' || word.includes('|')) return undefined;
    const number = column.wordNumbers?.[code];
    const form = number === undefined ? comparableText(column, word) : String(number);
    const known = byForm.get(form);
    if (known !== undefined) return known;
    const patch: Patch = { value: word.trim(), accounts: 0, owned: 0, ownedBy: new Map() };
    byForm.set(form, patch);
    return patch;
  });
  owner.forEach((rep, account) => {
    const patch = byWord[column.codes[account]];
    if (patch === undefined) return;
    patch.accounts++;
    if (rep < 0) return;
    patch.owned++;
    countUp(patch.ownedBy, rep);
  });
  return [...byForm.values()];
}

/** The reps who work each patch, ascending; a patch that nobody or too many work is not among them. */
function repsWorking(
  patches: readonly Patch[],
  owner: Int32Array,
): ReadonlyMap<Patch, readonly number[]> {
  const owners = new Set(owner.filter((rep) => rep >= 0)).size;
  const most = Math.max(1, Math.floor(owners * fewReps));
  const working = new Map<Patch, readonly number[]>();
  // One rep's book shows no patch: whatever is there is theirs.
  if (owners < 2) return working;
  for (const patch of patches) {
    const those = [...patch.ownedBy].filter(([, count]) => count >= workingShare * patch.owned);
    if (those.length === 0 || those.length > most) continue;
    working.set(
      patch,
      those.map(([rep]) => rep).sort((a, b) => a - b),
    );
  }
  return working;
}

/** The share of the accounts of telling patches that are where books show patches; 0 where too few tell. */
function shownBy(
  patches: readonly Patch[],
  owner: Int32Array,
  working: ReadonlyMap<Patch, readonly number[]>,
): number {
  const owned = owner.filter((rep) => rep >= 0).length;
  let indicative = 0;
  let shown = 0;
  for (const patch of patches) {
    if (patch.owned < leastAccounts) continue;
    indicative += patch.owned;
    for (const rep of working.get(patch) ?? []) {
      const count = patch.ownedBy.get(rep) ?? 0;
      // A single account says nothing of where its owner works.
      if (count > 1) shown += count;
    }
  }
  return indicative === 0 || indicative < indicativeShare * owned ? 0 : shown / indicative;
}

interface Shown {
  readonly patches: readonly Patch[];
  readonly working: ReadonlyMap<Patch, readonly number[]>;
  readonly sellers: Uint8Array;
  readonly share: number;
  readonly reps: Table;
}

/** One row for all patches that the same reps work. */
function rowsFor(name: string, { patches, working, sellers, share, reps }: Shown): PartOfDraft {
  const byReps = new Map<string, { those: readonly number[]; patches: Patch[] }>();
  for (const patch of patches) {
    const those = (working.get(patch) ?? []).filter((rep) => sellers[rep] === 1);
    if (those.length === 0) continue;
    const known = byReps.get(those.join());
    if (known === undefined) byReps.set(those.join(), { those, patches: [patch] });
    else known.patches.push(patch);
  }
  const drafts = [...byReps.values()];
  const percent = Math.floor(100 * share);
  if (drafts.length > mostRows) {
    const leftOut = `accounts are not drafted to stay with the reps who work their ${name}, though ${percent} % do: that would take ${drafts.length} rows`;
    return { rows: [], leftOut: [leftOut] };
  }
  const all = sum(drafts.flatMap((draft) => draft.patches.map(({ accounts }) => accounts)));
  const id = identityColumn(reps);
  const rows = drafts.map(({ those, patches: theirs }) => {
    const accounts = sum(theirs.map((patch) => patch.accounts));
    const owned = sum(theirs.map((patch) => patch.owned));
    const held = sum(theirs.flatMap(({ ownedBy }) => those.map((rep) => ownedBy.get(rep) ?? 0)));
    const ids = those.map((rep) => quoteValue(cellText(reps.columns.get('rep_id'), rep)));
    const names = those.map((rep) => nameOf(reps, rep)).join(', ');
    return {
      rule: 'prefer',
      name: `${shortList(theirs.map(({ value }) => value))} with ${shortList(those.map((rep) => nameOf(reps, rep)))}`,
      accounts: `${name} = ${theirs.map(({ value }) => quoteValue(value)).join('|')}`,
      reps: `${id} = ${ids.join('|')}`,
      weight: String(Math.max(0.01, Math.round((100 * weightOfAll * accounts) / all) / 100)),
      note: `drafted: ${held} of the ${owned} accounts there that have an owner are with ${names} today, and the rep file has no ${name}`,
    };
  });
  return { rows, leftOut: [] };
}

/** The first three of a list, and how many more there are. */
function shortList(names: readonly string[]): string {
  const more = names.length > 4 ? names.length - 3 : 0;
  const shown = more > 0 ? names.slice(0, 3) : names;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The column that reps are known by in their file: what stands in for rep_id where there is none. */
function identityColumn(reps: Table): string {
  const header = reps.columns.get('rep_id')?.header;
  const standIn = ['email', 'rep_name'].find((name) => reps.columns.get(name)?.header === header);
  return standIn ?? 'rep_id';
}

function nameOf(reps: Table, rep: number): string {
  return cellText(reps.columns.get('rep_name'), rep) || cellText(reps.columns.get('rep_id'), rep);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
