import { isBroken } from '../../evaluation/check/check.js';
import type { Breach, Check, Grade } from '../../evaluation/check/types.js';
import { inOrder } from '../../evaluation/leading-metrics.js';
import { plainMarkdown, sectionMarkdown } from '../document/markdown.js';
import { numberWords, percentCell } from '../document/numbers.js';
import { counted } from '../document/words.js';
import { backtestSection } from './backtest.js';
import { breachWords, cameOut, findingsOf, wholeFinding } from './breach-words.js';
import {
  accountPlace,
  checkLabel,
  checkName,
  checkNotes,
  checkTitle,
  describeCheck,
  unjudgedList,
  verdict,
} from './check-words.js';
import { describeDrift, driftedWords, placeWords } from './detail-words.js';
import { type CheckParts, rolePartsOf } from './places.js';

/** GitHub takes comments of 65,536 characters; what is folded away ends before that. */
const detailsAtMost = 48_000;
/** Accounts named beneath one breach, at most. */
const accountsNamed = 10;

const marks: Readonly<Record<Grade, string>> = { failure: '❌', warning: '⚠️', note: 'ℹ️' };

/**
 * A check as Markdown for a pull-request comment: the verdict, a row for each
 * check that broke, the figures, and folded away every breach and every account
 * that is not where the plan put it.
 */
export function checkMarkdown(parts: CheckParts): string {
  const { passed } = parts.result;
  const room = { left: detailsAtMost };
  const sections = [
    [`### ${passed ? '✅' : '❌'} carve check`],
    [`${plainMarkdown(verdict(parts))}.`],
    ...sectionsOf(parts, room),
    ...rolePartsOf(parts).flatMap(({ name, parts: own }) => [
      [`#### ${own.result.passed ? '✅' : '❌'} ${plainMarkdown(name)}`],
      ...sectionsOf(own, room),
    ]),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What is told of the main assignment, or of a role. */
function sectionsOf(parts: CheckParts, room: Room): string[][] {
  const { result } = parts;
  const order: readonly Grade[] = ['failure', 'warning', 'note'];
  const broken = order.flatMap((grade) =>
    result.checks.filter((check) => check.grade === grade && isBroken(check)),
  );
  return [
    broken.length === 0
      ? []
      : [
          '| | Check | Where | What it asks | How it came out | First finding |',
          '|---|---|---|---|---|---|',
          ...broken.map((check) => rowOf(parts, check)),
        ],
    ...broken.flatMap((check) => breachDetails(parts, check, room)),
    ...driftDetails(parts, room),
    unjudged(parts),
    figures(parts),
    ...backtestSection(parts).map((one) => [sectionMarkdown(one)]),
  ];
}

function rowOf(parts: CheckParts, check: Check): string {
  const { source, grade } = check;
  const [first] = grade === 'note' ? [] : findings(parts, check, breachWords);
  const { rules } = parts.files;
  const where =
    source.kind === 'rule' && source.row !== undefined && rules !== undefined
      ? `${rules}:${source.row}`
      : '–';
  const cells = [
    nameAndLabel(parts, check),
    where,
    describeCheck(parts.problem, check),
    cameOut(parts, check) || '–',
    first ?? '–',
  ];
  return `| ${marks[grade]} | ${cells.map(plainMarkdown).join(' | ')} |`;
}

/** What the row is called, with the row; the next column but one says what it asks. */
function nameAndLabel({ problem }: CheckParts, check: Check): string {
  const name = checkName(problem, check);
  return name === '' ? checkLabel(check) : `${name} (${checkLabel(check)})`;
}

/** What broke a check, breach by breach, with the rows of the accounts. */
function findings(
  parts: CheckParts,
  check: Check,
  say: (parts: CheckParts, check: Check, breach: Breach) => string,
): string[] {
  return findingsOf(check, (breach) => say(parts, check, breach)).map(
    ({ breach, text }) => `${placeWords(parts, breach)}${text}`,
  );
}

function breachDetails(parts: CheckParts, check: Check, room: Room): string[][] {
  if (check.grade === 'note') return [];
  const all = findings(parts, check, (...finding) => wholeFinding(...finding, accountsNamed));
  const title = `${checkTitle(parts.problem, check)}: ${counted(all.length, 'finding')}`;
  return [folded(title, [...checkNotes(parts.problem, check), ...all], room)];
}

function driftDetails(parts: CheckParts, room: Room): string[][] {
  const { drift } = parts.result;
  if (drift === undefined) return [];
  const title = `Since the plan was adopted: ${describeDrift(drift)}`;
  if (drift.accounts.length === 0) return [[`${plainMarkdown(title)}.`]];
  const described = drift.accounts.map((one) => {
    const place = one.account < 0 ? '' : `${accountPlace(parts, one.account)}: `;
    return `${place}${driftedWords(one)}`;
  });
  return [folded(title, described, room)];
}

interface Room {
  left: number;
}

/** A list that opens on a click, as far as there is room for it. */
function folded(title: string, texts: readonly string[], room: Room): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const line = `- ${plainMarkdown(text)}`;
    if (line.length > room.left) break;
    room.left -= line.length;
    lines.push(line);
  }
  const more = texts.length - lines.length;
  const rest = more > 0 ? [`- … and ${numberWords(more)} more (--format json has all)`] : [];
  return [
    `<details><summary>${plainMarkdown(title)}</summary>`,
    '',
    ...lines,
    ...rest,
    '',
    '</details>',
  ];
}

function unjudged(parts: CheckParts): string[] {
  const list = unjudgedList(parts);
  if (list.length === 0) return [];
  return [
    'Not judged:',
    '',
    ...list.map(({ described, why }) => `- ${plainMarkdown(`${described}: ${why}`)}`),
  ];
}

function figures({ result }: CheckParts): string[] {
  const { evenness } = result.figures;
  const metrics = inOrder([...evenness.keys()]);
  if (metrics.length === 0) return [];
  return [
    '| Metric | Average off fair share | Most off fair share | Gini |',
    '|---|--:|--:|--:|',
    ...metrics.flatMap((metric) => {
      const one = evenness.get(metric);
      if (one === undefined) return [];
      const cells = [one.mean_abs_deviation_pct, one.max_abs_deviation_pct].map(percentCell);
      return [`| ${plainMarkdown(metric)} | ${cells.join(' | ')} | ${one.gini.toFixed(3)} |`];
    }),
  ];
}
