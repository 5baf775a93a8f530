import type { CoverageAnalysis, Group } from '../../analytics/analysis.js';
import { isRealNow } from '../../analytics/books.js';
import { causeFacts, type RepCoverage } from '../../analytics/coverage.js';
import { isoDate } from '../../model/table.js';
import {
  type Block,
  type Document,
  figures,
  list,
  note,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
  words,
} from '../document/blocks.js';
import { numberWords, percentWords } from '../document/numbers.js';
import { andList, counted, plural } from '../document/words.js';
import { name, nameOf, repName, shown, tallyColumns } from './columns.js';
import {
  basisSection,
  familySection,
  marketSection,
  pipelineSection,
  whitespaceSection,
  winningSection,
} from './opportunity.js';
import { roleSections } from './roles.js';
import { causeWords, icpWords, shareWords, stepWords } from './words.js';

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
      ...roleSections(analysis),
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
  if (judged.length === 0) return `No rep has ${what}, so there is nothing to cover`;
  const share = `${numberWords(held.touched)} of ${numberWords(held.icp)} ${what} (${shareWords(held.touched / held.icp)}) were touched in ${numberWords(books.window)} days`;
  const who =
    below === 0
      ? `no rep is below ${asked}`
      : `${numberWords(below)} of ${counted(judged.length, 'rep')} ${plural(below, 'is', 'are')} below ${asked}`;
  const nobody =
    unheld.icp === 0
      ? ''
      : `; ${numberWords(unheld.icp)} more ${plural(unheld.icp, 'is', 'are')} nobody's`;
  return `${share}, ${who}${nobody}`;
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

/** Whether a rep has accounts. */
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
