import type { CoverageAnalysis } from '../../analytics/analysis.js';
import type { RepCoverage } from '../../analytics/coverage.js';
import type { MarketCell } from '../../analytics/market.js';
import type { Priority } from '../../analytics/priorities.js';
import { isoDate } from '../../model/table.js';
import { dayNumber } from '../../model/units.js';
import {
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
import { numberWords } from '../document/numbers.js';
import { andList, counted, plural } from '../document/words.js';
import { name, nameOf, percentOf, repName, shown } from './columns.js';
import { amountWords, shareWords, sourceWords, stepWords } from './words.js';

// What there is to win: pipeline against quota, whitespace, segments, the market, and what these figures rest on.

export function pipelineSection(analysis: CoverageAnalysis): Section[] {
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

export function whitespaceSection(analysis: CoverageAnalysis): Section[] {
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

export function winningSection({ segments }: CoverageAnalysis): Section[] {
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

export function marketSection(analysis: CoverageAnalysis): Section[] {
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
      figures(
        'Penetration',
        'percent',
        ({ customers, companies }) => percentOf(customers, companies),
        { dispensable: true },
      ),
      figures('TAM', 'amount', ({ tam }) => (Number.isNaN(tam) ? undefined : tam)),
      figures('ARR', 'amount', ({ arr }) => arr, { dispensable: true }),
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

export function familySection(analysis: CoverageAnalysis): Section[] {
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

export function basisSection(analysis: CoverageAnalysis): Section {
  return section('What expected rests on', list(basisItems(analysis).map((text) => ({ text }))));
}
