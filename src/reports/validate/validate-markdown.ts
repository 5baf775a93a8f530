import { type Finding, severities } from '../../validation/finding.js';
import { visibleText } from '../document/visible-text.js';
import { said } from './said.js';
import { counted } from './words.js';

/** The findings as Markdown, a table a severity, for a ticket or a pull request. */
export function* validateMarkdown(findings: readonly Finding[]): Generator<string> {
  yield '# Data findings\n';
  if (findings.length === 0) yield '\nNothing found.\n';
  for (const severity of severities) {
    const graded = findings.filter((finding) => finding.severity === severity);
    if (graded.length === 0) continue;
    yield `\n## ${counted(graded.length, severity)}\n\n| where | column | value | what | remedy |\n|---|---|---|---|---|\n`;
    for (const finding of graded) {
      const { file, rows, column, value, what, remedy } = said(finding);
      const where = rows.length === 0 ? file : `${file}:${rows.join(',')}`;
      yield `| ${[where, column, value, what, remedy].map(cell).join(' | ')} |\n`;
    }
  }
}

/** A cell's text, so that no character of it ends the cell or is taken for markup. */
function cell(text: string): string {
  return visibleText(text).replace(/[\\`*_[\]<>|]/g, '\\$&');
}
