import { iso31662 } from 'iso-3166/2.js';
import { plainWords } from '../cells/plain-words.js';
import { countryNames } from './place-names.js';

/** The provinces and territories of Canada: GeoNames' code, postal letters, names. */
const provinces: readonly (readonly [string, ...string[]])[] = [
  ['01', 'AB', 'Alberta'],
  ['02', 'BC', 'British Columbia'],
  ['03', 'MB', 'Manitoba'],
  ['04', 'NB', 'New Brunswick'],
  ['05', 'NL', 'Newfoundland and Labrador', 'Newfoundland'],
  ['07', 'NS', 'Nova Scotia'],
  ['08', 'ON', 'Ontario'],
  ['09', 'PE', 'Prince Edward Island'],
  ['10', 'QC', 'Québec'],
  ['11', 'SK', 'Saskatchewan'],
  ['12', 'YT', 'Yukon'],
  ['13', 'NT', 'Northwest Territories'],
  ['14', 'NU', 'Nunavut'],
];

const codeOf: ReadonlyMap<string, string> = new Map(
  provinces.flatMap(([code, ...names]) =>
    names.map((name): [string, string] => [plainWords(name).join(' '), code]),
  ),
);

/** GeoNames' code of the Canadian province that a name or its letters mean; undefined for anything else. */
export function provinceCode(text: string): string | undefined {
  return codeOf.get(plainWords(text).join(' '));
}

/** Countries whose states people write with two letters alone; no two of them share one. */
const shortCountries = ['US', 'CA'];

/** English names of states and provinces by ISO 3166-2 code, without what the list adds in brackets. */
const nameOf: ReadonlyMap<string, string> = new Map(
  iso31662.map(({ code, name }) => [code, name.replace(/\s*[[(].*$/, '')]),
);

/** The code that a name means: a US state or Canadian province first, else the only one in the world of that name. Made when first asked for. */
let codeOfName: ReadonlyMap<string, string | undefined> | undefined;

function namedCodes(): Map<string, string | undefined> {
  const codes = new Map<string, string | undefined>();
  const short = new Set<string>();
  const countries = new Set(countryNames().map(nameKey));
  for (const [code, name] of nameOf) {
    const key = nameKey(name);
    const isShort = shortCountries.includes(code.slice(0, 2));
    // Elsewhere a country's name means the country: the United Kingdom is on the list as a part of itself.
    if (!isShort && countries.has(key)) continue;
    if (isShort) short.add(key);
    if (isShort || !codes.has(key)) codes.set(key, code);
    else if (!short.has(key)) codes.set(key, undefined);
  }
  return codes;
}

function nameKey(name: string): string {
  return plainWords(name).join(' ');
}

/**
 * ISO 3166-2 code of the state or province that a cell means: `CA`,
 * `California` and `US-CA` are all US-CA. Undefined for anything else, and for
 * a name that several countries have.
 */
export function subdivisionCode(text: string): string | undefined {
  const upper = text.trim().toUpperCase();
  const written = [upper, ...shortCountries.map((country) => `${country}-${upper}`)];
  const code = written.find((one) => nameOf.has(one));
  if (code !== undefined) return code;
  codeOfName ??= namedCodes();
  return codeOfName.get(nameKey(text));
}

/** Every way in which people write the state or province of a code. */
export function subdivisionSpellings(code: string): readonly string[] {
  const [country, letters] = code.split('-');
  const short = shortCountries.includes(country) ? [letters] : [];
  return [code, ...short, nameOf.get(code) ?? code];
}
