import { isBroken, judgedChecks } from '../../evaluation/check/check.js';
import type { Breach, Check } from '../../evaluation/check/types.js';
import { numberWords } from '../number-words.js';
import { counted } from '../outcome-words.js';
import { indent, type Page, paragraph } from '../terminal/page.js';
import { columnWidth } from '../terminal/table.js';
import { padEnd } from '../terminal/text-width.js';
import { shortWords } from './breach-words.js';
import { cameOut } from './came-out.js';
import { breachesOf, checkLabel, checkSaid } from './check-words.js';
import { placeWords, remedyWords } from './detail-words.js';
import { driverWords } from './drift-words.js';
import type { CheckParts } from './parts.js';
import { unjudgedList } from './unjudged-words.js';

const shownAtMost = 8;
const driversShown = 3;
const remediesShown = 6;

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
  const said = cameOut(parts, check);
  const poolOf = (pool: string | undefined): string => (pool === undefined ? '' : `pool ${pool}: `);
  const breaches = breachesOf(check);
  // What binds nobody is not worth a list.
  const shown = check.grade === 'note' ? [] : breaches.slice(0, shownAtMost);
  const more = check.grade === 'note' ? 0 : breaches.length - shown.length;
  return [
    ...lines,
    ...(said === '' ? [] : paragraph(page, said, set).map((line) => ink.bold(line))),
    ...shown.flatMap(({ pool, breach }) => [
      ...paragraph(
        page,
        `${placeWords(parts, breach)}${poolOf(pool)}${shortWords(parts, check, breach)}`,
        `${set}• `,
      ),
      ...detailLines(page, parts, breach, set),
    ]),
    ...(more > 0 ? [ink.dim(`${set}… and ${numberWords(more)} more`)] : []),
  ];
}

/** What would mend it, then the changes since the plan, one a line. */
function detailLines(page: Page, parts: CheckParts, breach: Breach, set: string): string[] {
  if (breach.kind !== 'reps') return [];
  const { drivers } = breach;
  const more = drivers.length - driversShown;
  const said = [
    ...remedyWords(parts, breach, remediesShown).map((text) => `to mend it: ${text}`),
    ...drivers.slice(0, driversShown).map((driver) => driverWords(driver)),
    ...(more > 0 ? [`… and ${counted(more, 'account')} more`] : []),
  ];
  return said.flatMap((text) =>
    paragraph(page, text, `${set}${indent}${indent}`).map((line) => page.ink.dim(line)),
  );
}

const metAtMost = 14;

/** The checks that were met, a line each. */
export function metList(page: Page, parts: CheckParts): string[] {
  const met = judgedChecks(parts.result).filter((check) => !isBroken(check));
  const entries = met.map((check) => ({
    label: checkLabel(check),
    said: checkSaid(parts.problem, check),
  }));
  return entryList(page, `${numberWords(met.length)} met`, page.ink.green('✓'), entries);
}

/** What could not be judged, with what it takes, a line each. */
export function unjudgedLines(page: Page, parts: CheckParts): string[] {
  const entries = unjudgedList(parts).map(({ label, said, why }) => ({
    label,
    said: `${said}: ${why}`,
  }));
  return entryList(page, 'Not judged', page.ink.dim('–'), entries);
}

function entryList(
  page: Page,
  title: string,
  mark: string,
  entries: readonly { readonly label: string; readonly said: string }[],
): string[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, metAtMost);
  const width = columnWidth(shown.map(({ label }) => label));
  const lines = shown.flatMap(({ label, said }) => {
    const [first, ...rest] = paragraph(page, said, `${indent}✓ ${padEnd(label, width)}  `);
    return [first.replace('✓', mark), ...rest];
  });
  const more = entries.length - shown.length;
  return [
    page.ink.bold(title),
    ...lines,
    ...(more > 0 ? [page.ink.dim(`${indent}… and ${numberWords(more)} more`)] : []),
  ];
}
