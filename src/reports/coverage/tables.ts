import type { CoverageAnalysis } from '../../analytics/analysis.js';
import type { RepCoverage, Worked } from '../../analytics/coverage.js';
import type { HolderCoverage } from '../../analytics/role-coverage.js';
import type { CsvTable, WrittenCell } from '../../inputs/csv/write.js';
import { cellText, isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import { pipelineVerdictOf, stepWords, verdictOf } from './words.js';

/** A column of a file, which knows its cell of each row. */
type Cells<Row> = Readonly<Record<string, (row: Row) => WrittenCell>>;

function tableOf<Row>(rows: readonly Row[], cells: Cells<Row>): CsvTable {
  const columns = Object.keys(cells);
  const of = Object.values(cells);
  return {
    columns,
    rows: function* () {
      for (const row of rows) yield of.map((cell) => cell(row));
    },
  };
}

/** The tables of a coverage folder by their files, those alone that there is something to say of. */
export function coverageTables(analysis: CoverageAnalysis): ReadonlyMap<string, CsvTable> {
  const tables = new Map([
    ['coverage.csv', repTable(analysis)],
    ['book.csv', bookTable(analysis)],
    ['whitespace.csv', whitespaceTable(analysis)],
    ['segments.csv', segmentTable(analysis)],
  ]);
  if (analysis.market !== undefined)
    tables.set('market.csv', marketTable(analysis, analysis.market));
  if (analysis.familyDeals !== undefined) {
    tables.set('family-deals.csv', familyTable(analysis, analysis.familyDeals));
  }
  if (analysis.roles.length > 0) {
    tables.set('role-coverage.csv', roleTable(analysis));
    tables.set('role-book.csv', roleBookTable(analysis));
  }
  return tables;
}

const percent = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : 100 * share;

/** How accounts were worked, a rep's or a holder's: the same figures in the same words. */
function workedCells({ hasTiers }: CoverageAnalysis['books']) {
  return {
    icp: ({ icp }: Worked) => icp,
    touched: ({ touched }: Worked) => touched,
    coverage_pct: ({ coverage }: Worked) => percent(coverage),
    potential_coverage_pct: ({ potentialCoverage }: Worked) => percent(potentialCoverage),
    tier1: ({ tier1 }: Worked) => (hasTiers ? tier1 : undefined),
    tier1_this_quarter: ({ tier1ThisQuarter }: Worked) => (hasTiers ? tier1ThisQuarter : undefined),
    idle: ({ idle }: Worked) => idle,
    real_now: ({ realNow }: Worked) => realNow,
  };
}

/** The figures of a rep as files have them; coverage.json too. */
export function repCells({ books, market }: CoverageAnalysis) {
  const { repIds } = books.problem;
  return {
    rep_id: ({ rep }: RepCoverage) => repIds[rep],
    ...workedCells(books),
    verdict: verdictOf,
    cause: ({ cause }: RepCoverage) => cause ?? '',
    open_pipeline: ({ open }: RepCoverage) => open,
    workable: ({ workable }: RepCoverage) => workable,
    expected: ({ expected }: RepCoverage) => expected,
    quota_left: ({ quotaLeft }: RepCoverage) => quotaLeft,
    cover: ({ cover }: RepCoverage) => cover,
    pipeline_verdict: pipelineVerdictOf,
    tam: ({ rep }: RepCoverage) => market?.tamOf[rep],
    attainment_pct: ({ attainment }: RepCoverage) => percent(attainment),
    activities: ({ activities }: RepCoverage) => activities,
    win_rate: ({ winRate }: RepCoverage) => winRate,
  };
}

function repTable(analysis: CoverageAnalysis): CsvTable {
  return tableOf(analysis.reps, repCells(analysis));
}

function bookTable({ books, ranked }: CoverageAnalysis): CsvTable {
  const { accountIds, repIds } = books.problem;
  const rows = [...ranked].flatMap(([rep, book]) =>
    book.map((one, index) => ({ ...one, rep, rank: index + 1 })),
  );
  return tableOf(rows, {
    rep_id: ({ rep }) => repIds[rep],
    rank: ({ rank }) => rank,
    account_id: ({ account }) => accountIds[account],
    priority: ({ priority }) => priority,
    score: ({ score }) => score,
    signal: ({ signal }) => signal,
    relationship: ({ relationship }) => relationship,
    last_contacted: ({ last }) => (Number.isNaN(last) ? '' : isoDate(last)),
    due: ({ due }) => isoDate(due),
    next_step: (one) => stepWords(one, books),
  });
}

function whitespaceTable({ books, whitespace }: CoverageAnalysis): CsvTable {
  const { accountIds, repIds, accounts } = books.problem;
  const names = accounts.columns.get('account_name');
  return tableOf(whitespace, {
    account_id: ({ account }) => accountIds[account],
    account_name: ({ account }) => cellText(names, account),
    rep_id: ({ account }) => (books.rep[account] < 0 ? '' : repIds[books.rep[account]]),
    priority: ({ priority }) => priority,
    touched: ({ account }) => (books.touched[account] === 1 ? 'yes' : 'no'),
  });
}

function segmentTable({ segments }: CoverageAnalysis): CsvTable {
  return tableOf(segments, {
    segment: ({ segment }) => segment,
    industry: ({ industry }) => industry,
    closed: ({ closed }) => closed,
    win_rate: ({ winRate }) => winRate,
    win_low: ({ winLow }) => winLow,
    win_high: ({ winHigh }) => winHigh,
    coverage_pct: ({ touched, icp }) => (icp === 0 ? undefined : (100 * touched) / icp),
    verdict: ({ isWinning }) => (isWinning ? 'winning' : ''),
  });
}

function marketTable(
  _: CoverageAnalysis,
  { cells, hasTerritories, hasReps }: NonNullable<CoverageAnalysis['market']>,
): CsvTable {
  const quotient = (part: number | undefined, whole: number): number | undefined =>
    part === undefined || !(whole > 0) ? undefined : (100 * part) / whole;
  return tableOf(cells, {
    segment: ({ segment }) => segment,
    industry: ({ industry }) => industry,
    region: ({ region }) => region,
    companies: ({ companies }) => companies,
    average_deal: ({ averageDeal }) => averageDeal,
    tam: ({ tam }) => tam,
    customers: ({ customers }) => customers,
    arr: ({ arr }) => arr,
    penetration_pct: ({ customers, companies }) => quotient(customers, companies),
    arr_pct: ({ arr, tam }) => quotient(arr, tam),
    untapped: ({ untapped }) => untapped,
    ...(hasTerritories && { territory: ({ territory }) => territory }),
    ...(hasReps && { rep_id: ({ repId }) => repId }),
  });
}

function familyTable(
  { books }: CoverageAnalysis,
  deals: NonNullable<CoverageAnalysis['familyDeals']>,
): CsvTable {
  const { accountIds, repIds } = books.problem;
  const repOf = (account: number): string =>
    books.rep[account] < 0 ? '' : repIds[books.rep[account]];
  const { amount, stages, id } = books.deals ?? {
    amount: new Float64Array(),
    stages: { codes: new Uint32Array(), words: [] },
    id: () => '',
  };
  return tableOf(deals, {
    opportunity_id: ({ row }) => id(row),
    account_id: ({ account }) => accountIds[account],
    rep_id: ({ account }) => repOf(account),
    parent_id: ({ parent }) => accountIds[parent],
    parent_rep_id: ({ parent }) => repOf(parent),
    amount: ({ row }) => amount[row],
    stage: ({ row }) => stages.words[stages.codes[row]],
  });
}

/** The figures of somebody in a role as files have them; coverage.json too. */
export function holderCells({ books }: Pick<CoverageAnalysis, 'books'>) {
  const { repIds, repNames } = books.problem;
  const { icp, touched, coverage_pct, ...others } = workedCells(books);
  return {
    rep_id: ({ rep }: HolderCoverage) => (rep < 0 ? '' : repIds[rep]),
    rep_name: ({ rep }: HolderCoverage) => (rep < 0 ? '' : repNames[rep]),
    accounts: ({ accounts }: HolderCoverage) => accounts,
    accounts_touched: ({ anyTouched }: HolderCoverage) => anyTouched,
    accounts_by_holder: ({ own }: HolderCoverage) => own?.accounts,
    icp,
    touched,
    coverage_pct,
    touched_by_holder: ({ own }: HolderCoverage) => own?.icp,
    by_holder_pct: ({ own }: HolderCoverage) => percent(own?.coverage),
    ...others,
    activities: ({ activities }: HolderCoverage) => activities,
    activities_by_holder: ({ own }: HolderCoverage) => own?.activities,
  };
}

/** Everybody in a role; a row without rep_id has the accounts that are to have somebody and have nobody. */
function roleTable(analysis: CoverageAnalysis): CsvTable {
  const rows = analysis.roles.flatMap(({ name, holders, unheld }) =>
    [...holders, ...(unheld === undefined ? [] : [unheld])].map((one) => ({ ...one, role: name })),
  );
  return tableOf(rows, { role: ({ role }) => role, ...holderCells(analysis) });
}

function roleBookTable({ books, roles }: CoverageAnalysis): CsvTable {
  const { accountIds, repIds, accounts } = books.problem;
  const names = accounts.columns.get('account_name');
  const rows = roles.flatMap(({ name, holders, unheld }) =>
    [...holders, ...(unheld === undefined ? [] : [unheld])].flatMap(({ rep, book }) =>
      book.map((one, index) => ({ ...one, role: name, rep, rank: index + 1 })),
    ),
  );
  const day = (value: number): string => (Number.isNaN(value) ? '' : isoDate(dayNumber(value)));
  return tableOf(rows, {
    role: ({ role }) => role,
    rep_id: ({ rep }) => (rep < 0 ? '' : repIds[rep]),
    rank: ({ rank }) => rank,
    account_id: ({ account }) => accountIds[account],
    account_name: ({ account }) => cellText(names, account),
    priority: ({ priority }) => priority,
    touched_by: ({ touchedBy }) => touchedBy,
    last_contacted: ({ last }) => day(last),
    last_by_holder: ({ lastOwn }) => day(lastOwn),
    due: ({ due }) => isoDate(due),
    next_step: (one) => stepWords(one, books),
  });
}

/** The files of a coverage folder in the order in which they are put in place. */
export const coverageFileNames = [
  'coverage.csv',
  'book.csv',
  'whitespace.csv',
  'segments.csv',
  'market.csv',
  'family-deals.csv',
  'role-coverage.csv',
  'role-book.csv',
  'coverage.html',
  'coverage.json',
] as const;
