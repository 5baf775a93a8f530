import { cellText, type NumberColumn, type Table } from '../../model/table.js';
import type { Gazetteer, PlaceCells, Position } from './gazetteer.js';

/** A place that rows name, and that is nowhere to be found. */
export interface MissingPlace {
  readonly cells: PlaceCells;
  /** Records, in the order of the file. */
  readonly records: readonly number[];
}

/** What came of looking places up. */
export interface Located {
  /** With coordinates where they were found; the same table where none was. */
  readonly table: Table;
  /** Rows without coordinates that name a city or a postal code. */
  readonly sought: number;
  readonly found: number;
  /** In the order of the file. */
  readonly missing: readonly MissingPlace[];
}

/** Rows without coordinates that name a city or a postal code: what there is to look up. */
export function rowsToLocate(table: Table): number {
  const named = ['city', 'postal_code'].map((name) => table.columns.get(name));
  if (named.every((column) => column === undefined || column.filled === 0)) return 0;
  const coordinates = [coordinatesOf(table, 'latitude'), coordinatesOf(table, 'longitude')];
  let count = 0;
  for (let record = 0; record < table.size; record++) {
    const isPlaced = coordinates.some((values) => !Number.isNaN(values[record]));
    if (!isPlaced && named.some((column) => cellText(column, record) !== '')) count++;
  }
  return count;
}

/** Gives coordinates to rows that have neither latitude nor longitude but name a place; each distinct place is looked up once. */
export function locate(table: Table, gazetteer: Gazetteer): Located {
  const latitude = coordinatesOf(table, 'latitude');
  const longitude = coordinatesOf(table, 'longitude');
  let sought = 0;
  let found = 0;
  const missing: MissingPlace[] = [];
  for (const { cells, records } of placesWithout(table, [latitude, longitude])) {
    sought += records.length;
    const position = gazetteer.find(cells);
    if (position === undefined) missing.push({ cells, records });
    else found += place(position, records, latitude, longitude);
  }
  if (found === 0) return { table, sought, found, missing };
  const columns = new Map(table.columns);
  for (const [name, values] of [
    ['latitude', latitude],
    ['longitude', longitude],
  ] as const) {
    columns.set(name, columnOf(table, name, values));
  }
  return { table: { ...table, columns }, sought, found, missing };
}

/** A copy of what is there. */
function coordinatesOf(table: Table, name: string): Float64Array {
  const column = table.columns.get(name);
  return column?.kind === 'number'
    ? column.values.slice()
    : new Float64Array(table.size).fill(Number.NaN);
}

/** The distinct places of the rows that have no coordinates. */
function placesWithout(
  table: Table,
  coordinates: readonly Float64Array[],
): Iterable<{ readonly cells: PlaceCells; readonly records: number[] }> {
  const [city, state, postalCode, country] = ['city', 'state', 'postal_code', 'country'].map(
    (name) => table.columns.get(name),
  );
  const places = new Map<string, { cells: PlaceCells; records: number[] }>();
  for (let record = 0; record < table.size; record++) {
    if (coordinates.some((values) => !Number.isNaN(values[record]))) continue;
    const cells = {
      city: cellText(city, record),
      state: cellText(state, record),
      postalCode: cellText(postalCode, record),
      country: cellText(country, record),
    };
    if (cells.city === '' && cells.postalCode === '') continue;
    const key = [cells.city, cells.state, cells.postalCode, cells.country].join('\u0000');
    const known = places.get(key);
    if (known === undefined) places.set(key, { cells, records: [record] });
    else known.records.push(record);
  }
  return places.values();
}

function place(
  position: Position,
  records: readonly number[],
  latitude: Float64Array,
  longitude: Float64Array,
): number {
  for (const record of records) {
    latitude[record] = position.latitude;
    longitude[record] = position.longitude;
  }
  return records.length;
}

function columnOf(table: Table, name: string, values: Float64Array): NumberColumn {
  const filled = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  const header = table.columns.get(name)?.header ?? name;
  return { kind: 'number', name, header, filled, values };
}
