import { fold, type Table } from '../../model/table.js';
import { countryCode, countrySpellings } from './place-names.js';
import { subdivisionCode, subdivisionSpellings } from './subdivisions.js';

/** One place, by a code that stands for it in comparisons, and how it is written. */
interface Place {
  readonly code: string;
  readonly spellings: readonly string[];
}

type PlaceReader = (text: string) => Place | undefined;

const asState: PlaceReader = (text) => {
  const code = subdivisionCode(text);
  return code === undefined ? undefined : { code, spellings: subdivisionSpellings(code) };
};

const asCountry: PlaceReader = (text) => {
  const code = countryCode(text);
  return code === undefined
    ? undefined
    : { code: `country ${code}`, spellings: countrySpellings(code) };
};

/** Columns that hold places: patches of reps are often states, else countries. */
const readers: ReadonlyMap<string, PlaceReader> = new Map([
  ['state', asState],
  ['country', asCountry],
  ['region', (text) => asState(text) ?? asCountry(text)],
  ['territory', (text) => asState(text) ?? asCountry(text)],
]);

/** Whether a value of a column is a place that is known. */
export function isPlace(columnName: string, value: string): boolean {
  return readers.get(columnName)?.(value) !== undefined;
}

/** Whether two values of a column are one place, however spelled. */
export function isSamePlace(columnName: string, one: string, other: string): boolean {
  const place = readers.get(columnName);
  const code = place?.(one)?.code;
  return code !== undefined && code === place?.(other)?.code;
}

/** The tables with states and countries that are compared as one value however they are spelled; cells stay as written. */
export function withComparablePlaces(tables: readonly Table[]): Table[] {
  const comparableForms = new Map<string, ReadonlyMap<string, string>>();
  for (const name of readers.keys()) comparableForms.set(name, comparableFormsIn(name, tables));
  return tables.map((table) => ({
    ...table,
    columns: new Map(
      [...table.columns].map(([name, column]) => {
        const forms = comparableForms.get(name);
        const isPlace = column.kind === 'text' && forms !== undefined;
        return [name, isPlace ? { ...column, comparableForms: forms } : column];
      }),
    ),
  }));
}

/** Every spelling of the places that a column of the tables names, each with the form it is compared by. */
function comparableFormsIn(name: string, tables: readonly Table[]): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const value of valuesIn(name, tables)) {
    const place = readers.get(name)?.(value);
    if (place === undefined) continue;
    for (const spelling of [...place.spellings, value]) forms.set(fold(spelling), place.code);
  }
  return forms;
}

/** The places of a column that are written in several ways, each with its spellings in the order of the files. */
export function spelledTwice(
  name: string,
  tables: readonly Table[],
  further: readonly string[],
): readonly (readonly string[])[] {
  const spellings = new Map<string, Map<string, string>>();
  for (const value of [...valuesIn(name, tables), ...further]) {
    const code = readers.get(name)?.(value)?.code;
    if (code === undefined) continue;
    const known = spellings.get(code);
    if (known === undefined) spellings.set(code, new Map([[fold(value), value]]));
    else if (!known.has(fold(value))) known.set(fold(value), value);
  }
  return [...spellings.values()].filter(({ size }) => size > 1).map((known) => [...known.values()]);
}

/** What the cells of a column say; a cell that lists several says each. */
function* valuesIn(name: string, tables: readonly Table[]): Iterable<string> {
  for (const table of tables) {
    const column = table.columns.get(name);
    if (column?.kind !== 'text') continue;
    for (const word of column.words) {
      for (const value of word.split('|')) if (value.trim() !== '') yield value.trim();
    }
  }
}
