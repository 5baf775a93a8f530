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
  /** Canonical names of columns that are in another, or may be: nothing of them is set against amounts. */
  readonly unlike: ReadonlySet<string>;
  readonly notes: readonly string[];
  readonly problems: readonly InputProblem[];
}

interface MoneyColumn {
  readonly name: string;
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
  const unlike = new Set<string>();
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
      return { currency, unlike, notes, problems };
    } else if (one.isAdded) {
      const what = `is in ${one.currency}, and ${known.header} of ${known.file} is in ${currency}`;
      const remedy = 'the two are added up: convert them to one currency first';
      problems.push({ file: one.file, column: one.header, what, remedy });
    } else {
      unlike.add(one.name);
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
  // Whoever names the currency says that all amounts are in it.
  if (given === undefined) {
    const asked = convertedBeside(tables);
    problems.push(...asked.problems);
    notes.push(...asked.notes);
    for (const name of asked.unlike) unlike.add(name);
  }
  return { currency, unlike, notes, problems };
}

/** A CRM with several currencies exports an amount as it is, and converted to the company's. */
function isConverted({ header }: NumberColumn): boolean {
  return /convert/i.test(header);
}

/** What is asked of an amount column of which no cell names a currency. */
function moneyIsConverted(
  table: Table,
  column: NumberColumn,
  named: { readonly name: string; readonly isAdded: boolean },
) {
  const converted = isConverted(column);
  // Without a currency column, what is not converted may be no money at all.
  const mayDiffer = converted || filledColumn(table, 'currency') !== undefined;
  return { ...named, file: table.file, column, isConverted: converted, mayDiffer };
}

/**
 * A converted amount beside one that is not, where their cells do not name the
 * currency of both: which of them counts is asked where they are added up, and
 * said where they are not.
 */
function convertedBeside(
  tables: readonly (Table | undefined)[],
): Pick<CurrencyReading, 'unlike' | 'notes' | 'problems'> {
  const all = tables.flatMap((table) =>
    table === undefined
      ? []
      : moneyColumns.flatMap(({ name, isAdded }) => {
          const column = filledColumn(table, name);
          return column?.kind === 'number' && column.currency === undefined
            ? [moneyIsConverted(table, column, { name, isAdded })]
            : [];
        }),
  );
  const added = all.filter((one) => one.isAdded);
  const problems: InputProblem[] = [];
  const [converted] = added.filter((one) => one.isConverted);
  const plain = added.filter((one) => !one.isConverted);
  if (converted !== undefined) {
    for (const { file, column, name } of plain) {
      problems.push({
        file,
        column: column.header,
        what: `is not converted, and ${converted.column.header} of ${converted.file} is: the two are added up`,
        remedy: `take the converted one of both (--map "${name}=${column.header} (converted)"), or, if all amounts are in one currency, name it: --currency EUR`,
      });
    }
  }
  const isOdd = (one: (typeof all)[number]): boolean =>
    !one.isAdded &&
    one.mayDiffer &&
    added.length > 0 &&
    added.every((other) => other.isConverted !== one.isConverted);
  const odd = all.filter(isOdd);
  const notes = odd.map(
    ({ file, column, isConverted: is }) =>
      `${file}: ${column.header} is ${is ? '' : 'not '}converted, and ${added[0].column.header} of ${added[0].file} is${is ? ' not' : ''}: carve compares neither with the other; if they are in one currency, name it with --currency`,
  );
  return { problems, notes, unlike: new Set(odd.map(({ name }) => name)) };
}

/** The money columns of a file of which something tells the currency. */
function moneyIn(table: Table, problems: InputProblem[]): readonly MoneyColumn[] {
  return moneyColumns.flatMap(({ name, isAdded }): MoneyColumn[] => {
    const column = filledColumn(table, name);
    if (column?.kind !== 'number') return [];
    const place = { name, file: table.file, header: column.header, isAdded, how: 'says' };
    // What a CRM has converted is in the currency of the company, whatever the record is in.
    const stated = isConverted(column) ? undefined : statedFor(table, column, problems);
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
