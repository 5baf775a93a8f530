import type { RuleText } from '../../model/rule.js';
import { indent, type Page, paragraph } from './page.js';
import type { ToldPlan } from './parts.js';

/** What was taken for what, which rules carve wrote itself, and what gave way to what. */
export function assumed(page: Page, { problem, drafted }: ToldPlan): string[] {
  const texts = [...problem.assumptions, ...draftedSentences(drafted), ...problem.warnings];
  if (texts.length === 0) return [];
  return [
    page.ink.bold('What was assumed, and what to know'),
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
