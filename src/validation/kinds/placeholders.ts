import { type Column, fold, numbersOf, type TextColumn } from '../../model/table.js';
import { recordsByWord, rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { columnUses } from '../rules/column-uses.js';

/** What people and exports write where there is nothing; `NA` is left out, for it is also North America. */
const words: ReadonlySet<string> = new Set([
  'n/a',
  '#n/a',
  'n.a.',
  'null',
  '(null)',
  'nil',
  'nan',
  'undefined',
  'unknown',
  'tbd',
  'tbc',
  '-',
  '--',
  '---',
  '.',
  '?',
  '??',
  '???',
  '\\n',
  'not available',
  'not specified',
  'not applicable',
  '(blank)',
  '(none)',
]);

/** Columns whose numbers may well be below 0. */
const mayBeNegative: ReadonlySet<string> = new Set(['latitude', 'longitude']);

/** Cells that stand for nothing but are read as a value: `n/a` in a text column, -999 among amounts. */
export function placeholders({ accounts, rules }: Inspection): readonly Finding[] {
  const uses = columnUses(accounts, rules);
  return [...accounts.columns.values()].flatMap((column) => {
    if (column.kind !== 'text' || column.name === 'account_id') return [];
    return [...recordsByWord(accounts, column)]
      .filter(([word]) => words.has(fold(word)) || isFiller(word, column, accounts.size))
      .map(
        ([value, records]): Finding => ({
          kind: 'placeholder',
          severity: uses.has(column) ? 'warning' : 'note',
          file: accounts.file,
          rows: rowsOf(accounts, records),
          column: column.header,
          value,
          facts: { accounts: records.length, used: uses.has(column) },
        }),
      );
  });
}

/** A number of nines below 0, where every other number is 0 or more. */
function isFiller(word: string, column: TextColumn & Column, size: number): boolean {
  if (mayBeNegative.has(column.name) || !/^-9{2,}(\.0+)?$/.test(word)) return false;
  const numbers = numbersOf(column, size);
  const filler = Number(word);
  return numbers?.every((value) => !(value < 0) || value === filler) === true;
}
