import type { CoverageAnalysis } from '../../analytics/analysis.js';
import { causeFacts, type RepCoverage } from '../../analytics/coverage.js';
import type { MarketCell } from '../../analytics/market.js';
import type { Priority } from '../../analytics/priorities.js';
import type { HolderCoverage } from '../../analytics/role-coverage.js';
import type { Segment } from '../../analytics/segments.js';
import { accountName } from '../../evaluation/account-name.js';
import { isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import {
  bdi,
  drawing,
  figure,
  head,
  html,
  inWords,
  list,
  type Markup,
  numeric,
  type PageColumn,
  pageTable,
  section,
} from '../document/html.js';
import { numberWords, percentWords } from '../document/numbers.js';
import { counted } from '../document/words.js';
import { framed } from '../page/frame.js';
import type { PageKit } from '../page/kit.js';
import { coverageChart, priorityChart } from './charts.js';
import { percentOf } from './columns.js';
import { type CoverageTelling, hasBook, headlineWords } from './document.js';
import { basisItems } from './opportunity.js';
import { roleWords, rowsOf } from './roles.js';
import { causeWords, icpWords, shareWords, stepWords } from './words.js';

/** Rows of a table on the page; the files have all. */
const mostRows = 500;
/** Accounts of each rep's book, and of all reps together. */
const bookRows = 10;
const mostBooks = 300;
const mostWhitespace = 50;

/** coverage.html: one page that stands by itself, in the look of report.html. */
export function coveragePage(
  analysis: CoverageAnalysis,
  telling: Pick<CoverageTelling, 'filter'>,
  kit: PageKit,
): string {
  const body = html`<main><header id="verdict"><p class="kind">Are the books worked?</p>
<h1>${headlineWords(analysis)}</h1>
<dl class="tiles">${tiles(analysis)}</dl></header>
${worked(analysis, telling, kit)}${changes(analysis)}${causes(analysis)}${roles(analysis)}${thisWeek(analysis, kit)}${pipeline(analysis)}${whitespace(analysis)}${segments(analysis)}${market(analysis)}${basis(analysis)}</main>
`;
  return framed('Are the books worked?', body, kit);
}

function tiles({ reps, held, unheld, whitespace, market }: CoverageAnalysis): readonly Markup[] {
  const tile = (label: string, value: Markup): Markup =>
    html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const untapped = market?.cells.reduce(
    (total, cell) => total + (Number.isNaN(cell.untapped) ? 0 : cell.untapped),
    0,
  );
  return [
    tile('of ICP accounts touched', figure('percent', percentOf(held.touched, held.icp))),
    tile(
      'of their potential',
      figure('percent', percentOf(held.touchedPotential, held.icpPotential)),
    ),
    tile('ICP accounts lie idle', figure('count', held.idle)),
    tile('have real opportunity this week', figure('count', held.realNow)),
    tile('are whitespace', figure('count', whitespace.length)),
    ...(unheld.icp === 0 ? [] : [tile("ICP accounts are nobody's", figure('count', unheld.icp))]),
    ...(reps.some(({ quotaLeft }) => quotaLeft !== undefined)
      ? [
          tile(
            'reps fall short of quota',
            figure('count', reps.filter(({ isShort, onLeave }) => isShort && !onLeave).length),
          ),
        ]
      : []),
    ...(untapped === undefined
      ? []
      : [tile('of the market is untapped', figure('amount', untapped))]),
  ];
}

const repHead = ({ books }: CoverageAnalysis): PageColumn<RepCoverage> =>
  head('Rep', ({ rep }) => bdi(books.problem.repNames[rep]));

function nameOf({ books }: CoverageAnalysis, account: number): Markup {
  return bdi(accountName(books.problem, account));
}

function repName({ books }: CoverageAnalysis, rep: number): Markup {
  return rep < 0 ? html`nobody` : bdi(books.problem.repNames[rep]);
}

/** The column of what is told of some rows; none where there is nothing to tell. */
function remarks<Row>(rows: readonly Row[], say: (row: Row) => string): PageColumn<Row>[] {
  if (rows.every((row) => say(row) === '')) return [];
  return [{ title: 'remark', cell: (row) => html`${say(row)}` }];
}

function worked(
  analysis: CoverageAnalysis,
  { filter }: Pick<CoverageTelling, 'filter'>,
  kit: PageKit,
): Markup {
  const { books, reps, least } = analysis;
  return section(
    'reps',
    'Coverage against potential',
    html`<p class="lead">ICP: ${icpWords(books.icpFrom, filter)}. Touched: ${
      books.contacts.from === 'activities' ? 'a completed activity' : 'last contacted'
    } 0 to ${numberWords(books.window)} days before ${isoDate(books.asOf)}.</p>`,
    drawing(
      'Coverage by the potential of the book',
      coverageChart(kit, analysis),
      html`A dot for each rep; the dashed line is the ${percentWords(100 * least)} that is asked. Low on the right hurts most.`,
    ),
    pageTable('Coverage by rep', reps.slice(0, mostRows), [
      repHead(analysis),
      numeric('ICP', 'count', ({ icp }) => icp),
      numeric('touched', 'count', ({ touched }) => touched),
      numeric('coverage', 'percent', ({ coverage }) => coverage && 100 * coverage),
      numeric('by potential', 'percent', ({ touchedPotential, icpPotential }) =>
        percentOf(touchedPotential, icpPotential),
      ),
      ...(books.hasTiers
        ? [
            numeric<RepCoverage>('tier 1', 'count', ({ tier1 }) => tier1),
            numeric<RepCoverage>('touched this quarter', 'count', (rep) => rep.tier1ThisQuarter),
          ]
        : []),
      numeric('idle', 'count', ({ idle }) => idle),
      numeric('activities', 'count', ({ activities }) => activities),
      ...remarks(reps, ({ onLeave, cause }) => (onLeave ? 'on leave' : (cause ?? ''))),
    ]),
  );
}

/** Who else looks after the accounts: a table a role. */
function roles(analysis: CoverageAnalysis): readonly Markup[] {
  const { books } = analysis;
  return analysis.roles.flatMap((role, at) => {
    const markup = section(
      `role-${at + 1}`,
      `Who else looks after them: ${role.name}`,
      html`<p class="lead">${roleWords(analysis, role)}</p>`,
      pageTable<HolderCoverage>('Accounts by holder of the role', rowsOf(role).slice(0, mostRows), [
        head(role.name, ({ rep }) => repName(analysis, rep)),
        numeric('accounts', 'count', ({ accounts }) => accounts),
        numeric('touched', 'count', ({ anyTouched }) => anyTouched),
        numeric('share', 'percent', ({ anyTouched, accounts }) => percentOf(anyTouched, accounts)),
        ...(role.hasOwn
          ? [numeric<HolderCoverage>('by them', 'count', ({ own }) => own?.accounts)]
          : []),
        ...(books.icpFrom === 'every account'
          ? []
          : [
              numeric<HolderCoverage>('ICP', 'count', ({ icp }) => icp),
              numeric<HolderCoverage>('ICP touched', 'count', ({ touched }) => touched),
            ]),
        numeric('idle', 'count', ({ idle }) => idle),
        inWords('remark', ({ onLeave }) => html`${onLeave ? 'on leave' : ''}`),
      ]),
    );
    return markup === undefined ? [] : [markup];
  });
}

function changes(analysis: CoverageAnalysis): Markup | undefined {
  const { changes: since } = analysis;
  if (since === undefined) return undefined;
  const changed = since.reps.filter(
    ({ is, pickedUp, wentIdle }) =>
      is === 'fell below' || is === 'recovered' || pickedUp.length + wentIdle.length > 0,
  );
  return section(
    'since',
    `Since ${isoDate(since.since)}`,
    changed.length === 0
      ? html`<p>Nobody fell below, nothing was picked up or went idle.</p>`
      : pageTable('What changed', changed.slice(0, mostRows), [
          head('Rep', ({ rep }) => repName(analysis, rep)),
          numeric('coverage', 'percent', ({ before, now }) => [
            before === undefined ? undefined : 100 * before,
            now === undefined ? undefined : 100 * now,
          ]),
          numeric('picked up', 'count', ({ pickedUp }) => pickedUp.length),
          numeric('went idle', 'count', ({ wentIdle }) => wentIdle.length),
          ...remarks(changed, ({ is }) => (is === 'as before' || is === 'still below' ? '' : is)),
        ]),
  );
}

function causes(analysis: CoverageAnalysis): Markup | undefined {
  const below = analysis.reps.filter(({ isBelow }) => isBelow);
  if (below.length === 0) return undefined;
  return section(
    'causes',
    'Why they are below',
    list(
      below
        .slice(0, mostRows)
        .map(
          (rep) =>
            html`<strong>${repName(analysis, rep.rep)}</strong> ${shareWords(rep.coverage)}; ${causeWords(causeFacts(rep, analysis.books))}`,
        ),
    ),
  );
}

function thisWeek(analysis: CoverageAnalysis, kit: PageKit): Markup {
  const { ranked, books } = analysis;
  const reps = analysis.reps.filter((rep) => !rep.onLeave && hasBook(rep));
  return section(
    'book',
    'The book, by priority',
    drawing(
      'Accounts by priority',
      priorityChart(kit, analysis),
      html`<span class="legend"><span class="key bar after">touched</span> <span class="key bar before">untouched</span></span>`,
    ),
    html`<p>The first ${bookRows} of each book; book.csv has all.</p>`,
    ...reps.slice(0, mostBooks).map(
      (
        rep,
      ) => html`<details class="opens"><summary>${repName(analysis, rep.rep)}: ${counted(rep.realNow, 'account')} with real opportunity this week${rep.isShortNow && ', short'}</summary>
${pageTable<Priority>(
  `First in the book of ${books.problem.repNames[rep.rep]}`,
  (ranked.get(rep.rep) ?? []).slice(0, bookRows),
  [
    head('Account', ({ account }) => nameOf(analysis, account)),
    inWords('priority', ({ priority }) => html`${priority.toFixed(2)}`),
    {
      title: 'last contact',
      cell: ({ last }) => html`${Number.isNaN(last) ? '–' : isoDate(last)}`,
    },
    { title: 'next step', cell: (one) => html`${stepWords(one, books)}` },
  ],
  { kind: 'reasons', sortable: false },
)}</details>
`,
    ),
  );
}

function pipeline(analysis: CoverageAnalysis): Markup | undefined {
  const { reps, books } = analysis;
  const withQuota = reps.filter(({ quotaLeft }) => quotaLeft !== undefined);
  if (withQuota.length === 0) return undefined;
  return section(
    'pipeline',
    'Does each book hold enough for the quota?',
    html`<p>${shareWords(books.year.left)} of the fiscal year is left, until ${isoDate(dayNumber(books.year.end - 1))}.</p>`,
    pageTable('Expected against what is left of the quota', withQuota.slice(0, mostRows), [
      repHead(analysis),
      numeric('open pipeline', 'amount', ({ open }) => open),
      numeric('workable accounts', 'count', ({ workable }) => workable),
      numeric('expected', 'amount', ({ expected }) => expected),
      numeric('quota left', 'amount', ({ quotaLeft }) => quotaLeft),
      inWords(
        'cover',
        ({ cover, quotaLeft }) =>
          html`${quotaLeft === 0 ? 'made' : cover === undefined ? '–' : cover.toFixed(2)}`,
      ),
      ...remarks(withQuota, ({ isShort, onLeave }) =>
        onLeave ? 'on leave' : isShort ? 'short' : '',
      ),
    ]),
  );
}

function whitespace(analysis: CoverageAnalysis): Markup | undefined {
  const { whitespace: all, books } = analysis;
  if (all.length === 0) return undefined;
  const some = all.slice(0, mostWhitespace);
  return section(
    'whitespace',
    'Whitespace: worth having, no customer, no open deal',
    html`<p>${counted(all.length, 'account')}${all.length > some.length && html`; the first ${some.length}`}, untouched first.</p>`,
    pageTable<Priority>(
      'Whitespace by priority',
      some,
      [
        head('Account', ({ account }) => nameOf(analysis, account)),
        { title: 'rep', cell: ({ account }) => repName(analysis, books.rep[account]) },
        inWords('priority', ({ priority }) => html`${priority.toFixed(2)}`),
        {
          title: 'touched',
          cell: ({ account }) => html`${books.touched[account] === 1 ? 'yes' : 'no'}`,
        },
        { title: 'next step', cell: (one) => html`${stepWords(one, books)}` },
      ],
      { kind: 'reasons' },
    ),
  );
}

function segments({ segments: all }: CoverageAnalysis): Markup | undefined {
  const closed = all.filter((one) => one.closed > 0);
  if (closed.length === 0) return undefined;
  return section(
    'segments',
    'What is won, and what is worked',
    html`<p>Winning: the whole 90 % interval of the win rate starts above that of all, and coverage is below that of all.</p>`,
    pageTable<Segment>('Win rate and coverage by segment and industry', closed.slice(0, mostRows), [
      head('segment', ({ segment }) => bdi(segment || '(blank)')),
      { title: 'industry', cell: ({ industry }) => bdi(industry || '(blank)') },
      numeric('closed', 'count', (one) => one.closed),
      numeric('won', 'percent', ({ winRate = 0 }) => 100 * winRate),
      inWords(
        '90 % interval',
        ({ winLow, winHigh }) => html`${shareWords(winLow)} – ${shareWords(winHigh)}`,
      ),
      numeric('coverage', 'percent', ({ touched, icp }) => percentOf(touched, icp)),
      ...remarks(closed, ({ isWinning }) => (isWinning ? 'winning' : '')),
    ]),
  );
}

function market({ market: all }: CoverageAnalysis): Markup | undefined {
  if (all === undefined || all.cells.length === 0) return undefined;
  const known = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);
  return section(
    'market',
    'Where the market is still open',
    pageTable<MarketCell>('The market, the most untapped first', all.cells.slice(0, mostRows), [
      head('segment', ({ segment }) => bdi(segment || 'all')),
      { title: 'industry', cell: ({ industry }) => bdi(industry || 'all') },
      { title: 'region', cell: ({ region }) => bdi(region || 'all') },
      numeric('companies', 'count', ({ companies }) => companies),
      numeric('customers', 'count', ({ customers }) => customers),
      numeric('penetration', 'percent', ({ customers, companies }) =>
        percentOf(customers, companies),
      ),
      numeric('TAM', 'amount', ({ tam }) => known(tam)),
      numeric('ARR', 'amount', ({ arr }) => arr),
      numeric('untapped', 'amount', ({ untapped }) => known(untapped)),
    ]),
  );
}

function basis(analysis: CoverageAnalysis): Markup {
  return section('basis', 'What expected rests on', list(basisItems(analysis)));
}
