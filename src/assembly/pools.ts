import type { RepGroups } from '../model/problem.js';
import { cellText, comparableText, filledColumn, type Table } from '../model/table.js';

/** Contract 5: the pool column where reps.csv has one, else the pools that the rules make. */
export function poolsOf(reps: Table, takes: Uint8Array, derived: RepGroups): RepGroups {
  if (filledColumn(reps, 'pool') === undefined) return derived;
  return groupReps(reps, 'pool', takes);
}

/** The reps marked 1, grouped by the folded cell of a column; groups in the order of reps.csv. */
export function groupReps(reps: Table, column: string, marked: Uint8Array): RepGroups {
  const of = new Int32Array(reps.size).fill(-1);
  const cells = reps.columns.get(column);
  const numberOf = new Map<string, number>();
  const names: string[] = [];
  for (let rep = 0; rep < reps.size; rep++) {
    if (marked[rep] === 0) continue;
    const text = cellText(cells, rep);
    const key = cells === undefined ? text : comparableText(cells, text);
    let group = numberOf.get(key);
    if (group === undefined) {
      group = names.length;
      numberOf.set(key, group);
      names.push(text === '' ? '(blank)' : text);
    }
    of[rep] = group;
  }
  return { of, names };
}
