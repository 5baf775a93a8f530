import { plainWords } from '../cells/plain-words.js';
import { countryCode, stateCode } from './place-names.js';
import { provinceCode } from './subdivisions.js';

/** Words that are written short as often as in full. */
const inFull: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['ft', 'fort'],
  ['mt', 'mount'],
]);

/** What a place is, or lies in, told after its name: New York City, Washington, D.C. */
const kinds: ReadonlySet<string> = new Set(['city', 'town', 'township', 'village', 'dc']);

/** A city's name as it is compared: "St. Louis" is "saint louis", "Coeur d'Alene" is "coeur dalene". */
function foldedCity(name: string): string {
  return plainWords(name)
    .map((word) => inFull.get(word) ?? word)
    .join(' ');
}

/** A folded name without what the place is: "new york city" is "new york". */
function bareCity(folded: string): string {
  const words = folded.split(' ');
  while (words.length > 1 && kinds.has(words[words.length - 1])) words.pop();
  return words.join(' ');
}

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
 * Where places lie, by shelf and by name. A shelf holds the cities (`city`),
 * post offices (`post`) or ZIP codes (`zip`) of a country and, where states tell
 * them apart, of a state; `bare` are names without what the place is.
 */
export interface PlaceIndex {
  readonly at: (shelf: string, name: string) => Position | undefined;
}

/**
 * A gazetteer of the world's cities and the ZIP codes of the US. A city is
 * looked for in its state (US, Canada); else the ZIP code counts; else the
 * largest city of that name in the country, unless a state was given that does
 * not have it. Of several in one state, too, the largest counts; of equals the
 * first. Of US cities that are no place of their own the lowest ZIP code counts.
 */
export function gazetteerOf(cities: Iterable<CityEntry>, zips: Iterable<ZipEntry>): Gazetteer {
  const shelves = placeShelves(cities, zips);
  return gazetteerOver({ at: (shelf, name) => shelves.get(shelf)?.get(name) });
}

/** A gazetteer over an index that was made before. */
export function gazetteerOver(index: PlaceIndex): Gazetteer {
  return {
    find: ({ city, state, postalCode, country: countryCell }) => {
      const place = regionOf(countryCell, state);
      if (place === undefined) return undefined;
      const { country, division } = place;
      const named = (kind: Kind, within: string): Position | undefined =>
        findNamed(index, kind, country, within, city);
      const inState =
        division === undefined ? undefined : (named('city', division) ?? named('post', division));
      if (inState !== undefined) return inState;
      const zip = country === 'US' ? zipCode(postalCode) : undefined;
      const atZip = zip === undefined ? undefined : index.at(shelfOf('zip', country, ''), zip);
      if (atZip !== undefined) return atZip;
      return hasStates(country) && state.trim() !== '' ? undefined : named('city', '');
    },
  };
}

/** The shelves that an index of these places is made of; see {@link gazetteerOf} for which of several counts. */
export function placeShelves(
  cities: Iterable<CityEntry>,
  zips: Iterable<ZipEntry>,
): ReadonlyMap<string, ReadonlyMap<string, Position>> {
  const shelves = new Shelves();
  for (const city of cities) {
    shelves.addNamed('city', city.country, '', city.name, city);
    if (hasStates(city.country)) {
      shelves.addNamed('city', city.country, city.division, city.name, city);
    }
  }
  for (const { zip, city, state, latitude, longitude } of zips) {
    const position = { latitude, longitude, population: 0 };
    shelves.put(shelfOf('zip', 'US', ''), zip, position);
    shelves.addNamed('post', 'US', state, city, position);
  }
  return shelves.all;
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

type Kind = 'city' | 'post';

/** Places by shelf and name: as they are called, and without what they are. */
class Shelves {
  readonly all = new Map<string, Map<string, Sized>>();

  addNamed(kind: Kind, country: string, division: string, name: string, place: Sized): void {
    const folded = foldedCity(name);
    const bare = bareCity(folded);
    this.#keepLargest(shelfOf(kind, country, division), folded, place);
    if (bare !== folded) this.#keepLargest(shelfOf(`bare ${kind}`, country, division), bare, place);
  }

  put(shelf: string, name: string, place: Sized): void {
    const names = this.all.get(shelf);
    if (names === undefined) this.all.set(shelf, new Map([[name, place]]));
    else names.set(name, place);
  }

  #keepLargest(shelf: string, name: string, place: Sized): void {
    const known = this.all.get(shelf)?.get(name);
    if (known === undefined || place.population > known.population) this.put(shelf, name, place);
  }
}

function findNamed(
  index: PlaceIndex,
  kind: Kind,
  country: string,
  division: string,
  name: string,
): Position | undefined {
  const whole = foldedCity(name);
  if (whole === '') return undefined;
  const bare = bareCity(whole);
  const shelf = shelfOf(kind, country, division);
  return (
    index.at(shelf, whole) ??
    index.at(shelf, bare) ??
    index.at(shelfOf(`bare ${kind}`, country, division), bare)
  );
}

function shelfOf(kind: Kind | `bare ${Kind}` | 'zip', country: string, division: string): string {
  return `${kind}|${country}|${division}`;
}

/**
 * The five digits of a US ZIP code: ZIP+4 is cut, and zeros that a spreadsheet
 * took off the front are put back (2134 is 02134, 21341234 is 02134-1234).
 * Undefined for anything else.
 */
export function zipCode(text: string): string | undefined {
  const [, short, plusFour] =
    /^(?:(\d{3,5})(?:\.0|-\d{4})?|(\d{7,9}))$/.exec(text.trim().replace(/\s*-\s*/, '-')) ?? [];
  if (short !== undefined) return short.padStart(5, '0');
  return plusFour?.padStart(9, '0').slice(0, 5);
}
