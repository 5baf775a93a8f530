import { addTo } from '../model/grouping.js';
import { comparableText, filledColumn, filledNumbers, fold, type Table } from '../model/table.js';
import type { Books } from './books.js';
import { isOpen, isWon, type Outcomes } from './deals.js';
import { labelsOf } from './labels.js';
import { enough, type Rates } from './rates.js';

/** A row of the market file: a part of the market, what it holds and what is won of it. */
export interface MarketCell {
  /** Index of the row. */
  readonly row: number;
  readonly segment: string;
  readonly industry: string;
  readonly region: string;
  readonly territory: string;
  readonly repId: string;
  readonly companies: number;
  /** NaN where nothing tells. */
  readonly averageDeal: number;
  readonly dealFrom: 'given' | 'cell' | 'segment' | 'all' | 'assumed' | 'none';
  /** companies × average deal; NaN where that is not known. */
  readonly tam: number;
  readonly customers: number;
  /** Undefined where the accounts have no ARR. */
  readonly arr: number | undefined;
  readonly untapped: number;
}

export interface Market {
  /** The most untapped first; rows whose worth is not known last, in the order of the file. */
  readonly cells: readonly MarketCell[];
  /** The share of each rep (by index) in all of it. */
  readonly tamOf: Float64Array;
  /** What no rep has a part in. */
  readonly unshared: number;
  readonly hasTerritories: boolean;
  readonly hasReps: boolean;
  /** Pairs of rows that both hold for the same accounts: the first row of each pair, and the other. */
  readonly overlaps: readonly (readonly [number, number])[];
  /** rep_ids of the file that are no rep's with a book, and territories that no rep has. */
  readonly strangers: readonly string[];
  /** Columns that the market file fills and the accounts do not have, so that no account belongs there. */
  readonly missing: readonly string[];
}

const dimensions = ['segment', 'industry', 'region', 'territory', 'rep_id'] as const;
type Dimension = (typeof dimensions)[number];

/** The market by the rows of its file (contract 10). */
export function marketOf(books: Books, table: Table, rates: Rates): Market {
  const textOf = textsOf(table);
  const companies = filledNumbers(table, 'companies') ?? new Float64Array(table.size);
  const given = filledNumbers(table, 'average_deal');
  const belongs = accountsOf(books, table, textOf);
  const sharing = sharesOf(books);
  const tamOf = new Float64Array(books.problem.repCount);
  let unshared = 0;
  const strangers = new Set<string>();
  const cells = inOrderOfNames(table, textOf, companies).map((row): MarketCell => {
    const accounts = belongs.in(row);
    const size = Number.isNaN(companies[row]) ? 0 : companies[row];
    const deal = dealOf(books, rates, given?.[row], accounts, textOf(row, 'segment'));
    const tam = size * deal.value;
    const share = sharing(textOf(row, 'rep_id'), textOf(row, 'territory'), accounts);
    if (share.stranger !== undefined) strangers.add(share.stranger);
    if (!Number.isNaN(tam)) {
      const whole = share.parts.reduce((total, { part }) => total + part, 0);
      for (const { rep, part } of share.parts) tamOf[rep] += (tam * part) / whole;
      if (whole === 0) unshared += tam;
    }
    let [customers, arr] = [0, 0];
    for (const account of accounts) {
      customers += books.customer[account];
      arr += books.problem.arr[account];
    }
    return {
      row,
      segment: textOf(row, 'segment'),
      industry: textOf(row, 'industry'),
      region: textOf(row, 'region'),
      territory: textOf(row, 'territory'),
      repId: textOf(row, 'rep_id'),
      companies: size,
      averageDeal: deal.value,
      dealFrom: deal.from,
      tam,
      customers,
      arr: books.problem.hasArr ? arr : undefined,
      untapped: tam - arr,
    };
  });
  const known = (value: number): number => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  return {
    cells: cells.sort((a, b) => {
      const [first, second] = [known(a.untapped), known(b.untapped)];
      return first === second ? byName(a, b) : second - first;
    }),
    tamOf,
    unshared,
    hasTerritories: filledColumn(table, 'territory') !== undefined,
    hasReps: filledColumn(table, 'rep_id') !== undefined,
    overlaps: overlapsOf(table, textOf),
    strangers: [...strangers].sort(),
    missing: belongs.missing,
  };
}

/** The rows by what they are called and hold, so that sums do not depend on the order of the file. */
function inOrderOfNames(table: Table, textOf: TextOf, companies: Float64Array): number[] {
  const keys = Array.from({ length: table.size }, (_, row) =>
    dimensions.map((name) => textOf(row, name)).join('\u0000'),
  );
  return [...keys.keys()].sort((a, b) => {
    if (keys[a] !== keys[b]) return keys[a] < keys[b] ? -1 : 1;
    return companies[a] - companies[b] || a - b;
  });
}

/** By what they are called, so that the order of the file has no say; alike, as they stand. */
function byName(a: MarketCell, b: MarketCell): number {
  for (const name of ['segment', 'industry', 'region', 'territory', 'repId'] as const) {
    if (a[name] !== b[name]) return a[name] < b[name] ? -1 : 1;
  }
  return a.row - b.row;
}

type TextOf = (row: number, dimension: Dimension) => string;

function textsOf(table: Table): TextOf {
  const columns = new Map(dimensions.map((name) => [name, filledColumn(table, name)]));
  return (row, dimension) => {
    const column = columns.get(dimension);
    return column?.kind === 'text' ? column.words[column.codes[row]].trim() : '';
  };
}

/** What each row of the market file is compared by. */
function keyOf(dimension: Dimension, text: string): string {
  return dimension === 'rep_id' ? text : fold(text);
}

/** Which accounts each row of the market file is about: a blank cell is about all. */
function accountsOf(
  books: Books,
  table: Table,
  textOf: TextOf,
): { readonly in: (row: number) => readonly number[]; readonly missing: readonly string[] } {
  const { problem, counts, rep, labels } = books;
  const territory = labelsOf(problem.accounts, 'territory');
  const own = { ...labels, territory };
  const isFilled = (name: Dimension): boolean => filledColumn(table, name) !== undefined;
  // A territory may be the reps' alone: then it shares the market out and says nothing of accounts.
  const told = (['segment', 'industry', 'region', 'territory'] as const).filter(
    (name) => isFilled(name) && (name !== 'territory' || territory.isThere),
  );
  const byRep = isFilled('rep_id');
  // Accounts alike in all of these are looked at once.
  const groups = new Map<string, number[]>();
  for (let account = 0; account < problem.accountCount; account++) {
    if (counts[account] === 0) continue;
    const key = [
      ...told.map((name) => own[name].codes[account]),
      ...(byRep ? [rep[account]] : []),
    ].join(',');
    addTo(groups, key, account);
  }
  const members = [...groups.values()];
  return {
    in: (row) => {
      const wanted = told.flatMap((name) => {
        const text = textOf(row, name);
        return text === '' ? [] : [{ codes: own[name].codes, code: own[name].codeOf(text) }];
      });
      const repId = textOf(row, 'rep_id');
      const found = members.filter(
        ([first]) =>
          wanted.every(({ codes, code }) => codes[first] === code) &&
          (repId === '' || (rep[first] >= 0 && problem.repIds[rep[first]] === repId)),
      );
      return found.length === 1 ? found[0] : found.flat().sort((a, b) => a - b);
    },
    missing: told.filter((name) => !own[name].isThere),
  };
}

/** The average deal of a cell: as given, else what deals there brought in, in the segment, in all. */
function dealOf(
  books: Books,
  rates: Rates,
  given: number | undefined,
  accounts: readonly number[],
  segment: string,
): { readonly value: number; readonly from: MarketCell['dealFrom'] } {
  if (given !== undefined && !Number.isNaN(given)) return { value: given, from: 'given' };
  const prices = pricesOf(books);
  const cell = sum(accounts.map((account) => prices.byAccount[account]));
  if (cell.priced >= enough.wonBySegment) return { value: cell.amount / cell.priced, from: 'cell' };
  const code = books.labels.segment.codeOf(segment);
  const alike = segment === '' || code === undefined ? undefined : prices.bySegment[code];
  if (alike !== undefined && alike.priced >= enough.wonBySegment) {
    return { value: alike.amount / alike.priced, from: 'segment' };
  }
  if (prices.all.priced > 0) return { value: prices.all.amount / prices.all.priced, from: 'all' };
  if (rates.deal.from === 'assumed') return { value: rates.deal.value, from: 'assumed' };
  return { value: Number.NaN, from: 'none' };
}

type Priced = Pick<Outcomes, 'priced' | 'amount'>;
interface Prices {
  readonly byAccount: readonly (Priced | undefined)[];
  readonly bySegment: readonly Priced[];
  readonly all: Priced;
}

const pricesKnown = new WeakMap<Books, Prices>();

/** What won deals brought in, worked out once. */
function pricesOf(books: Books): Prices {
  const known = pricesKnown.get(books);
  if (known !== undefined) return known;
  const { deals, labels, problem } = books;
  const none = () => ({ priced: 0, amount: 0 });
  const byAccount: ({ priced: number; amount: number } | undefined)[] = new Array(
    problem.accountCount,
  ).fill(undefined);
  const bySegment = labels.segment.names.map(none);
  const all = none();
  for (const row of deals?.rows ?? []) {
    if (deals === undefined || !isWon(deals, row) || isOpen(deals, row)) continue;
    if (Number.isNaN(deals.won[row])) continue;
    const account = deals.account[row];
    const own = byAccount[account] ?? none();
    byAccount[account] = own;
    for (const prices of [own, bySegment[labels.segment.codes[account]], all]) {
      prices.priced++;
      prices.amount += deals.won[row];
    }
  }
  const prices = { byAccount, bySegment, all };
  pricesKnown.set(books, prices);
  return prices;
}

function sum(all: readonly (Priced | undefined)[]): Priced {
  const total = { priced: 0, amount: 0 };
  for (const one of all) {
    total.priced += one?.priced ?? 0;
    total.amount += one?.amount ?? 0;
  }
  return total;
}

interface Share {
  readonly parts: readonly { readonly rep: number; readonly part: number }[];
  /** A rep_id or territory that nobody has. */
  readonly stranger?: string;
}

/** Who has a part in a cell: its rep; the reps of its territory by capacity; else those with accounts in it. */
function sharesOf(
  books: Books,
): (repId: string, territory: string, accounts: readonly number[]) => Share {
  const { problem, reps, rep } = books;
  const byId = new Map(reps.map((one) => [problem.repIds[one], one]));
  const byTerritory = new Map<string, number[]>();
  const column = filledColumn(problem.reps, 'territory');
  if (column?.kind === 'text') {
    for (const one of reps) {
      const own = column.words[column.codes[one]].split('|');
      for (const text of new Set(own.map((part) => comparableText(column, part)))) {
        if (text !== '') addTo(byTerritory, text, one);
      }
    }
  }
  return (repId, territory, accounts) => {
    if (repId !== '') {
      const one = byId.get(repId);
      return one === undefined
        ? { parts: [], stranger: repId }
        : { parts: [{ rep: one, part: 1 }] };
    }
    if (territory !== '') {
      const key = column === undefined ? fold(territory) : comparableText(column, territory);
      const there = byTerritory.get(key);
      return there === undefined
        ? { parts: [], stranger: territory }
        : { parts: there.map((one) => ({ rep: one, part: problem.capacity[one] })) };
    }
    const count = new Map<number, number>();
    for (const account of accounts) {
      if (rep[account] >= 0) count.set(rep[account], (count.get(rep[account]) ?? 0) + 1);
    }
    return {
      parts: [...count].sort(([a], [b]) => a - b).map(([one, part]) => ({ rep: one, part })),
    };
  };
}

/** So many pairs are told; the rest would not help. */
const pairsTold = 20;

/** Rows that say something of the same accounts: alike wherever both are filled. */
function overlapsOf(table: Table, textOf: TextOf): readonly (readonly [number, number])[] {
  // Rows by which cells they fill: of two such kinds, those alike in what both fill overlap.
  const kinds = new Map<
    string,
    { readonly filled: readonly Dimension[]; readonly rows: number[] }
  >();
  for (let row = 0; row < table.size; row++) {
    const filled = dimensions.filter((name) => textOf(row, name) !== '');
    const key = filled.join();
    const kind = kinds.get(key) ?? { filled, rows: [] };
    kind.rows.push(row);
    kinds.set(key, kind);
  }
  const all = [...kinds.values()];
  const pairs: (readonly [number, number])[] = [];
  all.forEach((first, index) => {
    for (const second of all.slice(index)) {
      const both = first.filled.filter((name) => second.filled.includes(name));
      const key = (row: number): string =>
        both.map((name) => keyOf(name, textOf(row, name))).join('\u0000');
      const rows = new Map<string, number>();
      for (const row of first.rows) {
        const here = key(row);
        const other = rows.get(here);
        if (first === second && other !== undefined) pairs.push([other, row]);
        if (other === undefined) rows.set(here, row);
      }
      if (first === second) continue;
      for (const row of second.rows) {
        const other = rows.get(key(row));
        if (other !== undefined) pairs.push([Math.min(other, row), Math.max(other, row)]);
      }
    }
  });
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, pairsTold);
}
