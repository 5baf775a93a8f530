import type { RuleText } from '../model/rule.js';
import { cellText, filledColumn, fold, type Table } from '../model/table.js';
import { quoteValue } from '../rules/filter.js';
import { listed } from '../rules/matching.js';
import { blankText } from './default-rows.js';
import { ownershipOf } from './ownership.js';

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

const leadsOrServes =
  /\b(manager|director|vp|svp|evp|avp|vice president|agent|bot|administrator|admin)\b/;
/** Titles that hold a word of the above but name a seller. */
const sells =
  /\b(account|territory|relationship|client|partner|channel|success|key account|business development) manager\b/;

/**
 * Drafts a safe rule set from the data (contract 4, drafted rules): nobody
 * sells for a manager or a bot, patches that today's books keep to are kept,
 * renewals near at hand stay, families stay together. No drafted row leaves an
 * account without a rep.
 */
export function draftRules(accounts: Table, reps: Table): Draft {
  const rows: DraftedRow[] = [];
  const leftOut: string[] = [];
  const add = (cells: Partial<Omit<RuleText, 'row'>>): void => {
    rows.push(blankText(rows.length + 2, cells));
  };
  const { owner } = ownershipOf(accounts, reps, []);
  const sellers = draftTitles(reps, owner, add, leftOut);
  draftMatches(accounts, reps, owner, sellers, add, leftOut);
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

type AddRow = (cells: Partial<Omit<RuleText, 'row'>>) => void;

/** Excludes reps by title; returns 1 for those who remain. */
function draftTitles(reps: Table, owner: Int32Array, add: AddRow, leftOut: string[]): Uint8Array {
  const sellers = new Uint8Array(reps.size).fill(1);
  const column = filledColumn(reps, 'title');
  const titles = new Map<string, { readonly title: string; readonly reps: number[] }>();
  for (let rep = 0; rep < reps.size; rep++) {
    const title = cellText(column, rep);
    const folded = fold(title);
    if (!leadsOrServes.test(folded) || isSeller(folded)) continue;
    const known = titles.get(folded);
    if (known === undefined) titles.set(folded, { title, reps: [rep] });
    else known.reps.push(rep);
  }
  const excluded: string[] = [];
  const owned = owner.reduce((sum, rep) => sum + (rep >= 0 ? 1 : 0), 0);
  for (const { title, reps: holders } of titles.values()) {
    const theirs = owner.reduce((sum, rep) => sum + (holders.includes(rep) ? 1 : 0), 0);
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

function isSeller(title: string): boolean {
  return (
    sells.test(title) &&
    !/\b(director|vp|svp|evp|avp|vice president|bot|administrator|admin)\b/.test(title)
  );
}

/** Match rows for the columns that both files have and that most of today's books keep to. */
function draftMatches(
  accounts: Table,
  reps: Table,
  owner: Int32Array,
  sellers: Uint8Array,
  add: AddRow,
  leftOut: string[],
): void {
  /** For each account, the sellers that the rows drafted so far leave it. */
  let open: readonly Uint8Array[] = Array.from(owner, () => sellers);
  for (const name of matchColumns) {
    const accountColumn = filledColumn(accounts, name);
    const repColumn = filledColumn(reps, name);
    if (accountColumn === undefined || repColumn === undefined) continue;
    const held = Array.from(
      sellers,
      (_, rep) => new Set(listed(cellText(repColumn, rep)).map(fold)),
    );
    const valuesOf = (account: number): string[] =>
      listed(cellText(accountColumn, account)).map(fold);

    let owned = 0;
    let keeps = 0;
    const uncovered = new Map<string, string>();
    owner.forEach((rep, account) => {
      const values = valuesOf(account);
      if (
        values.length > 0 &&
        !values.some((value) => sellers.some((one, other) => one === 1 && held[other].has(value)))
      ) {
        uncovered.set(fold(cellText(accountColumn, account)), cellText(accountColumn, account));
      }
      if (rep < 0) return;
      owned++;
      if (values.length === 0 || values.some((value) => held[rep].has(value))) keeps++;
    });
    if (owned === 0 || keeps < keptShare * owned) continue;

    const narrowed = open.map((before, account) => {
      const values = valuesOf(account);
      if (values.length === 0 || uncovered.has(fold(cellText(accountColumn, account))))
        return before;
      return before.map((one, rep) =>
        one === 1 && values.some((value) => held[rep].has(value)) ? 1 : 0,
      );
    });
    const percent = Math.floor((100 * keeps) / owned);
    const stranded = narrowed.filter((mask) => !mask.includes(1)).length;
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

/** Whether any account is another's parent, or two share one. */
function hasFamilies(accounts: Table): boolean {
  const column = filledColumn(accounts, 'parent_id');
  if (column === undefined) return false;
  const ids = new Set<string>();
  for (let account = 0; account < accounts.size; account++) {
    ids.add(cellText(accounts.columns.get('account_id'), account));
  }
  const parents = new Set<string>();
  for (let account = 0; account < accounts.size; account++) {
    const parent = cellText(column, account);
    if (parent === '') continue;
    if (ids.has(parent) || parents.has(parent)) return true;
    parents.add(parent);
  }
  return false;
}
