import { isBroken } from '../../evaluation/check/check.js';
import type { Breach, Check } from '../../evaluation/check/types.js';
import { numberWords } from '../number-words.js';
import { counted } from '../outcome-words.js';
import { indent, type Page, paragraph } from '../terminal/page.js';
import { columnWidth } from '../terminal/table.js';
import { padEnd } from '../terminal/text-width.js';
import { driverWords, shortWords } from './breach-words.js';
import { breachesOf, cameOut, checkLabel, checkSaid } from './check-words.js';
import type { CheckParts } from './parts.js';

const shownAtMost = 8;
const driversShown = 3;

/** A broken check: what it asks, how it came out, and who broke it by how much, the worst first. */
export function checkList(page: Page, parts: CheckParts, check: Check): string[] {
  const { ink } = page;
  const mark =
    check.grade === 'failure' ? ink.red('✗') : ink.yellow(check.grade === 'warning' ? '!' : '~');
  const start = `${indent}${mark} ${checkLabel(check)}  `;
  const plain = `${indent}  ${checkLabel(check)}  `;
  const [first, ...rest] = paragraph(page, checkSaid(parts.problem, check), plain);
  const lines = [start + first.slice(plain.length), ...rest];
  const set = indent.repeat(2);
  const said = cameOut(check);
  const poolOf = (pool: string | undefined): string => (pool === undefined ? '' : `pool ${pool}: `);
  const breaches = breachesOf(check);
  // What binds nobody is not worth a list.
  const shown = check.grade === 'note' ? [] : breaches.slice(0, shownAtMost);
  const more = check.grade === 'note' ? 0 : breaches.length - shown.length;
  return [
    ...lines,
    ...(said === '' ? [] : paragraph(page, said, set).map((line) => ink.bold(line))),
    ...shown.flatMap(({ pool, breach }) => [
      ...paragraph(page, `${poolOf(pool)}${shortWords(parts, check, breach)}`, `${set}• `),
      ...driverLines(page, breach, set),
    ]),
    ...(more > 0 ? [ink.dim(`${set}… and ${numberWords(more)} more`)] : []),
  ];
}

function driverLines(page: Page, breach: Breach, set: string): string[] {
  if (breach.kind !== 'reps' || breach.drift === undefined) return [];
  const { drivers } = breach.drift;
  const more = drivers.length - driversShown;
  const names = drivers.slice(0, driversShown).map((driver) => driverWords(driver));
  const said = [...names, ...(more > 0 ? [`… and ${counted(more, 'account')} more`] : [])];
  return said.flatMap((text) =>
    paragraph(page, text, `${set}${indent}${indent}`).map((line) => page.ink.dim(line)),
  );
}

const metAtMost = 14;

/** The checks that were met, a line each. */
export function metList(page: Page, parts: CheckParts): string[] {
  const met = parts.result.checks.filter((check) => !isBroken(check));
  if (met.length === 0) return [];
  const shown = met.slice(0, metAtMost);
  const width = columnWidth(shown.map((check) => checkLabel(check)));
  const lines = shown.flatMap((check) => {
    const plain = `${indent}✓ ${padEnd(checkLabel(check), width)}  `;
    const [first, ...rest] = paragraph(page, checkSaid(parts.problem, check), plain);
    return [first.replace('✓', page.ink.green('✓')), ...rest];
  });
  const more = met.length - shown.length;
  return [
    page.ink.bold(`${numberWords(met.length)} met`),
    ...lines,
    ...(more > 0 ? [page.ink.dim(`${indent}… and ${numberWords(more)} more`)] : []),
  ];
}
