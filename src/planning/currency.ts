import { currencyNamed, sameCurrency } from '../inputs/cells/currency.js';
import type { InputProblem } from '../model/input-problem.js';
import { filledColumn, type NumberColumn, type Table } from '../model/table.js';

/** Columns of money; `added` ones are added up across files, and have to be in one currency. */
const moneyColumns: readonly { readonly name: string; readonly isAdded: boolean }[] = [
  { name: 'arr', isAdded: true },
  { name: 'open_pipeline', isAdded: true },
  { name: 'amount', isAdded: true },
  { name: 'actual_amount', isAdded: true },
  { name: 'annual_revenue', isAdded: false },
  { name: 'quota', isAdded: false },
  { name: 'potential', isAdded: false },
];

/** What amounts are in, and what is to be said of it. */
export interface CurrencyReading {
  /** An ISO code, or a sign that several countries share; undefined where nothing tells. */
  readonly currency: string | undefined;
  readonly notes: readonly string[];
  readonly problems: readonly InputProblem[];
}

interface MoneyColumn {
  readonly file: string;
  readonly header: string;
  readonly isAdded: boolean;
  readonly currency: string;
  /** How that is known, as in "… as arr says". */
  readonly how: string;
}

/**
 * The currency of the files: from the cells (`€1,200`), from a currency column,
 * else as `--currency` says. Two in one column, or in columns that are added up,
 * are a problem that names both.
 */
export function currencyOf(
  tables: readonly (Table | undefined)[],
  given: string | undefined,
): CurrencyReading {
  const problems: InputProblem[] = [];
  const found = tables.flatMap((table) => (table === undefined ? [] : moneyIn(table, problems)));
  // Added columns first, in the order of the list above.
  const told = [...found.filter(({ isAdded }) => isAdded), ...found.filter((one) => !one.isAdded)];
  const notes: string[] = [];
  let currency = given;
  let known: MoneyColumn | undefined;
  for (const one of told) {
    const same = currency === undefined ? one.currency : sameCurrency(currency, one.currency);
    if (same !== undefined) {
      currency = same;
      known ??= one;
    } else if (known === undefined) {
      const what = `says ${currency}, and ${one.header} of ${one.file} is in ${one.currency}`;
      const remedy = 'leave the flag out, or convert the amounts';
      problems.push({ file: '--currency', what, value: given ?? '', remedy });
      return { currency, notes, problems };
    } else if (one.isAdded) {
      const what = `is in ${one.currency}, and ${known.header} of ${known.file} is in ${currency}`;
      const remedy = 'the two are added up: convert them to one currency first';
      problems.push({ file: one.file, column: one.header, what, remedy });
    } else {
      notes.push(
        `${one.file}: ${one.header} is in ${one.currency}, and ${known.header} of ${known.file} in ${currency}: carve does not convert, and compares neither with the other`,
      );
    }
  }
  if (known !== undefined && problems.length === 0) {
    notes.unshift(
      `${known.file}: amounts are in ${currency}, as ${known.header} ${known.how}; those that name no currency are taken for the same`,
    );
  }
  return { currency, notes, problems };
}

/** The money columns of a file of which something tells the currency. */
function moneyIn(table: Table, problems: InputProblem[]): readonly MoneyColumn[] {
  return moneyColumns.flatMap(({ name, isAdded }): MoneyColumn[] => {
    const column = filledColumn(table, name);
    if (column?.kind !== 'number') return [];
    const place = { file: table.file, header: column.header, isAdded, how: 'says' };
    // What a CRM has converted is in the currency of the company, whatever the record is in.
    const stated = /convert/i.test(column.header) ? undefined : statedFor(table, column, problems);
    if (stated === undefined) {
      return column.currency === undefined ? [] : [{ ...place, currency: column.currency }];
    }
    if (column.currency === undefined)
      return [{ ...place, currency: stated.currency, how: `and ${stated.header} say` }];
    const same = sameCurrency(column.currency, stated.currency);
    if (same !== undefined) return [{ ...place, currency: same }];
    problems.push({
      file: table.file,
      column: column.header,
      what: `is in ${column.currency} by its cells, and in ${stated.currency} by the column ${stated.header}`,
      remedy: 'correct one of the two',
    });
    return [];
  });
}

/** What the currency column says of an amount column; a problem where it says two things. */
function statedFor(
  table: Table,
  amounts: NumberColumn,
  problems: InputProblem[],
): { readonly currency: string; readonly header: string } | undefined {
  const column = filledColumn(table, 'currency');
  if (column?.kind !== 'text') return undefined;
  const firstRow = new Map<string, number>();
  for (let row = 0; row < table.size; row++) {
    const word = column.words[column.codes[row]];
    // An amount of 0 is 0 in any currency.
    if (word === '' || Number.isNaN(amounts.values[row]) || amounts.values[row] === 0) continue;
    const name = currencyNamed(word);
    const at = table.rowNumbers[row];
    firstRow.set(name, Math.min(firstRow.get(name) ?? at, at));
  }
  const [first, second, ...others] = [...firstRow].sort(([, a], [, b]) => a - b);
  if (first === undefined) return undefined;
  if (second === undefined) return { currency: first[0], header: column.header };
  const more = others.length === 0 ? '' : `, and in ${others.map(([name]) => name).join(', ')}`;
  problems.push({
    file: table.file,
    row: second[1],
    column: amounts.header,
    what: `is in ${second[0]}, and in ${first[0]} in row ${first[1]}${more}, as ${column.header} says`,
    remedy:
      'carve does not convert: export the converted amounts, or convert them to one currency first',
  });
  return undefined;
}
