import { bareCity, foldedCity } from './city-name.js';
import { countryCode, stateCode } from './place-names.js';
import { provinceCode } from './provinces.js';
import { zipCode } from './zip-code.js';

/** Where a place lies, in degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** A city as GeoNames has it. */
export interface CityEntry extends Position {
  readonly name: string;
  /** ISO alpha-2. */
  readonly country: string;
  /** GeoNames' code of the state or province: two letters in the US, two digits in Canada. */
  readonly division: string;
  readonly population: number;
}

/** A US ZIP code as GeoNames has it. */
export interface ZipEntry extends Position {
  /** Five digits. */
  readonly zip: string;
  readonly city: string;
  /** Two letters. */
  readonly state: string;
}

/** The cells that say where an account or a rep is; empty where there is none. */
export interface PlaceCells {
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
}

/** Tells where places lie. */
export interface Gazetteer {
  /** Undefined where it knows no such place. */
  readonly find: (cells: PlaceCells) => Position | undefined;
}

/**
 * A gazetteer of the world's cities and the ZIP codes of the US. A city is
 * looked for in its state (US, Canada); else the ZIP code counts; else the
 * largest city of that name in the country, unless a state was given that does
 * not have it. Of several in one state, too, the largest counts; of equals the
 * first. Of US cities that are no place of their own the lowest ZIP code counts.
 */
export function gazetteerOf(cities: Iterable<CityEntry>, zips: Iterable<ZipEntry>): Gazetteer {
  const byName = new Names();
  for (const city of cities) {
    byName.add(city.country, '', city.name, city);
    if (hasStates(city.country)) byName.add(city.country, city.division, city.name, city);
  }
  const postOffices = new Names();
  const byZip = new Map<string, Position>();
  for (const { zip, city, state, latitude, longitude } of zips) {
    const position = { latitude, longitude, population: 0 };
    byZip.set(zip, position);
    postOffices.add('US', state, city, position);
  }
  return {
    find: ({ city, state, postalCode, country: countryCell }) => {
      const place = regionOf(countryCell, state);
      if (place === undefined) return undefined;
      const { country, division } = place;
      const inState =
        division === undefined
          ? undefined
          : (byName.find(country, division, city) ?? postOffices.find(country, division, city));
      if (inState !== undefined) return inState;
      const zip = country === 'US' ? zipCode(postalCode) : undefined;
      const atZip = zip === undefined ? undefined : byZip.get(zip);
      if (atZip !== undefined) return atZip;
      return hasStates(country) && state.trim() !== '' ? undefined : byName.find(country, '', city);
    },
  };
}

/** Whether the cells say which country is meant; without one no place is looked for. */
export function namesCountry({ country, state }: Pick<PlaceCells, 'country' | 'state'>): boolean {
  return regionOf(country, state) !== undefined;
}

interface Region {
  readonly country: string;
  /** GeoNames' code of the state or province, where there is one that is known. */
  readonly division: string | undefined;
}

/** Without a country, a US state or a Canadian province says which. */
function regionOf(countryCell: string, stateCell: string): Region | undefined {
  const given = countryCell.trim() === '' ? undefined : countryCode(countryCell);
  if (given === undefined && countryCell.trim() !== '') return undefined;
  const state = stateCode(stateCell);
  const province = provinceCode(stateCell);
  const country = given ?? (state !== undefined ? 'US' : province !== undefined ? 'CA' : undefined);
  if (country === undefined) return undefined;
  if (country === 'CA') return { country, division: province };
  if (country !== 'US') return { country, division: undefined };
  // GeoNames has the territories as countries.
  return state !== undefined && territories.has(state)
    ? { country: state, division: undefined }
    : { country, division: state };
}

const territories: ReadonlySet<string> = new Set(['PR', 'VI', 'GU', 'AS', 'MP']);

/** Where states tell cities apart that have one name. */
function hasStates(country: string): boolean {
  return country === 'US' || country === 'CA';
}

type Sized = Position & { readonly population: number };

/** Cities by country, state and name: as they are called, and without what they are. */
class Names {
  readonly #whole = new Map<string, Sized>();
  readonly #bare = new Map<string, Sized>();

  add(country: string, division: string, name: string, city: Sized): void {
    const folded = foldedCity(name);
    const bare = bareCity(folded);
    keepLargest(this.#whole, keyOf(country, division, folded), city);
    if (bare !== folded) keepLargest(this.#bare, keyOf(country, division, bare), city);
  }

  find(country: string, division: string, name: string): Position | undefined {
    const folded = foldedCity(name);
    if (folded === '') return undefined;
    const whole = keyOf(country, division, folded);
    const bare = keyOf(country, division, bareCity(folded));
    return this.#whole.get(whole) ?? this.#whole.get(bare) ?? this.#bare.get(bare);
  }
}

function keyOf(country: string, division: string, name: string): string {
  return `${country}|${division}|${name}`;
}

function keepLargest(cities: Map<string, Sized>, key: string, city: Sized): void {
  const known = cities.get(key);
  if (known === undefined || city.population > known.population) cities.set(key, city);
}
