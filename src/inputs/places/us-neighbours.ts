import { subdivisionCode } from './subdivisions.js';

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

/** What names the same area: a state of the USA by its code however it is spelled, all else by its text. */
export function areaKey(text: string): string {
  const code = subdivisionCode(text);
  return code?.startsWith('US-') ? code : text.trim().toLowerCase();
}

/** Pairs of neighbouring states, by their ISO 3166-2 codes. */
export function usNeighbours(): readonly (readonly [string, string])[] {
  return following
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [state, ...others] = line.split(' ');
      return others.map((other): [string, string] => [`US-${state}`, `US-${other}`]);
    });
}
