import { subdivisionCode } from './subdivisions.js';
import { countyCode, countyNeighbours, stateCode } from './us-counties.js';

/**
 * The states of the USA that share a line of their borders, each pair once, as the Census Bureau draws them (us-atlas);
 * those that meet in a point or across a lake share none.
 */
const following = `
AL FL GA MS TN
AR LA MO MS OK TN TX
AZ CA NM NV UT
CA NV OR
CO KS NE NM OK UT WY
CT MA NY RI
DC MD VA
DE MD NJ PA
FL GA
GA NC SC TN
IA IL MN MO NE SD WI
ID MT NV OR UT WA WY
IL IN KY MO WI
IN KY MI OH
KS MO NE OK
KY MO OH TN VA WV
LA MS TX
MA NH NY RI VT
MD PA VA WV
ME NH
MI OH WI
MN ND SD WI
MO NE OK TN
MS TN
MT ND SD WY
NC SC TN VA
ND SD
NE SD WY
NH VT
NJ NY PA
NM OK TX
NV OR UT
NY PA VT
OH PA WV
OK TX
OR WA
PA WV
SD WY
TN VA
UT WY
VA WV
`;

/** Columns that hold counties, by what their name or header says. */
const countyColumn = /count(y|ies)|parish|fips|geoid/i;

/**
 * What names the same area: a state or county of the USA by its code however it is spelled, all else by its text.
 *
 * @param column what the column is called: in one of counties, five digits are no ZIP code.
 */
export function areaKey(text: string, column = ''): string {
  const code = subdivisionCode(text);
  if (code?.startsWith('US-')) return code;
  const county = countyCode(text, countyColumn.test(column));
  return county === undefined ? text.trim().toLowerCase() : `US-${county}`;
}

/** The census code of the state (two digits) or county (five) that a key of `areaKey` names; undefined for anything else. */
export function censusCode(key: string): string | undefined {
  const code = /^US-(.+)$/.exec(key)?.[1];
  if (code === undefined) return undefined;
  return /^\d{5}$/.test(code) ? code : stateCode(code);
}

/** Pairs of states and of counties that lie side by side, by their ISO 3166-2 and FIPS codes. */
export function* usNeighbours(): Generator<readonly [string, string]> {
  for (const line of following.trim().split('\n')) {
    const [state, ...others] = line.split(' ');
    for (const other of others) yield [`US-${state}`, `US-${other}`];
  }
  for (const [one, other] of countyNeighbours()) yield [`US-${one}`, `US-${other}`];
}
