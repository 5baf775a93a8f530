import { csvPieces } from '../../inputs/csv/write.js';
import { type Finding, severities } from '../../validation/finding.js';
import { visibleText } from '../document/visible-text.js';
import { describedFinding } from './said.js';
import { counted } from './words.js';

const header = [
  'severity',
  'code',
  'file',
  'rows',
  'column',
  'value',
  'what',
  'remedy',
  'account_id',
  'account_name',
  'owner',
];

/**
 * The worklist: one row a thing to mend, with the account and its owner where
 * the row is one account. Several rows of the file stand in one cell, separated
 * by spaces.
 */
export function validateCsv(findings: readonly Finding[]): Iterable<string> {
  return csvPieces(header, rowsOf(findings));
}

function* rowsOf(findings: readonly Finding[]): Generator<(string | number)[]> {
  for (const finding of findings) {
    const { severity, code, file, rows, column, value, sentence, remedy, account } =
      describedFinding(finding);
    const where = rows.length === 1 ? rows[0] : rows.join(' ');
    const { id = '', name = '', owner = '' } = account ?? {};
    yield [severity, code, file, where, column, value, sentence, remedy, id, name, owner];
  }
}

/** The findings as Markdown, a table a severity, for a ticket or a pull request. */
export function* validateMarkdown(findings: readonly Finding[]): Generator<string> {
  yield '# Data findings\n';
  if (findings.length === 0) yield '\nNothing found.\n';
  for (const severity of severities) {
    const graded = findings.filter((finding) => finding.severity === severity);
    if (graded.length === 0) continue;
    yield `\n## ${counted(graded.length, severity)}\n\n| where | column | value | what | remedy |\n|---|---|---|---|---|\n`;
    for (const finding of graded) {
      const { file, rows, column, value, what, remedy } = describedFinding(finding);
      const where = rows.length === 0 ? file : `${file}:${rows.join(',')}`;
      yield `| ${[where, column, value, what, remedy].map(cell).join(' | ')} |\n`;
    }
  }
}

/** A cell's text, so that no character of it ends the cell or is taken for markup. */
function cell(text: string): string {
  return visibleText(text).replace(/[\\`*_[\]<>|]/g, '\\$&');
}
