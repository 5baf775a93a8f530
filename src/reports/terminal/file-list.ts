import { indent, type Page } from './page.js';
import type { SummaryParts } from './parts.js';
import { columnWidth } from './table.js';
import { fitted, padEnd } from './text-width.js';

/** What each file of a plan folder is for. */
const purposes: ReadonlyMap<string, string> = new Map([
  ['assignments.csv', 'every account with its rep and the reason'],
  ['territories.csv', 'every rep before and after'],
  ['teams.csv', 'the same by manager'],
  ['moves.csv', 'the accounts that change hands'],
  ['rules-used.csv', 'the rules as planned with'],
  ['relaxations.csv', 'what was relaxed so that all rules can hold'],
  ['plan.json', 'all figures, for scripts'],
  ['certificate.json', 'the proof of how good the plan is'],
  ['report.html', 'one page to share'],
]);

/** Every file that a plan folder may hold. */
export const planFileNames: readonly string[] = [...purposes.keys()];

/** Where the files are. */
export function fileList(page: Page, { out, files }: SummaryParts): string[] {
  if (files.length === 0) return [];
  const width = columnWidth(files);
  return [
    page.ink.bold(fitted(`Files in ${out}`, page.columns)),
    ...files.map((file) =>
      `${indent}${padEnd(file, width)}  ${page.ink.dim(purposes.get(file) ?? '')}`.trimEnd(),
    ),
  ];
}
