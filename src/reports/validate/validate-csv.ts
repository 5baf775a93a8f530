import { csvPieces } from '../../inputs/csv/write.js';
import type { Finding } from '../../validation/finding.js';
import { said } from './said.js';

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
    const { severity, code, file, rows, column, value, sentence, remedy, account } = said(finding);
    const where = rows.length === 1 ? rows[0] : rows.join(' ');
    const { id = '', name = '', owner = '' } = account ?? {};
    yield [severity, code, file, where, column, value, sentence, remedy, id, name, owner];
  }
}
