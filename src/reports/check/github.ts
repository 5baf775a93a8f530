import type { Check, Grade } from '../../evaluation/check/types.js';
import { numberWords } from '../document/numbers.js';
import { visibleText } from '../document/visible-text.js';
import { cameOut, findingsOf, wholeFinding } from './breach-words.js';
import { checkLabel, describeCheck, unjudgedList, verdict } from './check-words.js';
import { describeDrift, driftedWords } from './detail-words.js';
import type { CheckParts, LineOf } from './places.js';
import { type Place, placesOf, rulePlace } from './places.js';

/** GitHub shows ten annotations of a kind and step; more of one check would hide the others. */
const shownAtMost = 10;
/** Accounts named in one annotation, at most. */
const accountsNamed = 5;

const commands: Readonly<Record<Grade, 'error' | 'warning' | 'notice'>> = {
  failure: 'error',
  warning: 'warning',
  note: 'notice',
};

/** A check as workflow commands of GitHub Actions, after the verdict as a plain line. */
export function checkGithub(parts: CheckParts, lineOf: LineOf): string {
  const order: readonly Grade[] = ['failure', 'warning', 'note'];
  const lines = order.flatMap((grade) =>
    parts.result.checks
      .filter((check) => check.grade === grade)
      .flatMap((check) => linesOf(parts, lineOf, check)),
  );
  const reported = [...unjudgedNotices(parts), ...driftNotices(parts, lineOf)];
  return `${[`carve check: ${visibleText(verdict(parts))}`, ...lines, ...reported].join('\n')}\n`;
}

function linesOf(parts: CheckParts, lineOf: LineOf, check: Check): string[] {
  const findings = findingsOf(check, (breach) => wholeFinding(parts, check, breach, accountsNamed));
  if (findings.length === 0) return [];
  const title = `${checkLabel(check)}: ${describeCheck(parts.problem, check)}`;
  const rule = rulePlace(parts, lineOf, check);
  const line = (place: Place | undefined, text: string): string =>
    command(commands[check.grade], place, title, text);
  if (check.grade === 'note') return [line(rule, cameOut(parts, check))];
  const shown = findings
    .slice(0, shownAtMost)
    .map(({ breach, text }) => line(placesOf(parts, lineOf, check, breach).main, text));
  const more = findings.length - shown.length;
  return more > 0 ? [...shown, line(rule, `and ${numberWords(more)} more`)] : shown;
}

/** One notice for all that was not judged: there is room for ten. */
function unjudgedNotices(parts: CheckParts): string[] {
  const list = unjudgedList(parts);
  if (list.length === 0) return [];
  const words = list.map(({ label, described, why }) => `${label}: ${described}: ${why}`);
  return [command('notice', undefined, 'not judged', words.join('. '))];
}

/** Accounts that are not where the plan put them, in one notice at the row of the first. */
function driftNotices({ result, files, problem }: CheckParts, lineOf: LineOf): string[] {
  const { drift } = result;
  if (drift === undefined || drift.accounts.length === 0) return [];
  const shown = drift.accounts.slice(0, shownAtMost);
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
  return [command('notice', place, title, `${describeDrift(drift)}. ${words.join('; ')}`)];
}

/** `::error file=accounts.csv,line=12,title=row 2::message`. */
function command(kind: string, place: Place | undefined, title: string, text: string): string {
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
  return visibleText(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
