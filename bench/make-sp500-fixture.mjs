/**
 * Makes fixtures/sp500/accounts.csv from the two files in fixtures/sp500/source.
 * reps.csv and rules.csv beside it are written by hand. What is real and what is
 * invented, with every formula: fixtures/sp500/README.md.
 *
 *   node bench/make-sp500-fixture.mjs           writes the file
 *   node bench/make-sp500-fixture.mjs --check   exit 1 if it is not what would be written
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

const folder = join(import.meta.dirname, '../fixtures/sp500');
const read = (file) =>
  parse(readFileSync(join(folder, 'source', file)), { columns: true, bom: true });

/** The day that invented dates are counted from. */
const baseDay = Date.UTC(2026, 0, 15) / 86_400_000;

const statesOf = {
  East: 'Connecticut|Delaware|District of Columbia|Maine|Maryland|Massachusetts|New Hampshire|New Jersey|New York|Pennsylvania|Rhode Island',
  South:
    'Alabama|Arkansas|Florida|Georgia|Kentucky|Louisiana|North Carolina|Oklahoma|Tennessee|Texas|Virginia',
  Central: 'Illinois|Indiana|Iowa|Michigan|Minnesota|Missouri|Nebraska|Ohio|Wisconsin',
  West: 'Arizona|California|Colorado|Idaho|Montana|Nevada|Oregon|Utah|Washington',
};
const regionOfState = new Map(
  Object.entries(statesOf).flatMap(([region, states]) =>
    states.split('|').map((state) => [state, region]),
  ),
);

/** Today's books, invented: the share of each region's accounts by owner. Uneven on purpose. */
const todaysShares = {
  East: { 'priya.raman': 0.5, 'daniel.okafor': 0.32, 'marta.lindqvist': 0.18 },
  South: { 'travis.boone': 0.52, 'lucia.herrera': 0.24, 'kenji.watanabe': 0.24 },
  Central: { 'marcus.bell': 0.55, 'hannah.vogel': 0.35, 'kenji.watanabe': 0.1 },
  West: { 'ben.castillo': 0.48, 'mei.tanaka': 0.3, 'sofia.marin': 0.19, 'noah.fischer': 0.03 },
  International: { 'marta.lindqvist': 0.5, 'sofia.marin': 0.5 },
};
const unownedShare = 0.1;
const departedShare = 0.04;
/** Accounts that followed a rep who once worked another region. */
const strayShare = 0.03;
const departedOwner = 'gail.porter@example.com';

/** Share classes, and spin-offs that the source lists beside the company they came from. */
const parents = { GOOG: 'GOOGL', FOX: 'FOXA', NWS: 'NWSA', FDXF: 'FDX', HONA: 'HON' };
/** Second share classes: the same company twice, so each row has half of it. */
const shareClasses = new Set(['GOOG', 'GOOGL', 'FOX', 'FOXA', 'NWS', 'NWSA']);
/** Accounts a customer's contract ties to a person. */
const locked = { JPM: 'daniel.okafor', MSFT: 'mei.tanaka', UNH: 'hannah.vogel' };

const financials = new Map(read('constituents-financials.csv').map((row) => [row.Symbol, row]));
const companies = read('constituents.csv').map((row) => companyOf(row));
estimateMissingCaps(companies);
const accounts = companies.map((company) => accountOf(company));
const text = stringify(accounts, { header: true });
const target = join(folder, 'accounts.csv');
if (process.argv.includes('--check')) {
  const same = readFileSync(target, 'utf8') === text;
  console.log(same ? 'accounts.csv is up to date' : 'accounts.csv differs: run without --check');
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(target, text);
  console.log(`${accounts.length} accounts written`);
}

/** What the source says of a company. */
function companyOf(row) {
  const money = financials.get(row.Symbol) ?? {};
  const cap = numberOf(money['Market Cap']);
  const perSales = numberOf(money['Price/Sales']);
  return {
    symbol: row.Symbol,
    name: row.Security,
    industry: row['GICS Sector'],
    ...placeOf(row['Headquarters Location']),
    cap,
    capSource: 'source',
    ebitda: numberOf(money.EBITDA),
    revenue: cap !== undefined && perSales !== undefined ? cap / perSales : undefined,
  };
}

/** "City, State" or "City, Country"; the first of two headquarters; footnote marks dropped. */
function placeOf(location) {
  const parts = location
    .split(';')[0]
    .replace(/\[\d+\]/g, '')
    .split(', ');
  if (parts.length < 2) return { city: '', state: '', country: '', region: '' };
  const last = parts.at(-1) === 'D.C.' ? 'District of Columbia' : parts.at(-1);
  const city = parts.slice(0, -1).join(', ');
  const region = regionOfState.get(last);
  return region === undefined
    ? { city, state: '', country: last, region: 'International' }
    : { city, state: last, country: 'United States', region };
}

/** Where the source has no market cap: EBITDA × the sector's median cap/EBITDA, else the sector's median cap. */
function estimateMissingCaps(all) {
  const known = all.filter(({ cap }) => cap !== undefined);
  for (const company of all) {
    if (company.cap !== undefined) continue;
    const peers = known.filter(({ industry }) => industry === company.industry);
    const priced = peers.filter(({ ebitda }) => ebitda > 0);
    const byEbitda = company.ebitda > 0;
    company.estimatedCap = byEbitda
      ? company.ebitda * median(priced.map(({ cap, ebitda }) => cap / ebitda))
      : median(peers.map(({ cap }) => cap));
    company.capSource = byEbitda ? 'estimated from EBITDA' : 'estimated from sector';
  }
}

function accountOf(company) {
  const { symbol } = company;
  const draw = (what) => drawOf(symbol, what);
  const size = company.cap ?? company.estimatedCap;
  const segment = size >= 200e9 ? 'Mega' : size >= 50e9 ? 'Large' : 'Mid';
  const share = shareClasses.has(symbol) ? 0.5 : 1;
  const potential = share * Math.sqrt(size / 1e6);
  const owner = ownerOf(company, draw);
  const customer = owner !== '' && draw('customer') < 0.4;
  const hasPipeline = owner !== '' && draw('pipeline') < 0.3;
  const contacted = owner !== '' && draw('contacted') < 0.75;
  return {
    account_id: symbol,
    account_name: company.name,
    owner,
    type: customer ? 'Customer' : 'Prospect',
    industry: company.industry,
    segment,
    region: company.region,
    city: company.city,
    state: company.state,
    country: company.country,
    parent_id: parents[symbol] ?? '',
    locked: symbol in locked ? 'yes' : '',
    market_cap: company.cap ?? '',
    market_cap_basis: company.capSource,
    annual_revenue: company.revenue === undefined ? '' : Math.round(company.revenue / 1e6) * 1e6,
    ebitda: company.ebitda ?? '',
    potential: potential.toFixed(1),
    workload: (share * { Mega: 6, Large: 3, Mid: 1.5 }[segment] * (customer ? 1.5 : 1)).toFixed(2),
    arr: customer ? thousands(potential * (150 + 500 * draw('arr'))) : 0,
    open_pipeline: hasPipeline ? thousands(potential * (50 + 250 * draw('open'))) : 0,
    renewal_date: customer ? dateOf(baseDay + Math.floor(365 * draw('renewal'))) : '',
    last_contacted: contacted ? dateOf(baseDay - 1 - Math.floor(300 * draw('touch') ** 2)) : '',
  };
}

function ownerOf({ symbol, region }, draw) {
  if (symbol in locked) return `${locked[symbol]}@example.com`;
  const luck = draw('owned');
  if (luck < unownedShare) return '';
  if (luck < unownedShare + departedShare) return departedOwner;
  const regions = Object.keys(todaysShares);
  const home = draw('stray') < strayShare ? regions[Math.floor(4 * draw('where'))] : region;
  const shares = Object.entries(todaysShares[home] ?? todaysShares.West);
  let left = draw('owner');
  for (const [name, share] of shares) {
    left -= share;
    if (left < 0) return `${name}@example.com`;
  }
  return `${shares[0][0]}@example.com`;
}

/** A number in 0…1 that depends on nothing but the symbol and what it is for. */
function drawOf(symbol, what) {
  const bytes = createHash('sha256').update(`carve sp500 2 ${symbol} ${what}`).digest();
  return bytes.readUIntBE(0, 6) / 2 ** 48;
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
}

function numberOf(cell) {
  return cell === undefined || cell === '' ? undefined : Number(cell);
}

function thousands(amount) {
  return Math.round(amount / 1000) * 1000;
}

function dateOf(day) {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
