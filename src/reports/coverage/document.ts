import type { CoverageAnalysis, Group } from '../../analytics/analysis.js';
import { isRealNow } from '../../analytics/books.js';
import { causeFacts, type RepCoverage } from '../../analytics/coverage.js';
import type { MarketCell } from '../../analytics/market.js';
import type { Priority } from '../../analytics/priorities.js';
import { accountName } from '../../evaluation/account-name.js';
import { isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import {
  type Block,
  type ColumnOf,
  type Document,
  figures,
  list,
  note,
  pairs,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { numberWords, percentWords } from '../document/numbers.js';
import { andList, counted, plural } from '../document/words.js';
import { amountWords, causeWords, icpWords, shareWords, sourceWords, stepWords } from './words.js';

/** How much of each list is shown; the files have all. */
const shown = { reps: 40, accounts: 10, cells: 8, names: 4 } as const;

/** What is told of an analysis besides its figures. */
export interface CoverageTelling {
  readonly filter: string | undefined;
  /** The folder that was written. */
  readonly out: string;
}

/** How the books are worked, as it is read on a terminal, in a log or in a comment. */
export function coverageDocument(analysis: CoverageAnalysis, telling: CoverageTelling): Document {
  const below = analysis.reps.filter(({ isBelow }) => isBelow);
  return {
    headline: { text: headlineWords(analysis), tone: below.length === 0 ? 'good' : 'bad' },
    sections: [
      ...changesSection(analysis),
      workedSection(analysis, telling),
      ...groupSection(analysis),
      ...causeSection(analysis),
      thisWeek(analysis),
      ...pipelineSection(analysis),
      ...whitespaceSection(analysis),
      ...winningSection(analysis),
      ...marketSection(analysis),
      ...familySection(analysis),
      basisSection(analysis),
      section(
        undefined,
        paragraph(
          `All of it is in ${telling.out}: coverage.html is the page, book.csv ranks every book.`,
        ),
      ),
    ],
  };
}

/** The verdict in a sentence, without a full stop. */
export function headlineWords({ books, reps, held, unheld, least }: CoverageAnalysis): string {
  const asked = percentWords(100 * least);
  const judged = reps.filter(({ onLeave, icp }) => !onLeave && icp > 0);
  const below = judged.filter(({ isBelow }) => isBelow).length;
  const what = books.icpFrom === 'every account' ? 'accounts' : 'ICP accounts';
  if (judged.length === 0) return `No rep has any ${what}, so there is nothing to cover`;
  const share = `${numberWords(held.touched)} of ${numberWords(held.icp)} ${what} (${shareWords(held.touched / held.icp)}) were touched in ${numberWords(books.window)} days`;
  const who =
    below === 0
      ? `every rep who has any touched ${asked} or more of them`
      : `${numberWords(below)} of ${counted(judged.length, 'rep')} ${plural(below, 'is', 'are')} below ${asked}`;
  const nobody =
    unheld.icp === 0
      ? ''
      : `; ${numberWords(unheld.icp)} more ${plural(unheld.icp, 'is', 'are')} nobody's`;
  return `${share}, ${who}${nobody}`;
}

type Names = Pick<CoverageAnalysis, 'books'>;

function repName({ books }: Names, rep: number): string {
  return rep < 0 ? 'nobody' : books.problem.repNames[rep];
}

function nameOf({ books }: Names, account: number): string {
  return accountName(books.problem, account);
}

const name = <Row>(title: string, of: (row: Row) => string): ColumnOf<Row> =>
  words(title, of, { flexible: true, least: 10, most: 28 });

/** The columns of a book's figures, for reps and groups alike. */
function tallyColumns<Row extends Group | RepCoverage>({ books }: Names): readonly ColumnOf<Row>[] {
  return [
    figures('ICP', 'count', ({ icp }) => icp),
    figures('Touched', 'count', ({ touched }) => touched),
    figures('Coverage', 'percent', ({ touched, icp }) => percentOf(touched, icp)),
    figures('By potential', 'percent', ({ touchedPotential, icpPotential }) =>
      percentOf(touchedPotential, icpPotential),
    ),
    ...(books.hasTiers
      ? [
          textColumn<Row>('Tier 1 this qtr', ({ tier1, tier1ThisQuarter }) =>
            tier1 === 0 ? '–' : `${numberWords(tier1ThisQuarter)} of ${numberWords(tier1)}`,
          ),
        ]
      : []),
    figures('Idle', 'count', ({ idle }) => idle),
  ];
}

export function percentOf(part: number, whole: number): number | undefined {
  return whole > 0 ? (100 * part) / whole : undefined;
}

function workedSection(analysis: CoverageAnalysis, { filter }: CoverageTelling): Section {
  const { books, by, least } = analysis;
  const { shown: some, more } = firstReps(analysis.reps.filter(hasBook));
  return section(
    'Are the books worked?',
    by === 'rep'
      ? table(some, [
          name('Rep', ({ rep }) => repName(analysis, rep)),
          ...tallyColumns<RepCoverage>(analysis),
          words('', ({ isBelow, onLeave, cause }) =>
            onLeave ? 'on leave' : isBelow ? (cause ?? '') : '',
          ),
        ])
      : undefined,
    by === 'rep' ? note(more) : undefined,
    emptyBooks(analysis),
    paragraph(
      `ICP: ${icpWords(books.icpFrom, filter)}. Touched: ${books.contacts.from === 'activities' ? 'a completed activity' : 'last contacted'} 0 to ${numberWords(books.window)} days ago. Asked: ${percentWords(100 * least)}.`,
      { tone: 'quiet' },
    ),
  );
}

/** Whether a rep has any accounts. */
export function hasBook({ accounts }: RepCoverage): boolean {
  return accounts > 0;
}

/** Reps without accounts are not worth a line each. */
function emptyBooks(analysis: CoverageAnalysis): Block | undefined {
  const empty = analysis.reps.filter((rep) => !hasBook(rep));
  if (empty.length === 0) return undefined;
  const names = empty.map(({ rep }) => repName(analysis, rep));
  return paragraph(
    `${counted(empty.length, 'rep')} ${plural(empty.length, 'has', 'have')} no accounts: ${andList(names, shown.names)}.`,
  );
}

/** The least covered first where there is no room for all. */
function firstReps(reps: readonly RepCoverage[]): {
  readonly shown: readonly RepCoverage[];
  readonly more: string | undefined;
} {
  if (reps.length <= shown.reps) return { shown: reps, more: undefined };
  const covered = ({ coverage }: RepCoverage): number => coverage ?? Number.POSITIVE_INFINITY;
  const ranked = [...reps].sort((a, b) => covered(a) - covered(b) || a.rep - b.rep);
  return {
    shown: ranked.slice(0, shown.reps),
    more: `… and ${counted(reps.length - shown.reps, 'rep')} better covered in coverage.csv`,
  };
}

function groupSection(analysis: CoverageAnalysis): Section[] {
  const { by, groups } = analysis;
  const withPipeline = groups.some(({ pipeline }) => (pipeline?.quotaLeft ?? 0) > 0);
  return sectionIf(
    groups.length > 0,
    `By ${by}`,
    table(groups.slice(0, shown.reps), [
      name(by, (group) => (group.name === '' ? '(blank)' : group.name)),
      ...tallyColumns<Group>(analysis),
      figures('Real now', 'count', ({ realNow }) => realNow),
      ...(withPipeline
        ? [
            figures<Group>('Expected', 'amount', ({ pipeline }) => pipeline?.expected),
            figures<Group>('Quota left', 'amount', ({ pipeline }) => pipeline?.quotaLeft),
          ]
        : []),
    ]),
    note(
      groups.length > shown.reps
        ? `… and ${numberWords(groups.length - shown.reps)} more`
        : undefined,
    ),
  );
}

function causeSection(analysis: CoverageAnalysis): Section[] {
  const below = analysis.reps.filter(({ isBelow }) => isBelow);
  const ranked = [...below].sort((a, b) => (a.coverage ?? 0) - (b.coverage ?? 0) || a.rep - b.rep);
  const some = ranked.slice(0, shown.accounts);
  return sectionIf(
    below.length > 0,
    'Why they are below',
    list(
      some.map((rep) => ({
        mark: '✗',
        markTone: 'bad' as const,
        label: repName(analysis, rep.rep),
        text: `${shareWords(rep.coverage)}; ${causeWords(causeFacts(rep, analysis.books))}`,
      })),
    ),
    note(
      below.length > some.length
        ? `… and ${counted(below.length - some.length, 'rep')} more in coverage.csv`
        : undefined,
    ),
  );
}

function thisWeek(analysis: CoverageAnalysis): Section {
  const { reps, ranked, books } = analysis;
  const active = reps.filter((rep) => !rep.onLeave && hasBook(rep));
  const some = [...active].sort((a, b) => a.realNow - b.realNow || a.rep - b.rep);
  const rows = some.slice(0, shown.reps);
  return section(
    'Who has real opportunity this week?',
    table(rows, [
      name('Rep', ({ rep }) => repName(analysis, rep)),
      figures('Real now', 'count', ({ realNow }) => realNow),
      words('', ({ isShortNow }) => (isShortNow ? 'short' : '')),
      words(
        'First of them in the book',
        ({ rep }) => {
          const first = ranked.get(rep)?.find(({ account }) => isRealNow(books, account));
          return first === undefined
            ? '–'
            : `${nameOf(analysis, first.account)}: ${stepWords(first, books)}`;
        },
        { flexible: true, least: 24, most: 76 },
      ),
    ]),
    note(
      active.length > rows.length
        ? `… and ${counted(active.length - rows.length, 'rep')} with more`
        : undefined,
    ),
    paragraph(
      'Real now: ICP, no customer, and intent of 70 or more, a signal within 30 days, or an open deal. Short: under half the pool’s median.',
      { tone: 'quiet' },
    ),
  );
}

function pipelineSection(analysis: CoverageAnalysis): Section[] {
  const { reps, books } = analysis;
  const withQuota = reps.filter(({ quotaLeft }) => quotaLeft !== undefined);
  const covered = ({ cover }: RepCoverage): number => cover ?? Number.POSITIVE_INFINITY;
  const some = [...withQuota].sort((a, b) => covered(a) - covered(b) || a.rep - b.rep);
  const short = withQuota.filter(({ isShort, onLeave }) => isShort && !onLeave).length;
  const hasAttained = withQuota.some(({ attainment }) => attainment !== undefined);
  return sectionIf(
    withQuota.length > 0,
    'Does each book hold enough for the quota?',
    paragraph(
      `${short === 0 ? 'Every rep can be expected to make' : `${numberWords(short)} of ${counted(withQuota.length, 'rep')} ${plural(short, 'falls', 'fall')} short of`} what is left of the quota until ${isoDate(dayNumber(books.year.end - 1))} (${shareWords(books.year.left)} of the fiscal year).`,
    ),
    table(some.slice(0, shown.reps), [
      name('Rep', ({ rep }) => repName(analysis, rep)),
      figures('Open pipeline', 'amount', ({ open }) => open),
      figures('Workable', 'count', ({ workable }) => Math.round(workable)),
      figures('Expected', 'amount', ({ expected }) => expected),
      figures('Quota left', 'amount', ({ quotaLeft }) => quotaLeft),
      textColumn('Cover', ({ cover, quotaLeft }) =>
        quotaLeft === 0 ? 'made' : cover === undefined ? '–' : cover.toFixed(2),
      ),
      words('', ({ isShort, onLeave }) => (onLeave ? 'on leave' : isShort ? 'short' : '')),
      ...(hasAttained
        ? [
            figures<RepCoverage>('Attained', 'percent', ({ attainment }) =>
              attainment === undefined ? undefined : 100 * attainment,
            ),
          ]
        : []),
    ]),
    note(
      some.length > shown.reps
        ? `… and ${counted(some.length - shown.reps, 'rep')} with more cover in coverage.csv`
        : undefined,
    ),
  );
}

function whitespaceSection(analysis: CoverageAnalysis): Section[] {
  const { whitespace, books } = analysis;
  const untouched = whitespace.filter(({ account }) => books.touched[account] === 0);
  const some = untouched.slice(0, shown.accounts);
  return sectionIf(
    whitespace.length > 0,
    'Whitespace: worth having, no customer, no open deal',
    paragraph(
      `${counted(whitespace.length, 'account')}, ${numberWords(untouched.length)} of them untouched in ${numberWords(books.window)} days${some.length === 0 ? '.' : '; the first:'}`,
    ),
    some.length === 0
      ? undefined
      : table<Priority>(some, [
          name('Account', ({ account }) => nameOf(analysis, account)),
          name('Rep', ({ account }) => repName(analysis, books.rep[account])),
          textColumn('Priority', ({ priority }) => priority.toFixed(2)),
          words('', (one) => stepWords(one, books), { dispensable: true }),
        ]),
    note(
      untouched.length > some.length
        ? `… and ${numberWords(untouched.length - some.length)} more in whitespace.csv`
        : undefined,
    ),
  );
}

function winningSection({ segments }: CoverageAnalysis): Section[] {
  const winning = segments.filter(({ isWinning }) => isWinning);
  return sectionIf(
    winning.length > 0,
    'Won more often than the rest, and worked less',
    table(winning.slice(0, shown.cells), [
      name('Segment', ({ segment }) => segment || '(blank)'),
      name('Industry', ({ industry }) => industry || '(blank)'),
      figures('Closed', 'count', ({ closed }) => closed),
      figures('Won', 'percent', ({ winRate }) => 100 * (winRate ?? 0)),
      pairs('90 % interval', 'percent', ({ winLow, winHigh }) => [
        100 * (winLow ?? 0),
        100 * (winHigh ?? 0),
      ]),
      figures('Coverage', 'percent', ({ touched, icp }) => percentOf(touched, icp)),
    ]),
  );
}

function marketSection(analysis: CoverageAnalysis): Section[] {
  const { market } = analysis;
  if (market === undefined) return [];
  const { cells, unshared } = market;
  const has = (of: (cell: MarketCell) => string): boolean => cells.some((cell) => of(cell) !== '');
  const some = cells.slice(0, shown.cells);
  return sectionIf(
    cells.length > 0,
    'Where the market is still open',
    table<MarketCell>(some, [
      ...(['segment', 'industry', 'region'] as const)
        .filter((dimension) => has((cell) => cell[dimension]))
        .map((dimension) => name<MarketCell>(dimension, (cell) => cell[dimension] || 'all')),
      figures('Companies', 'count', ({ companies }) => companies),
      figures('Customers', 'count', ({ customers }) => customers),
      figures('Penetration', 'percent', ({ customers, companies }) =>
        percentOf(customers, companies),
      ),
      figures('TAM', 'amount', ({ tam }) => (Number.isNaN(tam) ? undefined : tam)),
      figures('ARR', 'amount', ({ arr }) => arr),
      figures('Untapped', 'amount', ({ untapped }) =>
        Number.isNaN(untapped) ? undefined : untapped,
      ),
    ]),
    note(
      cells.length > some.length
        ? `… and ${numberWords(cells.length - some.length)} more in market.csv`
        : undefined,
    ),
    unshared > 0
      ? paragraph(`${amountWords(unshared)} of it is in no rep's part.`, { tone: 'warn' })
      : undefined,
  );
}

function familySection(analysis: CoverageAnalysis): Section[] {
  const { familyDeals = [], books } = analysis;
  const { deals } = books;
  if (deals === undefined) return [];
  const some = familyDeals.slice(0, shown.accounts);
  return sectionIf(
    familyDeals.length > 0,
    'Deals that the rep of the parent has to be involved in',
    table(some, [
      name('Account', ({ account }) => nameOf(analysis, account)),
      name('Rep', ({ account }) => repName(analysis, books.rep[account])),
      figures('Amount', 'amount', ({ row }) => deals.amount[row]),
      name('Parent', ({ parent }) => nameOf(analysis, parent)),
      name('Its rep', ({ parent }) => repName(analysis, books.rep[parent])),
    ]),
    note(
      familyDeals.length > some.length
        ? `… and ${numberWords(familyDeals.length - some.length)} more in family-deals.csv`
        : undefined,
    ),
  );
}

/** What the figures of pipeline rest on, each with where it is from. */
export function basisItems({ rates }: CoverageAnalysis): string[] {
  const { accountsPerRep, closeRate, creationRate, winRate, deal, segments, stages } = rates;
  return [
    `${shareWords(winRate.value)} of closed deals are won (${sourceWords(winRate, 'closed deal')})`,
    `${shareWords(closeRate.value)} of the open amount is won in a quarter (${sourceWords(closeRate, 'full quarter')})`,
    `${shareWords(creationRate.value)} of worked accounts get a new deal in a year (${sourceWords(creationRate, 'touched account')})`,
    `a won deal brings in ${amountWords(deal.value)} (${sourceWords(deal, 'won deal')})`,
    `one full-time rep works ${numberWords(accountsPerRep.value)} accounts (${sourceWords(accountsPerRep, 'rep')})`,
    ...segments
      .slice(0, shown.cells)
      .map(
        ({ segment, winRate: own, deal: size }) =>
          `${segment}: ${andList([
            ...(own === undefined
              ? []
              : [`${shareWords(own.value)} won (${sourceWords(own, 'closed deal')})`]),
            ...(size === undefined
              ? []
              : [`${amountWords(size.value)} a deal (${sourceWords(size, 'won deal')})`]),
          ])}`,
      ),
    ...stages.map(
      ({ stage, share }) => `stage "${stage}": ${shareWords(share)} (from --assumptions)`,
    ),
  ];
}

function basisSection(analysis: CoverageAnalysis): Section {
  return section('What expected rests on', list(basisItems(analysis).map((text) => ({ text }))));
}

function changesSection(analysis: CoverageAnalysis): Section[] {
  const { changes } = analysis;
  if (changes === undefined) return [];
  const { reps, gone } = changes;
  const named = (accounts: readonly number[]): string =>
    andList(
      accounts
        .slice(0, shown.names)
        .map((account) => nameOf(analysis, account))
        .concat(
          accounts.length > shown.names
            ? [`${numberWords(accounts.length - shown.names)} more`]
            : [],
        ),
    );
  const items = reps.flatMap((one) => {
    const parts = [
      ...(one.is === 'fell below' ? ['fell below what is asked'] : []),
      ...(one.is === 'recovered' ? ['is no longer below'] : []),
      ...(one.pickedUp.length > 0
        ? [`picked up ${counted(one.pickedUp.length, 'idle account')} (${named(one.pickedUp)})`]
        : []),
      ...(one.wentIdle.length > 0
        ? [`${counted(one.wentIdle.length, 'account')} went idle (${named(one.wentIdle)})`]
        : []),
    ];
    if (parts.length === 0) return [];
    const tone = one.is === 'fell below' ? 'bad' : one.is === 'recovered' ? 'good' : 'quiet';
    return [
      {
        mark: one.is === 'fell below' ? '✗' : one.is === 'recovered' ? '✓' : '•',
        markTone: tone,
        label: repName(analysis, one.rep),
        text: `${shareWords(one.before)} → ${shareWords(one.now)}: ${parts.join('; ')}`,
      } as const,
    ];
  });
  const blocks: (Block | undefined)[] = [
    items.length === 0
      ? paragraph('Nothing to tell: nobody fell below, nothing was picked up or went idle.')
      : list(items.slice(0, shown.reps)),
    note(
      items.length > shown.reps
        ? `… and ${counted(items.length - shown.reps, 'rep')} more in coverage.json`
        : undefined,
    ),
    gone.length === 0
      ? undefined
      : paragraph(`No longer there: ${andList(gone.slice(0, shown.accounts))}.`),
  ];
  return [section(`Since ${isoDate(changes.since)}`, ...blocks)];
}
