import type { RuleText } from '../../model/rule.js';
import { indent, type Page, paragraph } from './page.js';
import type { SummaryParts } from './parts.js';

/** What was taken for what, and which rules carve wrote itself. */
export function assumed(page: Page, { problem, drafted }: SummaryParts): string[] {
  const texts = [...problem.assumptions, ...draftedSentences(drafted)];
  if (texts.length === 0) return [];
  return [
    page.ink.bold('What was assumed'),
    ...texts.flatMap((text) => paragraph(page, text, `${indent}• `)),
  ];
}

function draftedSentences(drafted: readonly RuleText[]): string[] {
  if (drafted.length === 0) return [];
  const first = drafted[0].row;
  const last = drafted[drafted.length - 1].row;
  const rows = first === last ? `row ${first} was` : `rows ${first} to ${last} were`;
  return [
    `${rows} drafted from your data, as there are no --rules: rules-used.csv has the reasons and can be edited, --bare plans without`,
  ];
}
