import { brokenChecks, isBroken, judgedChecks } from '../../evaluation/check/check.js';
import type { Breach, Check } from '../../evaluation/check/types.js';
import { inOrder } from '../../evaluation/leading-metrics.js';
import type { Territory } from '../../evaluation/types.js';
import { groupBy } from '../../model/grouping.js';
import {
  type Block,
  type Document,
  figures,
  type Item,
  list,
  paragraph,
  type Section,
  section,
  sectionIf,
  type Tone,
  table,
  textColumn,
  words,
} from '../document/blocks.js';
import { numberWords, percentWords } from '../document/numbers.js';
import { asWord } from '../document/shell-word.js';
import { counted } from '../document/words.js';
import { nextSection } from '../next-commands.js';
import { afterAlone, repColumns } from '../rep-table.js';
import { backtestSection } from './backtest.js';
import { cameOut, findingsOf, shortWords, unownedWhy } from './breach-words.js';
import { checkLine, checkNotes, unjudgedList, verdict } from './check-words.js';
import {
  describeDrift,
  driftedWords,
  driverWords,
  placeWords,
  remedyWords,
  touchWords,
} from './detail-words.js';
import { type CheckParts, rolePartsOf } from './places.js';

/** A check as it is read on a terminal or in a log: the verdict, what failed, what warns, the figures. */
export function checkDocument(parts: CheckParts, { verbose } = { verbose: true }): Document {
  return {
    headline: { text: verdict(parts), tone: parts.result.passed ? 'good' : 'bad', toneOf: 'lead' },
    sections: [
      ...sectionsOf(parts, verbose),
      ...rolePartsOf(parts).flatMap(({ name, parts: own }) =>
        sectionsOf(own, verbose).map(({ title = 'The rest', ...rest }) => ({
          ...rest,
          title: `${name}: ${title}`,
        })),
      ),
      ...next(parts),
    ],
  };
}

/** What is told of the main assignment, or of a role. */
function sectionsOf(parts: CheckParts, verbose: boolean): Section[] {
  const { result } = parts;
  const broken = (title: string, checks: readonly Check[]): Section[] =>
    sectionIf(
      checks.length > 0,
      title,
      checks.flatMap((check) => checkBlocks(parts, check, verbose ? breachesAtMost : fewBreaches)),
    );
  return [
    evenness(parts),
    standing(parts, verbose ? repsAtMost : fewReps),
    ...broken('What failed', brokenChecks(result, 'failure')),
    ...broken('Warnings', brokenChecks(result, 'warning')),
    ...(verbose ? broken('Not binding', brokenChecks(result, 'note')) : []),
    ...sinceBaseline(parts),
    ...(verbose ? [...metSection(parts), ...unjudgedSection(parts)] : [countedSection(parts)]),
    ...noiseSection(parts),
    ...backtestSection(parts, verbose ? repsAtMost : fewReps),
  ];
}

/** What is not listed on one screen, counted. */
function countedSection(parts: CheckParts): Section {
  const { result } = parts;
  const met = judgedChecks(result).filter((check) => !isBroken(check)).length;
  const loose = brokenChecks(result, 'note').length;
  const reasons = groupBy([...unjudgedList(parts)], ({ why }) => why);
  const counts = [
    ...(met > 0 ? [`${numberWords(met)} met`] : []),
    ...(loose > 0 ? [`${numberWords(loose)} kept in part that bind nobody`] : []),
    ...[...reasons].map(([why, those]) => `${numberWords(those.length)} ${why}`),
  ].join(', ');
  const also = counts === '' ? '' : `Besides: ${counts}. `;
  return section(undefined, paragraph(`${also}--verbose lists every one.`, { depth: 0 }));
}

/** What mends it: where books are not worked, whom to call; else the plan adopted before changed as little as need be, or one by these rules. */
function next({ result, files }: CheckParts): Section[] {
  const { accounts, reps, rules, baseline } = files;
  if (result.passed || accounts === '-' || reps === '-') return [];
  const pair = `${asWord(accounts)} ${asWord(reps)}`;
  const failed = brokenChecks(result, 'failure');
  const ofBooks = failed.filter(({ source: { kind } }) => booksKinds.has(kind));
  if (failed.length > 0 && ofBooks.length === failed.length)
    return [nextSection([[`carve coverage ${pair}`, 'why, and whom to call first']])];
  return [
    nextSection([
      baseline === undefined
        ? [
            `carve plan ${pair}${rules === undefined ? '' : ` --rules ${asWord(rules)}`}`,
            'a plan by these rules',
          ]
        : [`carve rebalance ${asWord(baseline)} ${pair}`, 'the least change by the rules'],
    ]),
  ];
}

/** Thresholds that no other owner mends, but work does. */
const booksKinds: ReadonlySet<string> = new Set(['min-coverage', 'min-cover']);

/** On one screen. */
const fewBreaches = 2;
const fewReps = 6;

const breachesAtMost = 8;
const driversShown = 3;
const remediesShown = 6;

/** A broken check: what it asks, how it came out, and who broke it by how much, the worst first. */
function checkBlocks(parts: CheckParts, check: Check, most: number): Block[] {
  const marks = {
    failure: { mark: '✗', markTone: 'bad' },
    warning: { mark: '!', markTone: 'warn' },
    note: { mark: '~', markTone: 'warn' },
  } as const;
  const described = cameOut(parts, check);
  const breaches = findingsOf(check, (breach) => shortWords(parts, check, breach));
  // What binds nobody is not worth a list.
  const shown = check.grade === 'note' ? [] : breaches.slice(0, most);
  const more = check.grade === 'note' ? 0 : breaches.length - shown.length;
  return [
    list([
      {
        ...marks[check.grade],
        text: checkLine(parts.problem, check),
        details: checkNotes(parts.problem, check),
      },
    ]),
    ...(described === '' ? [] : [paragraph(described, { depth: 2, tone: 'strong' })]),
    ...shown.flatMap(({ breach, text }) => [
      paragraph(`${placeWords(parts, breach)}${text}`, { depth: 2, mark: '•' }),
      ...details(parts, breach),
    ]),
    ...moreNote(more, 2),
  ];
}

/** "… and 12 more"; nothing where all are shown. */
function moreNote(more: number, depth = 1, what = 'more'): Block[] {
  return more > 0 ? [{ is: 'note', text: `… and ${numberWords(more)} ${what}`, depth }] : [];
}

/** What would mend it, then the changes since the plan, one a line. */
function details(parts: CheckParts, breach: Breach): Block[] {
  return detailTexts(parts, breach).map((text) => paragraph(text, { depth: 4, tone: 'quiet' }));
}

function detailTexts(parts: CheckParts, breach: Breach): readonly string[] {
  const toFix = (text: string): string => `to fix it: ${text}`;
  if (breach.kind === 'book') return touchWords(parts, breach, remediesShown).map(toFix);
  if (breach.kind !== 'reps') return [];
  const { drivers } = breach;
  const more = drivers.length - driversShown;
  return [
    ...remedyWords(parts, breach, remediesShown).map(toFix),
    ...drivers.slice(0, driversShown).map((driver) => driverWords(driver)),
    ...(more > 0 ? [`… and ${counted(more, 'account')} more`] : []),
  ];
}

const driftedShown = 10;

function sinceBaseline({ result, files }: CheckParts): Section[] {
  const { drift } = result;
  if (drift === undefined || files.baseline === undefined) return [];
  const shown = drift.accounts.slice(0, driftedShown);
  return [
    section(
      'Since the plan was adopted',
      paragraph(`${describeDrift(drift)} (${files.baseline})`),
      shown.map((one) => paragraph(driftedWords(one), { depth: 2, mark: '•' })),
      moreNote(drift.accounts.length - shown.length, 2),
    ),
  ];
}

function metSection({ problem, result }: CheckParts): Section[] {
  const met = judgedChecks(result).filter((check) => !isBroken(check));
  const entries = met.map((check) => ({ text: checkLine(problem, check) }));
  return entrySection(`${numberWords(met.length)} met`, '✓', 'good', entries);
}

/** What could not be judged, with what it takes, a line each. */
function unjudgedSection(parts: CheckParts): Section[] {
  const entries = unjudgedList(parts).map(({ described, why }) => ({
    text: `${described}: ${why}`,
  }));
  return entrySection('Not judged', '–', 'quiet', entries);
}

const entriesAtMost = 14;

function entrySection(
  title: string,
  mark: string,
  markTone: Tone,
  entries: readonly Item[],
): Section[] {
  const shown = entries.slice(0, entriesAtMost).map((entry) => ({ ...entry, mark, markTone }));
  return sectionIf(entries.length > 0, title, list(shown), moreNote(entries.length - shown.length));
}

const repsAtMost = 16;
const longestName = 28;

/** Where each rep stands, the furthest off target first. */
function standing({ result }: CheckParts, most: number): Section {
  const { evenness } = result.figures;
  const live = result.evaluation.territories.filter((one) => one.live);
  const off = (one: Territory): number =>
    Math.abs(evenness.has('potential') ? one.potential_deviation_pct : one.workload_deviation_pct);
  const ranked = [...live].sort((a, b) => off(b) - off(a) || a.rep - b.rep);
  const shown = ranked.slice(0, most);
  const pools = new Set(live.map(({ pool }) => pool)).size > 1;
  const columns = [
    { ...repColumns.rep, flexible: false, most: longestName },
    ...(pools ? [repColumns.pool] : []),
    afterAlone(repColumns.accounts),
    afterAlone(repColumns.potential),
    ...(evenness.has('potential') ? [afterAlone(repColumns.potentialOff)] : []),
    ...(evenness.has('workload') ? [afterAlone(repColumns.workloadOff)] : []),
  ];
  return section(
    'Where reps stand',
    table(shown, columns, { isOpen: true }),
    moreNote(ranked.length - shown.length, 1, 'nearer to target'),
  );
}

/** How even it is, and what nobody has. */
function evenness({ result, files }: CheckParts): Section {
  const { figures: state, unowned } = result;
  const rows = inOrder([...state.evenness.keys()]).flatMap((metric) => {
    const even = state.evenness.get(metric);
    return even === undefined ? [] : [{ metric, even }];
  });
  const without = unowned.accounts.length;
  const why = without === 0 ? '' : ` (${unownedWhy(unowned)})`;
  return section(
    'How even it is',
    table(rows, [
      words('', ({ metric }) => metric, { most: longestName }),
      figures('Average off fair share', 'percent', ({ even }) => even.mean_abs_deviation_pct),
      figures('Most off fair share', 'percent', ({ even }) => even.max_abs_deviation_pct),
      textColumn('Gini', ({ even }) => even.gini.toFixed(2)),
    ]),
    paragraph(
      `${numberWords(without)} of ${numberWords(unowned.planned)} accounts without a live rep${why}`,
    ),
    files.assignments === undefined
      ? undefined
      : paragraph(
          `${numberWords(state.accounts_moved)} leave a live owner, ${numberWords(state.accounts_orphaned)} replace one who is gone, ${numberWords(state.accounts_new)} get their first`,
        ),
  );
}

/** How even it stays where potentials are wrong, and who depends most on their being right. */
function noiseSection({ problem, result }: CheckParts): Section[] {
  const { noise } = result;
  if (noise === undefined) return [];
  const { asked, band, allWithin, medianWorst, p90Worst } = noise;
  const ranked = [...noise.reps].sort((a, b) => a.within - b.within || a.rep - b.rep);
  const shown = ranked.slice(0, repsAtMost);
  return [
    section(
      `If potentials are wrong by ${percentWords(100 * asked.share)}`,
      paragraph(
        `All reps stay within ${percentWords(100 * band)} of target in ${percentWords(100 * allWithin)} of ${numberWords(asked.draws)} draws. The rep furthest off is ${percentWords(100 * medianWorst)} off in the median draw, ${percentWords(100 * p90Worst)} or more in one of ten.`,
      ),
      table(shown, [
        { ...words('rep', ({ rep }) => problem.repNames[rep]), most: longestName },
        figures('draws within the band', 'percent', ({ within }) => 100 * within),
      ]),
      moreNote(ranked.length - shown.length, 1, 'who stay within it more often'),
    ),
  ];
}
