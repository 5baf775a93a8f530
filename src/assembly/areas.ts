import type { Rule } from '../model/rule.js';
import type { RuleTables } from './rule-tables.js';
import { wordsOf } from './words.js';

/** Which areas lie side by side. */
export interface AreaNeighbours {
  /** What names the same area, however it is spelled. */
  readonly key: (text: string, column: string) => string;
  /** By their keys; made when it is asked for. */
  readonly pairs: () => Iterable<readonly [string, string]>;
}

export interface Areas {
  /** By account, its area; -1 for accounts that are not planned and for empty cells. */
  readonly areaOf: Int32Array;
  /** As they are first spelled. */
  readonly areas: readonly string[];
  /** By area, what names it however it is spelled. */
  readonly areaKeys: readonly string[];
  /** By area, those beside it, ascending. */
  readonly neighbours: readonly Int32Array[];
}

/** The areas that a column of the accounts names, and which of them are neighbours. */
export function areasOf(
  rule: Rule,
  metric: string,
  tables: RuleTables,
  planned: Uint8Array,
  known: AreaNeighbours | undefined,
): Areas {
  const areaOf = new Int32Array(planned.length).fill(-1);
  const areas: string[] = [];
  const column = tables.find(rule, 'metric', metric, tables.accounts);
  if (column === undefined) return { areaOf, areas, areaKeys: [], neighbours: [] };
  const keyOf = known?.key ?? ((text: string) => text.trim().toLowerCase());
  const called = `${metric} ${column.header}`;
  const { codes, words } = wordsOf(column, planned.length);
  const indexOf = new Map<string, number>();
  const areaOfWord = new Map<number, number>();
  for (let account = 0; account < areaOf.length; account++) {
    const code = codes[account];
    if (planned[account] === 0 || words[code] === '') continue;
    let area = areaOfWord.get(code);
    if (area === undefined) {
      const key = keyOf(words[code], called);
      area = indexOf.get(key) ?? areas.push(words[code].trim()) - 1;
      indexOf.set(key, area);
      areaOfWord.set(code, area);
    }
    areaOf[account] = area;
  }
  const beside = areas.map(() => new Set<number>());
  for (const [a, b] of known?.pairs() ?? []) {
    const one = indexOf.get(a);
    const other = indexOf.get(b);
    if (one === undefined || other === undefined || one === other) continue;
    beside[one].add(other);
    beside[other].add(one);
  }
  return {
    areaOf,
    areas,
    areaKeys: [...indexOf.keys()],
    neighbours: beside.map((those) => Int32Array.from(those).sort()),
  };
}
