import { isBroken } from '../../evaluation/check/check.js';
import type { Check, Grade } from '../../evaluation/check/types.js';
import { numberWords } from '../document/numbers.js';
import { visibleText, withoutCommands } from '../document/visible-text.js';
import { plural } from '../document/words.js';
import { backtestWords } from './backtest.js';
import { cameOut, findingsOf, wholeFinding } from './breach-words.js';
import { checkTitle, unjudgedList, verdict } from './check-words.js';
import { describeDrift, driftedWords } from './detail-words.js';
import type { CheckParts, LineOf } from './places.js';
import { type Place, placesOf, rolePartsOf, rulePlace } from './places.js';

/** GitHub shows ten annotations of a kind a step: nine, and one that counts the rest. */
const shownAtMost = 9;
/** Accounts that are not where the plan put them, named in their one notice. */
const driftedNamed = 10;
/** Accounts named in one annotation, at most. */
const accountsNamed = 5;

const commands: Readonly<Record<Grade, 'error' | 'warning' | 'notice'>> = {
  failure: 'error',
  warning: 'warning',
  note: 'notice',
};

/** A check as workflow commands of GitHub Actions, after the verdict as a plain line. */
export function checkGithub(parts: CheckParts, lineOf: LineOf): string {
  const all = [
    { before: '', parts },
    ...rolePartsOf(parts).map(({ name, parts: own }) => ({ before: `${name}: `, parts: own })),
  ];
  const lines = (['failure', 'warning', 'note'] as const).flatMap((grade) => {
    const asked = all.flatMap(({ before, parts: own }) =>
      own.result.checks
        .filter((check) => check.grade === grade)
        .map((check) => annotationsOf(own, lineOf, check))
        .map((found) => found.map((one) => ({ ...one, title: `${before}${one.title}` }))),
    );
    const others =
      grade === 'note'
        ? [unjudgedNotices(parts), driftNotices(parts, lineOf), backtestNotices(parts)]
        : [];
    return inRoom(commands[grade], [...asked, ...others]);
  });
  const opening = `carve check: ${withoutCommands(visibleText(verdict(parts)))}`;
  return `${[opening, ...lines].join('\n')}\n`;
}

/** One of each rule first, then the second of each, as far as there is room; the rest is counted. */
function inRoom(kind: string, byCheck: readonly (readonly Annotation[])[]): string[] {
  const most = byCheck.reduce((longest, { length }) => Math.max(longest, length), 0);
  const ordered = Array.from({ length: most }, (_, at) =>
    byCheck.flatMap((annotations) => annotations.slice(at, at + 1)),
  ).flat();
  const shown = ordered.slice(0, shownAtMost);
  const more = ordered.length - shown.length;
  return [
    ...shown.map(({ place, title, text }) => command(kind, place, title, text)),
    ...(more > 0
      ? [
          command(
            kind,
            undefined,
            'and more',
            `${numberWords(more)} more ${plural(more, 'finding', 'findings')}; carve check --format text or json tells them`,
          ),
        ]
      : []),
  ];
}

/** What is shown beside a row of a file. */
interface Annotation {
  readonly place: Place | undefined;
  readonly title: string;
  readonly text: string;
}

/** Every finding of a check; one that binds nobody is told once. */
function annotationsOf(parts: CheckParts, lineOf: LineOf, check: Check): readonly Annotation[] {
  const title = checkTitle(parts.problem, check);
  if (check.grade === 'note') {
    if (!isBroken(check)) return [];
    return [{ place: rulePlace(parts, lineOf, check), title, text: cameOut(parts, check) }];
  }
  return findingsOf(check, (breach) => wholeFinding(parts, check, breach, accountsNamed)).map(
    ({ breach, text }) => ({ place: placesOf(parts, lineOf, check, breach).main, title, text }),
  );
}

/** One notice for all that was not judged: there is room for ten. */
function unjudgedNotices(parts: CheckParts): readonly Annotation[] {
  const list = unjudgedList(parts);
  if (list.length === 0) return [];
  const words = list.map(({ described, why }) => `${described}: ${why}`);
  return [{ place: undefined, title: 'not judged', text: words.join('. ') }];
}

/** What happened after the day of `--at`, in one notice. */
function backtestNotices(parts: CheckParts): readonly Annotation[] {
  const words = backtestWords(parts);
  if (words.length === 0) return [];
  return [{ place: undefined, title: 'backtest', text: words.join(' ') }];
}

/** Accounts that are not where the plan put them, in one notice at the row of the first. */
function driftNotices(
  { result, files, problem }: CheckParts,
  lineOf: LineOf,
): readonly Annotation[] {
  const { drift } = result;
  if (drift === undefined || drift.accounts.length === 0) return [];
  const shown = drift.accounts.slice(0, driftedNamed);
  const more = drift.accounts.length - shown.length;
  const first = shown.find(({ account }) => account >= 0)?.account;
  const place =
    first === undefined
      ? undefined
      : { name: files.accounts, line: lineOf('accounts', problem.accounts.rowNumbers[first]) };
  const words = [
    ...shown.map((one) => driftedWords(one)),
    ...(more > 0 ? [`and ${numberWords(more)} more`] : []),
  ];
  const title = 'since the plan was adopted';
  return [{ place, title, text: `${describeDrift(drift)}. ${words.join('; ')}` }];
}

/** `::error file=accounts.csv,line=12,title=row 2::message`. */
export function command(
  kind: string,
  place: Place | undefined,
  title: string,
  text: string,
): string {
  const properties = [
    ...(place === undefined
      ? []
      : [`file=${property(place.name.replaceAll('\\', '/'))}`, `line=${place.line}`]),
    `title=${property(title)}`,
  ];
  return `::${kind} ${properties.join(',')}::${data(text)}`;
}

/** Line breaks are shown as `\n` already; a percent sign would begin an escape. */
function data(text: string): string {
  return withoutCommands(visibleText(text)).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
