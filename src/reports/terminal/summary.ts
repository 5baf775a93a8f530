import { costliestRows } from '../../evaluation/story/rules.js';
import { costliestWords } from '../costliest-words.js';
import { assumed } from './assumed.js';
import { fairnessTable } from './fairness-table.js';
import { fileList } from './file-list.js';
import { movesOfNoteLines } from './moves-of-note.js';
import { indent, type Page, pageOf, pageText, paragraph } from './page.js';
import type { SummaryParts } from './parts.js';
import { quality } from './quality.js';
import { repTable } from './rep-table.js';
import { ruleList } from './rule-list.js';
import { verdict } from './verdict.js';

/** A plan as a page for the terminal, what a sales leader asks first on top. */
export function summaryText(parts: SummaryParts): string {
  const page = pageOf(parts);
  const sections = [
    headline(page, parts),
    repTable(page, parts),
    fairnessTable(page, parts),
    movesOfNoteLines(page, parts),
    ruleList(page, parts),
    [
      page.ink.bold('How good it is'),
      ...paragraph(page, quality(parts), indent),
      ...costliestLines(page, parts),
    ],
    assumed(page, parts),
    fileList(page, parts),
  ];
  return pageText(sections);
}

/** Which must row can cost most. */
export function costliestLines(page: Page, { plan, problem }: SummaryParts): string[] {
  const { evaluation, costsAtMost = new Map() } = plan;
  const costliest = costliestRows(evaluation.outcomes, costsAtMost);
  const said = costliestWords(costliest, problem, evaluation);
  return said === undefined ? [] : paragraph(page, said, indent);
}

function headline(page: Page, parts: SummaryParts): string[] {
  const { bold, green, red } = page.ink;
  const lines = paragraph(page, verdict(parts));
  if (parts.plan.status === 'infeasible') return lines.map((line) => bold(red(line)));
  return lines.map((line) => bold(line.replace(/^\w+ plan:/, (lead) => green(lead))));
}
