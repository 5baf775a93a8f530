import type { Rule } from '../model/rule.js';
import { type Column, cellText, fold } from '../model/table.js';
import type { RuleTables } from './rule-tables.js';

/** Sets that grow together: each element finds the representative of its set. */
export class Sets {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, index) => index);
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
  const rootOf =
    column.name === 'parent_id' ? byParent(column, accountIds) : byValue(column, accountIds.length);
  const passing = tables.accountsPassing(rule);
  return gather(
    accountIds.length,
    rootOf,
    (account) => planned[account] === 1 && passing[account] === 1,
  );
}

/** The root of each account's tree; accounts whose parent is not in the file share that missing parent. */
function byParent(column: Column, accountIds: readonly string[]): (account: number) => number {
  const nodeOf = new Map<string, number>(accountIds.map((id, account) => [id, account]));
  const parents = accountIds.map((_, account) => cellText(column, account));
  for (const parent of parents) {
    if (parent !== '' && !nodeOf.has(parent)) nodeOf.set(parent, nodeOf.size);
  }
  const sets = new Sets(nodeOf.size);
  parents.forEach((parent, account) => {
    const node = parent === '' ? undefined : nodeOf.get(parent);
    if (node !== undefined) sets.join(account, node);
  });
  return (account) => sets.find(account);
}

/** The value's code, the same for values that compare equal; -1 for an empty cell. */
function byValue(column: Column, size: number): (account: number) => number {
  const codeOf = new Map<string | number, number>();
  const codes = Int32Array.from({ length: size }, (_, account) => {
    const text = cellText(column, account);
    if (text === '') return -1;
    const key =
      column.kind === 'text' && column.wordNumbers
        ? column.wordNumbers[column.codes[account]]
        : fold(text);
    const code = codeOf.get(key) ?? codeOf.size;
    codeOf.set(key, code);
    return code;
  });
  return (account) => codes[account];
}

/** Families that share an account, joined into one. */
export function joinFamilies(
  families: readonly Int32Array[],
  accountCount: number,
): readonly Int32Array[] {
  const sets = new Sets(accountCount);
  const inFamily = new Uint8Array(accountCount);
  for (const family of families) {
    for (const member of family) {
      inFamily[member] = 1;
      sets.join(family[0], member);
    }
  }
  return gather(
    accountCount,
    (account) => sets.find(account),
    (account) => inFamily[account] === 1,
  );
}

function gather(
  size: number,
  rootOf: (account: number) => number,
  isMember: (account: number) => boolean,
): readonly Int32Array[] {
  const members = new Map<number, number[]>();
  for (let account = 0; account < size; account++) {
    const root = rootOf(account);
    if (root < 0 || !isMember(account)) continue;
    const family = members.get(root);
    if (family === undefined) members.set(root, [account]);
    else family.push(account);
  }
  return [...members.values()]
    .filter((family) => family.length >= 2)
    .map((family) => Int32Array.from(family));
}
