import { createRequire } from 'node:module';
import countries, { type LocaleData } from 'i18n-iso-countries/index.js';
import { iso31662 } from 'iso-3166/2.js';
import { fold } from '../../model/table.js';

// Countries are told by i18n-iso-countries alone, which knows the names people use beside the official ones; iso-3166 is
// asked for states and provinces alone, which the other has not.
// The library's entry for Node reads names in some 80 languages, which takes 60 ms; English is enough here.
const englishNames: LocaleData = createRequire(import.meta.url)('i18n-iso-countries/langs/en.json');
countries.registerLocale(englishNames);
const english = englishNames.locale;

/** English names that people use beside the library's. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['korea', 'KR'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['wales', 'GB'],
  ['northern ireland', 'GB'],
  ['great britain', 'GB'],
  ['holland', 'NL'],
  ['uk', 'GB'],
  ['uae', 'AE'],
  ['u.s.', 'US'],
  ['u.s.a.', 'US'],
]);

/** ISO alpha-2 of a country's English name or ISO code, however its case; undefined for anything else. */
export function countryCode(text: string): string | undefined {
  const word = text.trim();
  const upper = word.toUpperCase();
  if (/^[A-Z]{2}$/.test(upper) && countries.isValid(upper)) return upper;
  if (/^[A-Z]{3}$/.test(upper) && countries.isValid(upper)) return countries.alpha3ToAlpha2(upper);
  return (
    otherNames.get(fold(word)) ??
    countries.getAlpha2Code(word, english) ??
    countries.getSimpleAlpha2Code(word, english)
  );
}

/** The three digits that maps know a country by. */
export function countryNumber(code: string): string | undefined {
  return countries.alpha2ToNumeric(code);
}

/** Every way in which people write a country: its ISO codes and its English names. */
export function countrySpellings(code: string): readonly string[] {
  const others = [...otherNames].filter(([, of]) => of === code).map(([name]) => name);
  const names = countries.getName(code, english, { select: 'all' }) ?? [];
  return [code, countries.alpha2ToAlpha3(code) ?? code, ...names, ...others];
}

/** Every English country name, aliases too. */
export function countryNames(): readonly string[] {
  return Object.values(countries.getNames(english, { select: 'all' })).flat();
}

interface State {
  readonly name: string;
  /** Its two letters. */
  readonly code: string;
}

const inUnitedStates = 'US-';
const states: readonly State[] = iso31662
  .filter(({ code }) => code.startsWith(inUnitedStates))
  .map(({ code, name }) => ({ name, code: code.slice(inUnitedStates.length) }));

const stateOf: ReadonlyMap<string, State> = new Map(
  states.flatMap((state): [string, State][] => [
    [fold(state.name), state],
    [fold(state.code), state],
  ]),
);

/** The name of the US state or territory that a name or postal code means; undefined for anything else. */
export function stateName(text: string): string | undefined {
  return stateOf.get(fold(text))?.name;
}

/** The two letters of the US state or territory that a name or postal code means; undefined for anything else. */
export function stateCode(text: string): string | undefined {
  return stateOf.get(fold(text))?.code;
}

/** The names of the US states and territories. */
export function stateNames(): readonly string[] {
  return states.map(({ name }) => name);
}
