import { brokenChecks } from '../../evaluation/check/check.js';
import type { Check } from '../../evaluation/check/types.js';
import { numberWords } from '../number-words.js';
import { indent, type Page, pageOf, paragraph } from '../terminal/page.js';
import { checkList, metList, unjudgedLines } from './check-list.js';
import { driftedWords, driftSaid } from './drift-words.js';
import { figuresTable, repsTable } from './figures.js';
import type { CheckParts } from './parts.js';
import { verdict } from './verdict.js';

/** A check as text for a terminal or a log: the verdict, what failed, what warns, the figures. */
export function checkText(
  parts: CheckParts,
  options: { readonly columns?: number | undefined; readonly colour: boolean },
): string {
  const page = pageOf(options);
  const { result } = parts;
  const section = (title: string, checks: readonly Check[]): string[] =>
    checks.length === 0
      ? []
      : [page.ink.bold(title), ...checks.flatMap((check) => checkList(page, parts, check))];
  const sections = [
    headline(page, parts),
    section('What failed', brokenChecks(result, 'failure')),
    section('Warnings', brokenChecks(result, 'warning')),
    section('Not binding', brokenChecks(result, 'note')),
    baselineLines(page, parts),
    metList(page, parts),
    unjudgedLines(page, parts),
    repsTable(page, parts),
    figuresTable(page, parts),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline(page: Page, parts: CheckParts): string[] {
  const { bold, green, red } = page.ink;
  const paint = parts.result.passed ? green : red;
  return paragraph(page, verdict(parts)).map((line) =>
    bold(line.replace(/^(Passed|Failed):/, (lead) => paint(lead))),
  );
}

const driftedShown = 10;

function baselineLines(page: Page, { result, files }: CheckParts): string[] {
  const { drift } = result;
  if (drift === undefined || files.baseline === undefined) return [];
  const shown = drift.accounts.slice(0, driftedShown);
  const more = drift.accounts.length - shown.length;
  return [
    page.ink.bold('Since the plan was adopted'),
    ...paragraph(page, `${driftSaid(drift)} (${files.baseline})`, indent),
    ...shown.flatMap((one) => paragraph(page, driftedWords(one), `${indent.repeat(2)}• `)),
    ...(more > 0 ? [page.ink.dim(`${indent.repeat(2)}… and ${numberWords(more)} more`)] : []),
  ];
}
