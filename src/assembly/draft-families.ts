import { countUp } from '../model/grouping.js';
import { cellText, filledColumn, type Table } from '../model/table.js';
import { quoteValue } from '../rules/filter.js';
import type { PartOfDraft } from './default-rows.js';
import { parentRoots } from './families.js';
import { idsOf } from './ground.js';

/** A family of more than this share of all accounts is a line of totals, not a family. */
const mostOfAll = 0.2;
/** So many accounts may name a parent that is none of the accounts. */
const mostOfMissing = 100;
/** Parents that a row names at most: more are no row that a person would read. */
const mostParents = 40;

/** Families stay together, but for those that are no families. */
export function draftFamilies(accounts: Table): PartOfDraft {
  const column = filledColumn(accounts, 'parent_id');
  if (column === undefined) return { rows: [], leftOut: [] };
  const ids = idsOf(accounts, 'account_id');
  const roots = parentRoots(column, ids);
  const known = new Set(ids);
  const size = new Map<number, number>();
  const children = new Map<string, number>();
  for (let account = 0; account < accounts.size; account++) {
    countUp(size, roots[account]);
    const parent = cellText(column, account);
    if (parent !== '') countUp(children, parent);
  }
  const tooLarge = new Set<number>();
  for (let account = 0; account < accounts.size; account++) {
    const parent = cellText(column, account);
    const ofMissing = parent !== '' && !known.has(parent) ? (children.get(parent) ?? 0) : 0;
    const all = size.get(roots[account]) ?? 0;
    const isFamily = all > 1;
    if (isFamily && (all > mostOfAll * accounts.size || ofMissing > mostOfMissing)) {
      tooLarge.add(roots[account]);
    }
  }
  const isDrafted = [...size].some(([root, count]) => count > 1 && !tooLarge.has(root));
  // Whoever names none of these parents has no relative left among those who do.
  const parents = new Set<string>();
  for (let account = 0; account < accounts.size; account++) {
    const parent = cellText(column, account);
    if (parent !== '' && tooLarge.has(roots[account])) parents.add(parent);
  }
  const leftOut = [...tooLarge].map((root) => {
    const first = roots.indexOf(root);
    const parent = mostNamed(accounts, roots, root, children);
    return `accounts under the parent ${parent || ids[first]} are not drafted as a family: it would hold ${size.get(root)} of ${accounts.size} accounts, so it looks like a total`;
  });
  if (!isDrafted) return { rows: [], leftOut };
  if (parents.size > mostParents) {
    const many = `families are not drafted: leaving those too large out would take ${parents.size} parents`;
    return { rows: [], leftOut: [...leftOut, many] };
  }
  const except = [...parents].sort().map(quoteValue).join('|');
  return {
    rows: [
      {
        rule: 'together',
        name: 'Families together',
        level: 'should',
        accounts: except === '' ? '' : `parent_id != ${except}`,
        note: 'drafted: parents and their subsidiaries are better served by one rep',
      },
    ],
    leftOut,
  };
}

/** The parent that most of a family name. */
function mostNamed(
  accounts: Table,
  roots: Int32Array,
  root: number,
  children: ReadonlyMap<string, number>,
): string {
  const column = accounts.columns.get('parent_id');
  let most = '';
  for (let account = 0; account < accounts.size; account++) {
    const parent = cellText(column, account);
    if (roots[account] !== root || parent === '') continue;
    if ((children.get(parent) ?? 0) > (children.get(most) ?? 0)) most = parent;
  }
  return most;
}
