import type { Rule } from '../model/rule.js';
import { type Column, comparableText } from '../model/table.js';
import type { RuleTables } from './rule-tables.js';
import { wordsOf } from './words.js';

/** Sets that grow together: each element finds the representative of its set. */
export class Sets {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = new Int32Array(size);
    for (let index = 0; index < size; index++) this.parent[index] = index;
  }

  find(element: number): number {
    let root = element;
    while (this.parent[root] !== root) root = this.parent[root];
    while (this.parent[element] !== root) {
      const next = this.parent[element];
      this.parent[element] = root;
      element = next;
    }
    return root;
  }

  /** The representatives of the first elements. */
  roots(count: number): Int32Array {
    const roots = new Int32Array(count);
    for (let element = 0; element < count; element++) roots[element] = this.find(element);
    return roots;
  }

  /** Joins two sets; the smaller representative stays, so the outcome has no order. */
  join(a: number, b: number): void {
    const first = this.find(a);
    const second = this.find(b);
    if (first < second) this.parent[second] = first;
    else this.parent[first] = second;
  }
}

/**
 * The families of a together row among the planned accounts that pass it, two
 * or more members each, members ascending, families by their first member. By
 * parent_id, an account, its parent and so on upward and downward are one
 * family even where a link between them does not pass or is not planned.
 */
export function familiesOf(
  rule: Rule,
  tables: RuleTables,
  accountIds: readonly string[],
  planned: Uint8Array,
): readonly Int32Array[] {
  const name = rule.metric === '' ? 'parent_id' : rule.metric;
  const column = tables.find(rule, 'metric', name, tables.accounts);
  if (column === undefined) return [];
  const roots =
    column.name === 'parent_id'
      ? parentRoots(column, accountIds)
      : byValue(column, accountIds.length);
  const passing = tables.accountsPassing(rule);
  for (let account = 0; account < roots.length; account++) {
    if (planned[account] === 0 || passing[account] === 0) roots[account] = -1;
  }
  return gather(roots);
}

/** The root of each account's tree by `parent_id`; accounts whose parent is not in the file share that missing parent. */
export function parentRoots(column: Column, accountIds: readonly string[]): Int32Array {
  const { codes, words } = wordsOf(column, accountIds.length);
  // Parents are fewer than accounts: each of them is looked up among the ids, not the other way round.
  const codeOfParent = new Map(words.map((word, code) => [word, code]));
  const nodeOf = Int32Array.from(words, (_, code) => accountIds.length + code);
  for (let account = 0; account < accountIds.length; account++) {
    const code = codeOfParent.get(accountIds[account]);
    if (code !== undefined) nodeOf[code] = account;
  }
  const sets = new Sets(accountIds.length + words.length);
  for (let account = 0; account < accountIds.length; account++) {
    if (codes[account] !== 0) sets.join(account, nodeOf[codes[account]]);
  }
  return sets.roots(accountIds.length);
}

/** The values of a row's metric column among the planned accounts that pass it, as they are first spelled. */
export function valuesOf(
  rule: Rule,
  tables: RuleTables,
  planned: Uint8Array,
): { readonly valueAt: Int32Array; readonly values: readonly string[] } {
  const valueAt = new Int32Array(planned.length).fill(-1);
  const values: string[] = [];
  const column = tables.find(rule, 'metric', rule.metric, tables.accounts);
  if (column === undefined) return { valueAt, values };
  const passing = tables.accountsPassing(rule);
  const groups = byValue(column, planned.length);
  const { codes, words } = wordsOf(column, planned.length);
  const indexOf = new Map<number, number>();
  for (let account = 0; account < valueAt.length; account++) {
    const group = groups[account];
    if (group < 0 || planned[account] === 0 || passing[account] === 0) continue;
    const index = indexOf.get(group) ?? values.push(words[codes[account]].trim()) - 1;
    indexOf.set(group, index);
    valueAt[account] = index;
  }
  return { valueAt, values };
}

/** The value's code, the same for values that compare equal; -1 for an empty cell. */
function byValue(column: Column, size: number): Int32Array {
  const { codes, words, wordNumbers } = wordsOf(column, size);
  const groupOf = new Map<string | number, number>();
  const groupOfWord = Int32Array.from(words, (word, code) => {
    if (word === '') return -1;
    const key = wordNumbers === undefined ? comparableText(column, word) : wordNumbers[code];
    const group = groupOf.get(key) ?? groupOf.size;
    groupOf.set(key, group);
    return group;
  });
  const groups = new Int32Array(size);
  for (let account = 0; account < size; account++) groups[account] = groupOfWord[codes[account]];
  return groups;
}

/** Families of several rows, those that share an account joined into one. Within a row none do. */
export function joinFamilies(
  byRow: readonly (readonly Int32Array[])[],
  accountCount: number,
): readonly Int32Array[] {
  if (byRow.length === 1) return byRow[0];
  const sets = new Sets(accountCount);
  const inFamily = new Uint8Array(accountCount);
  for (const family of byRow.flat()) {
    for (const member of family) {
      inFamily[member] = 1;
      sets.join(family[0], member);
    }
  }
  const roots = sets.roots(accountCount);
  for (let account = 0; account < accountCount; account++) {
    if (inFamily[account] === 0) roots[account] = -1;
  }
  return gather(roots);
}

/** Accounts of one root together, two or more; -1 is none. */
function gather(roots: Int32Array): readonly Int32Array[] {
  let last = -1;
  for (let account = 0; account < roots.length; account++) last = Math.max(last, roots[account]);
  const size = new Int32Array(last + 1);
  for (let account = 0; account < roots.length; account++) {
    if (roots[account] >= 0) size[roots[account]]++;
  }
  const familyOf = new Int32Array(last + 1).fill(-1);
  const filled = new Int32Array(last + 1);
  const families: Int32Array[] = [];
  for (let account = 0; account < roots.length; account++) {
    const root = roots[account];
    if (root < 0 || size[root] < 2) continue;
    if (familyOf[root] < 0) familyOf[root] = families.push(new Int32Array(size[root])) - 1;
    families[familyOf[root]][filled[root]++] = account;
  }
  return families;
}
