import { addTo } from '../model/grouping.js';
import type { RuleText } from '../model/rule.js';
import {
  type Column,
  cellText,
  comparableText,
  filledColumn,
  fold,
  type Table,
} from '../model/table.js';
import { quoteValue } from '../rules/filter.js';
import { definitions } from '../rules/kinds/index.js';
import { listed } from '../rules/matching.js';
import { RepSetStore } from '../rules/rep-sets.js';
import { blankText } from './default-rows.js';
import { draftPatches } from './draft-patches.js';
import { ownershipOf } from './ownership.js';
import { carriesNoAccounts } from './titles.js';
import { wordsOf } from './words.js';

/** A row carve wrote by itself; its reason stands in `note`. */
export type DraftedRow = RuleText;

export interface Draft {
  readonly rows: readonly DraftedRow[];
  /** Rows that suggested themselves and were left out, each as a sentence with the reason. */
  readonly leftOut: readonly string[];
}

/** The share of today's owned accounts that must already sit by a match row for it to be drafted. */
const keptShare = 0.8;
const matchColumns = ['region', 'territory', 'segment', 'country', 'state'] as const;

/**
 * Drafts a safe rule set from the data (contract 4, drafted rules): nobody
 * sells for a manager or a bot, patches that today's books keep to are kept
 * (wished for, where only the books show them),
 * renewals near at hand stay, families stay together. No drafted row leaves an
 * account without a rep.
 */
export function draftRules(accounts: Table, reps: Table): Draft {
  const rows: DraftedRow[] = [];
  const leftOut: string[] = [];
  const add: Drafting['add'] = (cells) => {
    rows.push(blankText(rows.length + 2, cells));
  };
  const { owner } = ownershipOf(accounts, reps, []);
  const drafting: Drafting = { accounts, reps, owner, add, leftOut };
  const sellers = draftTitles(drafting);
  draftMatches(drafting, sellers);
  if (!rows.some(({ rule, metric }) => definitions[rule].compares && metric !== 'segment')) {
    const patches = draftPatches(accounts, reps, owner, sellers);
    for (const row of patches.rows) add(row);
    leftOut.push(...patches.leftOut);
  }
  if (filledColumn(accounts, 'renewal_date') !== undefined) {
    add({
      rule: 'keep',
      accounts: 'days_to_renewal >= 0; days_to_renewal <= 90',
      note: 'drafted: a renewal within 90 days is no time to change hands',
    });
  }
  if (hasFamilies(accounts)) {
    add({
      rule: 'together',
      level: 'should',
      note: 'drafted: parents and their subsidiaries are better served by one rep',
    });
  }
  return { rows, leftOut };
}

/** What each kind of row is drafted from, and where it goes. */
interface Drafting {
  readonly accounts: Table;
  readonly reps: Table;
  readonly owner: Int32Array;
  readonly add: (cells: Partial<Omit<RuleText, 'row'>>) => void;
  readonly leftOut: string[];
}

/** Excludes reps by title; returns 1 for those who remain. */
function draftTitles({ reps, owner, add, leftOut }: Drafting): Uint8Array {
  const sellers = new Uint8Array(reps.size).fill(1);
  const column = filledColumn(reps, 'title');
  const titles = new Map<string, { readonly title: string; readonly reps: number[] }>();
  for (let rep = 0; rep < reps.size; rep++) {
    const title = cellText(column, rep);
    const folded = fold(title);
    if (!carriesNoAccounts(folded)) continue;
    const known = titles.get(folded);
    if (known === undefined) titles.set(folded, { title, reps: [rep] });
    else known.reps.push(rep);
  }
  const excluded: string[] = [];
  const ownedBy = new Float64Array(reps.size);
  for (const rep of owner) if (rep >= 0) ownedBy[rep]++;
  const owned = ownedBy.reduce((sum, count) => sum + count, 0);
  for (const { title, reps: holders } of titles.values()) {
    const theirs = holders.reduce((sum, rep) => sum + ownedBy[rep], 0);
    if (owned > 0 && theirs > owned / 2) {
      leftOut.push(
        `reps titled ${title} are not excluded: they own ${theirs} of the ${owned} accounts that reps own`,
      );
      continue;
    }
    if (sellers.reduce((sum, one) => sum + one, 0) === holders.length) {
      leftOut.push(`reps titled ${title} are not excluded: nobody else would be left`);
      continue;
    }
    excluded.push(title);
    for (const rep of holders) sellers[rep] = 0;
  }
  if (excluded.length > 0) {
    add({
      rule: 'exclude',
      reps: `title = ${excluded.map(quoteValue).join('|')}`,
      note: `drafted: ${excluded.join(', ')} ${excluded.length === 1 ? 'is a title' : 'are titles'} of people or programs who do not carry accounts`,
    });
  }
  return sellers;
}

/** Match rows for the columns that both files have and that most of today's books keep to. */
function draftMatches(
  { accounts, reps, owner, add, leftOut }: Drafting,
  sellers: Uint8Array,
): void {
  const store = new RepSetStore();
  /** For each account, the sellers that the rows drafted so far leave it. */
  let open = new Int32Array(owner.length).fill(store.intern(sellers));
  for (const name of matchColumns) {
    const accountColumn = filledColumn(accounts, name);
    const repColumn = filledColumn(reps, name);
    if (accountColumn === undefined || repColumn === undefined) continue;
    const { codes, words } = wordsOf(accountColumn, accounts.size);
    const fitting = fittingReps(accountColumn, words, repColumn, reps.size);
    const isUncovered = fitting.map((mask) => mask?.every((one, rep) => one * sellers[rep] === 0));

    let owned = 0;
    let keeps = 0;
    const uncovered = new Map<string, string>();
    owner.forEach((rep, account) => {
      const code = codes[account];
      if (isUncovered[code]) uncovered.set(fold(words[code]), words[code]);
      if (rep < 0) return;
      owned++;
      if (fitting[code]?.[rep] !== 0) keeps++;
    });
    if (owned === 0 || keeps < keptShare * owned) continue;

    const held = fitting.map((mask, code) =>
      mask === undefined || isUncovered[code] ? -1 : store.intern(mask),
    );
    const narrowed = open.map((before, account) => {
      const set = held[codes[account]];
      return set < 0 ? before : store.intersect(before, set);
    });
    const percent = Math.floor((100 * keeps) / owned);
    const stranded = narrowed.filter((set) => store.sets[set].reps.length === 0).length;
    if (stranded > 0) {
      leftOut.push(
        `accounts are not held to reps of their own ${name}, though ${percent} % are today: with the rows before it ${stranded} would be left without any rep`,
      );
      continue;
    }
    open = narrowed;
    const except = [...uncovered.values()];
    add({
      rule: 'match',
      metric: name,
      accounts: except.length === 0 ? '' : `${name} != ${except.map(quoteValue).join('|')}`,
      note: `drafted: ${percent} % of today's owned accounts are with a rep of their own ${name}${except.length === 0 ? '' : `; nobody holds ${except.join(', ')}`}`,
    });
  }
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

/** Whether any account is another's parent, or two share one. */
function hasFamilies(accounts: Table): boolean {
  const column = filledColumn(accounts, 'parent_id');
  if (column === undefined) return false;
  const { codes, words } = wordsOf(column, accounts.size);
  const children = new Uint32Array(words.length);
  for (const code of codes) if (code !== 0 && ++children[code] > 1) return true;
  const parents = new Set(words);
  parents.delete('');
  const ids = accounts.columns.get('account_id');
  for (let account = 0; account < accounts.size; account++) {
    if (parents.has(cellText(ids, account))) return true;
  }
  return false;
}
