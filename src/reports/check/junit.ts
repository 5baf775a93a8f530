import { brokenChecks } from '../../evaluation/check/check.js';
import type { Check, CheckCase } from '../../evaluation/check/types.js';
import { isoDate } from '../../model/table.js';
import { numberWords } from '../document/numbers.js';
import { visibleText } from '../document/visible-text.js';
import { backtestWords } from './backtest.js';
import { breachWords, cameOut } from './breach-words.js';
import {
  breachesOf,
  checkId,
  checkLine,
  checkNotes,
  heldAsideWords,
  needsBaseline,
  unjudgedWhy,
  verdict,
} from './check-words.js';
import { describeDrift, detailWords, driftedWords, placeWords } from './detail-words.js';
import { type CheckParts, rolePartsOf } from './places.js';

/** Breaches written out in one failure, at most. */
const shownAtMost = 100;
/** Accounts named beneath one breach, at most. */
const accountsNamed = 10;

/**
 * A check as a JUnit report: a test case a rule and pool. Warnings fail no test
 * and are told in the suite's output. The time stamp, which the format asks
 * for, is the day that dates are counted from: same input, same bytes.
 */
export function checkJunit(parts: CheckParts): string {
  const roles = rolePartsOf(parts);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suite(parts, 'carve check', 0),
    ...roles.flatMap(({ name, parts: own }, at) => suite(own, `carve check: ${name}`, at + 1)),
    '</testsuites>',
    '',
  ].join('\n');
}

/** A suite of the main assignment, or of a role. */
function suite(parts: CheckParts, name: string, id: number): string[] {
  const { checks } = parts.result;
  const cases = checks.flatMap((check) => check.cases.map((one) => ({ check, one })));
  const failed = cases.filter(({ check, one }) => fails(check, one)).length;
  const asOf = isoDate(parts.problem.asOf);
  const skipped = cases.filter(({ check }) => check.unjudged !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}" time="0"`;
  const described = [verdict(parts), ...reported(parts)];
  return [
    `  <testsuite name="${escaped(name)}" package="carve" id="${id}" hostname="localhost" timestamp="${asOf}T00:00:00" ${counts}>`,
    `    <properties><property name="as_of" value="${asOf}"/></properties>`,
    ...cases.flatMap(({ check, one }) => caseLines(parts, check, one)),
    `    <system-out>${described.map(escaped).join('\n')}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>',
  ];
}

function fails(check: Check, { breaches }: CheckCase): boolean {
  return check.grade === 'failure' && breaches.length > 0;
}

function caseLines(parts: CheckParts, check: Check, one: CheckCase): string[] {
  const pool = one.pool === undefined ? '' : ` (pool ${one.pool})`;
  const name = `${checkLine(parts.problem, check)}${pool}`;
  const open = `    <testcase name="${escaped(name)}" classname="carve.${escaped(checkId(check.source))}" time="0"`;
  const why = unjudgedWhy(check);
  if (why !== undefined) {
    return [`${open}>`, `      <skipped>${escaped(why)}</skipped>`, '    </testcase>'];
  }
  if (!fails(check, one)) return [`${open}/>`];
  const words = wordsOf(parts, check, one);
  const message = cameOut(parts, { ...check, cases: [one] }) || words[0];
  return [
    `${open}>`,
    `      <failure type="${check.source.kind}" message="${escaped(message)}">${words.map(escaped).join('\n')}</failure>`,
    '    </testcase>',
  ];
}

function wordsOf(parts: CheckParts, check: Check, one: CheckCase): string[] {
  const breaches = breachesOf({ cases: [one] });
  const words = breaches
    .slice(0, shownAtMost)
    .flatMap(({ breach }) => [
      `${placeWords(parts, breach)}${breachWords(parts, check, breach)}`,
      ...detailWords(parts, breach, accountsNamed).map((text) => `  ${text}`),
    ]);
  const more = breaches.length - shownAtMost;
  return more > 0 ? [...words, `and ${numberWords(more)} more`] : words;
}

/** What warns, and what binds nobody, check by check. */
function reported(parts: CheckParts): string[] {
  const lines = (check: Check, words: readonly string[]): string[] => [
    checkLine(parts.problem, check),
    ...checkNotes(parts.problem, check).map((text) => `  ${text}`),
    ...words.map((text) => `  ${text}`),
  ];
  return [
    ...brokenChecks(parts.result, 'warning').flatMap((check) =>
      lines(
        check,
        check.cases.flatMap((one) => wordsOf(parts, check, one)),
      ),
    ),
    ...brokenChecks(parts.result, 'note').flatMap((check) => lines(check, [cameOut(parts, check)])),
    ...parts.result.checks
      .filter(({ heldAside }) => heldAside > 0)
      .flatMap((check) => lines(check, [`${heldAsideWords(check)}: ${needsBaseline}`])),
    ...driftLines(parts),
    ...backtestWords(parts),
  ];
}

function driftLines({ result }: CheckParts): string[] {
  const { drift } = result;
  if (drift === undefined) return [];
  const shown = drift.accounts.slice(0, shownAtMost);
  const more = drift.accounts.length - shown.length;
  return [
    `since the plan was adopted: ${describeDrift(drift)}`,
    ...shown.map((one) => `  ${driftedWords(one)}`),
    ...(more > 0 ? [`  and ${numberWords(more)} more`] : []),
  ];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for XML that gives no command to a log which holds it; the two characters that XML cannot hold and visibleText lets pass are replaced. */
function escaped(text: string): string {
  return visibleText(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (found) => entities[found])
    .replace(/##(?=\w*\[)/g, '#&#35;')
    .replace(/^(\s*):(?=:)/, '$1&#58;');
}
