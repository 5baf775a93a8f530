import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarket } from '../../src/inputs/csv/market.js';
import { type DayNumber, dayNumber } from '../../src/model/units.js';
import { assumedBy } from '../../src/planning/assumptions.js';
import { coverageAnalysis } from '../../src/planning/coverage.js';
import { readProblem } from '../../src/planning/inputs.js';
import { coverageTables } from '../../src/reports/coverage/tables.js';
import { csvOf, madeBooks } from './made-books.js';
import { naiveCoverage } from './naive-coverage.js';

const day = (text: string): DayNumber => dayNumber(Date.parse(text) / 86_400_000);

/** The tables of carve as rows of cells, by file. */
function tablesOf(seed: number, shuffled = false) {
  const { files, options } = madeBooks(seed);
  const order = <Value>(rows: readonly Value[]): Value[] =>
    shuffled ? [...rows].reverse() : [...rows];
  const named = (name: string, rows: readonly Readonly<Record<string, string>>[] | undefined) =>
    rows && { name, bytes: csvOf(order(rows)) };
  const rule = (kind: string, ids: ReadonlySet<string>): string =>
    ids.size === 0 ? '' : `${kind},account_id = ${[...ids].join('|')}\n`;
  const rules = `rule,accounts\n${rule('exclude', files.excluded)}${rule('release', files.released)}`;
  const read = readProblem({
    accounts: { name: 'accounts.csv', bytes: csvOf(order(files.accounts)) },
    reps: { name: 'reps.csv', bytes: csvOf(order(files.reps)) },
    rules: { name: 'rules.csv', bytes: Buffer.from(rules) },
    opportunities: named('opportunities.csv', files.opportunities),
    activities: named('activities.csv', files.activities),
    bare: true,
    map: [],
    assembly: {
      asOf: day(options.asOf),
      weights: new Map(),
      potentialCap: true,
      shareBy: undefined,
    },
  });
  const [month, startDay] = options.fiscalStart;
  const { analysis } = coverageAnalysis(read, {
    window: options.window,
    icp: undefined,
    least: options.min,
    fiscalStart: { month, day: startDay },
    by: 'rep',
    involve: files.opportunities === undefined ? undefined : options.involve,
    plan: undefined,
    market: files.market && readMarket('market.csv', csvOf(order(files.market)), {}).table,
    assumptions: assumedBy({
      numbers: new Map(
        Object.entries(files.assumptions).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      ranges: new Map(),
      lists: new Map(),
    }).rates,
    earlier: undefined,
  });
  return {
    analysis,
    tables: coverageTables(analysis),
    naive: naiveCoverage(files, options),
    files,
  };
}

type Cell = string | number | undefined;

/** Whether cells agree: numbers to 9 digits, nothing and NaN alike. */
function same(mine: Cell, theirs: Cell): boolean {
  const plain = (cell: Cell): Cell =>
    cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? '' : cell;
  const [a, b] = [plain(mine), plain(theirs)];
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  }
  return a === b;
}

function differences(
  table: ReturnType<typeof coverageTables> extends ReadonlyMap<string, infer T>
    ? T | undefined
    : never,
  expected: readonly Readonly<Record<string, Cell>>[],
): string[] {
  if (table === undefined) return ['no table'];
  const rows = [...table.rows()];
  if (rows.length !== expected.length) return [`${rows.length} rows for ${expected.length}`];
  return expected.flatMap((row, at) =>
    Object.entries(row).flatMap(([name, value]) => {
      // A column of the market that its file does not have is not written.
      if (!table.columns.includes(name) && value === '') return [];
      const cell = rows[at][table.columns.indexOf(name)];
      const read = name === 'due' ? day(String(cell)) : cell;
      return same(read, value) ? [] : [`row ${at} ${name}: ${String(read)} for ${String(value)}`];
    }),
  );
}

/** Rows whose worth is not known come last. */
const known = (value: number): number => (Number.isNaN(value) ? -1e15 : value);
const named = (row: Readonly<Record<string, Cell>>): string =>
  [
    row.segment,
    row.industry,
    row.region,
    row.territory,
    row.rep_id,
    String(row.companies).padStart(9),
  ].join('\t');

describe('every figure of carve coverage', () => {
  it('is what a naive reading of the contract gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const { tables, naive, files } = tablesOf(seed);
        expect(differences(tables.get('coverage.csv'), naive.rows)).toEqual([]);
        expect(differences(tables.get('book.csv'), naive.book)).toEqual([]);
        expect(differences(tables.get('whitespace.csv'), naive.whitespace)).toEqual([]);
        expect(differences(tables.get('segments.csv'), naive.segments)).toEqual([]);
        if (files.opportunities !== undefined) {
          expect(differences(tables.get('family-deals.csv'), naive.familyDeals)).toEqual([]);
        }
        if (files.market !== undefined) {
          const greatestFirst = [...naive.market].sort(
            (a, b) => known(b.untapped) - known(a.untapped) || (named(a) < named(b) ? -1 : 1),
          );
          expect(differences(tables.get('market.csv'), greatestFirst)).toEqual([]);
        }
      }),
      { numRuns: 150, seed: 19 },
    );
  });

  it('adds up over the reps to what the file has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const { analysis } = tablesOf(seed);
        const { reps, held, unheld, books } = analysis;
        const sum = (of: (rep: (typeof reps)[number]) => number): number =>
          reps.reduce((total, rep) => total + of(rep), 0);
        for (const name of [
          'accounts',
          'icp',
          'touched',
          'idle',
          'realNow',
          'activities',
          'closed',
        ] as const) {
          expect(sum((rep) => rep[name])).toBe(held[name]);
        }
        const planned = books.planned.reduce((total, one) => total + one, 0);
        expect(held.accounts + unheld.accounts).toBe(planned);
        const market = analysis.market;
        if (market !== undefined) {
          const tam = market.cells.reduce((total, { tam: one }) => total + (one || 0), 0);
          const shared = market.tamOf.reduce((total, one) => total + one, market.unshared);
          expect(Math.abs(tam - shared)).toBeLessThan(1e-6 * Math.max(1, tam));
        }
      }),
      { numRuns: 40, seed: 20 },
    );
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const [a, b] = [tablesOf(seed), tablesOf(seed, true)].map(({ tables }) =>
          [...tables].map(
            ([name, { rows }]) => [name, [...rows()].map((row) => row.join('\t'))] as const,
          ),
        );
        for (const [at, [name, rows]] of a.entries()) {
          // Reps stand in the order of their file.
          const byRep = name === 'coverage.csv' || name === 'book.csv';
          const sorted = (all: readonly string[]): readonly string[] =>
            byRep ? [...all].sort() : all;
          expect(sorted(b[at][1])).toEqual(sorted(rows));
        }
      }),
      { numRuns: 40, seed: 21 },
    );
  });
});
