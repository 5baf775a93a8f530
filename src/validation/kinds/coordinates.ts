import { countryCode, stateName } from '../../inputs/places/place-names.js';
import { cellText, filledNumbers, type Table } from '../../model/table.js';
import { accountName, wordsIn } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection, References } from '../inspection.js';
import { type Area, type Atlas, kmFrom } from '../places/atlas.js';

/**
 * How far outside its border a place may seem to lie: packaged borders are
 * drawn coarsely, and towns stand on capes, islands and river banks.
 */
const toleranceKm = { state: 25, country: 60 };

/** A column of states is taken for US states where this share of its filled cells is. */
const usShare = 0.8;

/** Accounts whose coordinates lie outside their state or country. */
export async function coordinates(
  { accounts }: Inspection,
  { atlas }: References,
): Promise<readonly Finding[]> {
  const latitude = filledNumbers(accounts, 'latitude');
  const longitude = filledNumbers(accounts, 'longitude');
  if (latitude === undefined || longitude === undefined) return [];
  const claims = claimsOf(accounts);
  let maps: Atlas | undefined;
  const found: Finding[] = [];
  for (let account = 0; account < accounts.size; account++) {
    const [x, y] = [longitude[account], latitude[account]];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    const claim = claims(account);
    if (x === 0 && y === 0) {
      found.push(finding(accounts, account, [x, y], { claimed: '', km: 0, mend: 'placeholder' }));
      continue;
    }
    if (claim === undefined) continue;
    maps ??= await atlas();
    const area = claim.of === 'state' ? maps.state(claim.key) : maps.country(claim.key);
    if (area === undefined) continue;
    const tolerance = toleranceKm[claim.of];
    const km = kmFrom(area, x, y);
    if (km <= tolerance) continue;
    found.push(
      finding(accounts, account, [x, y], {
        claimed: area.name,
        found: maps.at(x, y)?.name,
        km,
        mend: mendOf(area, x, y, tolerance),
      }),
    );
  }
  return found;
}

type Outside = Pick<Finding<'outside-its-place'>['facts'], 'claimed' | 'km' | 'mend'> & {
  readonly found?: string | undefined;
};

function finding(
  accounts: Table,
  account: number,
  [x, y]: readonly [number, number],
  { claimed, found, km, mend }: Outside,
): Finding {
  const latitude = accounts.columns.get('latitude')?.header ?? 'latitude';
  const longitude = accounts.columns.get('longitude')?.header ?? 'longitude';
  return {
    kind: 'outside-its-place',
    severity: 'warning',
    file: accounts.file,
    rows: [accounts.rowNumbers[account]],
    column: `${latitude}, ${longitude}`,
    value: `${y}, ${x}`,
    facts: { name: accountName(accounts, account), claimed, found, km, mend },
  };
}

/** What would bring the point home: the two swapped, or a sign lost. */
function mendOf(area: Area, x: number, y: number, tolerance: number) {
  if (kmFrom(area, -x, y) <= tolerance) return 'longitude-sign';
  if (kmFrom(area, x, -y) <= tolerance) return 'latitude-sign';
  if (Math.abs(x) <= 90 && kmFrom(area, y, x) <= tolerance) return 'swap';
  return undefined;
}

interface Claim {
  readonly of: 'state' | 'country';
  readonly key: string;
}

/** Where each account says it is: its US state, else its country; states of other countries are not on the map. */
function claimsOf(accounts: Table): (account: number) => Claim | undefined {
  const states = wordsIn(accounts, accounts.columns.get('state'));
  const countries = wordsIn(accounts, accounts.columns.get('country'));
  const stateNames = states?.words.map(stateName);
  const countryCodes = countries?.words.map(countryCode);
  const american = isAmerican(states?.codes, stateNames);
  return (account) => {
    const code = countries && countryCodes?.[countries.codes[account]];
    const hasCountry = cellText(accounts.columns.get('country'), account) !== '';
    const state = states && stateNames?.[states.codes[account]];
    if (state !== undefined && (hasCountry ? code === 'US' : american)) {
      return { of: 'state', key: state };
    }
    return code === undefined ? undefined : { of: 'country', key: code };
  };
}

function isAmerican(
  codes: Uint32Array | undefined,
  names: readonly (string | undefined)[] | undefined,
): boolean {
  if (codes === undefined || names === undefined) return false;
  let filled = 0;
  let american = 0;
  for (const code of codes) {
    if (code === 0) continue;
    filled++;
    if (names[code] !== undefined) american++;
  }
  return american >= usShare * filled;
}
