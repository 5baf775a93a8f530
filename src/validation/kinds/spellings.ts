import { isPlace, isSamePlace } from '../../inputs/places/alike.js';
import { comparableText, fold, type Table, type TextColumn } from '../../model/table.js';
import { categoricalColumns, recordsByWord, rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { areSimilarValues, compact } from '../names/slips.js';

/** A slip is rarer than what was meant, by this factor at least. */
const rarer = 3;

/** Values of a picklist column that are one value spelled two ways, in the accounts as in the reps. */
export function spellings({ accounts, reps }: Inspection): readonly Finding[] {
  return [accounts, reps].flatMap((table) =>
    categoricalColumns(table).flatMap((column) => inColumn(table, column)),
  );
}

interface Value {
  readonly word: string;
  readonly records: readonly number[];
}

/** Values that every filter takes for one are one here. */
function valuesOf(table: Table, column: TextColumn): readonly Value[] {
  const values = new Map<string, { word: string; records: number[] }>();
  for (const [word, records] of recordsByWord(table, column)) {
    const form = comparableText(column, word);
    const known = values.get(form);
    if (known === undefined) values.set(form, { word, records: [...records] });
    else known.records.push(...records);
  }
  return [...values.values()].sort(
    (a, b) => b.records.length - a.records.length || (fold(a.word) < fold(b.word) ? -1 : 1),
  );
}

function inColumn(table: Table, column: TextColumn): Finding[] {
  const values = valuesOf(table, column);
  return values.flatMap((rare, index): Finding[] => {
    for (const common of values.slice(0, index)) {
      const how = likeness(rare, common, column.name);
      if (how === undefined) continue;
      return [
        {
          kind: 'two-spellings',
          severity: 'warning',
          file: table.file,
          rows: rowsOf(table, rare.records),
          column: column.header,
          value: rare.word,
          facts: {
            accounts: rare.records.length,
            other: common.word,
            others: common.records.length,
            how,
          },
        },
      ];
    }
    return [];
  });
}

function likeness(rare: Value, common: Value, column: string) {
  const [a, b] = [fold(rare.word), fold(common.word)];
  if (compact(a) === compact(b) && compact(a) !== '') return 'spacing';
  if (isSamePlace(column, a, b)) return 'synonym';
  // Two real places may well be a letter apart.
  if (isPlace(column, a)) return undefined;
  const asymmetric = rare.records.length * rarer <= common.records.length;
  return asymmetric && areSimilarValues(a, b) ? 'slip' : undefined;
}
