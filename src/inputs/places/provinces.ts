import { plainWords } from '../cells/plain-words.js';

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
