import { csvPieces } from '../../csv/write.js';
import type { Finding } from '../../hygiene/finding.js';
import { said } from './said.js';

const header = ['severity', 'code', 'file', 'rows', 'column', 'value', 'what', 'remedy'];

/** The worklist: one row a thing to mend. Several rows of the file stand in one cell, separated by spaces. */
export function validateCsv(findings: readonly Finding[]): Iterable<string> {
  return csvPieces(header, rowsOf(findings));
}

function* rowsOf(findings: readonly Finding[]): Generator<(string | number)[]> {
  for (const finding of findings) {
    const { severity, code, file, rows, column, value, what, remedy } = said(finding);
    const where = rows.length === 1 ? rows[0] : rows.join(' ');
    yield [severity, code, file, where, column, value, what, remedy];
  }
}
