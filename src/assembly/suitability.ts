import { parseDate } from '../inputs/cells/date.js';
import { parseFlag } from '../inputs/cells/flag.js';
import { parseNumber } from '../inputs/cells/number.js';
import { addTo } from '../model/grouping.js';
import type { RepSet } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { type Column, cellText, comparableText, comparesExactly, fold } from '../model/table.js';
import type { TableColumns } from '../rules/column-source.js';
import { definitions } from '../rules/kinds/index.js';
import { listed } from '../rules/matching.js';
import { RepSetStore } from '../rules/rep-sets.js';
import type { RuleTables } from './rule-tables.js';
import { wordsOf } from './words.js';

/** The reps that suit each account under one row; -1 where the row does not concern the account. */
export interface Suitability {
  readonly setOf: Int32Array;
  readonly sets: readonly RepSet[];
}

/**
 * What a match, avoid, assign or prefer row says of each account (contract 4),
 * whatever its level: the reps it names, for avoid all others, and with a
 * metric only those whose cell holds the account's value.
 */
export function suitabilityOf(rule: Rule, tables: RuleTables, reps: TableColumns): Suitability {
  const named = tables.repsPassing(rule);
  const { keepsAway, compares } = definitions[rule.kind];
  const suitable = keepsAway ? named.map((passes) => 1 - passes) : named;
  const passing = tables.accountsPassing(rule);
  const store = new RepSetStore();
  if (rule.metric === '' || !compares) {
    const all = store.intern(suitable);
    const setOf = new Int32Array(passing.length).fill(-1);
    for (let account = 0; account < setOf.length; account++) {
      if (passing[account] === 1) setOf[account] = all;
    }
    return { setOf, sets: store.sets };
  }

  const [accountName, repName = accountName] = rule.metric.split('=').map((part) => part.trim());
  const accountColumn = tables.find(rule, 'metric', accountName, tables.accounts);
  const repColumn = tables.find(rule, 'metric', repName, reps);
  if (accountColumn === undefined || repColumn === undefined) {
    return { setOf: new Int32Array(passing.length).fill(-1), sets: [] };
  }
  const form = comparableForm(accountColumn, repColumn);
  const valuesOf = (text: string): string[] => listed(text).map(form);
  const holders = holdersOf(repColumn, suitable, valuesOf);
  const none = new Uint8Array(suitable.length);
  const setFor = (text: string): number => {
    const values = valuesOf(text);
    return values.length === 0 ? -1 : store.intern(maskOf(values, holders, none));
  };
  return { setOf: setsByCell(accountColumn, passing, setFor), sets: store.sets };
}

/** The suitable reps who hold each value. */
function holdersOf(
  repColumn: Column,
  suitable: Uint8Array,
  valuesOf: (text: string) => readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const holders = new Map<string, number[]>();
  suitable.forEach((fits, rep) => {
    if (fits === 0) return;
    for (const value of valuesOf(cellText(repColumn, rep))) {
      addTo(holders, value, rep);
    }
  });
  return holders;
}

/** 1 for the reps who hold any of the values; `none` itself where nobody does. */
function maskOf(
  values: readonly string[],
  holders: ReadonlyMap<string, readonly number[]>,
  none: Uint8Array,
): Uint8Array {
  const reps = values.flatMap((value) => holders.get(value) ?? []);
  if (reps.length === 0) return none;
  const mask = none.slice();
  for (const rep of reps) mask[rep] = 1;
  return mask;
}

function setsByCell(
  column: Column,
  passing: Uint8Array,
  setFor: (text: string) => number,
): Int32Array {
  const setOf = new Int32Array(passing.length).fill(-1);
  const { codes, words } = wordsOf(column, passing.length);
  // Only words that an account says: a set made for another would be one nobody has.
  const unasked = -2;
  const setOfWord = new Int32Array(words.length).fill(unasked);
  for (let account = 0; account < passing.length; account++) {
    if (passing[account] === 0) continue;
    const word = codes[account];
    if (setOfWord[word] === unasked) setOfWord[word] = setFor(words[word]);
    setOf[account] = setOfWord[word];
  }
  return setOf;
}

/** How two cells are made comparable: as numbers, dates or flags where the account's column holds such, else as text. */
function comparableForm(account: Column, rep: Column): (text: string) => string {
  const holdsNumbers = (column: Column): boolean =>
    column.kind === 'number' || (column.kind === 'text' && column.wordNumbers !== undefined);
  const holdsDates = (column: Column): boolean =>
    column.kind === 'date' || (column.kind === 'text' && column.wordDays !== undefined);
  const asText = (value: unknown, text: string): string =>
    value === undefined ? fold(text) : String(value);
  const telling = [account, rep].find(
    (column) =>
      comparesExactly(column) ||
      (column.kind === 'text' && (column.formOf ?? column.comparableForms) !== undefined),
  );
  if (holdsNumbers(account) && holdsNumbers(rep)) {
    return (text) => asText(parseNumber(text)?.value, text);
  }
  if (holdsDates(account) && holdsDates(rep)) return (text) => asText(parseDate(text), text);
  if (account.kind === 'flag' || rep.kind === 'flag') {
    return (text) => asText(parseFlag(text), text);
  }
  return (text) => comparableText(telling ?? rep, text);
}
