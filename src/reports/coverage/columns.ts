import type { CoverageAnalysis, Group } from '../../analytics/analysis.js';
import type { RepCoverage } from '../../analytics/coverage.js';
import { accountName } from '../../evaluation/account-name.js';
import { type ColumnOf, figures, textColumn, words } from '../document/blocks.js';
import { numberWords } from '../document/numbers.js';
import { repName as nameOfRep } from '../explain/names.js';

/** How much of each list is shown; the files have all. */
export const shown = { reps: 40, accounts: 10, cells: 8, names: 4 } as const;

export type WithBooks = Pick<CoverageAnalysis, 'books'>;

export function repName({ books }: WithBooks, rep: number): string {
  return nameOfRep(books.problem, rep);
}

export function nameOf({ books }: WithBooks, account: number): string {
  return accountName(books.problem, account);
}

export const name = <Row>(title: string, of: (row: Row) => string): ColumnOf<Row> =>
  words(title, of, { flexible: true, least: 10, most: 28 });

/** The columns of a book's figures, for reps and groups alike. */
export function tallyColumns<Row extends Group | RepCoverage>({
  books,
}: WithBooks): readonly ColumnOf<Row>[] {
  return [
    figures('ICP', 'count', ({ icp }) => icp),
    figures('Touched', 'count', ({ touched }) => touched),
    figures('Coverage', 'percent', ({ touched, icp }) => percentOf(touched, icp)),
    figures('By potential', 'percent', ({ touchedPotential, icpPotential }) =>
      percentOf(touchedPotential, icpPotential),
    ),
    ...(books.hasTiers
      ? [
          {
            ...textColumn<Row>('Tier 1 this qtr', ({ tier1, tier1ThisQuarter }) =>
              tier1 === 0 ? '–' : `${numberWords(tier1ThisQuarter)} of ${numberWords(tier1)}`,
            ),
            dispensable: true,
          },
        ]
      : []),
    figures('Idle', 'count', ({ idle }) => idle),
  ];
}

export function percentOf(part: number, whole: number): number | undefined {
  return whole > 0 ? (100 * part) / whole : undefined;
}
