import { plainWords } from '../cells/plain-words.js';
import { subdivisionCode } from './subdivisions.js';
import { counties, following } from './us-counties-packed.js';

/** Where a name ends that is said to be a county's. */
const kinds = [
  'city and borough',
  'census area',
  'county',
  'parish',
  'borough',
  'municipality',
  'municipio',
];

/** From this number on, counties are cities that are none's: Baltimore city beside Baltimore County. */
const firstCity = 510;

interface Counties {
  /** FIPS codes in their order. */
  readonly codes: readonly string[];
  /** By the letters of the state and the name as one word. */
  readonly named: ReadonlyMap<string, string>;
  /** Codes of states by their letters. */
  readonly states: ReadonlyMap<string, string>;
}

let read: Counties | undefined;

function known(): Counties {
  read ??= readCounties();
  return read;
}

function readCounties(): Counties {
  const codes: string[] = [];
  const named = new Map<string, string>();
  const states = new Map<string, string>();
  for (const line of counties.trim().split('\n')) {
    const [fips, state] = [line.slice(0, 2), line.slice(2, 4)];
    states.set(state, fips);
    for (const entry of line.slice(5).split(',')) {
      const code = fips + entry.slice(0, 3);
      const name = nameKey(entry.slice(3));
      codes.push(code);
      const isCity = Number(entry.slice(0, 3)) >= firstCity;
      if (isCity) named.set(`${state} ${name}city`, code);
      // Where a county and a city have one name, the name alone is the county's.
      if (!isCity || !named.has(`${state} ${name}`)) named.set(`${state} ${name}`, code);
    }
  }
  return { codes, named, states };
}

/** A name as one word: DeKalb and De Kalb, St. Louis and Saint Louis are the same. */
function nameKey(name: string): string {
  const [first = '', ...rest] = plainWords(name);
  const short = { saint: 'st', sainte: 'ste' }[first] ?? first;
  return [short, ...rest].join('');
}

/**
 * FIPS code of the US county that a cell means: `Travis County, TX`; where the column is known to hold counties also
 * `Travis, Texas` and `48453`, a leading zero lost or not. Undefined for anything else.
 */
export function countyCode(text: string, isOfCounties: boolean): string | undefined {
  const digits = /^\d{4,5}$/.exec(text.trim());
  if (digits !== null) {
    const code = digits[0].padStart(5, '0');
    return isOfCounties && known().codes.includes(code) ? code : undefined;
  }
  const parts = /^(.+),([^,]+)$/.exec(text);
  if (parts === null) return undefined;
  const words = plainWords(parts[1]).join(' ');
  const kind = kinds.find((one) => words.endsWith(` ${one}`));
  if (kind === undefined && !isOfCounties) return undefined;
  const state = subdivisionCode(parts[2]);
  if (state?.startsWith('US-') !== true) return undefined;
  const name = kind === undefined ? words : words.slice(0, -kind.length - 1);
  return known().named.get(`${state.slice(3)} ${nameKey(name)}`);
}

/** FIPS code of a state by its postal letters. */
export function stateCode(letters: string): string | undefined {
  return known().states.get(letters);
}

/** Pairs of counties that share a line of their borders, by their FIPS codes, each pair once. */
export function* countyNeighbours(): Generator<readonly [string, string]> {
  const { codes } = known();
  for (const [at, further] of following.split(',').entries()) {
    if (further === '') continue;
    for (const one of further.split(' ')) yield [codes[at], codes[at + Number.parseInt(one, 36)]];
  }
}
